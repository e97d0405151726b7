"""Typing slips: which word of a question a misspelt one was meant to be."""

from __future__ import annotations

from dataclasses import dataclass, field

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from bot.core.grading.lookalikes import LOOKALIKES
from bot.core.grading.tokens import Tokens, stem
from bot.core.grading.vocabulary import SHORTEST_MENDED, Vocabulary
from bot.core.grading.words import NEGATORS

# Words from this length may have two typing slips (as in Moodle's pattern match), shorter ones one.
TWO_SLIPS_FROM = 8

# How many corrections are remembered before starting afresh.
MOST_CORRECTIONS = 2_000


@dataclass(slots=True)
class Mended:
    """The words of an answer as they were meant.

    Attributes:
        stems: Their stems.
        slips: Word number -> the word it was read as.
        unknown: How many telling words are in nobody's vocabulary.
    """

    stems: list[str]
    slips: dict[int, str] = field(default_factory=dict[int, str])
    unknown: int = 0


class Spelling:
    """Mends typing slips in answers to one question, and remembers how."""

    def __init__(self, vocabulary: Vocabulary, known: frozenset[str]) -> None:
        """Take a question.

        Args:
            vocabulary: Of the question.
            known: Words and stems of the whole bank; none of them is ever taken for a slip.
        """
        self._vocabulary = vocabulary
        self._known = known
        self._corrections: dict[str, str | None] = {}
        # By their first letters: a word with another one is taken for none of them.
        self._spellings: dict[str, list[str]] = {}
        for spelling in vocabulary.spellings:
            self._spellings.setdefault(spelling[0], []).append(spelling)

    def mend(self, tokens: Tokens) -> Mended:
        """Read the words of an answer, each as what it was meant to be."""
        out = Mended(tokens.stems)
        stems = tokens.stems
        known, vocabulary = self._known, self._vocabulary
        for i in [i for i, word in enumerate(tokens.words) if word not in known]:
            word = tokens.words[i]
            if stems[i] in known or stems[i] in vocabulary.stems:
                continue
            if tokens.little[i] or word in NEGATORS or word in vocabulary.exact:
                continue
            out.unknown += 1
            if tokens.literal[i] or len(word) < SHORTEST_MENDED or stems[i] in LOOKALIKES:
                continue
            meant = self._meant(word)
            if meant is not None:
                if out.stems is stems:
                    out.stems = list(stems)
                out.stems[i] = stem(meant)
                out.slips[i] = meant
                out.unknown -= 1
        return out

    def _meant(self, word: str) -> str | None:
        """The word that a misspelt one was meant to be, if there is one near enough."""
        if word in self._corrections:
            return self._corrections[word]
        spellings = self._spellings.get(word[0], ())
        found = extractOne(word, spellings, scorer=OSA.distance, score_cutoff=2)
        meant = None
        if found is not None:
            candidate, slips = found[0], found[1]
            # So short a word is easily another one ("post"): only two letters swapped ("prot").
            swapped = len(word) > SHORTEST_MENDED or sorted(word) == sorted(candidate)
            if slips <= slips_allowed(word, candidate) and swapped:
                meant = candidate
        if len(self._corrections) > MOST_CORRECTIONS:
            self._corrections.clear()
        self._corrections[word] = meant
        return meant


def slips_allowed(word: str, other: str) -> int:
    """How many typing slips may lie between two words."""
    return 1 if min(len(word), len(other)) < TWO_SLIPS_FROM else 2
