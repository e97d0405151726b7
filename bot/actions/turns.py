"""Turns that processes take on one database, such as for connecting to Discord."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.actions.coach import Coach
from bot.store import moments, notes


async def book(coach: Coach, *, key: str, gap: timedelta, most: int) -> timedelta:
    """Book the next turn that is free; gives how long to wait for it.

    A booking is a moment and no lock: a process that dies before its turn holds up nobody for
    longer than that turn. The moments are those of the database's clock.

    Args:
        coach: The coach.
        key: What the turns are for.
        gap: How far apart turns are.
        most: How many may wait at once. A turn further off was booked by a clock that has been
            set back since.
    """
    async with coach.database.writing() as connection:
        last = await notes.lock(connection, key)
        now = await moments.now(connection)
        at = now
        if last:
            following = datetime.fromisoformat(last) + gap
            if now < following <= now + most * gap:
                at = following
        await notes.write(connection, key, at.isoformat())
    return at - now
