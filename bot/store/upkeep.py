"""What whoever runs the bot wants to know of it."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.tables import schedules


async def channels(connection: AsyncConnection) -> list[tuple[int, int]]:
    """The servers and channels in which the bot is to post, in the order they were set up."""
    query = select(schedules.c.guild_id, schedules.c.channel_id).where(
        schedules.c.state == "active"
    )
    rows = await connection.execute(query.order_by(schedules.c.id))
    return [(row.guild_id, row.channel_id) for row in rows]
