"""What a learner typed -> words with their places in the original.

Flags, paths, ports and sizes stay whole. Hyphens, dots and underscores inside a word part it, so
`unless-stopped` and "unless stopped" are one thing. Case and Unicode dress never matter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import cast

from snowballstemmer.english_stemmer import EnglishStemmer

from bot.core.grading.words import (
    DETERMINERS,
    FUNCTION_WORDS,
    IMPERATIVES,
    IN_LIKE,
    OF_LIKE,
    OPINIONS,
)

# How many words a break between two words counts for, when their distance is measured.
COMMA, CLAUSE, SENTENCE = 1, 2, 3
_BREAK_COST = (0, 1, 1, 6)

_APOSTROPHES = ("'", "\u2019", "\u02bc", "`", "\u00b4")
_TAIL = r"(?: ['\u2019\u02bc`\u00b4] [^\W\d_]{1,3} (?!\w) )?"  # don't, it's
_UNITS = r"(?i: ms|secs?|seconds?|s|minutes?|mins?|mb|gb|mib|gib|kb|%) (?! \w )"
_TOKEN = re.compile(
    rf"""
    [ ]{{0,8}}+ (?:
      (?P<word>    (?! \w : [\\/] | [wW] / ) [^\W\d_] [^\W_]* {_TAIL} )
    | (?P<flag>    (?<![\w-]) --? [a-zA-Z] [\w]* (?: -[\w]+ )* )
    | (?P<number_flag> (?<![\w-]) - \d+ \b )
    | (?P<path>    (?<![\w\\/]) (?: [a-zA-Z]: )? (?: \.{{0,2}} | ~ ) [\\/] [\w.\-\\/]* [\w\\/] )
    | (?P<slash>   (?<![\w\\/]) [\\/] (?![\w\\/]) )
    | (?P<unequal> != | =/= | \u2260 )
    | (?P<address> \d+ \. \d+ \. \d+ \. \d+ (?: [:/] \d+ )* )
    | (?P<ports>   \b \d{{1,5}} : \d{{1,5}} \b )
    | (?P<amount>  \b \d+ (?: \. \d+ )? [ -]? {_UNITS} )
    | (?P<short>   \b [wW] / (?: [oO] (?!\w) )? )
    | (?P<figure>  [^\W_]+ {_TAIL} )
    | (?P<sentence> (?: (?<=\S) [.] | [!?\u2026\u3002] ) [.!?\u2026\u3002]*
                     (?= [\s"'\u2019\u201d)\]`*_]* (?: \s | $ ) )
                   | [;\n\u2022]+ | [!?]+ )
    | (?P<clause>  [#] (?= \s )
                   | [:()\[\]{{}}\u2014\u2013|] | [-=]>? (?= \s ) | \u2192 | => | -> | = )
    | (?P<comma>   [,\u3001] | \+ (?= \s ) )
    )
    """,
    re.VERBOSE,
)
# An answer is read in pieces between blanks, most of which have been read before; but then "10 s"
# must be one piece.
_SPACED = re.compile(rf"\d [ ] {_UNITS}", re.VERBOSE)
_PIECE = re.compile(rf"\S* \d [ ] {_UNITS} \S* | \S+", re.VERBOSE)
LONGEST_REMEMBERED = 40
_JOINTS = ("-", "_")
_PAUSES = {"sentence": SENTENCE, "clause": CLAUSE, "comma": COMMA}
_UNIT = {
    "sec": "s", "secs": "s", "second": "s", "seconds": "s",
    "min": "min", "mins": "min", "minute": "min", "minutes": "min",
    "mib": "mb", "gib": "gb",
}  # fmt: skip
_AMOUNT = re.compile(r"([\d.]+)[\s-]*(.+)")
# Contractions that are another word without their apostrophe.
_CONTRACTIONS = {"id": "i'd", "shell": "she'll"}
_ABBREVIATIONS = frozenset("e g i eg ie etc vs approx".split())
# Words that the stemmer throws together with others of another meaning ("contain", "ready", "use").
_APART = {
    form: word
    for word in """
        container customer engineer exception handful liveness optional period provider publisher
        readiness subscriber terminal useful
        """.split()
    for form in (word, f"{word}s")
} | {word: word for word in "hardly likely periodically quite tiny".split()}
# `containerised` and `behaviour` have the stems of `containerized` and `behavior`.
_BRITISH = re.compile(
    r"(?<=\w{4})is(?=(?:e|ed|es|er|ers|ely|ing|able|ation|ations)$)|(?<=\w{3})our(?=(?:s|ed|ing|able|al)?$)"
)
# The library has no types. Its stemmer keeps the word it is at in itself: one thread at a time.
_stem_word = cast("Callable[[str], str]", EnglishStemmer().stemWord)  # pyright: ignore[reportUnknownMemberType]
_stemming = Lock()


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The stem of a lower-case word; short words, and words with digits, are their own."""
    if len(word) < 4 or not word.isalpha():
        return word
    if word in _APART:
        return _APART[word]
    with _stemming:
        return _stem_word(_BRITISH.sub(_american, word))


def _american(match: re.Match[str]) -> str:
    return "iz" if match[0] == "is" else "or"


@lru_cache(maxsize=20_000)
def normal(word: str) -> str:
    """A word without case, ligatures, full width and apostrophes: `Doesn’t` -> doesnt."""
    plain = word if word.isascii() else unicodedata.normalize("NFKC", word)
    plain = plain.lower()
    for mark in _APOSTROPHES:
        if mark in plain:
            head, _, tail = plain.partition(mark)
            joined = head if tail == "s" else head + tail
            return _CONTRACTIONS.get(joined, joined)
    return plain


@dataclass(slots=True)
class Tokens:
    """An answer as words, in parallel lists of one length.

    Attributes:
        text: The answer.
        words: Normalised words.
        stems: Their stems.
        spans: First character of each word in `text`, and one past its last.
        breaks: The strongest break right before each word: 0, COMMA, CLAUSE or SENTENCE;
            the first word opens a sentence.
        places: Where each word stands, counted in telling words; breaks count as some.
        sentences: The number of the sentence of each word.
        literal: Whether each word must be typed exactly (flags, paths, ports, numbers).
        little: Whether each word is one that never counts by itself.
    """

    text: str
    words: list[str]
    stems: list[str]
    spans: list[tuple[int, int]]
    breaks: list[int]
    places: list[int]
    sentences: list[int]
    literal: list[bool]
    little: list[bool]

    def __len__(self) -> int:
        return len(self.words)

    def joined(self, i: int) -> bool:
        """Whether a word is part of a longer one, such as `on` of `on-failure` or `depends_on`."""
        start, end = self.spans[i]
        return (
            self.text[end : end + 1] in _JOINTS or self.text[max(0, start - 1) : start] in _JOINTS
        )


# The columns of `Tokens` for one word, without the text.
_Row = tuple[str, str, tuple[int, int], int, int, int, bool, bool]


def tokenize(text: str) -> Tokens:
    """Split an answer into words.

    Args:
        text: Any text, unedited.
    """
    rows: list[_Row] = []
    pause = SENTENCE
    place = sentence = 0
    word = ""
    offset = 0
    for line in text.split("\n"):
        at = offset
        pieces = _PIECE.findall(line) if _SPACED.search(line) else line.split()
        for k, typed in enumerate(pieces):
            at = text.index(typed, at)
            read = _remembered if len(typed) <= LONGEST_REMEMBERED else _read
            for strength, new, stemmed, start, end, exact, never in read(typed):
                if not new:
                    # "e.g." ends no sentence.
                    full_stop = strength == SENTENCE and text[at + start : at + end] == "."
                    if strength > pause and not (full_stop and word in _ABBREVIATIONS):
                        pause = strength
                    continue
                if new == "otherwise" or (new == "else" and word == "or"):
                    pause = SENTENCE  # What follows would be so without what was said.
                if word == "id" and not pause and _wished(rows, new):
                    rows[-1] = ("i'd", "i'd", *rows[-1][2:7], True)
                    place -= 1
                word = new
                if pause and rows:
                    place += _BREAK_COST[pause]
                    sentence += pause == SENTENCE
                place += not never
                span = (at + start, at + end)
                rows.append((word, stemmed, span, pause, place, sentence, exact, never))
                pause = 0
            if typed == "/" and _parts(pieces, k):
                pause = CLAUSE
            at += len(typed)
        pause = SENTENCE
        offset += len(line) + 1
    if not rows:
        return Tokens(text, [], [], [], [], [], [], [], [])
    columns = map(list, zip(*rows, strict=True))
    words, stems, spans, breaks, places, sentences, literal, little = columns
    return Tokens(text, words, stems, spans, breaks, places, sentences, literal, little)


def _parts(pieces: list[str], k: int) -> bool:
    """Whether a slash between blanks parts two things: no path, as in "use / in the file"."""
    if not 0 < k < len(pieces) - 1:
        return False
    before, after = normal(pieces[k - 1].strip("`\"'")), normal(pieces[k + 1])
    if before.startswith("-") or pieces[k - 1][-2:-1] in _APOSTROPHES:
        return False
    if before in FUNCTION_WORDS or before in IMPERATIVES:
        return False
    return after not in IN_LIKE and after not in OF_LIKE and after not in ("and", "is", "not")


def _wished(rows: list[_Row], verb: str) -> bool:
    """Whether the "id" before a verb was typed for "I'd": "id use a volume", no "image id"."""
    if verb not in IMPERATIVES and verb not in OPINIONS:
        return False
    before = rows[-2] if len(rows) > 1 and not rows[-1][3] else None
    return before is None or (before[7] and before[0] not in DETERMINERS)


# Of a pause its strength; of a word 0, the word, its stem, where it stands, literal, little.
_Read = tuple[int, str, str, int, int, bool, bool]


def _read(piece: str) -> tuple[_Read, ...]:
    """The words and pauses of a piece of text between two blanks."""
    out: list[_Read] = []
    # The blank after it, for what is only a sign where one follows.
    for match in _TOKEN.finditer(f"{piece} "):
        kind = cast("str", match.lastgroup)
        start, end = match.span(kind)
        strength = _PAUSES.get(kind, 0)
        if strength:
            out.append((strength, "", "", start, end, False, False))
        else:
            word, stemmed, exact, never = _word(piece[start:end], kind)
            out.append((0, word, stemmed, start, end, exact, never))
    return tuple(out)


_remembered = lru_cache(maxsize=30_000)(_read)


def words_of(text: str) -> list[str]:
    """Only the normalised words of a text; stems take most of the time that `tokenize` needs."""
    found = _TOKEN.finditer(text)
    return [
        _spelled(match[kind], kind)[0]
        for match in found
        if (kind := cast("str", match.lastgroup)) not in _PAUSES
    ]


@lru_cache(maxsize=20_000)
def _word(typed: str, kind: str) -> tuple[str, str, bool, bool]:
    """A word normalised, its stem, whether it is literal and whether it is a little word."""
    word, exact = _spelled(typed, kind)
    return word, word if exact else stem(word), exact, word in FUNCTION_WORDS


def _spelled(typed: str, kind: str) -> tuple[str, bool]:
    """A word normalised, and whether it is literal."""
    if kind in ("word", "figure"):
        word = normal(typed)
        return word, not word.isalpha()
    if kind == "short":
        return ("without" if len(typed) > len("w/") else "with"), False
    if kind == "unequal":
        return "not", False
    if kind == "amount":
        figure, unit = _AMOUNT.findall(typed.lower())[0]
        return figure + _UNIT.get(unit, unit), True
    return typed.lower(), True
