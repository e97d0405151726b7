"""The real bot in SimCord, on a real database; and a check of everything it sends."""

from __future__ import annotations

import os
import random
from dataclasses import dataclass

import discord
import pytest
import simcord

from bot.actions import Coach
from bot.core.grading import Grader
from bot.discord_app import build_bot
from bot.discord_app.pages import Page
from bot.store.database import Database
from tests.discord_app.sample_bank import BANK
from tests.discord_spec.check import SpecCheck
from tests.simhelp import speed_up

HARDLY_EVER = 40 * 86400.0


@pytest.fixture
async def coach(empty_file):
    """The sample questions on an empty database."""
    database = await Database.open(str(empty_file))
    yield Coach(bank=BANK, grader=Grader(BANK), database=database)
    await database.close()


@dataclass
class World:
    """A small server with two people and one who manages it, and the bot."""

    env: simcord.Env
    coach: Coach
    guild: object
    channel: object
    ana: object
    ben: object
    lead: object

    async def restart(self) -> None:
        """Stop the bot and start it anew on the same database."""
        await self.env.restart_bot(new_bot(self.coach))

    def replies(self, person) -> list:
        """What the bot sent to a person's direct messages, oldest first."""
        return [m for m in person.user.dm_channel.history() if m.author.bot]

    async def dm(self, person, text: str, **options):
        """Send a direct message; gives the bot's last answer."""
        await person.user.send_dm(text, **options)
        return self.replies(person)[-1]


def new_bot(coach):
    """A bot that always draws the same questions, and looks for what is due only when it is."""
    return build_bot(coach, rng=random.Random(4), poll=HARDLY_EVER, shard_count=1)


@pytest.fixture
def discord_spec():
    """Everything sent is checked against Discord's own description, where there is one."""
    path = os.environ.get("DISCORD_OPENAPI")
    if not path:
        yield None
        return
    check = SpecCheck(path)
    with check.watch():
        yield check
    check.assert_clean()


@pytest.fixture
def simcord_bot(coach, discord_spec):
    return new_bot(coach)


@pytest.fixture
def world(simcord_env, coach):
    speed_up(simcord_env)
    guild = simcord_env.create_guild("Interview club")
    manager = guild.create_role("Lead", permissions=discord.Permissions(manage_guild=True))
    return World(
        env=simcord_env,
        coach=coach,
        guild=guild,
        channel=guild.create_text_channel("interview-prep"),
        ana=guild.add_member(simcord_env.create_user("ana")),
        ben=guild.add_member(simcord_env.create_user("ben")),
        lead=guild.add_member(simcord_env.create_user("lead"), roles=[manager]),
    )


def _parts(components):
    for part in components:
        plain = part if isinstance(part, dict) else part.to_dict()
        yield plain
        yield from _parts(plain.get("components", []))


def shown(card) -> str:
    """All text on a card: one that was sent, or a page that is yet to be."""
    parts = card.view.to_components() if isinstance(card, Page) else card.components
    return "\n".join(p["content"] for p in _parts(parts) if p["type"] == 10)


def labels(message) -> list[str]:
    """The labels of a card's buttons that can be pressed."""
    return [
        p["label"] for p in _parts(message.components) if p["type"] == 2 and not p.get("disabled")
    ]
