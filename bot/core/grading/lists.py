"""Where an answer is only a list of keywords: nouns in a row that state nothing."""

from __future__ import annotations

from itertools import groupby, pairwise

from bot.core.grading.tokens import CLAUSE, SENTENCE, Tokens
from bot.core.grading.words import (
    DETERMINERS,
    DOING,
    IMPERATIVES,
    INTRODUCING,
    NEGATORS,
    STATING,
)

# Five items of up to three words, or eight words on end, with nothing that makes a sentence.
# On public answer sets, runs of nine are in 85-100 % of stuffed and 0.04-1.2 % of real answers; on
# the labelled answers of this bank eight do as well on real ones and better on stuffed ones.
MOST_WORDS_AN_ITEM = 3
FEWEST_ITEMS = 5
LONGEST_INTRODUCTION = 4
FEWEST_WORDS_ON_END = 8
# The same where little words stand before or behind them: "... lists all containers including".
FEWEST_IN_A_SENTENCE = 10
# One word after another with always the same between them: "a with b with c". A real sentence may
# have a row of commas in it.
FEWEST_STRUNG = 8
FEWEST_WITH_COMMAS = 12
# A command line has more flags, paths and numbers than this.
MOST_COMMANDS = 0.15

# With so many words that have a colon, it is a file, such as a Compose file, unless so many items
# stand under each: "Image: layers, registry, tag. Container: ...".
FEWEST_KEYS = 2
FEWEST_UNDER_A_KEY = 3

_CODE = frozenset('[{"$#>')

_SEPARATORS = frozenset("/ \\ and or etc".split())


def listed(tokens: Tokens) -> list[bool]:
    """For each word, whether it stands in such a list."""
    out = [False] * len(tokens)
    run: list[tuple[int, int]] = []
    stated = False
    for start, end in _items(tokens):
        stated = (stated and tokens.breaks[start] != SENTENCE) or _equated(tokens, start)
        if stated and end - start < FEWEST_WORDS_ON_END:
            _close(tokens, run, out)
            continue
        item = [i for i in range(start, end) if tokens.words[i] not in _SEPARATORS]
        if not item:
            # The sign in "buildah / kaniko" is none of the things it parts.
            continue
        named = _named(tokens, item) if tokens.little[start] else item
        bare = _bare(tokens, named) and not _code(tokens, start, end)
        # "I check the logs, ports, permissions ...": these are part of what is said.
        stated = stated or (not bare and _states(tokens, item))
        if bare and not stated and _short(tokens, named):
            run.append((start, end))
            continue
        # A longer item may begin the list ("Docker: containers, ...") but does not go on with it.
        _close(tokens, run, out)
        for first, last in [(start, end)] if bare else _bare_runs(tokens, start, end):
            if _soup(tokens, first, last):
                out[first:last] = [True] * (last - first)
    _close(tokens, run, out)
    for first, last in _strings(tokens):
        out[first:last] = [True] * (last - first)
    return out


def _bare_runs(tokens: Tokens, start: int, end: int) -> list[tuple[int, int]]:
    """The parts of an item between the words that make a sentence."""
    words, little = tokens.words, tokens.little
    if end - start < FEWEST_IN_A_SENTENCE or words[start] in IMPERATIVES:
        return []
    cuts = [i for i in range(start, end) if little[i] or words[i] in NEGATORS]
    runs = pairwise([start - 1, *cuts, end])
    return [(a + 1, b) for a, b in runs if b - a > FEWEST_IN_A_SENTENCE]


def _strings(tokens: Tokens) -> list[tuple[int, int]]:
    """Where so many words are strung together by one and the same sign or little word."""
    telling = [i for i, little in enumerate(tokens.little) if not little]
    text, spans = tokens.text, tokens.spans
    # Of so many knots on end that are the same, two neighbours at least are looked at here.
    for k in range(0, len(telling) - 2, FEWEST_STRUNG - 2):
        (_, a), (b, c), (d, _) = spans[telling[k]], spans[telling[k + 1]], spans[telling[k + 2]]
        if 1 < b - a == d - c and text[a:b] == text[c:d]:
            break
    else:
        return []
    knots = [text[spans[i][1] : spans[j][0]] for i, j in pairwise(telling)]
    out: list[tuple[int, int]] = []
    at = 0
    for knot, same in groupby(knots):
        length = len(list(same))
        fewest = FEWEST_WITH_COMMAS if knot == ", " else FEWEST_STRUNG
        if length + 1 >= fewest and knot.strip() not in ("", knot):
            out.append((telling[at], telling[at + length] + 1))
        at += length
    return out


def _named(tokens: Tokens, item: list[int]) -> list[int]:
    """An item without what introduces it: "the kernel", "also signals", "it is about ports"."""
    words = tokens.words
    if len(item) < 2:
        return item
    for k in range(1, min(LONGEST_INTRODUCTION, len(item) - 1)):
        if words[item[k]] == "about" and all(tokens.little[i] for i in item[:k]):
            return item[k + 1 :]
    return item[1:] if words[item[0]] in INTRODUCING else item


def _soup(tokens: Tokens, start: int, end: int) -> bool:
    """Whether so many words on end are no command line."""
    if end - start < FEWEST_WORDS_ON_END or _code(tokens, start, end):
        return False
    return sum(_command(tokens, i) for i in range(start, end)) <= MOST_COMMANDS * (end - start)


def _equated(tokens: Tokens, start: int) -> bool:
    """Whether an item says what the one before it is or leads to: "VM = own kernel"."""
    if not start or tokens.breaks[start] != CLAUSE:
        return False
    between = tokens.text[tokens.spans[start - 1][1] : tokens.spans[start][0]]
    return any(sign in between for sign in ("=", "->", "\N{RIGHTWARDS ARROW}"))


def _bare(tokens: Tokens, item: list[int]) -> bool:
    """Whether nothing in an item states or advises anything; a word alone never does."""
    if len(item) < 2:
        return True
    words, little = tokens.words, tokens.little
    if words[item[0]] in IMPERATIVES and not tokens.joined(item[0]):
        return False
    for i in item:
        if words[i] in DOING:
            return False
        # `none` is also the name of a thing: "bridge, host, none network".
        if words[i] in DETERMINERS or (words[i] in NEGATORS and words[i] != "none"):
            return False
        if little[i] and not tokens.joined(i):
            return False
    return True


def _code(tokens: Tokens, start: int, end: int) -> bool:
    """Whether an item is written in a language for machines: `CMD ["sh"]`, `# run it`, `$HOME`."""
    text = tokens.text
    begin = tokens.spans[start - 1][1] if start else tokens.spans[0][0]
    if not _CODE.isdisjoint(text[begin : tokens.spans[end - 1][1]]):
        return True
    if "#" not in text:
        return False
    # A comment stands behind a command, not at the start of a line as a heading does.
    line = text[text.rfind("\n", 0, begin) + 1 : begin].lstrip()
    return " # " in line and not line.startswith("#")


def _states(tokens: Tokens, item: list[int]) -> bool:
    words, little = tokens.words, tokens.little
    if not item:
        return False
    if not STATING.isdisjoint(words[item[0] : item[-1] + 1]):
        return True
    first = next((i for i in item if not little[i]), item[0])
    return words[first] in IMPERATIVES and not tokens.joined(first)


def _short(tokens: Tokens, item: list[int]) -> bool:
    """Whether few words were typed with a blank between them; `user-defined` is one."""
    if len(item) <= MOST_WORDS_AN_ITEM:
        return True
    text, spans = tokens.text, tokens.spans
    blanks = (text[spans[i][1] : spans[j][0]] for i, j in pairwise(item))
    return sum(" " in blank for blank in blanks) < MOST_WORDS_AN_ITEM


def _items(tokens: Tokens) -> list[tuple[int, int]]:
    words, breaks = tokens.words, tokens.breaks
    cuts = [
        i
        for i in range(1, len(words))
        if words[i] in _SEPARATORS or (breaks[i] and _apart(tokens, i))
    ]
    if " & " in tokens.text:
        cuts = sorted({*cuts, *_behind_ands(tokens)})
    return list(pairwise([0, *cuts, len(words)])) if words else []


def _behind_ands(tokens: Tokens) -> list[int]:
    """The words behind an "&", which is none itself."""
    text, spans = tokens.text, tokens.spans
    return [i for i in range(1, len(tokens)) if text[spans[i - 1][1] : spans[i][0]] == " & "]


def _apart(tokens: Tokens, i: int) -> bool:
    """Whether a new item begins here, after a pause; `eol=lf` is one."""
    between = tokens.text[tokens.spans[i - 1][1] : tokens.spans[i][0]]
    return "," in between or any(sign.isspace() for sign in between)


def _command(tokens: Tokens, i: int) -> bool:
    return tokens.words[i][0] in "-/\\~." or tokens.words[i][-1:].isdigit()


def _close(tokens: Tokens, run: list[tuple[int, int]], out: list[bool]) -> None:
    if len(run) >= FEWEST_ITEMS:
        keys = sum(tokens.text.startswith(":", tokens.spans[end - 1][1]) for _, end in run)
        file = keys >= FEWEST_KEYS and len(run) - keys < FEWEST_UNDER_A_KEY * keys
        if not file and len(run) - keys >= FEWEST_ITEMS:
            for start, end in run:
                out[start:end] = [True] * (end - start)
    run.clear()
