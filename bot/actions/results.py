"""A graded answer, from the log to what is shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.actions.cards import Card, CardGone, NotYours, card_of
from bot.actions.coach import Coach
from bot.actions.progress import streak_in
from bot.core.grading import Grade
from bot.core.questions import Concept, Verdict
from bot.core.streaks import StreakReport
from bot.store import Connection, attempts, cards, self_marks
from bot.store.attempts import Attempt
from bot.store.cards import CardRow


@dataclass(frozen=True, slots=True)
class Result:
    """A graded answer.

    Attributes:
        answer: The learner's words, of the follow-up for an answer to it.
        grade: Of the main answer; for an answer to a follow-up, with its concept added.
        score: With the follow-up's extra credit; `grade.score` for a main answer.
        verdict: What `score` means.
        asked: The follow-up that was answered; None for a main answer.
        probe: The follow-up that is open for an answer now.
        repeated: This submission had been graded before, and this is that result.
        counted: Whether it can count for the streak; practice after the model answer cannot.
        marked: The ids of the concepts that the learner says they made, beside the grade.
    """

    attempt_id: int
    card: Card
    answer: str
    grade: Grade
    score: int
    verdict: Verdict
    probe: Concept | None
    streak: StreakReport
    repeated: bool
    counted: bool = True
    asked: Concept | None = None
    marked: tuple[str, ...] = ()


async def result_in(
    coach: Coach,
    connection: Connection,
    attempt: Attempt | None,
    learner_id: int,
    *,
    repeated: bool,
    now: datetime | None = None,
) -> Result:
    """What is shown of an attempt.

    Args:
        coach: The coach.
        connection: A transaction.
        attempt: From the log.
        learner_id: Who wants to see it.
        repeated: Whether it had been graded before.
        now: The moment for which the streak is told; without it, the moment of the attempt.

    Raises:
        CardGone: If there is no such attempt, or its question has left the bank.
        NotYours: If it is somebody else's.
    """
    if attempt is None:
        raise CardGone
    if attempt.learner_id != learner_id:
        raise NotYours
    row = await cards.get(connection, attempt.card_id)
    streak = await streak_in(
        connection,
        learner_id,
        now=now or attempt.at,
        until=None if now else attempt.id,
    )
    # A mark belongs to the main answer, whichever of its results is shown.
    marked = await self_marks.newest(connection, attempt.follows or attempt.id)
    return _of(coach, attempt, row, streak, marked, repeated=repeated)


async def new_result_in(
    coach: Coach, connection: Connection, attempt: Attempt, row: CardRow
) -> Result:
    """What is shown of an attempt that has just been added.

    Args:
        coach: The coach.
        connection: A transaction.
        attempt: What was added.
        row: Its card, as that left it.
    """
    streak = await streak_in(connection, attempt.learner_id, now=attempt.at)
    marked = await self_marks.newest(connection, attempt.follows) if attempt.follows else ()
    return _of(coach, attempt, row, streak, marked, repeated=False)


def _of(
    coach: Coach,
    attempt: Attempt,
    row: CardRow | None,
    streak: StreakReport,
    marked: tuple[str, ...],
    *,
    repeated: bool,
) -> Result:
    card = card_of(coach, row, attempt.learner_id)
    offered = row is not None and row.probe_of == attempt.id
    return Result(
        attempt_id=attempt.id,
        card=card,
        answer=attempt.answer,
        grade=Grade.from_json(attempt.grade),
        score=attempt.score,
        verdict=Verdict(attempt.verdict),
        probe=card.probe if offered else None,
        streak=streak,
        repeated=repeated,
        counted=attempt.counted,
        asked=card.question.concept(attempt.concept) if attempt.concept else None,
        marked=marked,
    )


async def earlier(
    coach: Coach, connection: Connection, learner_id: int, delivery: str, now: datetime
) -> Result | None:
    """The result of a submission that has been delivered before, whatever it was taken for then."""
    stored = await attempts.delivered(connection, learner_id, delivery)
    if stored is None:
        return None
    return await result_in(coach, connection, stored, learner_id, repeated=True, now=now)
