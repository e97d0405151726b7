"""`coach run` and `coach sync`: the bot on Discord, from start to a clean stop."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeVar

from bot.actions import Coach
from bot.cli import Ended, logs
from bot.cli.inputs import settings_or_end
from bot.cli.wiring import open_coach
from bot.settings import Settings

log = logging.getLogger(__name__)

_T = TypeVar("_T")

_TOKENLESS = (
    "There is no token: set DISCORD_TOKEN in the environment or in a file named .env. "
    "You get one at https://discord.com/developers/applications, on the page Bot. "
    "Without an account, try `coach demo` or `coach practice`."
)


def run() -> int:
    """Coach on Discord until SIGTERM or SIGINT."""
    from bot import discord_app

    def running(coach: Coach, token: str, settings: Settings) -> Awaitable[None]:
        health = (settings.health_host, settings.health_port) if settings.health_port else None
        options = {"shard_ids": settings.shard_ids, "shard_count": settings.shard_count}
        keep = timedelta(days=settings.keep_answers) if settings.keep_answers else None
        return discord_app.run(coach, token, health=health, keep=keep, **options)

    _with_discord(running)
    return 0


def sync() -> int:
    """Register the commands and end."""
    from bot import discord_app

    names = _with_discord(lambda coach, token, _: discord_app.sync(coach, token))
    print("Discord knows these commands now:", ", ".join(f"/{name}" for name in names))
    return 0


def _with_discord(work: Callable[[Coach, str, Settings], Awaitable[_T]]) -> _T:
    from bot.discord_app import CannotStart

    settings = settings_or_end()
    if settings.token is None:
        raise Ended(_TOKENLESS)
    token = settings.token.get_secret_value()
    logs.set_up(settings.log, settings.log_format, secrets=[token, *settings.passwords])
    if settings.shard_ids is not None and settings.database.startswith("sqlite"):
        log.warning("processes that share an SQLite file must all run on this machine")

    async def working() -> _T:
        async with open_coach(settings.database, settings.content) as coach:
            return await work(coach, token, settings)

    try:
        return asyncio.run(working())
    except CannotStart as reason:
        raise Ended(str(reason)) from None
