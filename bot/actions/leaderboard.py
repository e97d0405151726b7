"""The leaderboard of a server: points and streaks of those who let themselves be shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.actions.coach import Coach
from bot.actions.progress import streak_in
from bot.store import standings

MOST_SHOWN = 10


class Span(StrEnum):
    """How far back answers are looked at."""

    WEEK = "week"
    MONTH = "month"
    ALL = "all"


_BACK = {Span.WEEK: timedelta(days=7), Span.MONTH: timedelta(days=30)}


@dataclass(frozen=True, slots=True)
class Rank:
    """One person on a leaderboard.

    Attributes:
        place: From 1; those with equal points and answers share one.
        points: The scores of their answers to questions that were put to everybody, added up.
        streak: Their run of days at present.
    """

    place: int
    learner_id: int
    points: int
    answers: int
    streak: int


async def leaderboard(coach: Coach, *, guild_id: int, span: Span, now: datetime) -> Sequence[Rank]:
    """The first ten of a server."""
    back = _BACK.get(span)
    ranks: list[Rank] = []
    async with coach.database.reading() as connection:
        found = await standings.read(
            connection, guild_id, since=now - back if back else None, limit=MOST_SHOWN
        )
        for at, one in enumerate(found, start=1):
            report = await streak_in(connection, one.learner_id, now=now)
            before = ranks[-1] if ranks else None
            same = before and (before.points, before.answers) == (one.points, one.answers)
            place = before.place if before and same else at
            ranks.append(Rank(place, one.learner_id, one.points, one.answers, report.days))
    return ranks
