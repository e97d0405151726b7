"""An answer read with a question in mind: which slots its words fill, and how they are meant."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.core.grading.answers import Answer
from bot.core.grading.reach import DENIED, EITHER, inverted
from bot.core.grading.roles import Mention, said_of
from bot.core.grading.rubric import Rubric
from bot.core.grading.spelling import Spelling
from bot.core.grading.tokens import COMMA, SENTENCE, Tokens, stem
from bot.core.grading.vocabulary import AS_IS, OPPOSITE, LongTerm, Seconds, Source
from bot.core.grading.words import MODALS, NEGATORS

# How many little words may stand inside a term ("clean all of it up").
MOST_BETWEEN = 4

# What no term goes on behind; `db:5432` and `--mount=type` are terms.
_ENDS = (COMMA, SENTENCE)

# A hostile answer may repeat one word a thousand times; nobody's evidence needs more than this.
MOST_HITS = 64


# Words `start` to `end` (exclusive) of an answer fill a slot: start, end, the place of the first
# word, and the polarity as bits. A plain tuple, for there are many.
Hit = tuple[int, int, int, int]


@dataclass(slots=True)
class Reading:
    """A read answer.

    Attributes:
        answer: What can be told of it whatever was asked.
        tokens: Its words.
        found: Number of a source -> where it stands, from left to right.
        filled_by: Slot -> the sources that can fill it: AS_IS, as their OPPOSITE, or either way.
        filled: The filled slots as bits.
        filled_in: The same for each sentence by itself.
        missing: The other slots as bits.
        missing_in: The same for each sentence by itself.
        said_of: For each word the roles it may be said of, as bits.
        slips: Word number -> the word it was read as.
        unknown: How many telling words are in nobody's vocabulary.
    """

    answer: Answer
    tokens: Tokens
    found: dict[int, list[Hit]] = field(default_factory=dict[int, list[Hit]])
    filled_by: list[dict[int, int]] = field(default_factory=list[dict[int, int]])
    filled: int = 0
    filled_in: list[int] = field(default_factory=list[int])
    missing: int = -1
    missing_in: list[int] = field(default_factory=list[int])
    said_of: list[int] = field(default_factory=list[int])
    slips: dict[int, str] = field(default_factory=dict[int, str])
    unknown: int = 0
    _hits: dict[int, list[Hit]] = field(default_factory=dict[int, list[Hit]])
    _meant: dict[tuple[int, int, bool], list[Hit]] = field(
        default_factory=dict[tuple[int, int, bool], list[Hit]]
    )

    def settle(self) -> None:
        """Note what is missing, once everything has been filled."""
        self.missing = ~self.filled
        self.missing_in = [~filled for filled in self.filled_in]

    def together(self, slots: int) -> bool:
        """Whether some sentence fills all of these slots, given as bits."""
        for missing in self.missing_in:  # noqa: SIM110 - several times as fast as any()
            if not slots & missing:
                return True
        return False

    def fill(self, source: Source, hit: Hit) -> None:
        """Note that a source stands somewhere."""
        self.filled |= source.mask
        self.filled_in[self.tokens.sentences[hit[0]]] |= source.mask
        if source.number in self.found:
            self.found[source.number].append(hit)
        else:
            self.found[source.number] = [hit]

    def hits(self, slot: int) -> list[Hit]:
        """Where a slot is filled, from left to right."""
        hits = self._hits.get(slot)
        if hits is None:
            hits = self._hits[slot] = self._gathered(slot)
        return hits

    def meant(self, slot: int, want: int, *, plainly: bool) -> list[Hit]:
        """Where a slot is filled and meant as wanted.

        Args:
            slot: The slot.
            want: A polarity as bits; one of them is enough.
            plainly: Only where it can be meant in no other way.
        """
        key = (slot, want, plainly)
        hits = self._meant.get(key)
        if hits is None:
            hits = [h for h in self.hits(slot) if h[3] & want and not (plainly and h[3] & ~want)]
            self._meant[key] = hits
        return hits

    def _gathered(self, slot: int) -> list[Hit]:
        found, sources = self.found, self.filled_by[slot]
        there = sources.keys() & found.keys()
        if len(there) == 1:
            (number,) = there
            hits = _as_filled(found[number], sources[number])
        else:
            hits: list[Hit] = []
            for number in there:
                hits += _as_filled(found[number], sources[number])
            hits.sort()
        return hits if len(hits) <= MOST_HITS else hits[:MOST_HITS]


class Reader:
    """Reads answers to one question."""

    def __init__(self, rubric: Rubric, known: frozenset[str]) -> None:
        """Take a question.

        Args:
            rubric: The question.
            known: Words and stems of the whole bank; none of them is ever taken for a slip.
        """
        self._rubric = rubric
        self._spelling = Spelling(rubric.vocabulary, known)

    def read(self, answer: Answer) -> Reading:
        """Find the slots that an answer fills."""
        tokens = answer.tokens
        sentences = tokens.sentences[-1] + 1 if tokens else 0
        reading = Reading(
            answer, tokens, filled_by=self._rubric.filled_by, filled_in=[0] * sentences
        )
        mended = self._spelling.mend(tokens)
        reading.slips, reading.unknown, stems = mended.slips, mended.unknown, mended.stems
        self._single_words(reading, stems)
        self._units(reading)
        self._longer_terms(reading, stems)
        self._joined_words(reading)
        reading.settle()
        if self._rubric.role_slots:
            reading.said_of = said_of(tokens, self._mentions(reading), len(self._rubric.role_slots))
        return reading

    def _single_words(self, reading: Reading, stems: list[str]) -> None:
        vocabulary, tokens = self._rubric.vocabulary, reading.tokens
        places, polarity, fill = tokens.places, reading.answer.polarity, reading.fill
        for table, forms in ((vocabulary.stems, stems), (vocabulary.exact, tokens.words)):
            known = table.get
            for i, form in enumerate(forms):
                source = known(form)
                if source is not None:
                    fill(source, (i, i + 1, places[i], polarity[i]))

    def _units(self, reading: Reading) -> None:
        """The units of amounts: "512 MB" says "megabytes"."""
        places, polarity = reading.tokens.places, reading.answer.polarity
        for i, unit in reading.answer.units:
            source = self._rubric.vocabulary.stems.get(unit)
            if source is not None:
                reading.fill(source, (i, i + 1, places[i], polarity[i]))
                reading.found[source.number].sort(key=_start)

    def _joined_words(self, reading: Reading) -> None:
        """Words typed as two: "health check" for "healthcheck"."""
        vocabulary, tokens = self._rubric.vocabulary, reading.tokens
        words, halves = tokens.words, vocabulary.halves
        for i in range(len(words) - 1):
            if words[i] not in halves or tokens.breaks[i + 1]:
                continue
            joined = words[i] + words[i + 1]
            if joined.removesuffix("s") not in vocabulary.whole:
                continue
            source = vocabulary.stems.get(stem(joined))
            if source is not None:
                reading.fill(source, (i, i + 2, tokens.places[i], reading.answer.polarity[i]))
                reading.found[source.number].sort(key=_start)

    def _longer_terms(self, reading: Reading, stems: list[str]) -> None:
        longer, tokens = self._rubric.vocabulary.longer, reading.tokens
        for i, key in enumerate(stems):
            seconds = longer.get(key)
            if seconds is None:
                continue
            for term, after in _going_on(seconds, tokens, stems, i):
                end = _end_of(term, tokens, stems, after) if term.rest else after + 1
                if not end or (term.first and tokens.words[i] != term.first):
                    continue
                polarity = _polarity_of(term, stems, reading.answer.polarity, i, end)
                reading.fill(term.source, (i, end, tokens.places[i], polarity))

    def _mentions(self, reading: Reading) -> list[Mention]:
        """The roles named, longest name first where names overlap."""
        words = reading.tokens.words
        found = [
            Mention(bit, hit[0], hit[1])
            for slot, bit in self._rubric.role_slots
            for hit in reading.hits(slot)
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


def _going_on(
    seconds: Seconds, tokens: Tokens, stems: list[str], start: int
) -> list[tuple[LongTerm, int]]:
    """The terms whose first two words stand here, each with the place of its second word."""
    words = tokens.words
    out: list[tuple[LongTerm, int]] = []
    for i in range(start + 1, min(start + 2 + MOST_BETWEEN, len(words))):
        if tokens.breaks[i] in _ENDS:
            break
        if (stems[i], False) in seconds:
            out += [(term, i) for term in seconds[stems[i], False]]
        # Exact words stand side by side, with nothing between.
        if i == start + 1 and (words[i], True) in seconds:
            out += [(term, i) for term in seconds[words[i], True]]
        if not tokens.little[i] and words[i] not in NEGATORS:
            break
    return out


def _end_of(term: LongTerm, tokens: Tokens, stems: list[str], second: int) -> int:
    """One past the last word if the term goes on after its second word, else 0."""
    at = second
    for wanted, exact in term.rest:
        if exact:
            at = at + 1 if tokens.words[at + 1 : at + 2] == [wanted] else 0
        else:
            at = _next_of(wanted, stems, tokens, at)
        if not at:
            return 0
    return at + 1


def _next_of(wanted: str, forms: list[str], tokens: Tokens, after: int) -> int:
    words = tokens.words
    for i in range(after + 1, min(after + 2 + MOST_BETWEEN, len(words))):
        if tokens.breaks[i] in _ENDS:
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


def _as_filled(hits: list[Hit], fills: int) -> list[Hit]:
    """Places of a source, as the slot wants them."""
    if fills == AS_IS:
        return hits
    both = fills == AS_IS | OPPOSITE
    return [(hit[0], hit[1], hit[2], EITHER if both else inverted(hit[3])) for hit in hits]


def _start(hit: Hit) -> int:
    return hit[0]
