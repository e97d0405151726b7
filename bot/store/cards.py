"""The questions that were put to learners, and what has become of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.tables import cards, insert


@dataclass(frozen=True, slots=True)
class CardRow:
    """A question put to a learner, as it is kept.

    Attributes:
        answer_shown: The model answer was shown on request.
        probe: The concept of the follow-up that is open.
        probe_of: The attempt that the last follow-up on this card follows.
        waits_since: Since when it waits for words of the learner.
        occasion: What it belongs to where the question is put to many, such as `drop:12`.
    """

    id: int
    learner_id: int
    question_id: str
    surface: str
    channel_id: int
    guild_id: int | None
    filters: Mapping[str, str | None]
    state: str
    hint_used: bool
    answer_shown: bool
    probe: str | None
    probe_of: int | None
    asked_at: datetime
    waits_since: datetime | None
    occasion: str | None = None


async def add(connection: AsyncConnection, **values: Any) -> CardRow:
    """Keep a new card that waits for an answer."""
    new = insert(connection, cards).values(
        **values, hint_used=False, answer_shown=False, waits_since=values["asked_at"]
    )
    rows = await connection.execute(new.returning(*cards.c))
    return CardRow(**rows.mappings().one())


async def of_occasion(
    connection: AsyncConnection, learner_id: int, occasion: str
) -> CardRow | None:
    """The card of a learner for a question that is put to many, if there is one."""
    rows = await connection.execute(
        select(cards).where(cards.c.learner_id == learner_id, cards.c.occasion == occasion)
    )
    row = rows.mappings().one_or_none()
    return None if row is None else CardRow(**row)


async def add_to_occasion(connection: AsyncConnection, *, occasion: str, **values: Any) -> CardRow:
    """The card of a learner for a question that is put to many; a new one if there is none."""
    new = insert(connection, cards).values(
        **values, occasion=occasion, hint_used=False, answer_shown=False
    )
    await connection.execute(new.on_conflict_do_nothing())
    row = await of_occasion(connection, values["learner_id"], occasion)
    assert row is not None
    return row


async def get(connection: AsyncConnection, card_id: int, *, lock: bool = False) -> CardRow | None:
    """A card by its id.

    Args:
        connection: A transaction.
        card_id: Its id.
        lock: Let no one else change it in this transaction.
    """
    query = select(cards).where(cards.c.id == card_id)
    rows = await connection.execute(query.with_for_update() if lock else query)
    row = rows.mappings().one_or_none()
    return None if row is None else CardRow(**row)


async def change(connection: AsyncConnection, card_id: int, **values: Any) -> CardRow:
    """Change a card, and give it as it is then."""
    changed = update(cards).where(cards.c.id == card_id).values(**values).returning(*cards.c)
    return CardRow(**(await connection.execute(changed)).mappings().one())


async def waiting(
    connection: AsyncConnection, learner_id: int, surface: str, channel_id: int
) -> list[CardRow]:
    """The cards in a channel that wait for words of a learner, the one put last first."""
    rows = await connection.execute(
        select(cards)
        .where(
            cards.c.learner_id == learner_id,
            cards.c.surface == surface,
            cards.c.channel_id == channel_id,
            cards.c.waits_since.is_not(None),
        )
        .order_by(cards.c.waits_since.desc(), cards.c.id.desc())
    )
    return [CardRow(**row) for row in rows.mappings()]


async def last_asked(connection: AsyncConnection, learner_id: int) -> dict[str, datetime]:
    """When each question was last put to a learner, in that order."""
    rows = await connection.execute(
        select(cards.c.question_id, func.max(cards.c.asked_at).label("last"))
        .where(cards.c.learner_id == learner_id)
        .group_by(cards.c.question_id)
        .order_by(func.max(cards.c.id))
    )
    return {row.question_id: row.last for row in rows}
