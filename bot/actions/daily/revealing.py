"""Closes a question that was posted for everybody: its answer, and how the team did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.actions.coach import Coach
from bot.actions.daily.claiming import LEASE
from bot.actions.progress import streak_in
from bot.core.grading import Grade
from bot.core.questions import Question
from bot.core.team import TeamResult, team_result, team_run
from bot.store import Connection, drops, preferences
from bot.store.drops import DropRow
from bot.store.preferences import Preferences
from bot.store.shards import Shards

# How many names stand beside a revealed answer.
MOST_STREAKS = 3
AGAIN = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Reveal:
    """What is shown where a question was, now that it is closed.

    Attributes:
        question: None where it has left the bank.
        streaks: Those who answered and have the longest runs of days, with their days; only people
            whose name may be shown.
        run: Days in a row on which at least one person answered.
    """

    drop: DropRow
    question: Question | None
    result: TeamResult | None
    streaks: tuple[tuple[int, int], ...]
    run: int


async def to_reveal(
    coach: Coach, *, now: datetime, shards: Shards, limit: int
) -> Sequence[DropRow]:
    """Drops whose answer is to be shown, the oldest first."""
    async with coach.database.reading() as connection:
        return await drops.to_reveal(connection, now, shards, limit=limit)


async def take_reveal(coach: Coach, *, drop: DropRow, now: datetime) -> Reveal | None:
    """Take on what `to_reveal` gave; None where somebody else did.

    From now on answers are practice: the model answer may be seen any moment.
    """
    async with coach.database.writing() as connection:
        taken = await drops.take(connection, drop, now=now, until=now + LEASE)
    if taken is None:
        return None
    async with coach.database.reading() as connection:
        return await _reveal(coach, connection, taken, now)


async def revealed(coach: Coach, *, drop_id: int) -> None:
    """The card shows the answer, or is gone."""
    async with coach.database.writing() as connection:
        await drops.change(connection, drop_id, state=drops.REVEALED, retry_at=None)


async def not_revealed(coach: Coach, *, drop_id: int, now: datetime) -> None:
    """The card could not be changed for a reason that may pass."""
    async with coach.database.writing() as connection:
        await drops.change(connection, drop_id, retry_at=now + AGAIN)


async def _reveal(coach: Coach, connection: Connection, drop: DropRow, now: datetime) -> Reveal:
    answers = await drops.grades(connection, drop.id)
    question = coach.bank.questions.get(drop.question_id or "")
    result = None
    if question is not None:
        result = team_result(question, [Grade.from_json(grade) for _, grade in answers])
    asked = await drops.asked(connection, drop.schedule_id)
    until = [one.answers for one in asked if one.posted_at <= (drop.posted_at or now)]
    return Reveal(
        drop=drop,
        question=question,
        result=result,
        streaks=await _longest(connection, [learner for learner, _ in answers], now),
        run=team_run(until),
    )


async def _longest(
    connection: Connection, learner_ids: Sequence[int], now: datetime
) -> tuple[tuple[int, int], ...]:
    wishes = await preferences.read_all(connection, learner_ids)
    runs: list[tuple[int, int]] = []
    for learner_id in learner_ids:
        if wishes.get(learner_id, Preferences()).leaderboard:
            report = await streak_in(connection, learner_id, now=now)
            runs.append((learner_id, report.days))
    runs.sort(key=lambda entry: -entry[1])
    return tuple(entry for entry in runs[:MOST_STREAKS] if entry[1] > 1)
