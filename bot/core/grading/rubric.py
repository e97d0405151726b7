"""A question made ready for grading: its phrasings as slots, with every synonym spelled out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.core.grading.phrasings import Atom, Phrasing, Slot, Term, parse_phrasing, parse_term
from bot.core.grading.polarity import DENIED, EITHER, SAID
from bot.core.grading.tokens import stem, tokenize
from bot.core.questions import Concept, Lexicon, Misconception, Question

Key = tuple[tuple[str, bool, bool], ...]

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


@dataclass(frozen=True, slots=True)
class LongTerm:
    """A term of several words, as the reader looks for it once its first word is found.

    Attributes:
        first: The first word where only that form will do, else empty.
        rest: The other words: a stem, or with True the exact form.
        denied: The stem of the word that `not` stands before, if any ("not lost").
        slots: The slots it fills.
    """

    first: str
    rest: tuple[tuple[str, bool], ...]
    denied: str
    slots: tuple[int, ...]


@dataclass(slots=True)
class Fills:
    """The slots that one word fills: as it is, and as its opposite ("lost" for "not lost")."""

    as_is: list[int] = field(default_factory=list[int])
    opposite: list[int] = field(default_factory=list[int])


@dataclass(slots=True)
class Vocabulary:
    """Which words of an answer start or fill which slots.

    Attributes:
        stems: Stem -> slots that this one word fills.
        exact: The same for words that must have exactly this form.
        longer: First word's stem -> terms of several words.
        halves: First halves of single words that may be typed as two.
        spellings: Words a typing slip may be corrected to.
    """

    stems: dict[str, Fills] = field(default_factory=dict[str, Fills])
    exact: dict[str, Fills] = field(default_factory=dict[str, Fills])
    longer: dict[str, list[LongTerm]] = field(default_factory=dict[str, list[LongTerm]])
    halves: frozenset[str] = frozenset()
    spellings: list[str] = field(default_factory=list[str])


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
        self.slot_count = len(self._numbers)
        self.prompt_stems = frozenset(tokenize(question.prompt).stems)

    def _patterns(self, sources: Iterable[str]) -> tuple[Pattern, ...]:
        return tuple(
            self._pattern(parse_phrasing(source, self.role_bits.keys())) for source in sources
        )

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
            out.longer.setdefault(stem(first.word), []).append(
                LongTerm(
                    first=first.word if first.exact else "",
                    rest=tuple((a.word if a.exact else stem(a.word), a.exact) for a in rest),
                    denied=next((stem(a.word) for a in term if a.negated), ""),
                    slots=slots,
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
    fills = table.setdefault(atom.word if atom.exact else stem(atom.word), Fills())
    (fills.opposite if atom.negated else fills.as_is).extend(slots)


def _key(term: Term) -> Key:
    return tuple(atom.key for atom in term)
