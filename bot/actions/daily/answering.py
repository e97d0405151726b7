"""Answers to a question that was posted for everybody: one that counts, and practice after it."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime

from bot.actions import practice
from bot.actions.cards import Card, CardState, Filters, Place, card_of, new_card
from bot.actions.coach import Coach
from bot.actions.occasions import is_open
from bot.actions.refusals import Refused
from bot.actions.results import Result
from bot.core.questions import Question
from bot.store import cards, drops, learners, schedules


class DropGone(Refused):
    """The drop, or its question, is no longer there."""

    sentence = "This question is no longer available. Use **/practice** for another one."


@dataclass(frozen=True, slots=True)
class Shown:
    """A drop as one person finds it.

    Attributes:
        counts: Whether their next answer counts, or is practice.
    """

    drop_id: int
    question: Question
    counts: bool


@dataclass(frozen=True, slots=True)
class Open:
    """A drop that is open, as everybody sees it.

    Attributes:
        answered: How many people gave an answer that counts.
        role_id: The role that was called.
    """

    question: Question
    answered: int
    role_id: int | None


async def look(coach: Coach, *, drop_id: int, learner_id: int, now: datetime) -> Shown:
    """What a person is about to answer.

    Raises:
        DropGone: If it is not there any more.
    """
    occasion = drops.occasion_of(drop_id)
    async with coach.database.reading() as connection:
        drop = await drops.get(connection, drop_id)
        card = await cards.of_occasion(connection, learner_id, occasion)
        still = await is_open(connection, occasion, now)
    question = coach.bank.questions.get(drop.question_id or "") if drop else None
    if question is None:
        raise DropGone
    first = card is None or card.state != CardState.ANSWERED
    return Shown(drop_id, question, counts=first and still)


async def hint(
    coach: Coach, *, drop_id: int, learner_id: int, place: Place, now: datetime
) -> Question:
    """Note that somebody looks at the hint; gives the question, whose hint it is.

    Raises:
        DropGone: If the drop or its question is not there any more.
    """
    card = await _card(coach, drop_id, learner_id, place, now)
    await practice.hint(coach, card_id=card.id, learner_id=learner_id, now=now)
    return card.question


async def answer(
    coach: Coach,
    *,
    drop_id: int,
    learner_id: int,
    place: Place,
    text: str,
    delivery: str,
    now: datetime,
) -> Result:
    """Grade and save an answer; a person's first one counts, as long as the question is open.

    Args:
        coach: The coach.
        drop_id: Which question.
        learner_id: Who answers.
        place: Where.
        text: What they typed, unedited.
        delivery: By which an answer that is delivered twice is known to be one.
        now: The moment.

    Raises:
        DropGone: If the drop or its question is not there any more.
        Refused: As of `practice.answer`.
    """
    card = await _card(coach, drop_id, learner_id, place, now)
    return await practice.answer(
        coach, card_id=card.id, learner_id=learner_id, text=text, delivery=delivery, now=now
    )


async def practise(
    coach: Coach,
    *,
    drop_id: int,
    learner_id: int,
    place: Place,
    now: datetime,
    rng: random.Random,
) -> Card:
    """Put the question of a drop to one person alone.

    Raises:
        DropGone: If the drop or its question is not there any more.
    """
    shown = await look(coach, drop_id=drop_id, learner_id=learner_id, now=now)
    return await practice.ask(
        coach,
        learner_id=learner_id,
        place=place,
        question_id=shown.question.id,
        now=now,
        rng=rng,
    )


async def to_show(coach: Coach, *, drop_id: int) -> Open | None:
    """What the card of a drop shows while it is open; None once it is closed."""
    async with coach.database.reading() as connection:
        drop = await drops.get(connection, drop_id)
        schedule = await schedules.get(connection, drop.schedule_id) if drop else None
        number = await drops.answered(connection, drop_id)
    question = coach.bank.questions.get(drop.question_id or "") if drop else None
    if drop is None or question is None or drop.state == drops.REVEALED:
        return None
    return Open(question, number, schedule.role_id if schedule else None)


async def _card(coach: Coach, drop_id: int, learner_id: int, place: Place, now: datetime) -> Card:
    """A person's card for a drop, made when they need it first."""
    occasion = drops.occasion_of(drop_id)
    async with coach.database.reading() as connection:
        row = await cards.of_occasion(connection, learner_id, occasion)
        drop = await drops.get(connection, drop_id)
    question = coach.bank.questions.get(drop.question_id or "") if drop else None
    if question is None:
        raise DropGone
    if row is None:
        async with coach.database.writing() as connection:
            await learners.lock(connection, learner_id, now)
            values = new_card(question, learner_id, place, Filters())
            row = await cards.add_to_occasion(connection, occasion=occasion, **values, asked_at=now)
    return card_of(coach, row, learner_id)
