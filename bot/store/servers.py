"""Servers that the bot was removed from, and what is kept of a server."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.shards import Shards
from bot.store.tables import attempts, cards, departures, drops, insert, schedules


async def note_departure(connection: AsyncConnection, guild_id: int, now: datetime) -> None:
    """The bot is no longer in a server; the first such note stays."""
    new = insert(connection, departures).values(guild_id=guild_id, left_at=now)
    await connection.execute(new.on_conflict_do_nothing())


async def note_return(connection: AsyncConnection, guild_id: int) -> None:
    """The bot is in a server again."""
    await connection.execute(delete(departures).where(departures.c.guild_id == guild_id))


async def departed(connection: AsyncConnection, before: datetime, shards: Shards) -> Sequence[int]:
    """The servers that the bot left before a moment and has not come back to."""
    rows = await connection.execute(
        select(departures.c.guild_id).where(
            departures.c.left_at <= before, shards.owned(departures.c.guild_id)
        )
    )
    return list(rows.scalars())


async def forget(connection: AsyncConnection, guild_id: int) -> None:
    """Delete what is kept of a server. People keep their answers, without the place."""
    await connection.execute(delete(drops).where(drops.c.guild_id == guild_id))
    await connection.execute(delete(schedules).where(schedules.c.guild_id == guild_id))
    for table in (cards, attempts):
        nowhere = {"guild_id": None, "channel_id": 0}
        await connection.execute(
            update(table).where(table.c.guild_id == guild_id).values(**nowhere)
        )
    await note_return(connection, guild_id)
