"""A sitting at the terminal: what is typed goes in, what is shown comes out."""

from __future__ import annotations

import io
import os
import random
from datetime import UTC, datetime, timedelta

import pytest
from rich.console import Console

from bot.actions import Coach
from bot.core.grading import Grader
from bot.store import Database
from bot.terminal.drafts import Drafts
from bot.terminal.plain import PlainReader
from bot.terminal.screen import THEME, Screen
from bot.terminal.session import Options, Session
from bot.terminal.sitting import Sitting
from tests.discord_app.sample_bank import BANK

START = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
async def coach(empty_file):
    """Small questions on an empty database."""
    database = await Database.open(str(empty_file))
    yield Coach(BANK, Grader(BANK), database)
    await database.close()


class Terminal:
    """Where a learner sits, again and again."""

    def __init__(self, coach, folder):
        self.coach = coach
        self.folder = folder / "coach.db.drafts"
        self.now = START
        self.shown = ""

    async def sit(self, *typed, talks=False, colour=False, width=80, **options):
        """Type paragraphs and lines; gives everything that was shown."""
        reading, writing = os.pipe()
        os.write(writing, "".join(typed).encode())
        os.close(writing)
        file = io.StringIO()
        console = Console(
            file=file, width=width, theme=THEME, force_terminal=colour or None, legacy_windows=False
        )
        screen = Screen(console)
        reader = PlainReader(reading, talks=talks, prompt=screen.prompt)
        drafts = Drafts(self.folder)
        sitting = Sitting(self.coach, screen, reader, drafts, self._clock)
        try:
            await Session(sitting, Options(**options), random.Random(1)).run()
        finally:
            drafts.close()
            os.close(reading)
            self.shown = file.getvalue()
        return self.shown

    def _clock(self):
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture
def terminal(coach, tmp_path):
    """A terminal on the same database and drafts, however often one sits down."""
    return Terminal(coach, tmp_path)
