"""Where and when questions are posted by themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.shards import Shards
from bot.store.tables import insert, schedules

ACTIVE, PAUSED, ENDED = "active", "paused", "ended"


@dataclass(frozen=True, slots=True)
class ScheduleRow:
    """A schedule, as it is kept.

    Attributes:
        at: The time of day, `HH:MM`.
        days: Days of the week, such as `mon,wed`.
        reveal_after: Hours; None for when the next question comes.
        reason: Why it is not active.
        counts_from: Drops before this moment do not count as unanswered.
        next_day: The local date of the next drop; None where it is not active.
        next_at: The moment of the next drop.
    """

    id: int
    guild_id: int
    channel_id: int
    at: str
    zone: str
    days: str
    filters: Mapping[str, str | None]
    role_id: int | None
    reveal_after: int | None
    state: str
    reason: str | None
    set_up_by: int
    set_up_at: datetime
    counts_from: datetime
    next_day: date | None
    next_at: datetime | None


async def put(connection: AsyncConnection, **values: Any) -> ScheduleRow:
    """Keep the schedule of a channel, in place of the one before."""
    new = insert(connection, schedules).values(**values)
    changed = {name: value for name, value in values.items() if name != "channel_id"}
    putting = new.on_conflict_do_update(index_elements=["channel_id"], set_=changed)
    rows = await connection.execute(putting.returning(*schedules.c))
    return ScheduleRow(**rows.mappings().one())


async def get(
    connection: AsyncConnection, schedule_id: int, *, lock: bool = False
) -> ScheduleRow | None:
    """A schedule by its id; with `lock`, no one else changes it in this transaction."""
    query = select(schedules).where(schedules.c.id == schedule_id)
    rows = await connection.execute(query.with_for_update() if lock else query)
    row = rows.mappings().one_or_none()
    return None if row is None else ScheduleRow(**row)


async def in_channel(
    connection: AsyncConnection, channel_id: int, *, lock: bool = False
) -> ScheduleRow | None:
    """The schedule of a channel, also one that has ended."""
    query = select(schedules).where(schedules.c.channel_id == channel_id)
    rows = await connection.execute(query.with_for_update() if lock else query)
    row = rows.mappings().one_or_none()
    return None if row is None else ScheduleRow(**row)


async def of_guild(connection: AsyncConnection, guild_id: int) -> Sequence[ScheduleRow]:
    """The schedules of a server that have not ended, oldest first."""
    rows = await connection.execute(
        select(schedules)
        .where(schedules.c.guild_id == guild_id, schedules.c.state != ENDED)
        .order_by(schedules.c.id)
    )
    return [ScheduleRow(**row) for row in rows.mappings()]


async def change(connection: AsyncConnection, schedule_id: int, **values: Any) -> ScheduleRow:
    """Change a schedule, and give it as it is then."""
    changed = (
        update(schedules)
        .where(schedules.c.id == schedule_id)
        .values(**values)
        .returning(*schedules.c)
    )
    return ScheduleRow(**(await connection.execute(changed)).mappings().one())


async def due(
    connection: AsyncConnection, now: datetime, shards: Shards, *, limit: int
) -> Sequence[int]:
    """The ids of schedules with a drop that is due, the one due longest first."""
    rows = await connection.execute(
        select(schedules.c.id)
        .where(
            schedules.c.state == ACTIVE,
            schedules.c.next_at <= now,
            shards.owned(schedules.c.guild_id),
        )
        .order_by(schedules.c.next_at, schedules.c.id)
        .limit(limit)
    )
    return list(rows.scalars())


async def next_moment(connection: AsyncConnection, shards: Shards) -> datetime | None:
    """When the next drop falls due."""
    rows = await connection.execute(
        select(func.min(schedules.c.next_at)).where(
            schedules.c.state == ACTIVE, shards.owned(schedules.c.guild_id)
        )
    )
    return rows.scalar_one_or_none()


async def guilds(connection: AsyncConnection, shards: Shards) -> Sequence[int]:
    """The servers with a schedule that has not ended."""
    rows = await connection.execute(
        select(schedules.c.guild_id)
        .where(schedules.c.state != ENDED, shards.owned(schedules.c.guild_id))
        .distinct()
    )
    return list(rows.scalars())


async def end_all(connection: AsyncConnection, guild_id: int, reason: str) -> None:
    """End the schedules of a server."""
    await connection.execute(
        update(schedules)
        .where(schedules.c.guild_id == guild_id, schedules.c.state != ENDED)
        .values(state=ENDED, reason=reason, next_day=None, next_at=None)
    )
