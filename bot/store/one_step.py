"""SQLite in a thread of its own, with one step into that thread for each statement.

aiosqlite takes four: to make a cursor, to run the statement, to fetch its rows and to close the
cursor. In each, two threads wait for each other, which takes longer than most of our statements.
Uses aiosqlite's internals, and is what SQLAlchemy wants of it: both are pinned in pyproject.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Self, TypeAlias

import aiosqlite

# The description of the columns, the rows, their number, and the id of the last one added.
Outcome: TypeAlias = tuple[Any, list[Any], int, int | None]
Run: TypeAlias = Callable[[sqlite3.Connection], sqlite3.Cursor]

_CHUNK = 64


async def connect(file: Path) -> Connection:
    """An open connection to a file."""
    # SQLAlchemy ends a connection that hangs from another thread.
    connection = Connection(lambda: sqlite3.connect(file, check_same_thread=False), _CHUNK)
    await connection
    return connection


class Connection(aiosqlite.Connection):
    """A connection whose cursors take one step for each statement."""

    def __init__(self, connector: Callable[[], sqlite3.Connection], iter_chunk_size: int) -> None:
        """Prepare to connect; nothing is opened yet."""
        super().__init__(connector, iter_chunk_size)
        # A connection that nobody closed must not keep the process alive.
        self._thread.daemon = True

    def cursor(self) -> Cursor:  # pyright: ignore[reportIncompatibleMethodOverride] - SQLAlchemy enters it, and nobody else sees it
        """What a statement is run with."""
        return Cursor(self)

    async def all_of(self, run: Run) -> Outcome:
        """Run something in the thread, and bring back everything that came of it."""

        def there() -> Outcome:
            cursor = run(self._conn)
            rows = cursor.fetchall() if cursor.description else []
            outcome = cursor.description, rows, cursor.rowcount, cursor.lastrowid
            cursor.close()
            return outcome

        return await self._execute(there)  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType] - it has no types


class Cursor:
    """The part of a cursor that SQLAlchemy uses."""

    arraysize = 1

    def __init__(self, connection: Connection) -> None:
        """Nothing has been run yet."""
        self._connection = connection
        self._rows: list[Any] = []
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None

    async def __aenter__(self) -> Self:
        """There is nothing to open."""
        return self

    async def execute(self, statement: str, parameters: Any = ()) -> Self:
        """Run a statement, and fetch its rows."""
        await self._take(lambda connection: connection.execute(statement, parameters))
        return self

    async def executemany(self, statement: str, rows: Iterable[Sequence[Any]]) -> Self:
        """Run a statement for each of several rows."""
        await self._take(lambda connection: connection.executemany(statement, rows))
        return self

    async def fetchall(self) -> list[Any]:
        """The rows, once."""
        rows, self._rows = self._rows, []
        return rows

    async def close(self) -> None:
        """There is nothing left to close."""

    async def _take(self, run: Run) -> None:
        outcome = await self._connection.all_of(run)
        self.description, self._rows, self.rowcount, self.lastrowid = outcome
