"""The questions that were posted in channels, each once: what became of every local date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, String, case, cast, func, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.attempts import MAIN
from bot.store.shards import Shards
from bot.store.tables import attempts, cards, drops, insert

CLAIMED, FAILED, POSTED, REVEALED, SKIPPED = "claimed", "failed", "posted", "revealed", "skipped"
QUESTION, NOTICE = "question", "notice"


@dataclass(frozen=True, slots=True)
class DropRow:
    """A drop, as it is kept.

    Attributes:
        day: The local date that it is for.
        kind: `question`, or `notice` where the schedule pauses itself instead.
        state: `claimed` while it is being posted, `failed` until it is tried again, `posted`,
            `revealed`, or `skipped`.
        reason: Why it failed or was skipped.
        reveal_at: When the answer is to be shown; None for when the next question comes.
        tries: How often it was tried to post it.
        retry_at: Before this moment no one else tries to post or to reveal it.
    """

    id: int
    schedule_id: int
    guild_id: int
    channel_id: int
    day: date
    due_at: datetime
    kind: str
    question_id: str | None
    state: str
    reason: str | None
    message_id: int | None
    posted_at: datetime | None
    reveal_at: datetime | None
    tries: int
    retry_at: datetime | None


@dataclass(frozen=True, slots=True)
class Asked:
    """How one drop went: the question and what the counted answers came to."""

    drop_id: int
    question_id: str
    posted_at: datetime
    answers: int
    total: int


def occasion_of(drop_id: int) -> str:
    """What the cards of a drop belong to."""
    return f"drop:{drop_id}"


async def claim(connection: AsyncConnection, **values: Any) -> DropRow | None:
    """Take a local date of a schedule; None where it has been taken before."""
    new = insert(connection, drops).values(**values).on_conflict_do_nothing()
    rows = await connection.execute(new.returning(*drops.c))
    row = rows.mappings().one_or_none()
    return None if row is None else DropRow(**row)


async def get(connection: AsyncConnection, drop_id: int, *, lock: bool = False) -> DropRow | None:
    """A drop by its id; with `lock`, no one else changes it in this transaction."""
    query = select(drops).where(drops.c.id == drop_id)
    rows = await connection.execute(query.with_for_update() if lock else query)
    row = rows.mappings().one_or_none()
    return None if row is None else DropRow(**row)


async def on_day(connection: AsyncConnection, schedule_id: int, day: date) -> DropRow | None:
    """What became of a local date."""
    rows = await connection.execute(
        select(drops).where(drops.c.schedule_id == schedule_id, drops.c.day == day)
    )
    row = rows.mappings().one_or_none()
    return None if row is None else DropRow(**row)


async def change(connection: AsyncConnection, drop_id: int, **values: Any) -> DropRow:
    """Change a drop, and give it as it is then."""
    changed = update(drops).where(drops.c.id == drop_id).values(**values).returning(*drops.c)
    return DropRow(**(await connection.execute(changed)).mappings().one())


async def last_day(connection: AsyncConnection, schedule_id: int) -> date | None:
    """The latest local date that was taken."""
    rows = await connection.execute(
        select(func.max(drops.c.day)).where(drops.c.schedule_id == schedule_id)
    )
    return rows.scalar_one_or_none()


async def recent(connection: AsyncConnection, schedule_id: int, limit: int) -> Sequence[DropRow]:
    """The last drops of a schedule, whatever became of them, newest first."""
    rows = await connection.execute(
        select(drops)
        .where(drops.c.schedule_id == schedule_id)
        .order_by(drops.c.day.desc())
        .limit(limit)
    )
    return [DropRow(**row) for row in rows.mappings()]


async def asked(connection: AsyncConnection, schedule_id: int) -> Sequence[Asked]:
    """Every question that a schedule posted, with its counted answers, newest first."""
    answered = func.count(attempts.c.id)
    rows = await connection.execute(
        select(
            drops.c.id,
            drops.c.question_id,
            drops.c.posted_at,
            answered,
            func.coalesce(func.sum(attempts.c.score), 0),
        )
        .select_from(
            drops.outerjoin(cards, cards.c.occasion == _occasion()).outerjoin(
                attempts, _counted(attempts.c.card_id == cards.c.id)
            )
        )
        .where(
            drops.c.schedule_id == schedule_id,
            drops.c.kind == QUESTION,
            drops.c.posted_at.is_not(None),
        )
        .group_by(drops.c.id)
        .order_by(drops.c.day.desc())
    )
    return [Asked(*row) for row in rows]


async def to_try_again(
    connection: AsyncConnection, now: datetime, shards: Shards, *, limit: int
) -> Sequence[DropRow]:
    """Drops whose posting failed, or was begun by a process that is gone; the oldest first."""
    ready = drops.c.state.in_((CLAIMED, FAILED))
    return await _ready(connection, now, limit, ready, shards.owned(drops.c.guild_id))


async def to_reveal(
    connection: AsyncConnection, now: datetime, shards: Shards, *, limit: int
) -> Sequence[DropRow]:
    """Posted drops whose answer is to be shown, the oldest first."""
    ready = drops.c.state == POSTED, drops.c.reveal_at <= now
    return await _ready(connection, now, limit, *ready, shards.owned(drops.c.guild_id))


async def take(
    connection: AsyncConnection, row: DropRow, *, now: datetime, until: datetime, **values: Any
) -> DropRow | None:
    """Take on what `to_try_again` or `to_reveal` gave; None where somebody else did.

    Args:
        connection: A transaction.
        row: The drop as it was found.
        now: The present moment.
        until: Until when nobody else takes it on.
        values: What else to change.
    """
    taking = (
        update(drops)
        .where(
            drops.c.id == row.id,
            drops.c.state == row.state,
            or_(drops.c.retry_at.is_(None), drops.c.retry_at <= now),
        )
        .values(retry_at=until, **values)
        .returning(*drops.c)
    )
    taken = (await connection.execute(taking)).mappings().one_or_none()
    return None if taken is None else DropRow(**taken)


async def reveal_earlier(connection: AsyncConnection, row: DropRow, now: datetime) -> None:
    """Let the drops of the same schedule that came before one show their answers now."""
    await connection.execute(
        update(drops)
        .where(
            drops.c.schedule_id == row.schedule_id,
            drops.c.id != row.id,
            drops.c.state == POSTED,
            or_(drops.c.reveal_at.is_(None), drops.c.reveal_at > now),
        )
        .values(reveal_at=now, retry_at=None)
    )


async def next_moment(connection: AsyncConnection, shards: Shards) -> datetime | None:
    """When something is to be tried again or revealed."""
    later = case(
        (drops.c.state == POSTED, func.coalesce(drops.c.retry_at, drops.c.reveal_at)),
        else_=drops.c.retry_at,
    )
    waiting = or_(
        drops.c.state.in_((CLAIMED, FAILED)),
        (drops.c.state == POSTED) & drops.c.reveal_at.is_not(None),
    )
    rows = await connection.execute(
        select(func.min(later)).where(waiting, shards.owned(drops.c.guild_id))
    )
    return rows.scalar_one_or_none()


async def grades(connection: AsyncConnection, drop_id: int) -> Sequence[tuple[int, Any]]:
    """The counted answers to a drop: who gave each, and its grade as plain values."""
    rows = await connection.execute(
        select(attempts.c.learner_id, attempts.c.grade)
        .select_from(cards.join(attempts, _counted(attempts.c.card_id == cards.c.id)))
        .where(cards.c.occasion == occasion_of(drop_id))
        .order_by(attempts.c.id)
    )
    return [(row.learner_id, row.grade) for row in rows]


async def answered(connection: AsyncConnection, drop_id: int) -> int:
    """How many people gave an answer that counts."""
    rows = await connection.execute(
        select(func.count(attempts.c.id))
        .select_from(cards.join(attempts, _counted(attempts.c.card_id == cards.c.id)))
        .where(cards.c.occasion == occasion_of(drop_id))
    )
    return rows.scalar_one()


async def _ready(
    connection: AsyncConnection, now: datetime, limit: int, *conditions: ColumnElement[bool]
) -> Sequence[DropRow]:
    rows = await connection.execute(
        select(drops)
        .where(*conditions, or_(drops.c.retry_at.is_(None), drops.c.retry_at <= now))
        .order_by(drops.c.due_at, drops.c.id)
        .limit(limit)
    )
    return [DropRow(**row) for row in rows.mappings()]


def _counted(of_card: ColumnElement[bool]) -> ColumnElement[bool]:
    return of_card & (attempts.c.kind == MAIN) & attempts.c.counted


def _occasion() -> ColumnElement[str]:
    return literal("drop:").op("||")(cast(drops.c.id, String(20)))
