"""A question made ready for grading: its phrasings as slots, with every synonym spelled out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.core.grading.phrasings import Atom, Phrasing, Slot, Term, parse_phrasing, parse_term
from bot.core.grading.polarity import DENIED, EITHER, SAID
from bot.core.grading.tokens import stem, tokenize
from bot.core.questions import Concept, Lexicon, Misconception, Question

Key = tuple[tuple[str, bool, bool], ...]

# How a word fills a slot: as it stands, or as its opposite ("lost" for "not lost").
AS_IS, OPPOSITE = 1, 2

# Words shorter than this must be typed right (as in Moodle's pattern match).
SHORTEST_MENDED = 4

# The first half of a word typed as two ("health check").
SHORTEST_HALF = 3


class Synonyms:
    """A lexicon as a look-up from a term to all terms that can stand for it."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._groups: dict[Key, dict[Key, Term]] = {}
        for words in lexicon.synonyms:
            group = {_key(term): term for term in map(parse_term, words)}
            for key in list(group):
                if key in self._groups:
                    group = self._groups[key] | group
            for key in group:
                self._groups[key] = group
        for head, words in lexicon.kinds.items():
            term = parse_term(head)
            group = dict(self._groups.get(_key(term), {_key(term): term}))
            for word in words:
                kind = parse_term(word)
                group |= self._groups.get(_key(kind), {_key(kind): kind})
            # Under the head alone: a kind must not stand for another kind.
            self._groups[_key(term)] = group

    def of(self, term: Term) -> Iterable[Term]:
        """The term itself and everything that can stand for it."""
        if len(term) == 1 and term[0].exact:
            return (term,)
        group = self._groups.get(_key(term))
        return (term,) if group is None else group.values()


@dataclass(frozen=True, slots=True)
class Pattern:
    """A phrasing over slot numbers.

    Attributes:
        source: The phrasing as its author wrote it.
        slots: Numbers of the slots, in the order written.
        texts: The slots as written.
        wants: For each slot the polarity bit it must have.
        order: For each slot the number of its group; groups follow one another.
        mask: The slots as bits.
        role: The bit of the role it must be said of, or 0.
    """

    source: str
    slots: tuple[int, ...]
    texts: tuple[str, ...]
    wants: tuple[int, ...]
    order: tuple[int, ...]
    mask: int
    role: int


@dataclass(frozen=True, slots=True)
class ConceptPatterns:
    """A concept with its compiled phrasings."""

    concept: Concept
    full: tuple[Pattern, ...]
    partly: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True)
class MisconceptionPatterns:
    """A misconception with its compiled rules."""

    misconception: Misconception
    says: tuple[Pattern, ...]
    unless: tuple[Pattern, ...]


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
        halves: First halves of single words that may be typed as two.
        spellings: Words a typing slip may be corrected to.
        sources: Everything that fills slots, by number.
    """

    stems: dict[str, Source] = field(default_factory=dict[str, Source])
    exact: dict[str, Source] = field(default_factory=dict[str, Source])
    longer: dict[str, Seconds] = field(default_factory=dict[str, Seconds])
    halves: frozenset[str] = frozenset()
    spellings: list[str] = field(default_factory=list[str])
    sources: list[Source] = field(default_factory=list[Source])

    def source(self) -> Source:
        """A new source."""
        new = Source(len(self.sources))
        self.sources.append(new)
        return new


class Rubric:
    """One question, compiled."""

    def __init__(self, question: Question, synonyms: Synonyms) -> None:
        self.question = question
        self._synonyms = synonyms
        self._numbers: dict[frozenset[Key], int] = {}
        self._terms: dict[Key, tuple[Term, list[int]]] = {}
        self.role_bits: Mapping[str, int] = {name: 1 << i for i, name in enumerate(question.roles)}
        self.role_slots: tuple[tuple[int, int], ...] = tuple(
            (self._number([parse_term(name) for name in names]), self.role_bits[role])
            for role, names in question.roles.items()
        )
        self.concepts = tuple(
            ConceptPatterns(c, self._patterns(c.phrasings), self._patterns(c.partly))
            for c in question.concepts
        )
        self.misconceptions = tuple(
            MisconceptionPatterns(m, self._patterns(m.says), self._patterns(m.unless))
            for m in question.misconceptions
        )
        self.vocabulary = self._vocabulary()
        # For each slot its sources, and how they fill it.
        self.filled_by: list[dict[int, int]] = [{} for _ in self._numbers]
        for source in self.vocabulary.sources:
            for how, slots in ((AS_IS, source.as_is), (OPPOSITE, source.opposite)):
                for slot in slots:
                    by = self.filled_by[slot]
                    by[source.number] = by.get(source.number, 0) | how
        self.prompt_stems = frozenset(tokenize(question.prompt).stems)

    def _patterns(self, sources: Iterable[str]) -> tuple[Pattern, ...]:
        roles = self.role_bits.keys()
        patterns = [self._pattern(parse_phrasing(source, roles)) for source in sources]
        # Shortest first: where one word is enough, nothing tighter can be found.
        return tuple(sorted(patterns, key=lambda pattern: len(pattern.slots)))

    def _pattern(self, phrasing: Phrasing) -> Pattern:
        numbers = tuple(self._slot(slot) for slot in phrasing.slots)
        order = tuple(i for i, group in enumerate(phrasing.groups) for _ in group)
        mask = 0
        for number in numbers:
            mask |= 1 << number
        return Pattern(
            source=phrasing.source,
            slots=numbers,
            texts=tuple(slot.text for slot in phrasing.slots),
            wants=_wants(phrasing),
            order=order,
            mask=mask,
            role=self.role_bits[phrasing.role] if phrasing.role else 0,
        )

    def _slot(self, slot: Slot) -> int:
        return self._number([t for term in slot.terms for t in self._synonyms.of(term)])

    def _number(self, terms: list[Term]) -> int:
        keys = frozenset(_key(term) for term in terms)
        number = self._numbers.get(keys)
        if number is None:
            number = self._numbers[keys] = len(self._numbers)
            for term in terms:
                self._terms.setdefault(_key(term), (term, []))[1].append(number)
        return number

    def _vocabulary(self) -> Vocabulary:
        out = Vocabulary()
        spellings: dict[str, None] = {}
        for term, numbers in self._terms.values():
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
                _enter(out, Atom(first.word + rest[0].word), slots)
        out.spellings = list(spellings)
        out.halves = frozenset(
            word[:cut] for word in spellings for cut in range(SHORTEST_HALF, len(word) - 1)
        )
        return out


def _wants(phrasing: Phrasing) -> tuple[int, ...]:
    """The polarity of each slot; beside a denied one the others may be in the negator's reach."""
    said = EITHER if any(slot.negated or slot.denies for slot in phrasing.slots) else SAID
    return tuple(DENIED if slot.negated else said for slot in phrasing.slots)


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


def _key(term: Term) -> Key:
    return tuple(atom.key for atom in term)
