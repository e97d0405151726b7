"""The `coach` command with Discord's addresses pointed at the loopback, else unchanged.

Where DISCORD_WIRE_GAP is set, shards take turns so many seconds apart in place of Discord's five.
Where DISCORD_WIRE_QUIET is set, the bot is ready when it has been told of no more servers for so
many seconds, in place of discord.py's two.
Where DISCORD_WIRE_FAULTS names a folder, the bot's clock is off by the seconds in its file `clock`,
and SIGUSR1 keeps the event loop from turning for the seconds in its file `block`. SIGUSR2 lets it
write to its file `hand` what it has in hand, and end at that very moment by the signal in `end`.
What a stop gives up, because it takes too long, is in the file `given_up`.
"""

from __future__ import annotations

import asyncio
import json
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
from bot.discord_app.in_hand import InHand

base = os.environ["DISCORD_WIRE"]
Route.BASE = f"{base}/api/v10"
DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(f"{base.replace('http', 'ws')}/gw")
turns.GAP = float(os.environ.get("DISCORD_WIRE_GAP", turns.GAP))
if quiet := os.environ.get("DISCORD_WIRE_QUIET"):
    connection.build_bot = partial(connection.build_bot, guild_ready_timeout=float(quiet))


def number(file: Path) -> float:
    return float(file.read_text() or 0) if file.exists() else 0.0


# How far each session has been read.
read: dict[str, int] = {}


def note_what_is_read() -> None:
    """Note each event of the gateway once it is handed to what answers it."""
    receive = DiscordWebSocket.received_message

    async def received_message(self: DiscordWebSocket, message: object, /) -> None:
        await receive(self, message)
        if self.session_id and self.sequence:
            read[self.session_id] = self.sequence

    DiscordWebSocket.received_message = received_message


def in_hand() -> list[int]:
    """The interactions and messages that are being answered."""
    try:
        tasks = asyncio.all_tasks()
    except RuntimeError:
        return []
    frames = [getattr(task.get_coro(), "cr_frame", None) for task in tasks]
    events = [arg for frame in frames if frame for arg in frame.f_locals.get("args", ())]
    return [e.id for e in events if isinstance(e, (discord.Interaction, discord.Message))]


def tell_hand(folder: Path) -> None:
    """Tell what has been read, and what is in hand."""
    draft = folder / "hand.draft"
    draft.write_text(json.dumps({"read": read, "in_hand": in_hand()}))
    draft.rename(folder / "hand")


def end(folder: Path) -> None:
    """Tell what is in hand, and end."""
    tell_hand(folder)
    os.kill(os.getpid(), int(number(folder / "end")))


def tell_what_is_given_up(folder: Path) -> None:
    """Once a stop has waited for what was in hand, tell what still is."""
    stop = InHand.stop

    async def stopped(self: InHand) -> None:
        await stop(self)
        (folder / "given_up").write_text(json.dumps(in_hand()))

    InHand.stop = stopped


if "DISCORD_WIRE_FAULTS" in os.environ:
    folder, right = Path(os.environ["DISCORD_WIRE_FAULTS"]), discord.utils.utcnow
    discord.utils.utcnow = lambda: right() + timedelta(seconds=number(folder / "clock"))
    signal.signal(signal.SIGUSR1, lambda *_: time.sleep(number(folder / "block")))
    signal.signal(signal.SIGUSR2, lambda *_: end(folder))
    note_what_is_read()
    tell_what_is_given_up(folder)
sys.exit(main(sys.argv[1:]))
