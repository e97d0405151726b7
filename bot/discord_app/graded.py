"""From a form that was sent to the result that is shown, whatever the question was put for."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

import discord

from bot.actions.practice import Result
from bot.discord_app import failures, replies, words
from bot.discord_app.cards import IDS, Press, topic_name
from bot.discord_app.client import client_of
from bot.discord_app.events import Interaction, submitted
from bot.discord_app.limits import ANSWERS
from bot.discord_app.pages import AMBER, Page, notice
from bot.discord_app.result_card import result_page

log = logging.getLogger(__name__)


async def grade_form(
    interaction: Interaction,
    grade: Callable[[str], Awaitable[Result]],
    *,
    during: str,
    apart: bool = False,
) -> Result | None:
    """Grade what a form holds, then show the result.

    Args:
        interaction: The form that was sent.
        grade: Grades a text and saves it.
        during: What is being done, for the log.
        apart: Whether the result has a message of its own, because the card is everybody's.

    Returns:
        The result; None where there is none, and the person was told why.
    """
    typed = submitted(interaction)
    try:
        await _take(interaction, apart=apart)
        client = client_of(interaction)
        client.limits.take(ANSWERS, interaction.user.id, client.now(interaction))
        async with client.room.place():
            result = await grade(typed)
    except Exception as error:  # noqa: BLE001 - whatever it is, the text must not be lost
        await failures.report(interaction, error, during=during, text=typed.strip() and typed)
        return None
    log_graded(result)
    await show_result(interaction, result)
    return result


async def _take(interaction: Interaction, *, apart: bool) -> None:
    """Acknowledge a form, unless that has been done.

    Whoever did, the words must not be lost: they are kept once for each form, and the result of
    both is the same.
    """
    try:
        if apart:
            await replies.wait(interaction)
        else:
            await interaction.response.defer()
    except discord.HTTPException as error:
        if not failures.is_given(error):
            raise
        log.info("form acknowledged already: interaction=%d", interaction.id)


async def show_result(interaction: Interaction, result: Result) -> None:
    """Show a result; if that fails, say that it is saved and how to see it."""
    try:
        topic = topic_name(client_of(interaction).coach, result.card.question)
        await replies.put_or_add(interaction, result_page(result, topic))
    except Exception as error:
        log.error("result not shown: attempt=%d", result.attempt_id, exc_info=error)
        await failures.say(interaction, saved_page(result.attempt_id))


def saved_page(attempt_id: int) -> Page:
    """What stands in for a result that could not be shown: it is saved, and can be seen again."""
    see = IDS.button(attempt_id, Press.RESULT, "See result", discord.ButtonStyle.primary)
    return notice(words.SAVED_BUT_NOT_SHOWN, see, colour=AMBER)


def log_graded(result: Result) -> None:
    """One line for each graded answer: ids and the score, never the words."""
    log.info(
        "graded: attempt=%d card=%d question=%s score=%d repeated=%s",
        result.attempt_id,
        result.card.id,
        result.card.question.id,
        result.score,
        result.repeated,
    )
