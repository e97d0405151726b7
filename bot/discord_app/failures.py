"""Where every failure ends: a sentence for the person, the cause for the log."""

from __future__ import annotations

import logging

import aiohttp
import discord

from bot.actions import Refused
from bot.discord_app import words
from bot.discord_app.events import Interaction
from bot.discord_app.pages import AMBER, Page, notice

log = logging.getLogger(__name__)

# Part of everyday life and nobody's fault: a message or channel that is gone (10003, 10008), a
# token too old (10015, 10062, 50027), an answer given twice (40060), no access (50001, 50013),
# closed direct messages (50007, 50278).
EVERYDAY = frozenset({10003, 10008, 10015, 10062, 40060, 50001, 50007, 50013, 50027, 50278})
# Of these, the ones that will not be otherwise in a moment.
GONE = frozenset({10003, 10004, 10008, 50001, 50013, 50083})
# An answer given twice: by another process that was told of the same, or by a request
# of ours that Discord carried out and then said it had not.
GIVEN = 40060
# What sending something to Discord may raise when the network or Discord fails.
NOT_SENT = (discord.DiscordException, aiohttp.ClientError, OSError)
YOUR_ANSWER = "your-answer.txt"


def is_everyday(error: BaseException) -> bool:
    """Whether Discord refused for a reason that needs no repair."""
    if isinstance(error, discord.HTTPException):
        return error.code in EVERYDAY
    return isinstance(error, discord.InteractionResponded)


def is_gone(error: BaseException) -> bool:
    """Whether a message or its channel is gone, or closed to the bot."""
    return isinstance(error, discord.HTTPException) and error.code in GONE


def is_given(error: BaseException) -> bool:
    """Whether Discord refused because the interaction has been acknowledged already."""
    return isinstance(error, discord.HTTPException) and error.code == GIVEN


async def acknowledge(interaction: Interaction) -> None:
    """Tell Discord that a press arrived, without showing anything."""
    try:
        await interaction.response.defer()
    except NOT_SENT as error:
        log.info("not acknowledged: interaction=%d error=%r", interaction.id, error)


async def say(interaction: Interaction, what: str | Page, *, text: str = "") -> bool:
    """Answer one person, at whatever stage their interaction is. Never raises.

    Args:
        interaction: What they did.
        what: A sentence, or a page.
        text: What they had typed, given back as a file so that it is not lost.

    Returns:
        Whether it was sent.
    """
    page = what if isinstance(what, Page) else notice(what, colour=AMBER)
    if text:
        page = give_back(page, text)
    response = interaction.response
    try:
        if not response.is_done():
            await _respond_or_add(interaction, page)
        elif response.type is discord.InteractionResponseType.deferred_channel_message:
            await interaction.edit_original_response(view=page.view, attachments=page.files())
        else:
            await interaction.followup.send(view=page.view, files=page.files(), ephemeral=True)
    except NOT_SENT as error:
        log.warning("not told: interaction=%d error=%r", interaction.id, error)
        return False
    return True


async def _respond_or_add(interaction: Interaction, page: Page) -> None:
    try:
        await interaction.response.send_message(view=page.view, files=page.files(), ephemeral=True)
    except discord.HTTPException as error:
        if not is_given(error):
            raise
        await interaction.followup.send(view=page.view, files=page.files(), ephemeral=True)


async def report(
    interaction: Interaction, error: BaseException, *, during: str, text: str = ""
) -> None:
    """End a failure: tell the person in one sentence, and log the cause.

    Args:
        interaction: What the person did.
        error: Why it failed.
        during: What was being done, for the log.
        text: What they had typed, given back so that it is not lost.
    """
    if isinstance(error, Refused):
        await say(interaction, str(error), text=text)
    elif is_everyday(error):
        log.info("not answered: during=%s interaction=%d error=%r", during, interaction.id, error)
        if text:
            await say(interaction, words.TEXT_BACK, text=text)
    else:
        log.error("failed: during=%s interaction=%d", during, interaction.id, exc_info=error)
        await say(interaction, words.TEXT_BACK if text else words.SOMETHING_BROKE, text=text)


def give_back(page: Page, text: str) -> Page:
    """The same page, with what somebody typed attached to it."""
    page.view.add_item(discord.ui.File(f"attachment://{YOUR_ANSWER}"))
    return Page(page.view, ((YOUR_ANSWER, text), *page.attachments))
