"""The database's own clock: the one that all processes share, whatever their machines say."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select, type_coerce
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.tables import Moment


async def now(connection: AsyncConnection) -> datetime:
    """The present moment, also late in a long transaction."""
    if connection.dialect.name == "postgresql":
        clock = func.clock_timestamp()
    else:
        # Thousandths are all it has, and six places are how moments are kept.
        clock = func.strftime("%Y-%m-%d %H:%M:%f000", "now")
    return (await connection.execute(select(type_coerce(clock, Moment)))).scalar_one()
