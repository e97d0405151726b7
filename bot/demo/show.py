"""Runs the demo: a small world with the real bot in it, shown in a browser until told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import sys
import webbrowser
from collections.abc import Callable, Generator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

import discord
import simcord

from bot.actions import Coach, daily, servers
from bot.demo.desk import Desk, PortTaken, hold_timers, set_clock
from bot.demo.places import Place
from bot.discord_app import CoachClient, build_bot, post_now

log = logging.getLogger(__name__)

SERVER = "Interview Club"
CHANNEL = "interview-prep"
DAILY_CHANNEL = "question-of-the-day"
DAILY_TIME = "09:00"
PEOPLE = ("Ana", "Ben")

# Where most systems keep the time zone: a link into the database of zones.
LOCALTIME = Path("/etc/localtime")


class CannotShow(Exception):
    """The demo cannot start; the text says why and what to do."""


async def show(
    coach: Coach,
    *,
    now: Callable[[], datetime],
    port: int,
    open_browser: bool,
    kept_in: str,
    say: Callable[[str], None],
) -> None:
    """Show the bot until SIGINT or SIGTERM.

    Args:
        coach: The bank, the grader and the database. It stays open.
        now: The real time.
        port: The first of four; 0 for any that are free.
        open_browser: Whether to open one, where there is a display.
        kept_in: Where answers are kept, for the greeting.
        say: Tells the person at the terminal something.

    Raises:
        CannotShow: With a sentence for whoever started it.
    """
    client = build_bot(coach, shard_count=1)
    # The world is new in each run, whatever the database remembers about commands.
    client.registers_at_start = False
    env: Any = simcord.Env(client, check_errors=False, settle_timeout=15)
    rooms = _furnish(env)
    set_clock(env, now())
    hold_timers(env)
    with _signals() as stop:
        await env.start()
        try:
            with env.time_context():
                await client.register()
                await _post_question(client, rooms[1][1], now())
                desk = Desk(env, now=now, zone=local_zone())
                async with contextlib.AsyncExitStack() as stack:
                    await _open(desk, stack, rooms, port)
                    say(_greeting(desk.places, kept_in))
                    if open_browser and _has_display():
                        await asyncio.to_thread(webbrowser.open, desk.places[0].url)
                    await _until(stop, desk.keep_going())
        finally:
            await env.shutdown()
    say("\nGoodbye! Answers and streaks are kept for the next time.")


def _furnish(env: Any) -> list[tuple[Place, Any, list[Any]]]:
    """A server with a channel and two people: each place, what is shown there, and to whom."""
    env.backend.bot_user.name = "Coach"
    server = env.create_guild(SERVER)
    channel = server.create_text_channel(
        CHANNEL,
        topic="Practise interview questions",
        # A window shows a channel without its threads, so that a quiz has to run in the channel.
        overwrites={server.default_role: discord.PermissionOverwrite(create_public_threads=False)},
    )
    daily_channel = server.create_text_channel(DAILY_CHANNEL, topic="One question a day")
    admin = server.create_role("Admin", permissions=discord.Permissions(manage_guild=True))
    members = [
        server.add_member(env.create_user(name.lower(), global_name=name), roles=roles)
        for name, roles in zip(PEOPLE, ([admin], []), strict=True)
    ]
    in_public = "Type /practice, press Enter, then the arrow on the right. Only you will see it."
    each_day = "A question comes here each day: see /daily status. For one of your own: /practice."
    in_private = "Say “practice” to get a question, then just write your answer."
    rooms: list[tuple[Place, Any, list[Any]]] = [
        (Place(SERVER, f"# {CHANNEL}", in_public), channel, members),
        (Place(SERVER, f"# {DAILY_CHANNEL}", each_day), daily_channel, members),
    ]
    for name, member in zip(PEOPLE, members, strict=True):
        place = Place("Direct messages", f"{name} and Coach", in_private)
        rooms.append((place, member.user.dm_channel, [member.user]))
    return rooms


async def _post_question(client: CoachClient, channel: Any, now: datetime) -> None:
    """Set up a question of the day and post today's at once."""
    coach, guild_id = client.coach, channel.guild.id
    # The world of the last time is gone, with all that was posted there.
    await servers.forget(coach, guild_id=guild_id)
    plan = await daily.set_up(
        coach,
        guild_id=guild_id,
        channel_id=channel.id,
        wishes=daily.Wishes(at=DAILY_TIME, zone=local_zone()),
        by=client.application_id or 0,
        now=now,
    )
    await post_now(client, plan)


async def _open(
    desk: Desk,
    stack: contextlib.AsyncExitStack,
    rooms: list[tuple[Place, Any, list[Any]]],
    port: int,
) -> None:
    for i, (place, channel, people) in enumerate(rooms):
        own = port + i if port else 0
        try:
            await desk.open(stack, place, channel, people, own)
        except PortTaken:
            raise CannotShow(
                f"Port {own} is in use, perhaps by another demo. End that one, "
                f"or choose other ports: coach demo --port {own + 1000}"
            ) from None


async def _until(stop: asyncio.Event, work: Any) -> None:
    """Work until it is done or stopped; its failure is ours."""
    going = asyncio.ensure_future(work)
    stopped = asyncio.ensure_future(stop.wait())
    await asyncio.wait({going, stopped}, return_when=asyncio.FIRST_COMPLETED)
    stopped.cancel()
    if going.done():
        going.result()
    going.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await going


def _greeting(places: list[Place], kept_in: str) -> str:
    widest = max(len(place.name) for place in places)
    rows = [f"  {place.name:{widest}}  {place.url}" for place in places]
    return "\n".join(
        [
            "The bot is ready. It runs on this machine only; open one of these in a browser:",
            "",
            *rows,
            "",
            f"Try first: in # {CHANNEL} type /practice, press Enter, then the arrow on the right.",
            "Choose Answer and explain it as you would to an interviewer.",
            "In the direct messages just write: practice",
            "For a quiz: /quiz start, then join it as Ana and as Ben (You are, above).",
            "",
            f"Answers and streaks are kept in {kept_in}",
            "Ctrl-C ends the demo.",
        ]
    )


def local_zone() -> str:
    """The time zone of this machine by its IANA name; UTC where it has none."""
    known = available_timezones()
    named = os.environ.get("TZ", "").lstrip(":")
    if named in known:
        return named
    with contextlib.suppress(OSError):
        _, found, name = str(LOCALTIME.resolve()).partition("zoneinfo/")
        if found and name in known:
            return name
    return "UTC"


def _has_display() -> bool:
    """Whether a browser would open a window, and not take over the terminal."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


@contextlib.contextmanager
def _signals() -> Generator[asyncio.Event]:
    """An event that is set by Ctrl-C or SIGTERM."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()

    def tell(*_: object) -> None:
        loop.call_soon_threadsafe(stop.set)

    before = {each: signal.signal(each, tell) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
