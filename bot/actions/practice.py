"""Private practice: a question, an answer, its grade and one follow-up."""

from __future__ import annotations

import random
from datetime import datetime

from bot.actions.answering import (
    LONGEST_ANSWER,
    EmptyAnswer,
    TooLong,
    fingerprint,
    main_attempt,
    probe_attempt,
    readable,
)
from bot.actions.asking import DoesNotFit, NoQuestion, UnknownQuestion, named, next_question
from bot.actions.cards import (
    Card,
    CardGone,
    CardState,
    Filters,
    NotYours,
    Place,
    Surface,
    card_of,
    new_card,
)
from bot.actions.coach import Coach
from bot.actions.occasions import counts
from bot.actions.refusals import Refused
from bot.actions.results import Result, earlier, new_result_in, result_in
from bot.core.grading import Grade, follow_up, with_follow_up
from bot.core.questions import Question
from bot.store import Connection, attempts, cards, learners
from bot.store.attempts import NewAttempt
from bot.store.cards import CardRow

__all__ = [
    "LONGEST_ANSWER",
    "Card",
    "CardGone",
    "CardState",
    "DoesNotFit",
    "EmptyAnswer",
    "Filters",
    "NoProbe",
    "NoQuestion",
    "NotYours",
    "Place",
    "Result",
    "Surface",
    "TooLong",
    "UnknownQuestion",
    "again",
    "answer",
    "answer_probe",
    "ask",
    "followed",
    "get_card",
    "hint",
    "open_card",
    "result_of",
    "show",
    "skip",
]


ANY = Filters()


class NoProbe(Refused):
    """No follow-up was offered for this card."""

    sentence = "There is no follow-up open for this question. Please ask for a new question."


async def ask(
    coach: Coach,
    *,
    learner_id: int,
    place: Place,
    filters: Filters = ANY,
    question_id: str | None = None,
    now: datetime,
    rng: random.Random,
) -> Card:
    """Put the next question, or the one named, to a learner."""
    if question_id is not None:
        question = named(coach.bank, question_id, filters)
    else:
        question = await next_question(coach, learner_id, filters, now, rng)
    return await _put(coach, question, learner_id, place, filters, now)


async def open_card(coach: Coach, *, learner_id: int, place: Place) -> Card | None:
    """The newest card in this place that waits for an answer or for one to its follow-up."""
    async with coach.database.reading() as connection:
        rows = await cards.waiting(connection, learner_id, place.surface, place.channel_id)
    there = (row for row in rows if row.question_id in coach.bank.questions)
    found = (card_of(coach, row, learner_id) for row in there)
    return next((c for c in found if c.state is not CardState.ANSWERED or c.probe), None)


async def get_card(coach: Coach, *, card_id: int, learner_id: int) -> Card:
    """A card by its id."""
    async with coach.database.reading() as connection:
        return card_of(coach, await cards.get(connection, card_id), learner_id)


async def hint(coach: Coach, *, card_id: int, learner_id: int, now: datetime) -> Card:  # noqa: ARG001 - all that people do is told when
    """Note that the hint was looked at; its text is `card.question.hint`."""
    async with coach.database.writing() as connection:
        row = await _locked(coach, connection, card_id, learner_id)
        row = await cards.change(connection, row.id, hint_used=True)
    return card_of(coach, row, learner_id)


async def skip(coach: Coach, *, card_id: int, learner_id: int, now: datetime) -> Card:  # noqa: ARG001 - all that people do is told when
    """Put a question, or its follow-up, aside."""
    async with coach.database.writing() as connection:
        row = await _locked(coach, connection, card_id, learner_id)
        state = CardState.SKIPPED if row.state == CardState.OPEN else row.state
        row = await cards.change(connection, row.id, state=state, probe=None, waits_since=None)
    return card_of(coach, row, learner_id)


async def show(coach: Coach, *, card_id: int, learner_id: int, now: datetime) -> Card:  # noqa: ARG001 - all that people do is told when
    """Show the model answer. Answers on this card are practice from now on and do not count."""
    async with coach.database.writing() as connection:
        row = await _locked(coach, connection, card_id, learner_id)
        state = row.state if row.state == CardState.ANSWERED else CardState.SHOWN
        row = await cards.change(
            connection, row.id, state=state, answer_shown=True, probe=None, waits_since=None
        )
    return card_of(coach, row, learner_id)


async def again(
    coach: Coach, *, card_id: int, learner_id: int, place: Place, now: datetime
) -> Card:
    """Put the same question once more, on a new card."""
    card = await get_card(coach, card_id=card_id, learner_id=learner_id)
    return await _put(coach, card.question, learner_id, place, card.filters, now)


async def answer(
    coach: Coach, *, card_id: int, learner_id: int, text: str, delivery: str, now: datetime
) -> Result:
    """Grade and save an answer, once for each delivery."""
    text = readable(text)
    async with coach.database.reading() as connection:
        known = await earlier(coach, connection, learner_id, delivery, now)
        if known is not None:
            return known
        card = card_of(coach, await cards.get(connection, card_id), learner_id)
    question = card.question
    with coach.metrics.grading():
        grade = coach.grader.grade(question.id, text)
    async with coach.database.writing() as connection:
        row = await _locked(coach, connection, card_id, learner_id)
        counted = await counts(connection, row, now)
        new = main_attempt(row, question, grade, text, delivery, now, counted=counted)
        attempt_id = await attempts.add_once(connection, new)
        if attempt_id is not None:
            # Whoever has seen the model answer is not led to it any more.
            probe = follow_up(question, grade) if counted else None
            row = await cards.change(
                connection,
                card_id,
                state=CardState.ANSWERED,
                probe=probe.id if probe else None,
                probe_of=attempt_id,
                waits_since=now if probe else None,
            )
    return await _result(coach, new, attempt_id, row)


async def answer_probe(
    coach: Coach, *, card_id: int, learner_id: int, text: str, delivery: str, now: datetime
) -> Result:
    """Grade and save the answer to a follow-up, once for each delivery."""
    text = readable(text)
    while True:
        async with coach.database.reading() as connection:
            known = await earlier(coach, connection, learner_id, delivery, now)
            if known is not None:
                return known
            row = await cards.get(connection, card_id)
            card = card_of(coach, row, learner_id)
            main = await attempts.get(connection, row.probe_of or 0) if row else None
            if row is None or main is None:
                raise NoProbe
            said = await attempts.repeated(connection, card_id, fingerprint(str(main.id), text))
            if said is not None:
                return await result_in(coach, connection, said, learner_id, repeated=True, now=now)
        if card.probe is None:
            raise NoProbe
        with coach.metrics.grading():
            grade = coach.grader.grade(card.question.id, text)
        graded = with_follow_up(card.question, Grade.from_json(main.grade), card.probe, grade)
        async with coach.database.writing() as connection:
            locked = await _locked(coach, connection, card_id, learner_id)
            if (locked.probe, locked.probe_of) != (row.probe, row.probe_of):
                # Something else happened to the card meanwhile; look again.
                continue
            new = probe_attempt(
                locked, main, card.question, card.probe, graded, text, delivery, now
            )
            attempt_id = await attempts.add_once(connection, new)
            if attempt_id is not None:
                locked = await cards.change(connection, card_id, probe=None, waits_since=None)
        return await _result(coach, new, attempt_id, locked)


async def result_of(coach: Coach, *, attempt_id: int, learner_id: int) -> Result:
    """A saved result, to be shown again."""
    async with coach.database.reading() as connection:
        attempt = await attempts.get(connection, attempt_id)
        return await result_in(coach, connection, attempt, learner_id, repeated=True)


async def followed(coach: Coach, *, card_id: int, learner_id: int, now: datetime) -> Result:
    """The result that the open follow-up of a card follows."""
    async with coach.database.reading() as connection:
        row = await cards.get(connection, card_id)
        card_of(coach, row, learner_id)
        if row is None or row.probe is None or row.probe_of is None:
            raise NoProbe
        main = await attempts.get(connection, row.probe_of)
        return await result_in(coach, connection, main, learner_id, repeated=True, now=now)


async def _put(
    coach: Coach,
    question: Question,
    learner_id: int,
    place: Place,
    filters: Filters,
    now: datetime,
) -> Card:
    """Put a question; what was open in the same place waits no longer."""
    async with coach.database.writing() as connection:
        await learners.lock(connection, learner_id, now)
        for row in await cards.waiting(connection, learner_id, place.surface, place.channel_id):
            state = CardState.SKIPPED if row.state == CardState.OPEN else row.state
            # A follow-up stays open for its own button; plain words are not for it any more.
            await cards.change(connection, row.id, state=state, waits_since=None)
        values = new_card(question, learner_id, place, filters)
        row = await cards.add(connection, **values, asked_at=now)
    return card_of(coach, row, learner_id)


async def _locked(coach: Coach, connection: Connection, card_id: int, learner_id: int) -> CardRow:
    """A card that nobody else can change meanwhile."""
    row = await cards.get(connection, card_id, lock=True)
    card_of(coach, row, learner_id)
    assert row is not None
    return row


async def _result(coach: Coach, new: NewAttempt, attempt_id: int | None, row: CardRow) -> Result:
    """What is shown of an answer, whether it was added or had been kept before.

    In a transaction of its own: whatever fails here, the answer stays.
    """
    if attempt_id is not None:
        coach.metrics.graded(new.verdict)
    async with coach.database.reading() as connection:
        if attempt_id is not None:
            return await new_result_in(coach, connection, attempts.kept(new, attempt_id), row)
        stored = await attempts.same(connection, new)
        return await result_in(coach, connection, stored, new.learner_id, repeated=True, now=new.at)
