"""Reads an interaction: where it happened, and what was typed into a form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import discord

from bot.actions.practice import Place, Surface

Interaction: TypeAlias = discord.Interaction[Any]


def place_of(interaction: Interaction) -> Place:
    """Where an event happened."""
    channel_id = interaction.channel_id or 0
    if interaction.guild_id is not None:
        return Place(Surface.SERVER, channel_id, interaction.guild_id)
    surface = Surface.PRIVATE if interaction.context.private_channel else Surface.DM
    return Place(surface, channel_id)


def submitted(interaction: Interaction) -> str:
    """What was typed into a form, read from the event itself; empty for a button."""
    if interaction.type is not discord.InteractionType.modal_submit:
        return ""
    data: Mapping[str, Any] = interaction.data or {}
    return "\n".join(_values(data.get("components", ())))


def chosen(interaction: Interaction) -> list[str]:
    """What was chosen in a menu, read from the event itself."""
    data: Mapping[str, Any] = interaction.data or {}
    return [str(value) for value in data.get("values", ())]


def _values(components: Sequence[Mapping[str, Any]]) -> Sequence[str]:
    found: list[str] = []
    for component in components:
        if isinstance(component.get("value"), str):
            found.append(component["value"])
        inner = component.get("component")
        found += _values([inner] if inner is not None else component.get("components", ()))
    return found
