"""The buttons and forms of a quiz, by their ids."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import discord
from discord import ui


class Press(StrEnum):
    """What a button, a menu or a form of a quiz does: the last part of its id.

    The ids are part of every message already posted. Never change one, add a new one.
    """

    JOIN = "join"
    LEAVE = "leave"
    BEGIN = "begin"
    CANCEL = "cancel"
    NEXT = "next"
    PAUSE = "pause"
    RESUME = "resume"
    SKIP = "skip"
    END = "end"
    END_INDEED = "endindeed"
    ANSWER = "answer"
    FORM = "form"
    RESULT = "result"
    MINE = "mine"
    PRACTISE = "practise"


MOST_TEAMS = 6


def press_id(number: int, press: Press | str) -> str:
    """The id of a button or form, of a quiz or of a round."""
    return f"quiz:{number}:{press}"


def team_press(team: int) -> str:
    """What the button of a team does."""
    return f"team{team}"


def button(
    number: int,
    press: Press | str,
    label: str,
    style: discord.ButtonStyle = discord.ButtonStyle.secondary,
) -> ui.Button[Any]:
    """A button of a quiz."""
    return ui.Button(label=label, style=style, custom_id=press_id(number, press))
