"""The self-mark on Discord: a person says which ideas an uncertain grade did not find."""

from __future__ import annotations

import logging

from bot.actions import practice, self_marks
from bot.actions.practice import Result
from bot.discord_app import replies
from bot.discord_app.cards import topic_name
from bot.discord_app.checklist import IDS, Mark
from bot.discord_app.client import Feature, client_of
from bot.discord_app.events import Interaction, chosen
from bot.discord_app.result_card import result_page

log = logging.getLogger(__name__)


def feature() -> Feature:
    """The button **I said that** of a result, and its checklist."""
    return Feature(name=IDS.feature, pressed={Mark.OPEN: open_list, Mark.CHOOSE: mark})


async def open_list(interaction: Interaction, attempt_id: int) -> None:
    """The button: the checklist appears on the card itself, so that it can be put away with it."""
    await interaction.response.defer()
    result = await practice.result_of(
        client_of(interaction).coach, attempt_id=attempt_id, learner_id=interaction.user.id
    )
    if not self_marks.checklist(result):
        raise self_marks.NothingToMark
    await _show(interaction, result, marking=True)


async def mark(interaction: Interaction, attempt_id: int) -> None:
    """The checklist: what was chosen is kept and told on the card."""
    await interaction.response.defer()
    client = client_of(interaction)
    result = await self_marks.mark(
        client.coach,
        attempt_id=attempt_id,
        learner_id=interaction.user.id,
        concepts=chosen(interaction),
        delivery=f"interaction:{interaction.id}",
        now=client.now(interaction),
    )
    log.info("marked: attempt=%d concepts=%d", attempt_id, len(result.marked))
    await _show(interaction, result)


async def _show(interaction: Interaction, result: Result, *, marking: bool = False) -> None:
    # Only a card that answers a direct message has the person's own words right above it.
    message = interaction.message
    chat = message is not None and message.interaction_metadata is None
    topic = topic_name(client_of(interaction).coach, result.card.question)
    await replies.put_or_add(interaction, result_page(result, topic, chat=chat, marking=marking))
