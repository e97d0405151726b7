"""A database for each test: an SQLite file always, PostgreSQL where COACH_TEST_POSTGRES names one.

The address there is that of any database on the server, with a user who may create more of them.
A run has one database of its own there, and each test a new schema in it.
"""

from __future__ import annotations

import asyncio
import os
import uuid

import pytest
from sqlalchemy import NullPool, make_url, text
from sqlalchemy.ext.asyncio import create_async_engine

from bot.store import Database

SERVER = "COACH_TEST_POSTGRES"


async def run_on(url: str, *statements: str) -> None:
    """Run statements one by one, outside of any transaction."""
    engine = create_async_engine(url, poolclass=NullPool)
    async with engine.connect() as connection:
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        for statement in statements:
            await connection.execute(text(statement))


@pytest.fixture(scope="session")
def _postgres_of_this_run():
    server = os.environ.get(SERVER)
    if not server:
        pytest.skip(f"{SERVER} names no PostgreSQL server")
    name = f"coach_test_{uuid.uuid4().hex}"
    making = f"CREATE DATABASE {name} TEMPLATE template0"
    # Nothing here has to survive a power cut.
    hasty = f"ALTER DATABASE {name} SET synchronous_commit = off"
    with asyncio.Runner() as runner:
        runner.run(run_on(server, making, hasty))
    yield make_url(server).set(database=name).render_as_string(hide_password=False)
    with asyncio.Runner() as runner:
        runner.run(run_on(server, f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture
async def postgres(_postgres_of_this_run):
    """The address of a PostgreSQL database without tables."""
    await run_on(_postgres_of_this_run, "DROP SCHEMA public CASCADE", "CREATE SCHEMA public")
    return _postgres_of_this_run


@pytest.fixture(params=["sqlite", "postgres"])
def nothing_yet(request, tmp_path):
    """The address of a database without tables, of both sorts; the SQLite file is yet to be."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'coach.db'}"
    return request.getfixturevalue("postgres")


@pytest.fixture
async def url(nothing_yet):
    """The address of a database whose schema is up to date."""
    await Database.migrate(nothing_yet)
    return nothing_yet


@pytest.fixture
async def database(url):
    """An open database without rows."""
    opened = await Database.open(url)
    yield opened
    await opened.close()
