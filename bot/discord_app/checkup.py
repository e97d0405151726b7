"""Looks whether Discord lets the bot in, and lets it post where it is to post."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import discord

from bot.discord_app import words
from bot.discord_app.connection import CannotStart, checked, one_sentence
from bot.discord_app.daily.commands import NEEDED


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        about: What it is.
        says: What was found, or what to do.
        well: Whether nothing has to be done.
    """

    about: str
    says: str
    well: bool


async def look(token: str, channels: Sequence[tuple[int, int]]) -> list[Finding]:
    """Log in over REST, without a gateway, and look at channels.

    Args:
        token: The bot's token.
        channels: Servers and channels in which the bot is to post.
    """
    client = discord.Client(intents=discord.Intents.none())
    try:
        with one_sentence():
            await client.login(checked(token))
            assert client.user is not None
            found = [Finding("token", f"Discord knows the bot as {client.user}", well=True)]
            found += [await _channel(client, *each) for each in channels]
            return found
    except CannotStart as reason:
        return [Finding("token", str(reason), well=False)]
    finally:
        await client.close()


async def _channel(client: discord.Client, guild_id: int, channel_id: int) -> Finding:
    about = f"channel {channel_id}"
    assert client.user is not None
    try:
        guild = await client.fetch_guild(guild_id, with_counts=False)
        channel = await guild.fetch_channel(channel_id)
        me = await guild.fetch_member(client.user.id)
    except (discord.NotFound, discord.Forbidden):
        return Finding(about, words.CHANNEL_UNSEEN, well=False)
    allowed = channel.permissions_for(me)
    missing = [shown for name, shown in NEEDED.items() if not getattr(allowed, name)]
    if missing:
        return Finding(about, words.permissions_missing(missing), well=False)
    return Finding(about, "the bot may post there", well=True)
