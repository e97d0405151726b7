"""Finds the question that was left with an unfinished answer."""

from __future__ import annotations

from bot.actions import Refused, practice
from bot.actions.practice import LONGEST_ANSWER, Card, Filters
from bot.terminal.sitting import LEARNER, Sitting


async def find(
    sitting: Sitting, filters: Filters, question_id: str | None
) -> tuple[Card, str] | None:
    """The question left last that fits, and the answer begun; both are in hand then.

    Only a person goes on: what a pipe holds is an answer of its own.
    """
    if not sitting.reader.talks:
        return None
    for card_id in sitting.drafts.kept():
        card = await _card(sitting, card_id)
        if card is None:
            continue
        if question_id in {None, card.question.id} and _fits(sitting, card, filters):
            text = sitting.drafts.claim(card)
            if text and (sitting.reader.edits or len(text) <= LONGEST_ANSWER):
                return card, text
            sitting.drafts.release(card)
    return None


async def _card(sitting: Sitting, card_id: int) -> Card | None:
    try:
        return await practice.get_card(sitting.coach, card_id=card_id, learner_id=LEARNER)
    except Refused:
        # Of another database, or of a bank that is not in use now.
        return None


def _fits(sitting: Sitting, card: Card, filters: Filters) -> bool:
    fitting = sitting.coach.bank.matching(
        topic=filters.topic, kind=filters.kind, level=filters.level
    )
    return card.question in fitting
