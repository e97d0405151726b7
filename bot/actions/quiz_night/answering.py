"""Answers of a quiz: taken until the time is up, kept as practice when they come later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.actions.answering import main_attempt, readable
from bot.actions.cards import CardGone, CardState, Place, Surface, filters_of, new_card
from bot.actions.coach import Coach
from bot.actions.quiz_night.plays import NotNow, Plays
from bot.actions.quiz_night.reading import get_round
from bot.core.questions import Question
from bot.core.quiz import Answered, IllegalMove, Phase, Why, step
from bot.store import attempts, cards, learners, quiz_rounds
from bot.store.quizzes import Kept


@dataclass(frozen=True, slots=True)
class Form:
    """What the form for an answer shows.

    Attributes:
        number: The round.
        words: The person's answer so far, to be changed.
    """

    round_id: int
    number: int
    question: Question
    words: str


@dataclass(frozen=True, slots=True)
class Taken:
    """An answer that counts, as long as no other one follows."""

    quiz_id: int
    number: int
    everyone: bool


@dataclass(frozen=True, slots=True)
class Late:
    """An answer that came too late. It is kept as practice.

    Attributes:
        attempt_id: The graded answer.
    """

    quiz_id: int
    attempt_id: int


async def form(
    coach: Coach, plays: Plays, *, round_id: int, learner_id: int, now: datetime
) -> Form:
    """The form for an answer, if an answer would be taken.

    Raises:
        NotNow: If it would not, such as from somebody who does not play.
    """
    on = await plays.round(round_id)
    kept = await plays.get(on.quiz_id)
    try:
        step(kept.quiz, Answered(learner_id, on.number, now))
    except IllegalMove as refused:
        raise NotNow(refused.why) from refused
    words = ""
    if learner_id in kept.quiz.answers:
        async with coach.database.reading() as connection:
            before = await quiz_rounds.answer(connection, round_id, learner_id)
        words = before.words if before else ""
    return Form(round_id, on.number, question_of(coach, on.question_id), words)


async def answer(
    coach: Coach,
    plays: Plays,
    *,
    round_id: int,
    learner_id: int,
    text: str,
    delivery: str,
    now: datetime,
) -> Taken | Late:
    """Take an answer; the last one of each player counts.

    Raises:
        EmptyAnswer: If there is nothing to see in it.
        TooLong: If it is longer than can be graded.
        NotNow: If this person does not play this round.
    """
    text = readable(text)
    on = await plays.round(round_id)
    event = Answered(learner_id, on.number, now)
    try:
        quiz = await plays.play(on.quiz_id, event, now=now, words=text)
    except NotNow as refused:
        if refused.why is not Why.TOO_LATE:
            raise
        return await late_answer(
            coach, round_id=round_id, learner_id=learner_id, text=text, delivery=delivery, now=now
        )
    everyone = quiz.phase is Phase.ASKING and quiz.everyone_answered()
    return Taken(on.quiz_id, on.number, everyone)


async def late_answer(
    coach: Coach, *, round_id: int, learner_id: int, text: str, delivery: str, now: datetime
) -> Late:
    """Grade an answer that came too late, and keep it as practice that does not count."""
    kept, on = await get_round(coach, round_id)
    question = question_of(coach, on.question_id)
    with coach.metrics.grading():
        grade = coach.grader.grade(question.id, text)
    async with coach.database.writing() as connection:
        await learners.lock(connection, learner_id, now)
        known = await attempts.delivered(connection, learner_id, delivery)
        if known is not None:
            return Late(kept.id, known.id)
        values = new_card(question, learner_id, place_of(kept), filters_of(kept.filters))
        values |= {"state": CardState.ANSWERED, "occasion": f"late:{delivery.rpartition(':')[2]}"}
        row = await cards.add(connection, **values, asked_at=now)
        row = await cards.change(connection, row.id, waits_since=None)
        new = main_attempt(row, question, grade, text, delivery, now, counted=False)
        attempt_id = await attempts.add_once(connection, new)
    assert attempt_id is not None
    coach.metrics.graded(new.verdict)
    return Late(kept.id, attempt_id)


def question_of(coach: Coach, question_id: str) -> Question:
    """The question of a round.

    Raises:
        CardGone: If it has left the bank meanwhile.
    """
    question = coach.bank.questions.get(question_id)
    if question is None:
        raise CardGone
    return question


def place_of(kept: Kept) -> Place:
    """Where a quiz runs."""
    return Place(Surface.GROUP, kept.place_id, kept.guild_id)
