"""Puts pages where they belong: in place of a card, below it, or into a direct message."""

from __future__ import annotations

import logging

from bot.actions.practice import Surface
from bot.discord_app.events import Interaction, place_of
from bot.discord_app.failures import NOT_SENT
from bot.discord_app.pages import Page

log = logging.getLogger(__name__)


def is_private(interaction: Interaction) -> bool:
    """Whether an answer must be seen by one person only: everywhere but in direct messages."""
    return place_of(interaction).surface is not Surface.DM


async def wait(interaction: Interaction) -> None:
    """Acknowledge a command at once; its page follows with `put`."""
    await interaction.response.defer(ephemeral=is_private(interaction), thinking=True)


async def put(interaction: Interaction, page: Page) -> None:
    """Show a page in the place that was acknowledged: the card pressed, or the command's answer."""
    await interaction.edit_original_response(view=page.view, attachments=page.files())


async def add(interaction: Interaction, page: Page) -> None:
    """Show a page below what is there."""
    await interaction.followup.send(
        view=page.view, files=page.files(), ephemeral=is_private(interaction)
    )


async def put_or_add(interaction: Interaction, page: Page) -> None:
    """Show a page in place of the card; below, if the card is gone or cannot be changed."""
    try:
        await put(interaction, page)
    except NOT_SENT as error:
        log.info("not put in place: interaction=%d error=%r", interaction.id, error)
        await add(interaction, page)
