"""The form for an answer, whatever the question was put for."""

from __future__ import annotations

import discord
from discord import ui

from bot.actions.practice import LONGEST_ANSWER
from bot.discord_app.fitting import flowing, shorten


def answer_form(title: str, custom_id: str, asked: str, told: str, *, said: str = "") -> ui.Modal:
    """A form for an answer.

    It is stopped at once: what is submitted is read from the event itself, so that a form which
    was open during a restart is no special case.

    Args:
        title: What it is for.
        custom_id: By which the answer finds its way.
        asked: The question.
        told: What to know before writing.
        said: What the person said so far, to be changed.
    """
    form = ui.Modal(title=title, custom_id=custom_id, timeout=None)
    form.add_item(ui.TextDisplay(shorten(flowing(asked), 1000)))
    form.add_item(
        ui.Label(
            text="In your own words",
            description=told,
            component=ui.TextInput(
                custom_id="answer",
                style=discord.TextStyle.paragraph,
                max_length=LONGEST_ANSWER,
                default=said or None,
                required=True,
            ),
        )
    )
    form.stop()
    return form
