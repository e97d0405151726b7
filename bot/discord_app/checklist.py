"""The checklist of an uncertain grade: what the learner may mark as said, and what they marked."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import discord
from discord import ui

from bot.actions import self_marks
from bot.actions.practice import Result
from bot.core.grading import State
from bot.discord_app import words
from bot.discord_app.fitting import plain, shorten
from bot.discord_app.ids import Ids

MOST_OPTIONS = 25
OPTION_LIMIT = 100
# What the line of marks may take of a card, however many there are.
LINE_LIMIT = 300


class Mark(StrEnum):
    """What the parts of the checklist do: the last part of their ids.

    Never change one, add a new one.
    """

    OPEN = "open"
    CHOOSE = "choose"


# Their number is that of an attempt.
IDS = Ids("selfmark")


def mark_button(result: Result, *, opened: bool) -> ui.Button[Any]:
    """The button that opens the checklist."""
    return IDS.button(result.attempt_id, Mark.OPEN, "I said that", disabled=opened)


def mark_menu(result: Result) -> ui.ActionRow[Any]:
    """The checklist, with what is marked ticked."""
    options = [
        discord.SelectOption(
            label=shorten(plain(concept.name), OPTION_LIMIT),
            value=concept.id,
            description=words.HALF_FOUND if concept.state is State.PARTLY else None,
            default=concept.id in result.marked,
        )
        for concept in self_marks.checklist(result)[:MOST_OPTIONS]
    ]
    menu: ui.Select[Any] = ui.Select(
        custom_id=IDS.of(result.attempt_id, Mark.CHOOSE),
        placeholder=words.WHICH_SAID,
        # None at all takes back what was marked.
        min_values=0,
        max_values=len(options),
        options=options,
    )
    return ui.ActionRow(menu)


def marked_line(result: Result) -> str:
    """What the learner marked, or nothing."""
    names: list[str] = []
    room = LINE_LIMIT
    marked = self_marks.marked(result)
    for concept in marked:
        name = shorten(plain(concept.name), OPTION_LIMIT)
        if result.probe is not None and concept.id == result.probe.id:
            # It stays covered as long as a follow-up asks about it.
            name = f"||{name}||"
        room -= len(name)
        if room < 0:
            names.append(f"{len(marked) - len(names)} more")
            break
        names.append(name)
    return f"☑️ You marked: {'; '.join(names)} ({words.BESIDE})" if names else ""
