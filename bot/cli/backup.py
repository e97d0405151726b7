"""`coach backup` and `coach restore`: a copy of the database, and back."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Generator
from datetime import UTC, datetime
from pathlib import Path

from bot.cli import Ended
from bot.cli.inputs import settings_or_end
from bot.cli.wiring import file_of, in_plain_words
from bot.store import copies
from bot.store.tables import SCHEMA

_ON_A_SERVER = (
    "The database is on a PostgreSQL server: save it with `pg_dump --format=custom` and put it "
    "back with `pg_restore --clean --if-exists` while the bot is stopped."
)


def save(to: Path) -> int:
    """Copy the database of the settings to a file; the bot may run."""
    url = _url_or_end()
    with in_plain_words(), _progress("Saving") as progress:
        copies.save(url, to, progress=progress)
    print(
        f"Saved to {to} ({to.stat().st_size:,} bytes). Keep it safe: it has what people wrote.",
    )
    return 0


def restore(copy: Path) -> int:
    """Put a copy in the place of the database of the settings; the bot must be stopped."""
    url = _url_or_end()
    now = datetime.now(UTC)  # noqa: TID251 - a command's clock is the real one
    with in_plain_words(), _progress("Restoring") as progress:
        revision = copies.check(copy)
        aside = copies.put_back(url, copy, now=now, progress=progress)
    print(f"The database is that of {copy} now.")
    if aside is not None:
        print(f"The former one is kept as {aside}.")
    if revision != SCHEMA:
        print("It is of an older version of the bot: run `coach migrate` before `coach run`.")
    return 0


def _url_or_end() -> str:
    url = settings_or_end().database
    if file_of(url) is None:
        raise Ended(_ON_A_SERVER, 2)
    return url


@contextlib.contextmanager
def _progress(says: str) -> Generator[copies.Progress]:
    """A bar on a terminal, and nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(says)
        yield lambda done, total: bar.update(task, completed=done, total=total)
