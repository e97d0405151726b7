"""A database that cannot be used: one plain sentence that says why and what to do."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from sqlalchemy import make_url, text

from bot.store import Database, DatabaseFault, notes
from bot.store.address import Address
from bot.store.connecting import in_plain_words, sqlite_engine
from tests.databases import run_on

NOBODY = 65_534


async def told(doing, name: str) -> str:
    """What is said where something fails, after the name of the database."""
    with pytest.raises(DatabaseFault) as refused:
        await doing
    said = str(refused.value)
    assert said.startswith(f"The database {name} ")
    assert said.endswith((".", "[postgres]'"))
    assert "\n" not in said
    return said.removeprefix(f"The database {name} ")


async def written(url: str) -> None:
    database = await Database.open(url)
    try:
        async with database.writing() as connection:
            await notes.write(connection, "key", "text")
    finally:
        await database.close()


@pytest.fixture
async def path(tmp_path):
    """The file of a database that is up to date, and can be read by anybody."""
    await Database.migrate(str(tmp_path / "coach.db"))
    return tmp_path / "coach.db"


@pytest.mark.parametrize("doing", [Database.open, Database.migrate])
async def test_not_a_database(path, doing):
    path.write_text("Dear diary, today I learned about volumes. " * 200)
    assert (await told(doing(str(path)), str(path))).startswith("is not an SQLite database; move")


async def test_a_damaged_file(path):
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    path.write_bytes(content)
    assert await told(written(str(path)), str(path)) == "is damaged; put a backup in its place."


@pytest.mark.parametrize("doing", [Database.open, Database.migrate])
async def test_a_folder_in_its_place(tmp_path, doing):
    said = await told(doing(str(tmp_path)), str(tmp_path))
    assert said.startswith("cannot be opened: its folder must be there")


async def test_a_folder_that_is_missing(tmp_path):
    path = str(tmp_path / "gone" / "coach.db")
    assert (await told(Database.migrate(path), path)).startswith("cannot be opened: its folder")


@pytest.fixture
def shut_away():
    """A file in a folder of its own; nobody else may look into those of pytest."""
    with tempfile.TemporaryDirectory() as outside:
        folder = Path(outside, "data")
        folder.mkdir()
        folder.parent.chmod(0o755)
        yield folder / "coach.db"
        folder.chmod(0o755)


@contextlib.contextmanager
def as_nobody():
    """Without the rights of root, for whom every file can be written."""
    mine = os.geteuid()
    if mine == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(mine)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such permissions there")
@pytest.mark.parametrize(
    ("folder", "file", "said"),
    [
        pytest.param(0o555, 0o444, "cannot be (changed|opened): .*access", id="read-only"),
        pytest.param(0o755, 0o000, "cannot be opened: .*access", id="unreadable file"),
        pytest.param(0o000, 0o644, "cannot be opened: .*access", id="unreadable folder"),
    ],
)
async def test_no_access(shut_away, folder, file, said):
    await Database.migrate(str(shut_away))
    shut_away.chmod(file)
    shut_away.parent.chmod(folder)
    with as_nobody(), pytest.raises(DatabaseFault, match=f"^The database {shut_away} {said}"):
        await written(str(shut_away))


async def of_file(path, statement: str, *pragmas: str) -> None:
    address = Address.of(str(path))
    engine = sqlite_engine(address, "BEGIN IMMEDIATE", *pragmas)
    try:
        with in_plain_words(address):
            async with engine.begin() as connection:
                await connection.execute(text(statement))
    finally:
        await engine.dispose()


OPENING = """
import asyncio, sys
from bot.store import Database, DatabaseFault
for _ in range(10):
    for doing in (Database.open, Database.migrate):
        try:
            asyncio.run(doing(sys.argv[1]))
        except DatabaseFault:
            pass
"""


def test_nothing_but_the_sentence(tmp_path):
    """No thread of the driver goes on to complain that the program has ended."""
    command = [sys.executable, "-c", OPENING, str(tmp_path)]
    ended = subprocess.run(command, check=True, capture_output=True, text=True)
    assert ended.stderr == ""


async def test_in_use_by_another_program(path):
    """One that holds it longer than we wait."""
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    said = await told(of_file(path, "SELECT 1", "busy_timeout=0"), str(path))
    other.close()
    assert said.startswith("is in use by another program; close that one")


async def test_no_space_left(path):
    """As when the disk is full: the file may not grow any more."""
    growing = "INSERT INTO notes VALUES ('key', hex(zeroblob(1000000)))"
    said = await told(of_file(path, growing, "max_page_count=1"), str(path))
    assert said == "cannot grow: there is no space left on the disk."


async def test_a_mistake_of_ours_is_not_explained_away(path):
    """Where no operator can help, the cause itself goes to the log."""
    with pytest.raises(Exception, match="no such table: nowhere"):
        await of_file(path, "SELECT * FROM nowhere")


async def test_nobody_listens():
    url = "postgresql://coach:hush@127.0.0.1:1/interviews"
    for doing in (Database.open, Database.migrate):
        said = await told(doing(url), "interviews on 127.0.0.1:1")
        assert said == "cannot be reached; check that it runs, and its address."


async def test_a_name_that_nobody_knows():
    url = "postgresql://coach@db.invalid/interviews"
    assert (await told(Database.open(url), "interviews on db.invalid")).startswith(
        "cannot be reach"
    )


async def test_no_database_of_that_name(postgres):
    url = make_url(postgres).set(database="nowhere")
    name = Address.of(str(url)).name
    for doing in (Database.open, Database.migrate):
        said = await told(doing(url.render_as_string(hide_password=False)), name)
        assert said == "has no database of that name; create it first."


async def test_a_user_that_is_not_there(postgres):
    url = make_url(postgres).set(username="stranger", password="hush")
    said = await told(
        Database.open(url.render_as_string(hide_password=False)), Address.of(postgres).name
    )
    assert said == "refused the user name or password."


async def test_a_server_that_only_reads(postgres):
    await Database.migrate(postgres)
    changing = f"ALTER DATABASE {make_url(postgres).database}"
    await run_on(postgres, f"{changing} SET default_transaction_read_only = on")
    try:
        said = await told(written(postgres), Address.of(postgres).name)
    finally:
        undone = f"{changing} RESET default_transaction_read_only"
        await run_on(postgres, "SET default_transaction_read_only = off", undone)
    assert said == "only reads; use the address of the main server."
