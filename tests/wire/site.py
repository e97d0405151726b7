"""Where bots of a process of their own run: a world with a person in it, and their settings."""

from __future__ import annotations

import asyncio
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
import simcord

from tests.wire.server import Wire

ROOT = Path(__file__).parents[2]
COACH = str(Path(__file__).with_name("coach.py"))


def settings_for(database: str, folder: Path, questions: Path) -> dict[str, str]:
    """The environment of a bot that keeps what it must in a folder, and listens at no port."""
    return {
        "PYTHONPATH": str(ROOT),
        "COACH_CONTENT": str(questions),
        "COACH_DATABASE": database,
        "COACH_HEALTH_PORT": "0",
        "DISCORD_TOKEN": "wire.fake.token",
        "DISCORD_WIRE_QUIET": "0.3",
        "XDG_DATA_HOME": str(folder),
    }


@dataclass
class Site:
    """A world with a person in it, and how to start bots there."""

    env: simcord.Env
    wire: Wire
    channel: object
    ana: object
    settings: dict[str, str]

    async def start(self, command: str = "run", **settings: str):
        return await self.wire.spawn(sys.executable, COACH, command, **self.settings, **settings)

    async def running(self):
        """A bot that is connected; what people do waits for its answers from then on."""
        before = self.wire.counts["identify"]
        bot = await self.start()
        try:
            await self.wire.ready(before)
        except TimeoutError:
            bot.kill()
            said, _ = await bot.communicate()
            pytest.fail(f"the bot did not connect; it said:\n{said.decode()}")
        self.wire.synchronous()
        return bot

    async def ended(self, bot) -> tuple[int, str]:
        """The exit status of a bot that is to end by itself, and what it said."""
        try:
            async with asyncio.timeout(20):
                said, _ = await bot.communicate()
        except TimeoutError:
            bot.kill()
            said, _ = await bot.communicate()
            pytest.fail(f"the bot did not end; it said:\n{said.decode()}")
        return bot.returncode, said.decode()
