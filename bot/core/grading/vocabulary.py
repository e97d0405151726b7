"""The words of one question: which of them fill which slots of its phrasings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.core.grading.phrasings import Atom, Term
from bot.core.grading.tokens import stem

# How a word fills a slot: as it stands, or as its opposite ("lost" for "not lost").
AS_IS, OPPOSITE = 1, 2

# Words shorter than this must be typed right (as in Moodle's pattern match).
SHORTEST_MENDED = 4

# Two words written as one must be this long to be mended.
SHORTEST_JOINED = 8

# The first half of a word typed as two ("health check").
SHORTEST_HALF = 3


@dataclass(slots=True)
class Source:
    """A word, or several side by side, and the slots it fills.

    Attributes:
        number: Its place among the sources of its question.
        mask: All its slots as bits.
        as_is: The slots it fills as it stands.
        opposite: The slots it fills as its opposite ("lost" for "not lost").
    """

    number: int
    mask: int = 0
    as_is: list[int] = field(default_factory=list[int])
    opposite: list[int] = field(default_factory=list[int])


@dataclass(frozen=True, slots=True)
class LongTerm:
    """A term of several words, as the reader looks for it once its first two words are found.

    Attributes:
        first: The first word where only that form will do, else empty.
        rest: The words after the second: a stem, or with True the exact form.
        denied: The stem of the word that `not` stands before, if any ("not lost").
        source: What it fills.
    """

    first: str
    rest: tuple[tuple[str, bool], ...]
    denied: str
    source: Source


# The second word of a long term, as a stem or with True in its exact form -> what goes on with it.
Seconds = dict[tuple[str, bool], list[LongTerm]]


@dataclass(slots=True)
class Vocabulary:
    """Which words of an answer start or fill which slots.

    Attributes:
        stems: Stem -> what this one word fills.
        exact: The same for words that must have exactly this form.
        longer: First word's stem -> the terms of several words, by their second.
        whole: Single words that may be typed as two, without an s at the end.
        halves: Their first halves.
        spellings: Words a typing slip may be corrected to.
        sources: Everything that fills slots, by number.
    """

    stems: dict[str, Source] = field(default_factory=dict[str, Source])
    exact: dict[str, Source] = field(default_factory=dict[str, Source])
    longer: dict[str, Seconds] = field(default_factory=dict[str, Seconds])
    whole: frozenset[str] = frozenset()
    halves: frozenset[str] = frozenset()
    spellings: list[str] = field(default_factory=list[str])
    sources: list[Source] = field(default_factory=list[Source])

    def source(self) -> Source:
        """A new source."""
        new = Source(len(self.sources))
        self.sources.append(new)
        return new


def vocabulary_of(terms: Iterable[tuple[Term, list[int]]], words: Iterable[str]) -> Vocabulary:
    """The vocabulary of a question.

    Args:
        terms: Its terms, each with the numbers of the slots it fills.
        words: All forms of their words ("listening" for "listen"), for typing slips.
    """
    out = Vocabulary()
    spellings: dict[str, None] = {}
    as_one: dict[str, None] = {}
    for term, numbers in terms:
        slots = tuple(sorted(set(numbers)))
        for atom in term:
            if not atom.exact and atom.word.isalpha() and len(atom.word) >= SHORTEST_MENDED:
                spellings[atom.word] = None
        first, *rest = term
        if not rest:
            _enter(out, first, slots)
            continue
        source = out.source()
        _fill(source, slots, opposite=False)
        forms = [(a.word if a.exact else stem(a.word), a.exact) for a in rest]
        seconds = out.longer.setdefault(stem(first.word), {})
        seconds.setdefault(forms[0], []).append(
            LongTerm(
                first=first.word if first.exact else "",
                rest=tuple(forms[1:]),
                denied=next((stem(a.word) for a in term if a.negated), ""),
                source=source,
            )
        )
        # "multi stage" is also typed "multistage".
        if len(rest) == 1 and not any(a.negated or a.exact or a.gap for a in term):
            joined = first.word + rest[0].word
            _enter(out, Atom(joined), slots)
            if joined.isalpha() and len(joined) >= SHORTEST_JOINED:
                as_one[joined] = None
    out.whole = frozenset(word.removesuffix("s") for word in spellings)
    out.halves = frozenset(
        word[:cut] for word in spellings for cut in range(SHORTEST_HALF, len(word) - 1)
    )
    spellings |= as_one
    spellings |= {w: None for w in words if w.isalpha() and len(w) >= SHORTEST_MENDED}
    out.spellings = list(spellings)
    return out


def _enter(vocabulary: Vocabulary, atom: Atom, slots: tuple[int, ...]) -> None:
    table = vocabulary.exact if atom.exact else vocabulary.stems
    key = atom.word if atom.exact else stem(atom.word)
    source = table.get(key)
    if source is None:
        source = table[key] = vocabulary.source()
    _fill(source, slots, opposite=atom.negated)


def _fill(source: Source, slots: tuple[int, ...], *, opposite: bool) -> None:
    """Let a source fill slots; one that it fills already is left alone."""
    filled = source.opposite if opposite else source.as_is
    for slot in slots:
        if slot not in filled:
            filled.append(slot)
            source.mask |= 1 << slot
