"""Practise in a terminal: same questions, same actions, no account needed."""

from __future__ import annotations

import contextlib
import os
import random
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from rich.console import Console

from bot.actions import Coach
from bot.terminal.drafts import Drafts
from bot.terminal.entries import Reader
from bot.terminal.plain import PlainReader
from bot.terminal.screen import THEME, Screen
from bot.terminal.session import Options, Session
from bot.terminal.sitting import LEARNER, Sitting

__all__ = ["LEARNER", "Options", "practise"]


async def practise(
    coach: Coach,
    options: Options,
    *,
    drafts: Path,
    clock: Callable[[], datetime],
    rng: random.Random,
) -> None:
    """Practise at the terminal, or the pipe, that this process was started with.

    Args:
        coach: The bank, the grader and the database.
        options: What to practise.
        drafts: The folder that keeps unfinished answers.
        clock: The time, with its zone.
        rng: The dice for choosing questions.

    Raises:
        Refused: Where there is nothing to ask, or no such time zone.
    """
    screen = Screen(Console(theme=THEME))
    with contextlib.closing(Drafts(drafts)) as kept:
        sitting = Sitting(coach, screen, _reader(screen), kept, clock)
        await Session(sitting, options, rng).run()


def _reader(screen: Screen) -> Reader:
    listens, shows = sys.stdin.isatty(), sys.stdout.isatty()
    if listens and shows and os.environ.get("TERM") not in {"dumb", "unknown", ""}:
        # Slow to import, and of no use to a pipe.
        from bot.terminal.editor import Editor  # noqa: PLC0415

        return Editor()
    return PlainReader(sys.stdin.fileno(), talks=listens, prompt=screen.prompt)
