"""Builds what commands need; a failure to do so is one plain sentence."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncGenerator, Generator
from pathlib import Path

from bot.actions import Coach
from bot.cli import Ended
from bot.cli.inputs import load_coach_bank
from bot.core.grading import Grader
from bot.store import Database, DatabaseFault

_SQLITE_FILE = "sqlite+aiosqlite:///"


def file_of(url: str) -> Path | None:
    """The file of an SQLite database, or None for one on a server."""
    name = url.removeprefix(_SQLITE_FILE)
    return Path(name) if name not in {"", url} else None


@contextlib.asynccontextmanager
async def open_coach(url: str, content: Path | None) -> AsyncGenerator[Coach]:
    """The coach over an open database whose schema is up to date."""
    bank = load_coach_bank(content)
    with in_plain_words():
        database = await Database.open(url)
        try:
            yield Coach(bank, Grader(bank), database)
        finally:
            await database.close()


async def migrate_database(url: str) -> None:
    """Bring a database up to date; an SQLite file is made where there is none."""
    with in_plain_words():
        if file := file_of(url):
            file.parent.mkdir(parents=True, exist_ok=True)
        await Database.migrate(url)


@contextlib.contextmanager
def in_plain_words() -> Generator[None]:
    """End the command with a sentence where the database cannot be used."""
    try:
        yield
    except DatabaseFault as reason:
        raise Ended(str(reason)) from None
    except OSError as error:
        if error.filename is None:
            raise
        raise Ended(f"{error.filename} cannot be used: {error.strerror}.") from None
