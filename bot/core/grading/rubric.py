"""A question made ready for grading: its phrasings as slots, with every synonym spelled out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.core.grading.phrasings import Phrasing, Slot, Term, parse_phrasing, parse_term
from bot.core.grading.reach import DENIED, EITHER, SAID
from bot.core.grading.tokens import tokenize
from bot.core.grading.vocabulary import AS_IS, OPPOSITE, Vocabulary, vocabulary_of
from bot.core.questions import Concept, Lexicon, Misconception, Question

Key = tuple[tuple[str, bool, bool], ...]


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

    def of(self, term: Term) -> Mapping[Key, Term]:
        """The term itself and everything that can stand for it."""
        key = _key(term)
        if len(term) == 1 and term[0].exact:
            return {key: term}
        return self._groups.get(key) or {key: term}


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


class Rubric:
    """One question, compiled."""

    def __init__(self, question: Question, synonyms: Synonyms) -> None:
        self.question = question
        self.role_bits: Mapping[str, int] = {name: 1 << i for i, name in enumerate(question.roles)}
        compiling = _Compiling(synonyms, self.role_bits)
        self.role_slots: tuple[tuple[int, int], ...] = tuple(
            (
                compiling.number({_key(term): term for term in map(parse_term, names)}),
                self.role_bits[role],
            )
            for role, names in question.roles.items()
        )
        self.concepts = tuple(
            ConceptPatterns(c, compiling.patterns(c.phrasings), compiling.patterns(c.partly))
            for c in question.concepts
        )
        self.misconceptions = tuple(
            MisconceptionPatterns(m, compiling.patterns(m.says), compiling.patterns(m.unless))
            for m in question.misconceptions
        )
        self.vocabulary = compiling.vocabulary()
        # For each slot its sources, and how they fill it.
        self.filled_by: list[dict[int, int]] = [{} for _ in range(compiling.slots)]
        for source in self.vocabulary.sources:
            for how, slots in ((AS_IS, source.as_is), (OPPOSITE, source.opposite)):
                for slot in slots:
                    by = self.filled_by[slot]
                    by[source.number] = by.get(source.number, 0) | how
        self.prompt_stems = frozenset(tokenize(question.prompt).stems)


class _Compiling:
    """What only compiling a question needs; kept, it would be a fifth of the bot's memory."""

    def __init__(self, synonyms: Synonyms, role_bits: Mapping[str, int]) -> None:
        self._synonyms = synonyms
        self._role_bits = role_bits
        self._numbers: dict[frozenset[Key], int] = {}
        self._forms: dict[str, None] = {}
        self._slots: dict[str, int] = {}
        self._terms: dict[Key, tuple[Term, list[int]]] = {}

    @property
    def slots(self) -> int:
        """How many different slots there are."""
        return len(self._numbers)

    def vocabulary(self) -> Vocabulary:
        """The words of all that has been compiled."""
        return vocabulary_of(self._terms.values(), self._forms)

    def patterns(self, sources: Iterable[str]) -> tuple[Pattern, ...]:
        roles = self._role_bits.keys()
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
            role=self._role_bits[phrasing.role] if phrasing.role else 0,
        )

    def _slot(self, slot: Slot) -> int:
        number = self._slots.get(slot.text)
        if number is None:
            terms: dict[Key, Term] = {}
            for term in slot.terms:
                self._forms.update((atom.word, None) for atom in term if not atom.exact)
                for key, synonym in self._synonyms.of(term).items():
                    terms.setdefault(key, synonym)
            number = self._slots[slot.text] = self.number(terms)
        return number

    def number(self, terms: Mapping[Key, Term]) -> int:
        keys = frozenset(terms)
        number = self._numbers.get(keys)
        if number is None:
            number = self._numbers[keys] = len(self._numbers)
            for key, term in terms.items():
                self._terms.setdefault(key, (term, []))[1].append(number)
        return number


def _wants(phrasing: Phrasing) -> tuple[int, ...]:
    """The polarity of each slot; beside a denied one the others may be in the negator's reach."""
    said = EITHER if any(slot.negated or slot.denies for slot in phrasing.slots) else SAID
    return tuple(DENIED if slot.negated else said for slot in phrasing.slots)


def _key(term: Term) -> Key:
    return tuple(atom.key for atom in term)
