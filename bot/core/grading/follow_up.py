"""What to ask after a partial answer, and what the answer to that is worth."""

from __future__ import annotations

from dataclasses import replace

from bot.core.grading.grades import Grade, State
from bot.core.grading.scoring import CREDIT, MOST_BONUS, score_of
from bot.core.questions import Concept, Question, Verdict

# The part of a concept's points that can still be earned after a follow-up.
LATE = 0.5


def follow_up(question: Question, grade: Grade) -> Concept | None:
    """The concept to ask about: after a partial answer, the one that would earn most."""
    if grade.verdict is not Verdict.PARTIAL:
        return None
    states = {c.id: c.state for c in grade.concepts}
    open_ones = [
        (concept.weight * (1 - CREDIT[states[concept.id]]), concept)
        for concept in question.concepts
        if not concept.bonus and states.get(concept.id, State.MADE) is not State.MADE
    ]
    return max(open_ones, key=lambda pair: pair[0])[1] if open_ones else None


def with_follow_up(
    question: Question, main: Grade, concept: Concept, answer: Grade
) -> tuple[Grade, int]:
    """An answer together with the one to its follow-up, of which only the concept counts.

    Returns:
        The main grade with that concept as it is now, and the score with the extra credit. The
        score never falls.
    """
    before = next((c for c in main.concepts if c.id == concept.id), None)
    after = next((c for c in answer.concepts if c.id == concept.id), None)
    if before is None or after is None or CREDIT[after.state] <= CREDIT[before.state]:
        return main, main.score
    share = _share(question, main)
    gained = concept.weight * (CREDIT[after.state] - CREDIT[before.state]) * LATE
    extra = score_of(share + gained / question.enough) - score_of(share)
    concepts = tuple(after if c.id == concept.id else c for c in main.concepts)
    return replace(main, concepts=concepts), min(100, main.score + max(0, extra))


def _share(question: Question, grade: Grade) -> float:
    """The share of the points, as scoring counts them."""
    credit = {c.id: CREDIT[c.state] for c in grade.concepts}
    points = [(c.bonus, c.weight * credit.get(c.id, 0.0)) for c in question.concepts]
    core = sum(earned for bonus, earned in points if not bonus)
    extra = sum(earned for bonus, earned in points if bonus)
    return core / question.enough + min(extra / question.enough, MOST_BONUS)
