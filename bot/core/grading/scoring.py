"""Concepts made and beliefs held -> score, verdict, confidence."""

from __future__ import annotations

from bisect import bisect_right

from bot.core.grading.evidence import (
    Belief,
    Evidence,
    Wrong,
    evidence_of,
    held,
    slips_in,
    stated,
)
from bot.core.grading.grades import (
    CORRECT_FROM,
    PARTIAL_FROM,
    ConceptResult,
    Confidence,
    Grade,
    Held,
    Quote,
    Remark,
    State,
    verdict_of,
)
from bot.core.grading.matching import Found
from bot.core.grading.reading import Reading
from bot.core.grading.rubric import MisconceptionPatterns, Rubric

CREDIT = {State.MADE: 1.0, State.PARTLY: 0.5, State.MISSED: 0.0}

# Share of the points -> score. Interviewers give one of three points about 50, two of three 65, and
# call an answer correct from about three quarters of what must be said.
_CURVE = ((0.0, 0), (0.25, 38), (0.5, 55), (0.7, 68), (0.75, 73), (1.0, 100))

# Bonus concepts make up for at most this share: beside the point is never a correct answer.
MOST_BONUS = 0.35

# What wrong beliefs cost, the first, the second and the third, on top of the concepts they spoil.
PENALTIES = (25, 20, 10)

# An answer that states the opposite of a core concept is at most partial, however much else it
# says; one that does so twice is incorrect.
CONTRADICTED_CAPS = (100, 60, 30)

# One wrong belief alone never fails an answer that is correct without the sentences stating it.
MIXED_FLOOR = 45

# The most that a mere list of keywords can get.
LIST_CAP = 25

# Scores this near to a cut are said to be unsure.
NEAR_CUT = 6

# Evidence wider than this is quoted in pieces.
WIDE_QUOTE = 160


def score_of(share: float) -> int:
    """The score for a share of the points, both counted from nothing; more than all is all."""
    share = min(1.0, max(0.0, share))
    k = min(bisect_right(_CURVE, share, key=lambda point: point[0]), len(_CURVE) - 1)
    (x0, y0), (x1, y1) = _CURVE[k - 1], _CURVE[k]
    return round(y0 + (y1 - y0) * (share - x0) / (x1 - x0))


def grade(rubric: Rubric, reading: Reading) -> Grade:
    """Grade a read answer."""
    in_list = reading.answer.in_list
    beliefs = [h for m in rubric.misconceptions if (h := held(m, reading))]
    spoiled = {concept for m, _ in beliefs for concept in m.misconception.spoils}
    wrong = Wrong.of([f for m, _ in beliefs for f in stated(m, reading)], reading)
    evidence = [evidence_of(c, reading, spoiled, wrong) for c in rubric.concepts]
    contradicting = sum(_contradicts(m, rubric) for m, _ in beliefs)
    score = min(_score(rubric, evidence, len(beliefs)), _cap(contradicting))
    if len(beliefs) == 1 and score < MIXED_FLOOR:
        aside = Wrong(wrong.sentences, wrong.sentences)
        rest = [evidence_of(c, reading, set(), aside) for c in rubric.concepts]
        if _score(rubric, rest, 0) >= CORRECT_FROM:
            score = MIXED_FLOOR
    listing = any(in_list) and not _fair_list(rubric, reading, evidence, in_list)
    if listing:
        told = [_without_lists(e, reading, in_list) for e in evidence]
        score = max(_score(rubric, told, len(beliefs)), min(score, LIST_CAP))
    return Grade(
        score=score,
        verdict=verdict_of(score),
        confidence=_confidence(reading, evidence, beliefs, score),
        concepts=tuple(
            ConceptResult(
                id=patterns.concept.id,
                name=patterns.concept.name,
                state=e.state,
                quotes=tuple(q for found in e.found for q in _quotes(reading, found)),
                mixed=e.mixed,
            )
            for patterns, e in zip(rubric.concepts, evidence, strict=True)
        ),
        misconceptions=tuple(
            Held(
                id=m.misconception.id,
                name=m.misconception.name,
                quote=_whole_quote(reading, found),
                correction=m.misconception.correction,
            )
            for m, found in beliefs
        ),
        remarks=_remarks(rubric, reading, evidence, beliefs, listing=listing and score <= LIST_CAP),
    )


def most(rubric: Rubric, reading: Reading) -> int:
    """A score that an answer cannot exceed: as if whatever has all its words were said."""
    together = reading.together
    evidence = [
        Evidence(
            State.MADE
            if any(together(pattern.mask) for pattern in c.full)
            else State.PARTLY
            if any(together(pattern.mask) for pattern in c.partly)
            else State.MISSED
        )
        for c in rubric.concepts
    ]
    return _score(rubric, evidence, 0)


def _contradicts(patterns: MisconceptionPatterns, rubric: Rubric) -> bool:
    """Whether a belief is the opposite of something that had to be said."""
    spoils = patterns.misconception.spoils
    return any(c.concept.id in spoils and not c.concept.bonus for c in rubric.concepts)


def _cap(contradicting: int) -> int:
    return CONTRADICTED_CAPS[min(contradicting, len(CONTRADICTED_CAPS) - 1)]


def _score(rubric: Rubric, evidence: list[Evidence], beliefs: int) -> int:
    core = bonus = 0.0
    for patterns, e in zip(rubric.concepts, evidence, strict=True):
        points = patterns.concept.weight * CREDIT[e.state]
        if patterns.concept.bonus:
            bonus += points
        else:
            core += points
    enough = rubric.question.enough
    share = (core + min(bonus, MOST_BONUS * enough)) / enough
    return max(0, score_of(share) - sum(PENALTIES[:beliefs]))


def _fair_list(
    rubric: Rubric, reading: Reading, evidence: list[Evidence], in_list: list[bool]
) -> bool:
    """Whether a bare list is a fair answer: names were asked for, and most of these are right."""
    if not rubric.question.terse_ok:
        return False
    items = 0
    right: set[int] = set()
    number: list[int] = []
    for inside, pause in zip(in_list, reading.tokens.breaks, strict=True):
        items += inside and (pause > 0 or not items)
        number.append(items)
    for e in evidence:
        right |= {number[h[0]] for f in e.found for h in f.hits if in_list[h[0]]}
    return 2 * len(right) >= items


def _without_lists(evidence: Evidence, reading: Reading, in_list: list[bool]) -> Evidence:
    listed = [f for f in evidence.found if any(in_list[h[0]] for h in f.hits)]
    return evidence if all(_headed(reading, f) for f in listed) else Evidence(State.MISSED)


def _headed(reading: Reading, found: Found) -> bool:
    """Whether a list says something of its heading: "VM: own kernel, ...", more than a name."""
    if not found.pattern.role or not found.bound or len(found.hits) < 2:
        return False
    tokens = reading.tokens
    opens = tokens.sentences.index(tokens.sentences[found.start])
    return any(
        reading.said_of[i] == found.pattern.role and tokens.text.startswith(":", tokens.spans[i][1])
        for i in range(opens, found.start)
    )


def _confidence(
    reading: Reading,
    evidence: list[Evidence],
    beliefs: list[Belief],
    score: int,
) -> Confidence:
    near = any(abs(score - cut) <= NEAR_CUT for cut in (PARTIAL_FROM, CORRECT_FROM))
    unsure = any(
        e.mixed or any(not f.bound or slips_in(reading, f) for f in e.found) for e in evidence
    )
    telling = reading.tokens.little.count(False)
    foreign = telling >= 5 and reading.unknown > 0.4 * telling
    # A long answer that made nothing may well say it in words nobody thought of.
    silent = score < PARTIAL_FROM and telling >= 8 and not beliefs
    return Confidence.LOW if near or unsure or foreign or silent else Confidence.HIGH


def _quotes(reading: Reading, found: Found) -> tuple[Quote, ...]:
    """The words that show a concept: one slice, or one for each hit where they stand far apart."""
    whole = _whole_quote(reading, found)
    if whole.end - whole.start <= WIDE_QUOTE:
        return (whole,)
    return tuple(_slice(reading, h[0], h[1]) for h in sorted(found.hits))


def _whole_quote(reading: Reading, found: Found) -> Quote:
    return _slice(reading, found.start, found.end)


def _slice(reading: Reading, start: int, end: int) -> Quote:
    tokens = reading.tokens
    first, last = tokens.spans[start][0], tokens.spans[end - 1][1]
    if not reading.slips:
        return Quote(tokens.text[first:last], first, last)
    slips = tuple(
        (tokens.text[slice(*tokens.spans[i])], reading.slips[i])
        for i in range(start, end)
        if i in reading.slips
    )
    return Quote(tokens.text[first:last], first, last, slips)


def _remarks(
    rubric: Rubric,
    reading: Reading,
    evidence: list[Evidence],
    beliefs: list[Belief],
    *,
    listing: bool,
) -> tuple[Remark, ...]:
    words = reading.tokens.words
    if not words:
        return (Remark.EMPTY,)
    out: list[Remark] = []
    if listing:
        out.append(Remark.KEYWORD_LIST)
    if any(e.mixed for e in evidence):
        out.append(Remark.MIXED)
    if not beliefs and all(e.state is State.MISSED for e in evidence):
        stems, little = reading.tokens.stems, reading.tokens.little
        telling = [stem for stem, never in zip(stems, little, strict=True) if not never]
        echoed = sum(stem in rubric.prompt_stems for stem in telling)
        if telling and echoed >= 0.5 * len(telling):
            out.append(Remark.ECHO)
    return tuple(out)
