"""What a card belongs to where a question is put to many: each has one answer that counts."""

from __future__ import annotations

from datetime import datetime

from bot.actions.cards import CardState
from bot.store import Connection, drops
from bot.store.cards import CardRow


async def counts(connection: Connection, row: CardRow, now: datetime) -> bool:
    """Whether the next answer on a card counts, or is practice.

    It does not once the model answer has been shown; nor after the first answer to a question that
    is put to many.
    """
    if row.answer_shown:
        return False
    if row.occasion is None:
        return True
    return row.state != CardState.ANSWERED and await is_open(connection, row.occasion, now)


async def is_open(connection: Connection, occasion: str, now: datetime) -> bool:
    """Whether answers for an occasion still count."""
    kind, _, number = occasion.partition(":")
    if kind != "drop":
        return False
    drop = await drops.get(connection, int(number))
    # What is claimed may have been sent already.
    if drop is None or drop.state not in (drops.CLAIMED, drops.FAILED, drops.POSTED):
        return False
    return drop.reveal_at is None or now < drop.reveal_at
