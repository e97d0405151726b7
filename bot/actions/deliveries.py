"""What Discord delivers to several processes at once is taken on by one of them."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.actions.coach import Coach
from bot.store import notes

_PREFIX = "taken:"


async def take(coach: Coach, *, delivery: str, now: datetime) -> bool:
    """Take on a delivery; gives False where another process has."""
    async with coach.database.writing() as connection:
        return await notes.add_once(connection, _PREFIX + delivery, _sortable(now))


async def forget(coach: Coach, *, before: datetime) -> None:
    """Forget what was taken on before a moment."""
    async with coach.database.writing() as connection:
        await notes.forget(connection, _PREFIX, _sortable(before))


def _sortable(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
