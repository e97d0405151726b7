"""The `coach` command with Discord's addresses pointed at the loopback, else unchanged.

Where DISCORD_WIRE_GAP is set, shards take turns so many seconds apart in place of Discord's five.
Where DISCORD_WIRE_QUIET is set, the bot is ready when it has been told of no more servers for so
many seconds, in place of discord.py's two.
Where DISCORD_WIRE_FAULTS names a folder, the bot's clock is off by the seconds in its file `clock`,
and SIGUSR1 keeps the event loop from turning for the seconds in its file `block`.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from datetime import timedelta
from functools import partial
from pathlib import Path

import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.__main__ import main
from bot.discord_app import connection, turns

base = os.environ["DISCORD_WIRE"]
Route.BASE = f"{base}/api/v10"
DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(f"{base.replace('http', 'ws')}/gw")
turns.GAP = float(os.environ.get("DISCORD_WIRE_GAP", turns.GAP))
if quiet := os.environ.get("DISCORD_WIRE_QUIET"):
    connection.build_bot = partial(connection.build_bot, guild_ready_timeout=float(quiet))


def number(file: Path) -> float:
    return float(file.read_text() or 0) if file.exists() else 0.0


if "DISCORD_WIRE_FAULTS" in os.environ:
    folder, right = Path(os.environ["DISCORD_WIRE_FAULTS"]), discord.utils.utcnow
    discord.utils.utcnow = lambda: right() + timedelta(seconds=number(folder / "clock"))
    signal.signal(signal.SIGUSR1, lambda *_: time.sleep(number(folder / "block")))
sys.exit(main(sys.argv[1:]))
