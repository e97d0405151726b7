"""The buttons and forms of a quiz, by their ids."""

from __future__ import annotations

from enum import StrEnum

from bot.discord_app.ids import Ids


class Press(StrEnum):
    """What a button, a menu or a form of a quiz does: the last part of its id.

    Never change one, add a new one.
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
# Their number is that of a quiz; of a round for `ANSWER`, `FORM` and `RESULT`.
IDS = Ids("quiz")


def team_press(team: int) -> str:
    """What the button of a team does."""
    return f"team{team}"
