"""Transactions: all or nothing, one writer after the other, and reading that only reads."""

from __future__ import annotations

import asyncio
import os
import sqlite3

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from bot.store import Database, DatabaseFault, cards, notes
from bot.store.address import Address
from tests.databases import SERVER, run_on
from tests.store.samples import ANA, BEN, NOW, a_card, kept


async def test_all_or_nothing(database):
    """What fails on the way leaves nothing behind, and the next transaction works."""

    async def fail() -> None:
        async with database.writing() as connection:
            await kept(connection, await a_card(connection))
            raise RuntimeError("stop")

    with pytest.raises(RuntimeError, match="stop"):
        await fail()
    async with database.writing() as connection:
        assert await cards.last_asked(connection, ANA) == {}
        await notes.write(connection, "key", "text")
    async with database.reading() as connection:
        assert await notes.read(connection, "key") == "text"


async def test_a_cancelled_transaction_leaves_nothing(database):
    written = asyncio.Event()

    async def write() -> None:
        async with database.writing() as connection:
            await notes.write(connection, "key", "half")
            written.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(write())
    await written.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with database.writing() as connection:
        assert await notes.read(connection, "key") is None


async def test_notes(database):
    """The text under a key is replaced, and no other."""
    async with database.writing() as connection:
        for key, said in [("a", "1"), ("b", "2"), ("a", "3 – drei")]:
            await notes.write(connection, key, said)
    async with database.reading() as connection:
        assert [await notes.read(connection, key) for key in "abc"] == ["3 – drei", "2", None]


async def test_reading_never_writes(database):
    """Not even by mistake; and the same connection writes again afterwards."""
    with pytest.raises(DatabaseFault):
        async with database.reading() as connection:
            await notes.write(connection, "key", "text")
    async with database.writing() as connection:
        assert await notes.read(connection, "key") is None
        await notes.write(connection, "key", "text")


async def test_reading_while_somebody_writes(database):
    """Readers see what was there before, and do not wait."""
    async with database.writing() as writing, asyncio.timeout(5):
        await notes.write(writing, "key", "not yet")
        async with database.reading() as connection:
            assert await notes.read(connection, "key") is None


async def test_read_then_write_from_everywhere(database):
    """Forty at once that look first and then write: none is refused, none writes over another."""
    async with database.writing() as connection:
        card = await a_card(connection, channel_id=0)

    async def count() -> None:
        async with database.writing() as connection:
            row = await cards.get(connection, card.id, lock=True)
            await cards.change(connection, card.id, channel_id=row.channel_id + 1)

    await asyncio.gather(*(count() for _ in range(40)))
    async with database.reading() as connection:
        assert (await cards.get(connection, card.id)).channel_id == 40


async def test_two_programs_on_one_database(database, url):
    """The bot and the terminal side by side."""
    other = await Database.open(url)

    async def put(opened: Database, learner: int) -> None:
        async with opened.writing() as connection:
            await a_card(connection, learner)

    await asyncio.gather(*(put(opened, ANA) for opened in [database, other] * 10), put(other, BEN))
    async with other.reading() as connection:
        assert len(await cards.waiting(connection, ANA, "dm", 11)) == 20
        assert len(await cards.waiting(connection, BEN, "dm", 11)) == 1
    await other.close()


async def test_two_programs_that_look_before_they_write(database, url):
    """Neither is told that the database is locked, and neither writes over the other."""
    other = await Database.open(url)
    async with database.writing() as connection:
        card = await a_card(connection, channel_id=0)

    async def count(opened: Database) -> None:
        async with opened.writing() as connection:
            row = await cards.get(connection, card.id, lock=True)
            await cards.change(connection, card.id, channel_id=row.channel_id + 1)

    await asyncio.gather(*(count(opened) for opened in [database, other] * 20))
    async with other.reading() as connection:
        assert (await cards.get(connection, card.id)).channel_id == 40
    await other.close()


async def test_an_attempt_needs_its_card(database):
    """Rows that point to nothing are refused."""
    async with database.writing() as connection:
        card = await a_card(connection)
        with pytest.raises(IntegrityError):
            await kept(connection, card, card_id=card.id + 1)


async def test_what_is_kept_survives_a_kill(tmp_path):
    """A database that was not closed is read as it was after the last transaction."""
    path = tmp_path / "coach.db"
    await Database.migrate(str(path))
    killed = await Database.open(str(path))
    async with killed.writing() as connection:
        await notes.write(connection, "key", "text")
    other = sqlite3.connect(path)
    assert other.execute("SELECT text FROM notes").fetchall() == [("text",)]
    other.close()
    await killed.close()


async def test_connections_that_the_server_closed(postgres):
    """One sentence for whoever was in the middle; the next one does not notice."""
    await Database.migrate(postgres)
    database = await Database.open(postgres)
    name = Address.of(postgres).url.database
    closing = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
    await run_on(os.environ[SERVER], closing)
    async with database.writing() as connection:
        await a_card(connection, asked_at=NOW)

    async def lose() -> None:
        async with database.writing() as connection:
            await run_on(os.environ[SERVER], closing)
            await connection.execute(text("SELECT 1"))

    with pytest.raises(DatabaseFault, match=r"closed the connection; check that it runs\.$"):
        await lose()
    async with database.reading() as connection:
        assert len(await cards.waiting(connection, ANA, "dm", 11)) == 1
    await database.close()
