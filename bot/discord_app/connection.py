"""Runs the bot until it is told to stop, and registers its commands with Discord."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import sys
from collections.abc import Generator
from typing import Any

import aiohttp
import discord

from bot.actions import Coach, upkeep
from bot.discord_app import words
from bot.discord_app.building import build_bot
from bot.discord_app.client import CoachClient
from bot.discord_app.health import PortTaken, pages
from bot.metrics import Tally

log = logging.getLogger(__name__)

# Seconds that closing may take before the process ends anyway.
CLOSING_TIME = 10
# Close codes with which Discord refuses the intents: not valid, not allowed.
INTENT_CODES = frozenset({4013, 4014})


class CannotStart(Exception):
    """The bot cannot start; the text says why and what to do."""


async def run(
    coach: Coach, token: str, *, health: tuple[str, int] | None = None, **options: Any
) -> None:
    """Be on Discord until SIGTERM or SIGINT comes.

    Args:
        coach: The bank, the grader and the database. It stays open.
        token: The bot's token.
        health: The address and the port at which it tells how it is.
        options: For the bot and for discord.py, such as `shard_count`.

    Raises:
        CannotStart: With a sentence for whoever started it.
    """
    client = build_bot(coach, **options)
    async with contextlib.AsyncExitStack() as stack:
        stack.enter_context(one_sentence())
        stop = stack.enter_context(_signals())
        stack.enter_context(_counting(coach))
        stack.enter_context(_preparing(coach))
        if health is not None:
            await stack.enter_async_context(pages(client, *health))
        connection = asyncio.ensure_future(client.start(checked(token)))
        stopped = asyncio.ensure_future(stop.wait())
        await asyncio.wait({connection, stopped}, return_when=asyncio.FIRST_COMPLETED)
        stopped.cancel()
        if connection.done():
            await client.close()
            connection.result()
            return
        log.info("stopping")
        await _end(client, connection)
        log.info("stopped")


async def sync(coach: Coach, token: str) -> list[str]:
    """Register the commands with Discord, changed or not.

    Returns:
        The names of the commands.

    Raises:
        CannotStart: With a sentence for whoever started it.
    """
    client = build_bot(coach)
    client.registers_at_start = False
    with one_sentence():
        try:
            await client.login(checked(token))
            return await client.register()
        finally:
            await client.close()


async def _end(client: CoachClient, connection: asyncio.Future[None]) -> None:
    """Close a connection in whatever state it is; one that is being made is given up."""
    if not client.opened:
        connection.cancel()
    else:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(client.close(), CLOSING_TIME)
            await asyncio.wait({connection}, timeout=1)
        connection.cancel()
    (outcome,) = await asyncio.gather(connection, return_exceptions=True)
    if isinstance(outcome, Exception):
        log.info("ended while stopping: error=%r", outcome)
    if not client.opened:
        await client.close()


def checked(token: str) -> str:
    token = token.strip()
    if not token:
        raise CannotStart(words.NOT_SET)
    if not token.isascii() or not token.isprintable() or " " in token:
        raise CannotStart(words.REFUSED)
    return token


@contextlib.contextmanager
def _counting(coach: Coach) -> Generator[None]:
    """Count what is logged meanwhile."""
    tally = Tally(coach.metrics)
    root = logging.getLogger()
    root.addHandler(tally)
    try:
        yield
    finally:
        root.removeHandler(tally)


@contextlib.contextmanager
def _preparing(coach: Coach) -> Generator[None]:
    """Prepare the questions meanwhile."""
    preparing = asyncio.ensure_future(upkeep.prepare_questions(coach))
    try:
        yield
    finally:
        preparing.cancel()


@contextlib.contextmanager
def one_sentence() -> Generator[None]:
    """Turn everything that keeps the bot from starting into a sentence."""
    try:
        yield
    except PortTaken as error:
        raise CannotStart(str(error)) from error
    except discord.LoginFailure as error:
        raise CannotStart(words.REFUSED) from error
    except discord.PrivilegedIntentsRequired as error:
        raise CannotStart(words.REFUSED_INTENT) from error
    except discord.ConnectionClosed as error:
        if error.code in INTENT_CODES:
            raise CannotStart(words.REFUSED_INTENT) from error
        raise CannotStart(words.REFUSED if error.code == 4004 else words.UNWELL) from error
    except (discord.HTTPException, discord.GatewayNotFound) as error:
        raise CannotStart(words.UNWELL) from error
    except (aiohttp.ClientError, OSError) as error:
        raise CannotStart(words.UNREACHABLE) from error


@contextlib.contextmanager
def _signals() -> Generator[asyncio.Event]:
    """An event that is set by SIGTERM or SIGINT, also for process 1 of a container."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    if sys.platform == "win32":
        before = signal.signal(signal.SIGINT, lambda *_: loop.call_soon_threadsafe(stop.set))
        try:
            yield stop
        finally:
            signal.signal(signal.SIGINT, before)
        return
    for each in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(each, stop.set)
    try:
        yield stop
    finally:
        for each in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(each)
