"""Options that several commands have: which questions are wanted, and a time zone."""

from __future__ import annotations

from typing import Literal, TypeAlias

from discord import app_commands

from bot.actions import progress
from bot.actions.practice import Filters
from bot.core.questions import Kind, Level
from bot.discord_app.client import client_of
from bot.discord_app.events import Interaction

KindOption: TypeAlias = Literal["general", "scenario"]
LevelOption: TypeAlias = Literal["junior", "mid", "senior"]


def wanted(topic: str | None, kind: str | None, level: str | None) -> Filters:
    """Which questions somebody wants."""
    return Filters(
        topic=topic.strip().casefold() if topic else None,
        kind=Kind(kind) if kind else None,
        level=Level(level) if level else None,
    )


async def suggest_topics(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Topics and tags that contain what was typed, with how many questions each has."""
    bank = client_of(interaction).coach.bank
    names = {topic.id: topic.name for topic in bank.topics.values()}
    for topic in bank.topics.values():
        names |= {tag: tag for tag in topic.tags if tag not in names}
    sought = typed.strip().casefold()
    found = [
        (len(bank.matching(topic=key)), key, name)
        for key, name in names.items()
        if sought in key.casefold() or sought in name.casefold()
    ]
    found.sort(key=lambda entry: (-entry[0], entry[1]))
    return [
        app_commands.Choice(name=f"{name} ({number})"[:100], value=key)
        for number, key, name in found[:25]
        if number
    ]


async def suggest_zones(_: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Time zones that fit what was typed."""
    return [app_commands.Choice(name=zone, value=zone) for zone in progress.zones(typed)[:25]]
