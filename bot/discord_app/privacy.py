"""Privacy on Discord: what is kept of a person or a server, as a file, and its end."""

from __future__ import annotations

import gzip
import io
from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

import discord
from discord import app_commands, ui

from bot.actions import Refused, privacy, retention
from bot.discord_app import descriptions, replies, words
from bot.discord_app.amounts import count
from bot.discord_app.client import CoachClient, Command, Feature, client_of
from bot.discord_app.duties import Duty
from bot.discord_app.events import Interaction
from bot.discord_app.ids import Ids
from bot.discord_app.pages import AMBER, GREEN, GREY, Page, notice

# Seconds between two looks for answers that have been kept long enough.
EVERY = 86_400.0
# Discord takes files up to 10 MB.
LARGEST = 8_000_000
FILE = "interview-coach.json"


class Press(StrEnum):
    """What the buttons do: the last part of their ids. Never change one, add a new one."""

    DELETE = "delete"
    SERVER = "server"
    KEEP = "keep"


# Their number is that of a person; of a server for `SERVER`.
IDS = Ids("privacy")


class NotForYou(Refused):
    """Only those who manage a server may delete what is kept of it."""

    sentence = "Only people who may manage this server can do that. Ask one of them."


def feature(client: CoachClient, *, keep: timedelta | None) -> Feature:
    """`/privacy`, and the forgetting of old answers.

    Args:
        client: The connection.
        keep: How long the words of answers are kept; None for as long as nobody deletes them.
    """
    commands: list[Command] = [group]

    async def forget(now: datetime) -> None:
        if keep is not None:
            await retention.forget_words(client.coach, before=now - keep)

    return Feature(
        name=IDS.feature,
        commands=commands,
        pressed={Press.DELETE: deleted, Press.SERVER: server_deleted, Press.KEEP: kept},
        duties=[Duty("retention", forget, EVERY)],
    )


group = app_commands.Group(name="privacy", description=descriptions.PRIVACY_COMMAND)


@group.command(name="show", description=descriptions.PRIVACY_SHOW)
async def show(interaction: Interaction) -> None:
    """Say what is kept."""
    await replies.wait(interaction)
    found = await privacy.show(client_of(interaction).coach, learner_id=interaction.user.id)
    await replies.put(interaction, kept_page(found))


@group.command(name="export", description=descriptions.PRIVACY_EXPORT)
async def export(interaction: Interaction) -> None:
    """Hand over what is kept."""
    await replies.wait(interaction)
    client = client_of(interaction)
    now = client.now(interaction)
    whole = await privacy.export(client.coach, learner_id=interaction.user.id, now=now)
    content, name = whole.encode(), FILE
    if len(content) > LARGEST:
        content, name = gzip.compress(content), f"{FILE}.gz"
    shown = notice(words.PRIVACY_EXPORTED, colour=GREEN)
    shown.view.add_item(ui.File(f"attachment://{name}"))
    file = discord.File(io.BytesIO(content), filename=name)
    await interaction.edit_original_response(view=shown.view, attachments=[file])


@group.command(name="delete", description=descriptions.PRIVACY_DELETE)
async def delete(interaction: Interaction) -> None:
    """Ask whether all of it is to be deleted."""
    await replies.wait(interaction)
    await replies.put(interaction, _asking(words.DELETE_SURE, interaction.user.id, Press.DELETE))


@group.command(name="server", description=descriptions.PRIVACY_SERVER)
async def server(interaction: Interaction) -> None:
    """Ask whether what is kept of a server is to be deleted."""
    await replies.wait(interaction)
    guild_id = _managed(interaction)
    await replies.put(interaction, _asking(words.SERVER_SURE, guild_id, Press.SERVER))


async def deleted(interaction: Interaction, learner_id: int) -> None:
    """The button that deletes all that is kept of a person."""
    if learner_id != interaction.user.id:
        raise NotForYou(words.NOT_YOUR_DATA)
    await interaction.response.defer()
    found = await privacy.delete(client_of(interaction).coach, learner_id=learner_id)
    said = words.DELETED if found else words.NOTHING_KEPT
    await replies.put_or_add(interaction, notice(said, colour=GREEN))


async def server_deleted(interaction: Interaction, guild_id: int) -> None:
    """The button that deletes what is kept of a server."""
    if _managed(interaction) != guild_id:
        raise NotForYou
    await interaction.response.defer()
    await privacy.delete_server(client_of(interaction).coach, guild_id=guild_id)
    await replies.put_or_add(interaction, notice(words.SERVER_DELETED, colour=GREEN))


async def kept(interaction: Interaction, _: int) -> None:
    """The button that leaves all as it is."""
    await interaction.response.defer()
    await replies.put_or_add(interaction, notice(words.NOTHING_DELETED))


def kept_page(found: Mapping[str, int]) -> Page:
    """What is kept, in numbers and in words."""
    if not found:
        return notice(f"{words.NOTHING_KEPT}\n\n{words.PRIVACY_HELP}")
    named = [
        f"- {count(number, words.KEPT_ROWS.get(table, table))}"
        for table, number in found.items()
        if table != "learners"
    ]
    lines = [words.KEPT, *named, "", words.PRIVACY_HELP]
    return notice("\n".join(lines), colour=GREY)


def _asking(question: str, number: int, press: Press) -> Page:
    yes = IDS.button(number, press, words.DELETE_YES, discord.ButtonStyle.danger)
    no = IDS.button(number, Press.KEEP, words.DELETE_NO)
    return notice(question, yes, no, colour=AMBER)


def _managed(interaction: Interaction) -> int:
    """The server that the person manages and is in.

    Raises:
        NotForYou: If they do not manage it, or this is no server.
    """
    if interaction.guild_id is None or not interaction.permissions.manage_guild:
        raise NotForYou
    return interaction.guild_id
