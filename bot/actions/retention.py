"""Answers are kept in full for a while; then only their grades stay."""

from __future__ import annotations

import logging
from datetime import datetime

from bot.actions.coach import Coach
from bot.core.grading import Grade
from bot.store import attempts, personal

log = logging.getLogger(__name__)

# Answers whose words are forgotten in one transaction, so that nobody waits long.
_BATCH = 200


async def forget_words(coach: Coach, *, before: datetime) -> int:
    """Forget what people wrote before a moment, also where a grade quotes it.

    Returns:
        How many answers there were.
    """
    number = 0
    while True:
        async with coach.database.writing() as connection:
            found = await attempts.with_words(connection, before, limit=_BATCH)
            for attempt_id, grade in found:
                kept = Grade.from_json(grade).without_words().as_json()
                await attempts.forget_words(connection, attempt_id, kept)
            if not found:
                await personal.empty_words(connection, before)
                break
        number += len(found)
    if number:
        log.info("answers forgotten: count=%d before=%s", number, before.date())
    return number
