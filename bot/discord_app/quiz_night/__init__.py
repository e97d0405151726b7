"""Quiz nights on Discord: `/quiz`, the cards in the channel, and what each person is told."""

from __future__ import annotations

from bot.actions.quiz_night import Plays
from bot.discord_app.client import CoachClient, Feature
from bot.discord_app.duties import Duty
from bot.discord_app.quiz_night.boards import Boards
from bot.discord_app.quiz_night.commands import Commands
from bot.discord_app.quiz_night.ids import IDS
from bot.discord_app.quiz_night.presses import Presses
from bot.discord_app.quiz_night.runner import DUTY, Runner

# Seconds between two looks where no quiz is on: a press wakes it at once.
EVERY = 30.0


def feature(client: CoachClient, *, every: float = EVERY) -> Feature:
    """Quiz nights, and the posting of what is due in them.

    Args:
        client: The connection.
        every: Seconds after which it looks again for what is due, at the latest.
    """
    plays = Plays(client.coach)
    boards = Boards(client, plays)
    runner = Runner(client, plays, boards)
    presses = Presses(client, plays, boards, runner)
    return Feature(
        name=IDS.feature,
        commands=[Commands(presses)],
        pressed=presses.by_action(),
        duties=[Duty(DUTY, runner.work, every)],
        left=presses.left,
    )
