"""What learners say that they said, beside their grades. Rows are added and read, never changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.tables import insert, self_marks


async def add_once(
    connection: AsyncConnection,
    *,
    attempt_id: int,
    learner_id: int,
    concepts: Sequence[str],
    delivery: str,
    at: datetime,
) -> int | None:
    """Keep a mark; gives its id, or None where the same delivery had been kept before."""
    new = insert(connection, self_marks).values(
        attempt_id=attempt_id,
        learner_id=learner_id,
        concepts=list(concepts),
        delivery=delivery,
        at=at,
    )
    adding = new.on_conflict_do_nothing().returning(self_marks.c.id)
    return (await connection.execute(adding)).scalar_one_or_none()


async def newest(connection: AsyncConnection, attempt_id: int) -> tuple[str, ...]:
    """The concepts of the newest mark of an attempt; none where there is no mark."""
    rows = await connection.execute(
        select(self_marks.c.concepts)
        .where(self_marks.c.attempt_id == attempt_id)
        .order_by(self_marks.c.id.desc())
        .limit(1)
    )
    return tuple(rows.scalar_one_or_none() or ())
