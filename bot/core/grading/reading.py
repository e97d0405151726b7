"""An answer read with a question in mind: which slots its words fill, and how they are meant."""

from __future__ import annotations

from dataclasses import dataclass, field

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from bot.core.grading.lookalikes import LOOKALIKES
from bot.core.grading.polarity import DENIED, clouded, inverted, polarities
from bot.core.grading.roles import Mention, said_of
from bot.core.grading.rubric import SHORTEST_MENDED, LongTerm, Rubric
from bot.core.grading.tokens import SENTENCE, Tokens, stem, tokenize
from bot.core.grading.words import MODALS, NEGATORS

# Words from this length may have two typing slips (as in Moodle's pattern match), shorter ones one.
TWO_SLIPS_FROM = 8

# How many corrections are remembered before starting afresh.
MOST_CORRECTIONS = 20_000

# How many little words may stand inside a term ("clean all of it up").
MOST_BETWEEN = 4

# A hostile answer may repeat one word a thousand times; nobody's evidence needs more than this.
MOST_HITS = 64


# Words `start` to `end` (exclusive) of an answer fill a slot: start, end, the place of the first
# word, and the polarity as bits. A plain tuple, for there are many.
Hit = tuple[int, int, int, int]


@dataclass(slots=True)
class Reading:
    """A read answer.

    Attributes:
        tokens: Its words.
        hits: Slot -> where it is filled, from left to right.
        filled: The filled slots as bits.
        polarity: For each word how it is meant: said, denied, either, hearsay.
        clouded: For each word whether its clause denies something.
        said_of: For each word the roles it may be said of, as bits.
        slips: Word number -> the word it was read as.
        unknown: How many telling words are in nobody's vocabulary.
    """

    tokens: Tokens
    hits: dict[int, list[Hit]] = field(default_factory=dict[int, list[Hit]])
    filled: int = 0
    polarity: list[int] = field(default_factory=list[int])
    clouded: list[bool] = field(default_factory=list[bool])
    said_of: list[int] = field(default_factory=list[int])
    slips: dict[int, str] = field(default_factory=dict[int, str])
    unknown: int = 0


class Reader:
    """Reads answers to one question. Remembers how typing slips were read."""

    def __init__(self, rubric: Rubric, known: frozenset[str]) -> None:
        """Take a question.

        Args:
            rubric: The question.
            known: Words and stems of the whole bank; none of them is ever taken for a slip.
        """
        self._rubric = rubric
        self._known = known
        self._corrections: dict[str, str | None] = {}

    def read(self, answer: str) -> Reading:
        """Find the slots that an answer fills."""
        tokens = tokenize(answer)
        reading = Reading(tokens)
        stems = self._correct(reading)
        reading.polarity = polarities(tokens)
        reading.clouded = clouded(tokens, reading.polarity)
        late = self._longer_terms(reading, stems) | self._joined_words(reading)
        self._single_words(reading, stems)
        for slot, hits in reading.hits.items():
            reading.filled |= 1 << slot
            if slot in late:
                hits.sort(key=_start)
            if len(hits) > MOST_HITS:
                del hits[MOST_HITS:]
        if self._rubric.role_slots:
            reading.said_of = said_of(tokens, self._mentions(reading), len(self._rubric.role_slots))
        return reading

    def _single_words(self, reading: Reading, stems: list[str]) -> None:
        vocabulary, hits, places = self._rubric.vocabulary, reading.hits, reading.tokens.places
        for table, forms in ((vocabulary.stems, stems), (vocabulary.exact, reading.tokens.words)):
            for i, form in enumerate(forms):
                fills = table.get(form)
                if fills is None:
                    continue
                polarity = reading.polarity[i]
                hit = (i, i + 1, places[i], polarity)
                for slot in fills.as_is:
                    if slot in hits:
                        hits[slot].append(hit)
                    else:
                        hits[slot] = [hit]
                if fills.opposite:
                    hit = (i, i + 1, places[i], inverted(polarity))
                    for slot in fills.opposite:
                        hits.setdefault(slot, []).append(hit)

    def _joined_words(self, reading: Reading) -> set[int]:
        """Words typed as two: "health check" for "healthcheck"."""
        vocabulary, tokens = self._rubric.vocabulary, reading.tokens
        touched: set[int] = set()
        words = tokens.words
        for i, word in enumerate(words):
            if word not in vocabulary.halves or i + 1 == len(words) or tokens.breaks[i + 1]:
                continue
            fills = vocabulary.stems.get(stem(word + words[i + 1]))
            if fills is not None:
                hit = (i, i + 2, tokens.places[i], reading.polarity[i])
                touched.update(fills.as_is)
                for slot in fills.as_is:
                    reading.hits.setdefault(slot, []).append(hit)
        return touched

    def _longer_terms(self, reading: Reading, stems: list[str]) -> set[int]:
        longer, tokens = self._rubric.vocabulary.longer, reading.tokens
        touched: set[int] = set()
        for i, key in enumerate(stems):
            if key not in longer:
                continue
            for term in longer[key]:
                end = _end_of(term, tokens, stems, i)
                if not end:
                    continue
                polarity = _polarity_of(term, stems, reading.polarity, i, end)
                hit = (i, end, tokens.places[i], polarity)
                touched.update(term.slots)
                for slot in term.slots:
                    reading.hits.setdefault(slot, []).append(hit)
        return touched

    def _correct(self, reading: Reading) -> list[str]:
        """The stems of the words, typing slips mended."""
        tokens = reading.tokens
        stems = tokens.stems
        known, vocabulary = self._known, self._rubric.vocabulary
        for i, word in enumerate(tokens.words):
            if word in known or stems[i] in known or stems[i] in vocabulary.stems:
                continue
            if tokens.little[i] or word in NEGATORS or word in vocabulary.exact:
                continue
            reading.unknown += 1
            if tokens.literal[i] or len(word) < SHORTEST_MENDED or stems[i] in LOOKALIKES:
                continue
            meant = self._meant(word)
            if meant is not None:
                if stems is tokens.stems:
                    stems = list(stems)
                stems[i] = stem(meant)
                reading.slips[i] = meant
                reading.unknown -= 1
        return stems

    def _meant(self, word: str) -> str | None:
        """The word that a misspelt one was meant to be, if there is one near enough."""
        if word in self._corrections:
            return self._corrections[word]
        spellings = self._rubric.vocabulary.spellings
        found = extractOne(word, spellings, scorer=OSA.distance, score_cutoff=2)
        meant = None
        if found is not None:
            candidate, slips = found[0], found[1]
            # So short a word is easily another one ("post"): only two letters swapped ("prot").
            swapped = len(word) > SHORTEST_MENDED or sorted(word) == sorted(candidate)
            if slips <= slips_allowed(word, candidate) and candidate[0] == word[0] and swapped:
                meant = candidate
        if len(self._corrections) > MOST_CORRECTIONS:
            self._corrections.clear()
        self._corrections[word] = meant
        return meant

    def _mentions(self, reading: Reading) -> list[Mention]:
        """The roles named, longest name first where names overlap."""
        words = reading.tokens.words
        found = [
            Mention(bit, hit[0], hit[1])
            for slot, bit in self._rubric.role_slots
            for hit in reading.hits.get(slot, ())
        ]
        found.sort(key=lambda m: (m.start, m.start - m.end))
        out: list[Mention] = []
        exact = self._rubric.vocabulary.exact
        for mention in found:
            if out and mention.start < out[-1].end:
                continue
            # "will kill it": a verb here, not the command.
            if (
                mention.end == mention.start + 1
                and words[mention.start] in exact
                and mention.start
                and words[mention.start - 1] in MODALS
            ):
                continue
            out.append(mention)
        return out


def slips_allowed(word: str, other: str) -> int:
    """How many typing slips may lie between two words."""
    return 1 if min(len(word), len(other)) < TWO_SLIPS_FROM else 2


def _end_of(term: LongTerm, tokens: Tokens, stems: list[str], start: int) -> int:
    """One past the last word if the term starts here, else 0. Little words may be between."""
    if term.first and tokens.words[start] != term.first:
        return 0
    at = start
    for wanted, exact in term.rest:
        at = _next_of(wanted, tokens.words if exact else stems, tokens, at)
        if not at:
            return 0
    return at + 1


def _next_of(wanted: str, forms: list[str], tokens: Tokens, after: int) -> int:
    words = tokens.words
    for i in range(after + 1, min(after + 2 + MOST_BETWEEN, len(words))):
        if tokens.breaks[i] == SENTENCE:
            return 0
        if forms[i] == wanted:
            return i
        if not tokens.little[i] and words[i] not in NEGATORS:
            return 0
    return 0


def _polarity_of(
    term: LongTerm, stems: list[str], polarity: list[int], start: int, end: int
) -> int:
    """The polarity of a term; one with `not` in it is the opposite of its denied word."""
    if term.denied:
        at = next((k for k in range(start, end) if stems[k] == term.denied), start)
        return inverted(polarity[at])
    return DENIED if DENIED in polarity[start:end] else min(polarity[start:end])


def _start(hit: Hit) -> int:
    return hit[0]
