"""Where an answer makes each concept, and where it states wrong beliefs."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.grading.grades import State
from bot.core.grading.matching import Found, find
from bot.core.grading.reading import Reading
from bot.core.grading.rubric import ConceptPatterns, MisconceptionPatterns, Pattern
from bot.core.grading.tokens import COMMA, SENTENCE
from bot.core.grading.words import SUPPOSING

# What excuses a belief is said in its sentence, in the one behind it or in the two before it. A
# word further off speaks of something else: on the labelled answers people agree less with one
# sentence less on either side, and with one more behind.
EXCUSED_BEFORE, EXCUSED_AFTER = 2, 1

# A belief that somebody holds, and the words that show it best.
Belief = tuple[MisconceptionPatterns, Found]


@dataclass(frozen=True, slots=True)
class Evidence:
    """How a concept fared, before it is worded."""

    state: State
    found: tuple[Found, ...] = ()
    mixed: bool = False


@dataclass(frozen=True, slots=True)
class Wrong:
    """Where an answer states wrong beliefs.

    Attributes:
        words: The words that state them earn nothing elsewhere.
        sentences: In the rest of those sentences a mere mention earns nothing; a statement does.
    """

    words: frozenset[int] = frozenset()
    sentences: frozenset[int] = frozenset()

    @classmethod
    def of(cls, beliefs: list[Found], reading: Reading) -> Wrong:
        """The places where these beliefs are stated."""
        if not beliefs:
            return cls()
        spans = [range(found.start, found.end) for found in beliefs]
        sentences = reading.tokens.sentences
        touched = {sentences[span.start] for span in spans}
        return cls(
            frozenset(i for span in spans for i in span),
            frozenset(i for i, sentence in enumerate(sentences) if sentence in touched),
        )


def held(patterns: MisconceptionPatterns, reading: Reading) -> Belief | None:
    """A wrong belief, where an answer states it and nothing near it excuses it."""
    found = _best(patterns.says, reading, strict=True)
    if found is None:
        return None
    at = reading.tokens.sentences[found.start]
    near = range(at - EXCUSED_BEFORE, at + EXCUSED_AFTER + 1)
    excuse = _best(patterns.unless, reading, without=_outside(near, reading))
    if excuse is not None and excuse.named:
        return None
    return patterns, found


def _outside(near: range, reading: Reading) -> Wrong | None:
    """The words of all other sentences, as words that do not count."""
    sentences = reading.tokens.sentences
    if near.start <= 0 and near.stop > sentences[-1]:
        return None
    words = frozenset(i for i, at in enumerate(sentences) if at not in near)
    return Wrong(words, words)


def stated(patterns: MisconceptionPatterns, reading: Reading) -> list[Found]:
    """Every place where a belief is stated, each in the tightest way."""
    return [
        found
        for pattern in patterns.says
        if not pattern.mask & reading.missing
        and (found := find(reading, pattern, strict=True)) is not None
    ]


def evidence_of(
    patterns: ConceptPatterns, reading: Reading, spoiled: set[str], wrong: Wrong
) -> Evidence:
    """How a concept fared.

    Args:
        patterns: The concept.
        reading: The answer.
        spoiled: Ids of the concepts that a wrong belief contradicts.
        wrong: The words that state wrong beliefs.
    """
    found = _best(patterns.full, reading, without=wrong)
    contradicted = patterns.concept.id in spoiled
    if found is not None:
        state = State.PARTLY if contradicted or not found.named else State.MADE
        return Evidence(state, (found,), mixed=contradicted)
    if contradicted:
        return Evidence(State.MISSED)
    partly = _best(patterns.partly, reading, without=wrong)
    return Evidence(State.MISSED) if partly is None else Evidence(State.PARTLY, (partly,))


def _best(
    patterns: tuple[Pattern, ...],
    reading: Reading,
    *,
    strict: bool = False,
    without: Wrong | None = None,
) -> Found | None:
    """The tightest of the patterns that are found; surely bound ones first.

    Args:
        patterns: What to look for, those with the fewest words first.
        reading: The answer.
        strict: As for `find`.
        without: Words that do not count.
    """
    best: Found | None = None
    rank = (True, 0, 0)
    missing = reading.missing
    # Most phrasings end here, so nothing is called for them.
    for pattern in [pattern for pattern in patterns if not pattern.mask & missing]:
        words = len(pattern.slots)
        if best is not None and rank <= (False, 0, words - 1):
            break  # So many words cannot stand closer together.
        if words > 1 and not reading.together(pattern.mask):
            continue
        barred: frozenset[int] = frozenset()
        if without is not None:
            barred = without.sentences if words == 1 else without.words
        found = find(reading, pattern, strict=strict, without=barred)
        if found is None or (strict and (_asked(reading, found) or _supposed(reading, found))):
            continue
        slips = len(slips_in(reading, found))
        this = (not found.bound, slips, found.width)
        if best is None or this < rank:
            best, rank = found, this
    return best


def _asked(reading: Reading, found: Found) -> bool:
    """Whether the sentence is a question: "Is it safe when popular? No." states nothing."""
    tokens = reading.tokens
    if "?" not in tokens.text:
        return False
    end = found.end
    while end < len(tokens) and tokens.breaks[end] != SENTENCE:
        end += 1
    following = tokens.spans[end][0] if end < len(tokens) else len(tokens.text)
    return "?" in tokens.text[tokens.spans[end - 1][1] : following]


def _supposed(reading: Reading, found: Found) -> bool:
    """Whether it all stands in a condition: "If stop sent SIGKILL, nothing could be saved"."""
    tokens = reading.tokens
    opens = next((i for i in range(found.start, 0, -1) if tokens.breaks[i]), 0)
    if tokens.words[opens] in ("but", "and", "so") and opens + 1 < len(tokens):
        opens += 1
    if tokens.words[opens] not in SUPPOSING:
        return False
    end = next((i for i in range(opens + 1, len(tokens)) if tokens.breaks[i]), 0)
    return end >= found.end and tokens.breaks[end] == COMMA


def slips_in(reading: Reading, found: Found) -> list[tuple[str, str]]:
    """The mistyped words of some evidence, each with what it was read as."""
    if not reading.slips:
        return []
    return [
        (reading.tokens.text[slice(*reading.tokens.spans[i])], reading.slips[i])
        for h in found.hits
        for i in range(h[0], h[1])
        if i in reading.slips
    ]
