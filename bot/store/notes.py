"""Short texts that the bot keeps for itself."""

from __future__ import annotations

from sqlalchemy import delete, select
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


async def lock(connection: AsyncConnection, key: str) -> str:
    """The text kept under a key, which nobody else changes in this transaction; empty if new."""
    new = insert(connection, notes).values(key=key, text="")
    # To change it to what it is locks it, also where another process makes it at this moment.
    locking = new.on_conflict_do_update(index_elements=["key"], set_={"text": notes.c.text})
    return (await connection.execute(locking.returning(notes.c.text))).scalar_one()


async def add_once(connection: AsyncConnection, key: str, text: str) -> bool:
    """Keep a text under a key, unless there is one; gives whether there was none."""
    new = insert(connection, notes).values(key=key, text=text).on_conflict_do_nothing()
    added = await connection.execute(new.returning(notes.c.key))
    return added.scalar_one_or_none() is not None


async def forget(connection: AsyncConnection, prefix: str, before: str) -> None:
    """Delete those whose key begins so and whose text sorts before another."""
    old = notes.c.key.startswith(prefix, autoescape=True), notes.c.text < before
    await connection.execute(delete(notes).where(*old))
