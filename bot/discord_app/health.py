"""How the bot is, for whoever watches over it: three small pages on a port of their own."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncGenerator, Mapping

from aiohttp import web

from bot.actions import upkeep
from bot.discord_app import words
from bot.discord_app.client import CoachClient

log = logging.getLogger(__name__)

# Seconds that the database may take to answer.
PATIENCE = 2.0


class PortTaken(Exception):
    """The pages cannot be served where they should be; the text says why and what to do."""


async def faults(client: CoachClient) -> Mapping[str, str]:
    """What keeps the bot from its work, each in a few words; empty where all is well."""
    found: dict[str, str] = {}
    if not client.connected():
        found["gateway"] = "not connected to Discord"
    try:
        async with asyncio.timeout(PATIENCE):
            await upkeep.ask_database(client.coach)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is told
        log.warning("database does not answer: error=%r", error)
        found["database"] = "the database does not answer"
    if overdue := client.overdue():
        found["duties"] = f"overdue: {', '.join(overdue)}"
    return found


@contextlib.asynccontextmanager
async def pages(client: CoachClient, host: str, port: int) -> AsyncGenerator[None]:
    """Serve `/healthz`, `/readyz` and `/metrics` meanwhile.

    Args:
        client: The bot.
        host: The address to listen at.
        port: The port.

    Raises:
        PortTaken: If another program listens there, or the address is none of this machine's.
    """
    _watch(client)
    app = web.Application()
    app.router.add_get("/healthz", _alive)
    app.router.add_get("/readyz", lambda _: _ready(client))
    app.router.add_get("/metrics", lambda _: _metrics(client))
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as error:
            raise PortTaken(words.cannot_listen(host, port)) from error
        yield
    finally:
        await runner.cleanup()


async def _alive(_: web.Request) -> web.Response:
    # That this runs is the answer: the loop turns.
    return web.Response(text="alive\n")


async def _ready(client: CoachClient) -> web.Response:
    found = await faults(client)
    if not found:
        return web.Response(text="ready\n")
    return web.Response(status=503, text=f"not ready: {'; '.join(found.values())}\n")


async def _metrics(client: CoachClient) -> web.Response:
    body, kind = client.coach.metrics.page()
    return web.Response(body=body, headers={"Content-Type": kind})


def _watch(client: CoachClient) -> None:
    gauge = client.coach.metrics.gauge
    gauge("gateway_connected", "1 while Discord reaches the bot.", client.connected)
    gauge("gateway_latency_seconds", "How long Discord takes to answer.", lambda: client.latency)
    gauge("servers", "Servers that the bot is in.", lambda: len(client.guilds))
    gauge("duties_overdue", "Duties not done in time.", lambda: len(client.overdue()))
