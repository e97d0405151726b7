"""Each statement takes one step into SQLite's thread, and what it says of itself is true."""

from __future__ import annotations

import sqlite3

import pytest

from bot.store import one_step


@pytest.fixture
async def connection(tmp_path):
    connection = await one_step.connect(tmp_path / "some.db")
    await connection.execute("CREATE TABLE words (id INTEGER PRIMARY KEY, word TEXT UNIQUE)")
    yield connection
    await connection.close()


@pytest.fixture
def steps(connection, monkeypatch):
    """What has been done in the thread, one for each step."""
    done = []
    execute = connection._execute

    async def counted(step):
        done.append(step)
        return await execute(step)

    monkeypatch.setattr(connection, "_execute", counted)
    return done


async def test_rows_come_with_the_statement(connection, steps):
    cursor = connection.cursor()
    await cursor.execute("INSERT INTO words (word) VALUES (?), (?)", ("one", "two"))
    assert (cursor.description, cursor.rowcount, cursor.lastrowid) == (None, 2, 2)

    await cursor.execute("SELECT word FROM words ORDER BY id")
    assert [column[0] for column in cursor.description] == ["word"]
    assert await cursor.fetchall() == [("one",), ("two",)]
    assert await cursor.fetchall() == []

    assert len(steps) == 2


async def test_many_rows_take_one_step(connection, steps):
    cursor = connection.cursor()
    await cursor.executemany("INSERT INTO words (word) VALUES (?)", [("one",), ("two",)])

    assert cursor.rowcount == 2
    assert len(steps) == 1


async def test_what_fails_leaves_the_connection_usable(connection):
    cursor = connection.cursor()
    await cursor.execute("INSERT INTO words (word) VALUES ('one')")
    with pytest.raises(sqlite3.IntegrityError):
        await cursor.execute("INSERT INTO words (word) VALUES ('one')")

    await cursor.execute("SELECT count(*) FROM words")
    assert await cursor.fetchall() == [(1,)]
