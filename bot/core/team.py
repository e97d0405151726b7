"""How a team did on a question that was put to all of it, and how long its run of days is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from bot.core.grading import Grade, State
from bot.core.questions import Concept, Question

# Drops in a row without an answer after which a schedule pauses itself.
MOST_UNANSWERED = 5


@dataclass(frozen=True, slots=True)
class TeamResult:
    """How a team did on one question.

    Attributes:
        answered: How many people answered.
        average: Their average score, rounded, 0 to 100; None without an answer.
        gap: The core concept that the most people missed; None where nobody missed one.
        missed_by: How many missed it.
    """

    answered: int
    average: int | None
    gap: Concept | None
    missed_by: int


def team_result(question: Question, grades: Sequence[Grade]) -> TeamResult:
    """How those who answered did; of equal gaps, the one with more weight."""
    missed = {
        concept.id: sum(
            made.id == concept.id and made.state is State.MISSED
            for grade in grades
            for made in grade.concepts
        )
        for concept in question.concepts
        if not concept.bonus
    }
    core = [concept for concept in question.concepts if missed.get(concept.id)]
    gap = max(core, key=lambda c: (missed[c.id], c.weight), default=None)
    return TeamResult(
        answered=len(grades),
        average=round(sum(g.score for g in grades) / len(grades)) if grades else None,
        gap=gap,
        missed_by=missed[gap.id] if gap else 0,
    )


def team_run(answers: Sequence[int]) -> int:
    """Days in a row on which at least one person answered.

    Args:
        answers: How many answered each drop that was posted, newest first. Days without a drop
            are no part of it. The newest one does not end the run while it waits for its first.
    """
    waiting = 1 if answers and not answers[0] else 0
    return sum(1 for _ in takewhile(bool, answers[waiting:]))


def unanswered(answers: Sequence[int]) -> bool:
    """Whether the last drops in a row had no answer at all, so that it is time to pause.

    Args:
        answers: How many answered each drop since the schedule began or was resumed, newest first.
    """
    return len(answers) >= MOST_UNANSWERED and not any(answers[:MOST_UNANSWERED])
