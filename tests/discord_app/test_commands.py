"""What every command must have, and where it must be written about."""

from __future__ import annotations

import re
from pathlib import Path

import discord
import pytest
from discord import app_commands

from bot.discord_app import words
from bot.discord_app.daily.commands import NEEDED
from tests.discord_app.conftest import new_bot, shown

README = Path(__file__).parents[2] / "README.md"


def commands(tree) -> list[app_commands.Command]:
    """Every command that can be used."""
    return [c for c in tree.walk_commands() if isinstance(c, app_commands.Command)]


async def test_every_command_is_in_the_readme_and_in_the_help(coach):
    text = README.read_text(encoding="utf-8")

    for command in commands(new_bot(coach).tree):
        assert f"/{command.qualified_name}" in text
        assert f"**/{command.qualified_name}**" in words.HELP_COMMANDS


def test_the_address_that_invites_asks_for_what_is_needed_and_no_more():
    text = README.read_text(encoding="utf-8")
    (number,) = re.findall(r"permissions=(\d+)", text)

    # Without the others a quiz has no thread and no picture.
    needed = {*NEEDED, "create_public_threads", "send_messages_in_threads", "attach_files"}
    assert int(number) == discord.Permissions(**dict.fromkeys(needed, True)).value
    for name in needed:
        assert f"**{name.replace('_', ' ').title().replace(' In ', ' in ')}**" in text


# What is about a server can be used nowhere else.
OF_SERVERS = {"daily", "leaderboard", "quiz"}


async def test_every_command_works_everywhere_but_those_about_servers(coach):
    bot = new_bot(coach)

    for command in bot.tree.get_commands():
        payload = command.to_dict(bot.tree)
        there = [0] if command.name in OF_SERVERS else [0, 1]
        assert payload["integration_types"] == there
        assert payload["contexts"] == ([0] if command.name in OF_SERVERS else [0, 1, 2])


async def test_only_those_who_manage_a_server_see_daily(coach):
    bot = new_bot(coach)

    needed = bot.tree.get_command("daily").to_dict(bot.tree)["default_member_permissions"]

    assert needed == discord.Permissions(manage_guild=True).value


async def test_every_command_and_option_is_described(coach):
    for command in commands(new_bot(coach).tree):
        assert 10 < len(command.description) <= 100
        assert command.description.endswith(".")
        for option in command.parameters:
            assert 10 < len(option.description) <= 100


async def test_only_two_intents_are_asked_for_and_nothing_is_kept(coach):
    bot = new_bot(coach)

    assert bot.intents == discord.Intents(guilds=True, dm_messages=True)
    assert bot.allowed_mentions.to_dict() == discord.AllowedMentions.none().to_dict()
    assert list(bot.cached_messages) == []


@pytest.mark.parametrize("place", ["server", "chat"])
async def test_help(world, place):
    if place == "server":
        asked = await world.ana.slash(world.channel, "help")
    else:
        asked = await world.ana.user.slash("help")

    assert asked.response.ephemeral == (place == "server")
    assert "Practise interviews" in shown(asked.response)
