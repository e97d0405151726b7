"""Servers come and go: what was set up in one that is gone ends, and is deleted a month later."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from bot.actions import servers
from bot.discord_app.client import CoachClient, Feature
from bot.discord_app.duties import Duty

# Seconds between two looks at which servers are there.
EVERY = 86_400.0


def feature(client: CoachClient) -> Feature:
    """What happens when the bot is added to a server or removed from one."""

    async def arrived(guild_id: int) -> None:
        await servers.arrived(client.coach, guild_id=guild_id)

    async def left(guild_id: int) -> None:
        await servers.left(client.coach, guild_id=guild_id, now=client.time())

    return Feature(
        name="servers",
        arrived=arrived,
        left=left,
        duties=[Duty("servers", partial(tidy, client), EVERY)],
    )


async def tidy(client: CoachClient, now: datetime) -> None:
    """Find what happened while the bot was away, and forget what was left long ago."""
    shards = client.own_shards
    present = [guild.id for guild in client.guilds]
    await servers.compare(client.coach, present=present, shards=shards, now=now)
    await servers.forget_departed(client.coach, shards=shards, now=now)
