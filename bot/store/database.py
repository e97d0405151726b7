"""Opens the database and runs transactions in it."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator
from typing import cast

from sqlalchemy import QueuePool, select
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from bot.store.address import Address
from bot.store.connecting import (
    check_schema,
    in_plain_words,
    revision_of,
    sqlite_engine,
    try_file,
)
from bot.store.faults import SchemaOutOfDate
from bot.store.tables import notes

# Seconds that connections which are being given back may take.
ON_THEIR_WAY = 2.0
_PRAGMAS = ("busy_timeout=5000", "synchronous=NORMAL", "foreign_keys=ON")


class Database:
    """An open database: SQLite in a file, or PostgreSQL."""

    def __init__(self, address: Address) -> None:
        """Prepare to connect; nothing is opened yet."""
        self._address = address
        with in_plain_words(address):
            if address.file is None:
                self._writer = create_async_engine(
                    address.url,
                    pool_size=5,
                    max_overflow=10,
                    pool_pre_ping=True,
                    hide_parameters=True,
                )
                self._reader = self._writer.execution_options(postgresql_readonly=True)
            else:
                # One writer: more of them only wait for each other, and not in turn.
                self._writer = sqlite_engine(
                    address, "BEGIN IMMEDIATE", *_PRAGMAS, "journal_mode=WAL"
                )
                self._reader = sqlite_engine(
                    address, "BEGIN", *_PRAGMAS, "query_only=ON", connections=4
                )

    @classmethod
    async def open(cls, url: str) -> Database:
        """Open a database whose schema is up to date.

        Args:
            url: The path of an SQLite file, or an sqlite:/// or postgresql:// address.

        Raises:
            SchemaOutOfDate: If the schema is older or newer than this version, or missing.
            DatabaseFault: If the database cannot be used.
        """
        address = Address.of(url)
        with in_plain_words(address):
            # Looking would make the file.
            if address.file is not None and not address.file.exists():
                raise SchemaOutOfDate(
                    f"There is no database at {address.name} yet; `coach migrate` makes it."
                )
            try_file(address)
        database = cls(address)
        try:
            async with database.writing() as connection:
                check_schema(await connection.run_sync(revision_of), address)
        except BaseException:
            await database.close()
            raise
        return database

    @classmethod
    async def migrate(cls, url: str) -> None:
        """Bring the schema up to date; makes the SQLite file where there is none.

        Raises:
            DatabaseFault: If the database cannot be used, or its schema is newer.
        """
        # Alembic takes a while to import, and most commands never migrate.
        from bot.store.migrating import migrate  # noqa: PLC0415

        await migrate(Address.of(url))

    async def ask(self) -> None:
        """Ask for something that costs little, to see whether the database answers."""
        async with self.reading() as connection:
            # Not for a constant: SQLite would not look at its file for that.
            await connection.execute(select(notes.c.key).limit(1))

    async def close(self) -> None:
        """Close every connection; those of tasks that were cancelled are on their way back."""
        loop = asyncio.get_running_loop()
        until = loop.time() + ON_THEIR_WAY
        while self._in_use() and loop.time() < until:  # noqa: ASYNC110 - a pool tells nobody
            await asyncio.sleep(0.01)
        await self._reader.dispose()
        await self._writer.dispose()

    def _in_use(self) -> int:
        """How many connections somebody has."""
        pools = {cast("QueuePool", engine.pool) for engine in (self._reader, self._writer)}
        return sum(pool.checkedout() for pool in pools)

    @contextlib.asynccontextmanager
    async def writing(self) -> AsyncGenerator[AsyncConnection]:
        """A transaction that may change things: all of it happens, or nothing."""
        with in_plain_words(self._address):
            async with self._writer.begin() as connection:
                yield connection

    @contextlib.asynccontextmanager
    async def reading(self) -> AsyncGenerator[AsyncConnection]:
        """A transaction that only reads."""
        with in_plain_words(self._address):
            async with self._reader.begin() as connection:
                yield connection
