"""The help card: what the coach can do and how it grades."""

from __future__ import annotations

from discord import app_commands, ui

from bot.discord_app import descriptions, replies, words
from bot.discord_app.client import Command, Feature
from bot.discord_app.events import Interaction
from bot.discord_app.pages import BLURPLE, Page, line, page, text


def feature() -> Feature:
    """`/help`."""
    commands: list[Command] = [help_command]
    return Feature(name="guide", commands=commands)


@app_commands.command(name="help", description=descriptions.HELP_COMMAND)
async def help_command(interaction: Interaction) -> None:
    """Show the help card."""
    await replies.wait(interaction)
    await replies.put(interaction, help_page())


def help_page() -> Page:
    """What the coach can do, on one card."""
    return page(
        ui.Container(
            text(words.HELP),
            line(),
            text(words.HELP_COMMANDS),
            line(),
            text(words.HELP_CHAT),
            line(),
            text(words.HELP_GRADES),
            accent_colour=BLURPLE,
        )
    )
