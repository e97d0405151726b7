"""`coach migrate`: from any schema to the newest, with all rows, by one process at a time."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import NullPool, inspect, text
from sqlalchemy.ext.asyncio import create_async_engine

from bot.core.days import ZoneChoice
from bot.store import Database, DatabaseFault, SchemaOutOfDate, attempts, cards, learners, notes
from bot.store.migrating import _SCRIPTS
from bot.store.tables import SCHEMA, metadata
from tests.store.samples import ANA, NOW

CONFIG = Config()
CONFIG.set_main_option("script_location", str(_SCRIPTS))

FIRST_ROWS = (Path(__file__).parent / "rows_of_0001.sql").read_text().split(";")[:-1]


@pytest.fixture
async def url(nothing_yet):
    """A database whose schema is up to date, and that may be spoilt."""
    await Database.migrate(nothing_yet)
    return nothing_yet


async def made_at(url: str, revision: str, *statements: str) -> None:
    """Make a database as an earlier version did."""

    def upgrade(connection):
        CONFIG.attributes["connection"] = connection
        command.upgrade(CONFIG, revision)
        for statement in statements:
            connection.exec_driver_sql(statement)

    engine = create_async_engine(url, poolclass=NullPool)
    async with engine.begin() as connection:
        await connection.run_sync(upgrade)


async def looked_at(url: str, look):
    engine = create_async_engine(url, poolclass=NullPool)
    async with engine.connect() as connection:
        return await connection.run_sync(look)


async def test_rows_of_the_first_version_are_kept(nothing_yet):
    """The oldest database there is becomes the newest one, with all that was in it."""
    await made_at(nothing_yet, "0001", *FIRST_ROWS)
    await Database.migrate(nothing_yet)
    database = await Database.open(nothing_yet)
    async with database.reading() as connection:
        card = await cards.get(connection, 1)
        attempt = await attempts.get(connection, 1)
        zones = await learners.zones(connection, ANA)
        note = await notes.read(connection, "commands")
    await database.close()
    assert (card.learner_id, card.question_id, card.probe) == (ANA, "images", "instance")
    assert card.filters == {"topic": None, "kind": "general", "level": None}
    assert (attempt.answer, attempt.grade, attempt.score) == ("A template.", {"score": 55}, 55)
    assert card.waits_since == attempt.at == NOW
    assert [(z.zone, z.effective_from.year) for z in zones] == [("Asia/Tokyo", 1)]
    assert isinstance(zones[0], ZoneChoice)
    assert note == "abc"


async def test_migrations_and_tables_agree(url):
    """Whoever changes tables.py writes a migration, and the other way round."""
    options = {"compare_type": True, "compare_server_default": True}

    def differences(connection):
        return compare_metadata(MigrationContext.configure(connection, opts=options), metadata)

    assert await looked_at(url, differences) == []
    assert ScriptDirectory.from_config(CONFIG).get_heads() == [SCHEMA]


async def test_constraints_have_the_names_of_tables_py(url):
    """A later migration finds them by name."""

    def names(connection):
        found = inspect(connection)
        for table in metadata.sorted_tables:
            yield from (key["name"] for key in found.get_foreign_keys(table.name))
            yield from (key["name"] for key in found.get_unique_constraints(table.name))

    # SQLite does not keep the name of a primary key.
    every = {str(c.name) for table in metadata.sorted_tables for c in table.constraints}
    wanted = {name for name in every if not name.startswith("pk_")}
    assert set(await looked_at(url, lambda connection: list(names(connection)))) == wanted


async def test_again_changes_nothing(url):
    await made_at(url, SCHEMA, *FIRST_ROWS)
    await Database.migrate(url)
    count = text("SELECT count(*) FROM attempts")
    assert await looked_at(url, lambda connection: connection.scalar(count)) == 1


PROCESS = """
import asyncio, sys
import bot.store.migrating
print("ready", flush=True)
sys.stdin.read(1)
asyncio.run(bot.store.Database.migrate(sys.argv[1]))
"""


async def test_processes_at_the_same_time(nothing_yet):
    """One does the work, the other finds it done; neither fails."""
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), asyncio.subprocess.PIPE)
    starting = [sys.executable, "-c", PROCESS, nothing_yet]
    both = [await asyncio.create_subprocess_exec(*starting, **pipes) for _ in range(2)]
    for process in both:
        assert await process.stdout.readline() == b"ready\n"
    said = await asyncio.gather(*(process.communicate(b"\n") for process in both))
    assert [process.returncode for process in both] == [0, 0], said
    await (await Database.open(nothing_yet)).close()


async def test_a_failure_on_the_way_leaves_nothing(nothing_yet):
    """Another program has a table of that name: none of ours is left beside it."""
    await made_at(nothing_yet, "base", "DROP TABLE IF EXISTS alembic_version")
    await made_at(nothing_yet, "base", "DROP TABLE alembic_version", "CREATE TABLE notes (a int)")
    with pytest.raises(DatabaseFault, match=r"tables of another program; .* COACH_DATABASE"):
        await Database.migrate(nothing_yet)
    names = await looked_at(nothing_yet, lambda connection: inspect(connection).get_table_names())
    assert names == ["notes"]


@pytest.mark.parametrize(
    ("revision", "said"),
    [
        pytest.param(
            "0000", "older version of the bot: make a backup, then run `coach mig", id="older"
        ),
        pytest.param("9999", "newer version of the bot; update the bot", id="newer"),
        pytest.param("ae1027a6acf", "newer version of the bot; update", id="unknown"),
    ],
)
async def test_starting_on_another_schema(url, revision, said):
    """The bot says so in one sentence and does not start; it never migrates by itself."""
    await made_at(url, SCHEMA, f"UPDATE alembic_version SET version_num = '{revision}'")
    with pytest.raises(SchemaOutOfDate, match=said) as refused:
        await Database.open(url)
    assert_one_sentence(refused.value)
    version = text("SELECT version_num FROM alembic_version")
    assert await looked_at(url, lambda connection: connection.scalar(version)) == revision


async def test_a_newer_schema_is_not_migrated(url):
    """Neither back nor forth: an old bot beside a new one must not touch it."""
    await made_at(url, SCHEMA, *FIRST_ROWS, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(SchemaOutOfDate, match="newer version of the bot; update the bot"):
        await Database.migrate(url)
    count = text("SELECT count(*) FROM attempts")
    assert await looked_at(url, lambda connection: connection.scalar(count)) == 1


async def test_starting_without_a_schema(nothing_yet, tmp_path):
    """Told what to run; a file that is not there is not made by looking."""
    with pytest.raises(SchemaOutOfDate, match="`coach migrate`") as refused:
        await Database.open(nothing_yet)
    assert_one_sentence(refused.value)
    assert list(tmp_path.iterdir()) == []


async def test_starting_on_an_empty_file(tmp_path):
    path = tmp_path / "coach.db"
    path.touch()
    with pytest.raises(SchemaOutOfDate, match="is empty; run `coach migrate` first"):
        await Database.open(str(path))


def assert_one_sentence(fault: DatabaseFault) -> None:
    said = str(fault)
    assert said.startswith(("The database ", "There is no database "))
    assert said.endswith(".")
    assert "\n" not in said
