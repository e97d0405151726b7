"""`coach demo`: the real bot in a local browser."""

from __future__ import annotations

import argparse
import asyncio
import importlib.util
from datetime import UTC, datetime
from pathlib import Path

from bot.cli import Ended, logs
from bot.cli.inputs import settings_or_end
from bot.settings import LogLevel, data_folder, database_url

# What SimCord's Preview imports when it is opened.
_NEEDED = ("simcord", "linkify_it", "markdown_it", "regex", "PIL")
_MISSING = (
    "The demo needs a few more packages. In a checkout, `make demo` brings them; "
    "elsewhere: python -m pip install 'interview-coach[demo]'"
)

_NO_SQLITE = (
    "This Python was built without SQLite, where answers are kept; use another Python, "
    "such as the one from python.org."
)


def run(arguments: argparse.Namespace) -> int:
    """Show the bot until Ctrl-C."""
    if not all(importlib.util.find_spec(name) for name in _NEEDED):
        raise Ended(_MISSING)
    if not importlib.util.find_spec("_sqlite3"):
        raise Ended(_NO_SQLITE)
    from bot.cli.wiring import migrate_database, open_coach
    from bot.demo.show import CannotShow, show

    settings = settings_or_end()
    quiet = LogLevel.WARNING if "log" not in settings.model_fields_set else settings.log
    logs.set_up(quiet, settings.log_format)
    # Not the database of the settings: the people of the demo are not real.
    kept_in = data_folder() / "demo.db"
    url = database_url(str(kept_in))

    async def showing() -> None:
        await migrate_database(url)
        async with open_coach(url, settings.content) as coach:
            await show(
                coach,
                now=_now,
                port=arguments.port,
                open_browser=not arguments.no_open,
                kept_in=_short(kept_in),
                say=lambda text: print(text, flush=True),
            )

    try:
        asyncio.run(showing())
    except CannotShow as reason:
        raise Ended(str(reason)) from None
    return 0


def _now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - the demo's clock is the real one


def _short(path: Path) -> str:
    home = Path.home()
    return f"~/{path.relative_to(home)}" if path.is_relative_to(home) else str(path)
