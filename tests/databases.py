"""A database for each test: an SQLite file always, PostgreSQL where COACH_TEST_POSTGRES names one.

The address there is that of any database on the server, with a user who may create more of them.
A run has two of its own: one whose schema is made anew for each test that is about schemas, and
one whose tables are emptied before each of the others, because to make them takes a while. For the
same reason an SQLite file is a copy of one that was made for the whole run.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import uuid

import pytest
from sqlalchemy import NullPool, make_url, text
from sqlalchemy.ext.asyncio import create_async_engine

from bot.store import Database
from bot.store.tables import metadata

SERVER = "COACH_TEST_POSTGRES"


async def run_on(url: str, *statements: str) -> None:
    """Run statements one by one, outside of any transaction."""
    engine = create_async_engine(url, poolclass=NullPool)
    async with engine.connect() as connection:
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        for statement in statements:
            await connection.execute(text(statement))


@contextlib.contextmanager
def _new_postgres():
    server = os.environ.get(SERVER)
    if not server:
        pytest.skip(f"{SERVER} names no PostgreSQL server")
    name = f"coach_test_{uuid.uuid4().hex}"
    # Nothing here has to survive a power cut.
    hasty = f"ALTER DATABASE {name} SET synchronous_commit = off"
    with asyncio.Runner() as runner:
        runner.run(run_on(server, f"CREATE DATABASE {name} TEMPLATE template0", hasty))
    yield make_url(server).set(database=name).render_as_string(hide_password=False)
    with asyncio.Runner() as runner:
        runner.run(run_on(server, f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture(scope="session")
def _without_tables():
    with _new_postgres() as url:
        yield url


@pytest.fixture(scope="session")
def _with_tables():
    with _new_postgres() as url:
        with asyncio.Runner() as runner:
            runner.run(Database.migrate(url))
        yield url


@pytest.fixture
async def postgres(_without_tables):
    """The address of a PostgreSQL database without tables."""
    await run_on(_without_tables, "DROP SCHEMA public CASCADE", "CREATE SCHEMA public")
    return _without_tables


@pytest.fixture
async def _empty_postgres(_with_tables):
    await run_on(_with_tables, f"TRUNCATE {', '.join(metadata.tables)} RESTART IDENTITY")
    return _with_tables


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory):
    """An SQLite file as `coach migrate` leaves it, to be copied."""
    file = tmp_path_factory.mktemp("migrated") / "coach.db"
    with asyncio.Runner() as runner:
        runner.run(Database.migrate(str(file)))
    return file


@pytest.fixture
def empty_file(migrated_file, tmp_path):
    """An SQLite file without rows, whose schema is up to date."""
    return shutil.copy(migrated_file, tmp_path / "coach.db")


@pytest.fixture
def _empty_sqlite(empty_file):
    return f"sqlite+aiosqlite:///{empty_file}"


@pytest.fixture(params=["sqlite", "postgres"])
def nothing_yet(request, tmp_path):
    """The address of a database without tables, of both sorts; the SQLite file is yet to be."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'coach.db'}"
    return request.getfixturevalue("postgres")


@pytest.fixture(params=["sqlite", "postgres"])
def url(request):
    """The address of a database without rows, of both sorts, whose schema is up to date."""
    return request.getfixturevalue(f"_empty_{request.param}")


@pytest.fixture
async def database(url):
    """An open database without rows."""
    opened = await Database.open(url)
    yield opened
    await opened.close()
