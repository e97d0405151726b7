"""Copies of a database: whole although it is written to, and never put over one in use."""

from __future__ import annotations

import contextlib
import sqlite3
import stat
import threading
from datetime import UTC, datetime

import pytest

from bot.store import Database, DatabaseFault, copies
from bot.store.tables import SCHEMA
from tests.store.samples import a_card, kept

NOW = datetime(2026, 3, 2, 12, 30, 15, tzinfo=UTC)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "coach.db"


@pytest.fixture
async def database(file):
    """An open database in which one answer is kept."""
    await Database.migrate(str(file))
    opened = await Database.open(str(file))
    async with opened.writing() as connection:
        await kept(connection, await a_card(connection))
    yield opened
    await opened.close()


def quiet(done, total):
    """Nobody looks at how far it is."""


def count(file, table="attempts"):
    with contextlib.closing(sqlite3.connect(file)) as connection:
        return connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


async def test_a_copy_has_everything_and_the_database_stays_open(database, file, tmp_path):
    copy = tmp_path / "copy.db"

    copies.save(str(file), copy, progress=quiet)

    assert count(copy) == 1
    assert copies.check(copy) == SCHEMA
    assert sorted(tmp_path.glob("copy.db*")) == [copy]
    async with database.writing() as connection:
        await a_card(connection)


async def test_nobody_else_may_read_a_copy(database, file, tmp_path):
    copy = tmp_path / "copy.db"

    copies.save(str(file), copy, progress=quiet)

    assert stat.S_IMODE(copy.stat().st_mode) == 0o600


async def test_a_copy_is_of_one_moment_though_others_write_meanwhile(database, file, tmp_path):
    """Each answer of the writer adds a row to two tables at once; no copy has only one of them."""
    with contextlib.closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE one (n, padding)")
        connection.execute("CREATE TABLE two (n, padding)")
        filling = [(n, "x" * 2000) for n in range(2000)]
        connection.executemany("INSERT INTO one VALUES (?, ?)", filling)
        connection.executemany("INSERT INTO two VALUES (?, ?)", filling)
        connection.commit()
    written, steps = threading.Event(), []

    def write_in_between(done, total):
        steps.append(done)
        with contextlib.closing(sqlite3.connect(file, timeout=10)) as other:
            other.execute("INSERT INTO one VALUES (?, ?)", (done, "y"))
            other.execute("INSERT INTO two VALUES (?, ?)", (done, "y"))
            other.commit()
        written.set()

    copy = tmp_path / "copy.db"
    copies.save(str(file), copy, progress=write_in_between)

    assert written.is_set()
    assert steps == sorted(steps), "it began anew"
    assert count(copy, "one") == count(copy, "two") == 2000
    assert count(file, "one") == 2000 + len(steps)


async def test_a_copy_never_takes_the_place_of_a_file(database, file, tmp_path):
    taken = tmp_path / "copy.db"
    taken.write_text("mine")

    with pytest.raises(DatabaseFault, match=r"something at .*copy\.db already"):
        copies.save(str(file), taken, progress=quiet)

    assert taken.read_text() == "mine"


def test_without_a_database_there_is_nothing_to_copy(file, tmp_path):
    with pytest.raises(DatabaseFault, match=r"no database at .*coach migrate"):
        copies.save(str(file), tmp_path / "copy.db", progress=quiet)

    assert not file.exists()


async def test_back_in_its_place_with_the_former_one_kept(database, file, tmp_path):
    copy = tmp_path / "copy.db"
    copies.save(str(file), copy, progress=quiet)
    async with database.writing() as connection:
        await kept(connection, await a_card(connection), delivery="2")
    await database.close()
    file.chmod(0o640)

    aside = copies.put_back(str(file), copy, now=NOW, progress=quiet)

    assert aside == tmp_path / "coach.db.before-20260302-123015"
    assert (count(file), count(aside)) == (1, 2)
    assert copy.exists()
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert {path.name for path in tmp_path.iterdir()} == {file.name, copy.name, aside.name}
    await (await Database.open(str(file))).close()


async def test_not_while_somebody_has_the_database_open(database, file, tmp_path):
    """Also somebody who is doing nothing at the moment."""
    copy = tmp_path / "copy.db"
    copies.save(str(file), copy, progress=quiet)

    with pytest.raises(DatabaseFault, match=r"is in use\. Stop the bot"):
        copies.put_back(str(file), copy, now=NOW, progress=quiet)

    async with database.writing() as connection:
        await a_card(connection)
    assert count(file) == 1


async def test_where_there_is_none_yet(database, file, tmp_path):
    copy = tmp_path / "copy.db"
    copies.save(str(file), copy, progress=quiet)
    elsewhere = tmp_path / "new" / "coach.db"

    assert copies.put_back(str(elsewhere), copy, now=NOW, progress=quiet) is None

    assert count(elsewhere) == 1


async def test_in_place_of_a_damaged_one(database, file, tmp_path):
    copy = tmp_path / "copy.db"
    copies.save(str(file), copy, progress=quiet)
    await database.close()
    file.write_bytes(b"not a database at all" * 500)

    aside = copies.put_back(str(file), copy, now=NOW, progress=quiet)

    assert count(file) == 1
    assert aside.read_bytes().startswith(b"not a database")


async def test_the_database_is_no_copy_of_itself(database, file):
    await database.close()

    with pytest.raises(DatabaseFault, match="is the database itself"):
        copies.put_back(str(file), file, now=NOW, progress=quiet)

    assert count(file) == 1


def _newer(copy):
    with contextlib.closing(sqlite3.connect(copy)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()


def _of_another_program(copy):
    copy.unlink()
    with contextlib.closing(sqlite3.connect(copy)) as connection:
        connection.execute("CREATE TABLE songs (name)")


def _damaged(copy):
    content = bytearray(copy.read_bytes())
    # A page of some table, so that it opens as if nothing were wrong.
    content[-4096:] = b"\xff" * 4096
    copy.write_bytes(content)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        pytest.param(_newer, "newer version of the bot; update the bot", id="newer"),
        pytest.param(_of_another_program, "is not a database of this bot", id="another program"),
        pytest.param(_damaged, "is damaged", id="damaged"),
        pytest.param(lambda copy: copy.write_text("hello"), "is not an SQLite database", id="text"),
        pytest.param(lambda copy: copy.unlink(), "There is no file", id="gone"),
    ],
)
async def test_what_is_no_good_copy_is_refused(database, file, tmp_path, change, sentence):
    copy = tmp_path / "copy.db"
    copies.save(str(file), copy, progress=quiet)
    change(copy)

    with pytest.raises(DatabaseFault, match=sentence):
        copies.check(copy)
