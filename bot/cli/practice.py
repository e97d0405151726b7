"""`coach practice`: opens the learner's own database and sits down with them."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import io
import random
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import cast
from urllib.parse import quote, urlsplit

from bot.actions import Refused
from bot.actions.practice import Filters
from bot.cli import Ended, logs
from bot.cli.inputs import settings_or_end
from bot.cli.wiring import file_of, migrate_database, open_coach
from bot.core.questions import Kind, Level
from bot.settings import LogLevel, Settings, data_folder
from bot.terminal import Options, practise


def run(arguments: argparse.Namespace) -> int:
    """Practise until the learner leaves."""
    if arguments.question and (arguments.count or 1) > 1:
        raise Ended(
            f"--question asks one question and --count {arguments.count} asks for more; "
            "leave one of them out.",
            2,
        )
    settings = settings_or_end()
    quiet = settings.log if "log" in settings.model_fields_set else LogLevel.WARNING
    logs.set_up(quiet, settings.log_format, secrets=settings.passwords)
    # A sign that the terminal cannot show must not end the session.
    cast("io.TextIOWrapper", sys.stdout).reconfigure(errors="replace")
    options = Options(
        filters=Filters(
            topic=arguments.topic,
            kind=Kind(arguments.kind) if arguments.kind else None,
            level=Level(arguments.level) if arguments.level else None,
        ),
        question=arguments.question,
        count=arguments.count,
        zone=arguments.timezone,
    )
    try:
        asyncio.run(_practise(settings, options))
    except Refused as reason:
        raise Ended(str(reason), 2) from None
    except asyncio.CancelledError:
        # Told to stop before there was anything to keep.
        return 128 + signal.SIGTERM
    return 0


async def _practise(settings: Settings, options: Options) -> None:
    _cancel_on_signals()
    file = file_of(settings.database)
    if file is not None:
        # Nobody else will. A server's database is migrated by whoever runs it.
        await migrate_database(settings.database)
    async with open_coach(settings.database, settings.content) as coach:
        await practise(
            coach,
            options,
            drafts=_drafts(settings.database),
            clock=lambda: datetime.now(UTC),  # noqa: TID251 - the terminal's clock is the real one
            rng=random.Random(),  # noqa: S311 - it shuffles questions, it guards nothing
        )


def _drafts(database: str) -> Path:
    file = file_of(database)
    if file is not None:
        return file.with_name(f"{file.name}.drafts")
    # The place of the database without the password, for each has cards of its own.
    parts = urlsplit(database)
    place = quote(parts.netloc.rpartition("@")[2] + parts.path, safe="")
    return data_folder() / f"{place}.drafts"


def _cancel_on_signals() -> None:
    """Let a closed window or a kill end the session as Ctrl-C does: with the draft kept."""
    task = asyncio.current_task()
    assert task is not None
    loop = asyncio.get_running_loop()
    for name in ("SIGTERM", "SIGHUP"):
        with contextlib.suppress(NotImplementedError, AttributeError):
            loop.add_signal_handler(getattr(signal, name), task.cancel)
