"""What a learner lets others see: their name on leaderboards, and their best answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.actions.coach import Coach
from bot.store import learners, preferences
from bot.store.preferences import Preferences

__all__ = ["Preferences", "choose", "read"]


async def read(coach: Coach, *, learner_id: int) -> Preferences:
    """What a learner wishes."""
    async with coach.database.reading() as connection:
        return await preferences.read(connection, learner_id)


async def choose(
    coach: Coach,
    *,
    learner_id: int,
    leaderboard: bool | None = None,
    quotes: bool | None = None,
    now: datetime,
) -> Preferences:
    """Change a wish; what is None stays as it is."""
    changes = {"leaderboard": leaderboard, "quotes": quotes}
    async with coach.database.writing() as connection:
        await learners.lock(connection, learner_id, now)
        before = await preferences.read(connection, learner_id)
        after = replace(before, **{k: v for k, v in changes.items() if v is not None})
        await preferences.write(connection, learner_id, after)
    return after
