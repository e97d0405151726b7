"""How the database is connected to and its schema looked at, for whoever opens or migrates it."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Generator
from functools import partial
from typing import Any

from sqlalchemy import Connection, event, inspect, text
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.store import one_step
from bot.store.address import Address
from bot.store.faults import SchemaOutOfDate, explained
from bot.store.tables import SCHEMA


def try_file(address: Address) -> None:
    """Connect to an SQLite file once; does nothing for a server.

    Where that fails, the driver would leave a thread behind whose traceback follows our sentence.
    """
    if address.file is not None:
        sqlite3.connect(address.file).close()


def sqlite_engine(address: Address, begin: str, *pragmas: str, connections: int = 1) -> AsyncEngine:
    """An engine for an SQLite file.

    Args:
        address: The file.
        begin: How a transaction begins. One that reads and then writes must say from the start
            that it will write: SQLite refuses at once to let it change its mind.
        pragmas: What to set on each connection.
        connections: How many there are at most.
    """
    file = address.file
    assert file is not None, "a server has no file"

    engine = create_async_engine(
        address.url,
        async_creator=partial(one_step.connect, file),
        pool_size=connections,
        max_overflow=0,
        pool_timeout=30,
        # What fails to be kept is an answer now and then, and no log may have it.
        hide_parameters=True,
    )

    @event.listens_for(engine.sync_engine, "connect")
    def set_up(connection: Any, _: object) -> None:  # pyright: ignore[reportUnusedFunction]
        # The driver would say BEGIN by itself, too late and not for everything.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def say_begin(connection: Connection) -> None:  # pyright: ignore[reportUnusedFunction]
        connection.exec_driver_sql(begin)

    return engine


def revision_of(connection: Connection) -> str | None:
    """The schema that a database has; None if it has none of ours."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)


def check_schema(revision: str | None, address: Address) -> None:
    """Whether a schema is the one of this version.

    Raises:
        SchemaOutOfDate: If it is not.
    """
    if revision is None:
        raise SchemaOutOfDate(f"The database {address.name} is empty; run `coach migrate` first.")
    if is_newer(revision):
        raise SchemaOutOfDate(
            f"The database {address.name} is of a newer version of the bot; update the bot."
        )
    if revision != SCHEMA:
        raise SchemaOutOfDate(
            f"The database {address.name} is of an older version of the bot: make a backup, "
            "then run `coach migrate`."
        )


def is_newer(revision: str) -> bool:
    """Whether a schema is of a later version of the bot, or of one that we know nothing of."""
    return not revision.isdecimal() or int(revision) > int(SCHEMA)


@contextlib.contextmanager
def in_plain_words(address: Address) -> Generator[None]:
    """Let what a driver or the network says end in a sentence."""
    try:
        yield
    except Exception as error:
        fault = explained(error, address.name)
        if fault is None:
            raise
        raise fault from error
