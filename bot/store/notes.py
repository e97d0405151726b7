"""Short texts that the bot keeps for itself."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.tables import insert, notes


async def read(connection: AsyncConnection, key: str) -> str | None:
    """The text kept under a key, or None."""
    found = await connection.execute(select(notes.c.text).where(notes.c.key == key))
    return found.scalar_one_or_none()


async def write(connection: AsyncConnection, key: str, text: str) -> None:
    """Keep a text under a key, in place of the one before."""
    new = insert(connection, notes).values(key=key, text=text)
    await connection.execute(new.on_conflict_do_update(index_elements=["key"], set_={"text": text}))
