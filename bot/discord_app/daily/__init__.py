"""Daily questions on Discord: `/daily` for those who manage a server, a card for everybody."""

from __future__ import annotations

from functools import partial

from bot.discord_app.client import CoachClient, Feature
from bot.discord_app.daily import commands, presses
from bot.discord_app.daily.cards import IDS, Press
from bot.discord_app.daily.poster import DUTY, post_now, work
from bot.discord_app.duties import Duty

__all__ = ["EVERY", "feature", "post_now"]

# Seconds between two looks at what is due, if nothing is known to be due before.
EVERY = 20.0


def feature(client: CoachClient, *, every: float = EVERY) -> Feature:
    """`/daily`, what its buttons and forms do, and the posting itself.

    Args:
        client: The connection.
        every: Seconds after which it looks again for what is due, at the latest.
    """
    return Feature(
        name=IDS.feature,
        commands=[commands.daily_group],
        pressed={
            Press.ANSWER: presses.open_form,
            Press.FORM: presses.answered,
            Press.HINT: presses.hint,
            Press.PRACTISE: presses.practise,
            Press.RESUME: presses.resume,
        },
        duties=[Duty(DUTY, partial(work, client), every)],
    )
