"""`/daily`: set a question up for a channel, see how it goes, pause, resume, now, remove."""

from __future__ import annotations

import logging

import discord
from discord import app_commands

from bot.actions import daily
from bot.actions.daily import Plan, Wishes
from bot.actions.refusals import Refused
from bot.discord_app import descriptions, replies, words
from bot.discord_app.client import client_of
from bot.discord_app.daily.cards import resumed_page, set_up_page, status_page
from bot.discord_app.daily.poster import DUTY, post_now
from bot.discord_app.events import Interaction
from bot.discord_app.limits import SET_UPS
from bot.discord_app.options import (
    IN_SERVERS,
    TO_SERVERS,
    KindOption,
    LevelOption,
    suggest_topics,
    suggest_zones,
    wanted,
)
from bot.discord_app.pages import AMBER, GREEN, notice

log = logging.getLogger(__name__)

# What is needed in a channel, with the name that Discord's settings give it.
NEEDED = {
    "view_channel": "View Channel",
    "send_messages": "Send Messages",
    "read_message_history": "Read Message History",
}
NEXT_SHOWN = 3

Channel = discord.TextChannel


class CannotPost(Refused):
    """The bot may not do in a channel what it needs to; the sentence names what is missing."""


daily_group = app_commands.Group(
    name="daily",
    description=descriptions.DAILY_COMMAND,
    default_permissions=discord.Permissions(manage_guild=True),
    allowed_contexts=IN_SERVERS,
    allowed_installs=TO_SERVERS,
)


async def _suggest_days(_: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    usual = ("weekdays", "every day", "mon wed fri", "tue thu", "mon-thu")
    fitting = [days for days in usual if typed.strip().casefold() in days] or [typed]
    return [app_commands.Choice(name=days[:100], value=days[:100]) for days in fitting if days]


@daily_group.command(name="setup", description=descriptions.DAILY_SETUP)
@app_commands.describe(
    channel=descriptions.DAILY_CHANNEL,
    time=descriptions.DAILY_TIME,
    timezone=descriptions.DAILY_ZONE,
    days=descriptions.DAILY_DAYS,
    topic=descriptions.TOPIC_OPTION,
    kind=descriptions.KIND_OPTION,
    level=descriptions.LEVEL_OPTION,
    role=descriptions.DAILY_ROLE,
    reveal_after=descriptions.DAILY_REVEAL,
)
@app_commands.autocomplete(timezone=suggest_zones, topic=suggest_topics, days=_suggest_days)
async def set_up(
    interaction: Interaction,
    channel: Channel,
    time: str,
    timezone: str,
    days: str | None = None,
    topic: str | None = None,
    kind: KindOption | None = None,
    level: LevelOption | None = None,
    role: discord.Role | None = None,
    reveal_after: app_commands.Range[int, 1, 168] | None = None,
) -> None:
    """Post a question in a channel from now on."""
    await replies.wait(interaction)
    client = client_of(interaction)
    _check(channel, role)
    wishes = Wishes(
        at=time,
        zone=timezone,
        days=days,
        filters=wanted(topic, kind, level),
        role_id=None if role is None else role.id,
        reveal_after=reveal_after,
    )
    now = client.now(interaction)
    client.limits.take(SET_UPS, interaction.user.id, now)
    plan = await daily.set_up(
        client.coach,
        guild_id=_guild(interaction),
        channel_id=channel.id,
        wishes=wishes,
        by=interaction.user.id,
        now=now,
    )
    client.wake(DUTY)
    log.info("schedule set up: schedule=%d guild=%d", plan.id, plan.guild_id)
    assert plan.next is not None
    rest = plan.timetable.first(NEXT_SHOWN - 1, plan.next.at, after=plan.next.day)
    await replies.put(interaction, set_up_page(plan, [plan.next, *rest]))


@daily_group.command(name="status", description=descriptions.DAILY_STATUS)
async def status(interaction: Interaction) -> None:
    """Show the plans of the server and how they go."""
    await replies.wait(interaction)
    plans = await daily.status(client_of(interaction).coach, guild_id=_guild(interaction))
    await replies.put(interaction, status_page(plans))


@daily_group.command(name="pause", description=descriptions.DAILY_PAUSE)
@app_commands.describe(channel=descriptions.DAILY_WHICH)
async def pause(interaction: Interaction, channel: Channel | None = None) -> None:
    """Post nothing until it is resumed."""
    await replies.wait(interaction)
    plan = await _meant(interaction, channel)
    await daily.pause(client_of(interaction).coach, plan=plan)
    said = words.DAILY_PAUSED.format(channel=plan.channel_id)
    await replies.put(interaction, notice(said, colour=GREEN))


@daily_group.command(name="resume", description=descriptions.DAILY_RESUME)
@app_commands.describe(channel=descriptions.DAILY_WHICH)
async def resume(interaction: Interaction, channel: Channel | None = None) -> None:
    """Post again."""
    await replies.wait(interaction)
    client = client_of(interaction)
    plan = await _meant(interaction, channel)
    _check_plan(interaction, plan)
    plan = await daily.resume(client.coach, plan=plan, now=client.now(interaction))
    client.wake(DUTY)
    await replies.put(interaction, resumed_page(plan))


@daily_group.command(name="now", description=descriptions.DAILY_NOW)
@app_commands.describe(channel=descriptions.DAILY_WHICH)
async def bring(interaction: Interaction, channel: Channel | None = None) -> None:
    """Post today's question at once."""
    await replies.wait(interaction)
    client = client_of(interaction)
    plan = await _meant(interaction, channel)
    _check_plan(interaction, plan)
    sent = await post_now(client, plan)
    said = words.DAILY_POSTED if sent else words.DAILY_NOT_POSTED
    colour = GREEN if sent else AMBER
    await replies.put(interaction, notice(said.format(channel=plan.channel_id), colour=colour))


@daily_group.command(name="remove", description=descriptions.DAILY_REMOVE)
@app_commands.describe(channel=descriptions.DAILY_WHICH)
async def remove(interaction: Interaction, channel: Channel | None = None) -> None:
    """End the questions of a channel."""
    await replies.wait(interaction)
    client = client_of(interaction)
    plan = await _meant(interaction, channel)
    await daily.remove(client.coach, plan=plan, now=client.now(interaction))
    client.wake(DUTY)
    said = words.DAILY_REMOVED.format(channel=plan.channel_id)
    await replies.put(interaction, notice(said, colour=GREEN))


def _guild(interaction: Interaction) -> int:
    assert interaction.guild_id is not None
    return interaction.guild_id


async def _meant(interaction: Interaction, channel: Channel | None) -> Plan:
    return await daily.plan_in(
        client_of(interaction).coach,
        guild_id=_guild(interaction),
        channel_id=None if channel is None else channel.id,
        here=interaction.channel_id or 0,
    )


def _check_plan(interaction: Interaction, plan: Plan) -> None:
    """Whether the bot may post for a plan, as far as it knows the channel."""
    assert interaction.guild is not None
    channel = interaction.guild.get_channel(plan.channel_id)
    if not isinstance(channel, Channel):
        raise CannotPost(words.CHANNEL_GONE)
    _check(channel, None)


def _check(channel: Channel, role: discord.Role | None) -> None:
    """Whether the bot may do in a channel what it needs to.

    Raises:
        CannotPost: If not; the sentence names the channel and what is missing.
    """
    may = channel.permissions_for(channel.guild.me)
    missing = [name for needed, name in NEEDED.items() if not getattr(may, needed)]
    if missing:
        raise CannotPost(words.may_not_post(channel.id, missing))
    if role is not None and not role.mentionable and not may.mention_everyone:
        raise CannotPost(words.MAY_NOT_CALL.format(role=role.id, channel=channel.id))
