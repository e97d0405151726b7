"""Copies of an SQLite database: made while it is used, looked at, and put in its place."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from collections.abc import Callable, Generator
from datetime import datetime
from pathlib import Path

from bot.store.address import Address
from bot.store.connecting import in_plain_words, is_newer
from bot.store.faults import DatabaseFault

# Pages copied between two looks at how far it is.
_STEP = 256
# What SQLite keeps beside a file that is in use.
_BESIDE = ("-wal", "-shm", "-journal")

# Is told how many pages are copied, of how many.
Progress = Callable[[int, int], None]


def save(url: str, to: Path, *, progress: Progress) -> None:
    """Copy a database as it is at this moment, also while others change it.

    Args:
        url: The database.
        to: The copy. It is there when it is whole, and nobody else may read it.
        progress: Is told how far it is.

    Raises:
        DatabaseFault: If there is no database, something is at that place, or it has no room.
    """
    file = _file_of(url)
    if to.exists():
        raise DatabaseFault(f"There is something at {to} already; give another name.")
    with in_plain_words(Address.of(str(file))), contextlib.closing(sqlite3.connect(file)) as source:
        source.isolation_level = None
        # What others change from now on does not reach this transaction.
        source.execute("BEGIN")
        _revision_of_ours(source, file)
        with in_plain_words(Address.of(str(to))):
            _copy(source, to, progress)


def check(copy: Path) -> str:
    """Whether a copy can take the place of the database; gives its schema.

    Raises:
        DatabaseFault: If it is damaged, is not ours, or is of a newer version of the bot.
    """
    if not copy.is_file():
        raise DatabaseFault(f"There is no file {copy}.")
    with in_plain_words(Address.of(str(copy))), _only_read(copy) as connection:
        found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(1)")]
        if found != ["ok"]:
            raise DatabaseFault(f"The file {copy} is damaged ({found[0]}); use another copy.")
        revision = _revision_of_ours(connection, copy)
    if is_newer(revision):
        raise DatabaseFault(f"The file {copy} is of a newer version of the bot; update the bot.")
    return revision


def put_back(url: str, copy: Path, *, now: datetime, progress: Progress) -> Path | None:
    """Put a copy, which stays where it is, in the place of the database.

    Args:
        url: The database.
        copy: A copy that has been checked.
        now: The moment, for the name under which the former database is kept.
        progress: Is told how far it is.

    Returns:
        Where the former database is now; None if there was none.

    Raises:
        DatabaseFault: If the database is in use.
    """
    file = Address.of(url).file
    assert file is not None
    if file.exists() and file.samefile(copy):
        raise DatabaseFault(f"The file {copy} is the database itself; name a copy of it.")
    file.parent.mkdir(parents=True, exist_ok=True)
    with in_plain_words(Address.of(url)), _nobody_else(file):
        new = file.with_name(f"{file.name}.new")
        new.unlink(missing_ok=True)
        with _only_read(copy) as source:
            _copy(source, new, progress)
        _belong_like(file if file.exists() else file.parent, new)
        aside = file.with_name(f"{file.name}.before-{now:%Y%m%d-%H%M%S}")
        there = file.exists()
        for beside in (*_BESIDE, ""):
            with contextlib.suppress(FileNotFoundError):
                Path(f"{file}{beside}").rename(f"{aside}{beside}")
        new.replace(file)
    return aside if there else None


def _file_of(url: str) -> Path:
    file = Address.of(url).file
    assert file is not None
    if not file.exists():
        raise DatabaseFault(f"There is no database at {file} yet; `coach migrate` makes it.")
    return file


def _copy(source: sqlite3.Connection, to: Path, progress: Progress) -> None:
    part = to.with_name(f"{to.name}.part")
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)
    try:
        with contextlib.closing(sqlite3.connect(part)) as target:
            source.backup(
                target, pages=_STEP, progress=lambda _, left, total: progress(total - left, total)
            )
            # One file, with nothing beside it that could be forgotten.
            target.execute("PRAGMA journal_mode=DELETE")
        with part.open("rb") as written:
            os.fsync(written.fileno())
        part.rename(to)
    finally:
        part.unlink(missing_ok=True)


@contextlib.contextmanager
def _only_read(copy: Path) -> Generator[sqlite3.Connection]:
    address = f"{copy.absolute().as_uri()}?mode=ro"
    with contextlib.closing(sqlite3.connect(address, uri=True)) as connection:
        yield connection


@contextlib.contextmanager
def _nobody_else(file: Path) -> Generator[None]:
    """Make sure that no other process has a database open, and keep them out meanwhile."""
    if not file.exists():
        yield
        return
    with contextlib.closing(sqlite3.connect(file, timeout=1, isolation_level=None)) as connection:
        try:
            # SQLite allows this only to one that is alone, even if the others do nothing.
            connection.execute("PRAGMA journal_mode=DELETE")
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise DatabaseFault(
                    f"The database {file} is in use. Stop the bot, and whatever else has it "
                    "open, then try again."
                ) from error
            raise
        except sqlite3.DatabaseError:
            # Damaged, which may be why it is to be replaced.
            connection.close()
        yield


def _revision_of_ours(connection: sqlite3.Connection, file: Path) -> str:
    names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    if not {"alembic_version", "learners", "attempts"} <= names:
        raise DatabaseFault(f"The file {file} is not a database of this bot.")
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(row[0]) if row else ""


def _belong_like(model: Path, new: Path) -> None:
    """Let the bot's user own a file that root may have made."""
    if model.is_file():
        shutil.copymode(model, new)
    # Only root can give files away, and only where files have owners.
    with contextlib.suppress(PermissionError, AttributeError):
        os.chown(new, model.stat().st_uid, model.stat().st_gid)
