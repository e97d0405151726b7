"""What happens when the bot is removed from a server: its questions end, its rows are deleted."""

from __future__ import annotations

import logging
from collections.abc import Collection
from datetime import datetime, timedelta

from bot.actions.coach import Coach
from bot.actions.daily import Reason
from bot.store import schedules, servers
from bot.store.shards import Shards

log = logging.getLogger(__name__)

# For so long a server can bring the bot back and find everything as it was.
KEPT_FOR = timedelta(days=30)


async def left(coach: Coach, *, guild_id: int, now: datetime) -> None:
    """The bot was removed from a server: nothing more is posted there."""
    async with coach.database.writing() as connection:
        await schedules.end_all(connection, guild_id, Reason.LEFT.value)
        await servers.note_departure(connection, guild_id, now)
    log.info("server left: guild=%d", guild_id)


async def arrived(coach: Coach, *, guild_id: int) -> None:
    """The bot was added to a server, perhaps again: nothing of it is deleted."""
    async with coach.database.writing() as connection:
        await servers.note_return(connection, guild_id)
    log.info("server joined: guild=%d", guild_id)


async def compare(coach: Coach, *, present: Collection[int], shards: Shards, now: datetime) -> None:
    """Find servers that the bot was removed from while it was not running.

    Args:
        coach: The coach.
        present: The servers it is in, also those that cannot be reached at the moment.
        shards: Those of this process; other servers are not its concern.
        now: The present moment.
    """
    async with coach.database.reading() as connection:
        planned = await schedules.guilds(connection, shards)
        departed = await servers.departed(connection, now, shards)
    for guild_id in set(planned) - set(present):
        await left(coach, guild_id=guild_id, now=now)
    for guild_id in set(departed) & set(present):
        await arrived(coach, guild_id=guild_id)


async def forget_departed(coach: Coach, *, shards: Shards, now: datetime) -> int:
    """Delete what is kept of servers that were left long ago; gives how many there were."""
    async with coach.database.reading() as connection:
        found = await servers.departed(connection, now - KEPT_FOR, shards)
    for guild_id in found:
        async with coach.database.writing() as connection:
            await servers.forget(connection, guild_id)
        log.info("server forgotten: guild=%d", guild_id)
    return len(found)
