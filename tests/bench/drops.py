"""`python -m tests.bench.drops [SERVERS]`: many servers whose question is due at one minute.

The bot runs in a process of its own, on real HTTP and a real gateway, in real time: how long until
all have their question, against the least that our own pace and Discord's limit allow, and how
many were ever sent within one second.
"""

from __future__ import annotations

import asyncio
import logging
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path

import discord
from sqlalchemy import text as sql

from bot.actions import Coach, daily
from bot.content import load_bank
from bot.core.grading import Grader
from bot.discord_app.pace import PER_SECOND
from bot.store import Database
from tests.wire.server import Wire, start_world

SERVERS = 2500
# Requests a second that Discord allows a token.
DISCORD = 50
ROOT = Path(__file__).parents[2]


async def main(servers: int) -> None:
    """Set up, let the minute come, and print what happened."""
    logging.disable(logging.WARNING)
    env = await start_world()
    channels = [
        env.create_guild(f"server {number}").create_text_channel("daily")
        for number in range(servers)
    ]
    with tempfile.TemporaryDirectory() as folder:
        settings = {
            "COACH_DATABASE": str(Path(folder) / "coach.db"),
            "DISCORD_TOKEN": "wire.fake.token",
            "PYTHONPATH": str(ROOT),
            "XDG_DATA_HOME": folder,
        }
        await _set_up(settings["COACH_DATABASE"], channels)
        async with Wire(env) as wire:
            coach = str(ROOT / "tests" / "wire" / "coach.py")
            begin = time.monotonic()
            bot = await wire.spawn(sys.executable, coach, "run", **settings)
            await wire.ready(0)
            due = discord.utils.utcnow()
            print(f"connected after {time.monotonic() - begin:.1f} s", flush=True)
            await wire.until(
                lambda: wire.calls.count(("POST", "messages")) >= servers,
                seconds=60 + 3 * servers / PER_SECOND,
            )
            bot.terminate()
            await bot.wait()
            limited = wire.counts["429"]
        moments = sorted(m.created_at for channel in channels for m in channel.history())
        _report(due, moments, servers, limited)
    await env.shutdown()


async def _set_up(path: str, channels) -> None:
    """A plan for each server, all of them due a moment ago."""
    await Database.migrate(path)
    database = await Database.open(path)
    bank = load_bank()
    coach = Coach(bank, Grader(bank), database)
    now = discord.utils.utcnow()
    for channel in channels:
        await daily.set_up(
            coach,
            guild_id=channel.guild.id,
            channel_id=channel.id,
            wishes=daily.Wishes(at="09:00", zone="UTC"),
            by=1,
            now=now,
        )
    async with database.writing() as connection:
        moment = f"{now.replace(tzinfo=None):%Y-%m-%d %H:%M:%S.%f}"
        await connection.execute(sql("UPDATE schedules SET next_at = :now"), {"now": moment})
    await database.close()


def _report(due: datetime, moments: list[datetime], servers: int, limited: int) -> None:
    total = (moments[-1] - due).total_seconds()
    busiest = max(
        sum(1 for other in moments[i : i + 60] if other - at < timedelta(seconds=1))
        for i, at in enumerate(moments)
    )
    print(f"{servers} servers due at the same minute: {len(moments)} questions posted")
    print(f"  until the last one       {total:7.1f} s")
    print(f"  least at our pace        {servers / PER_SECOND:7.1f} s ({PER_SECOND} a second)")
    print(f"  least Discord allows     {servers / DISCORD:7.1f} s ({DISCORD} a second)")
    print(f"  ratio to our pace        {total * PER_SECOND / servers:7.2f}")
    print(f"  most in any one second   {busiest:7d}")
    print(f"  refused for being too fast {limited:5d}")


asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else SERVERS))
