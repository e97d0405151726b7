"""Grades the answers of a round and keeps each as an attempt, once, however often it is done."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime

from bot.actions.answering import main_attempt
from bot.actions.cards import CardState, filters_of, new_card
from bot.actions.coach import Coach
from bot.actions.quiz_night.answering import place_of, question_of
from bot.core.grading import Grade
from bot.core.questions import Question
from bot.core.quiz.concepts import counted
from bot.store import attempts, cards, quiz_rounds
from bot.store.quiz_rounds import Answer
from bot.store.quizzes import Kept

# How many are kept in one transaction.
AT_ONCE = 50


async def grade_round(coach: Coach, kept: Kept, *, now: datetime) -> dict[int, int]:
    """Grade all answers of the round that is closed; gives the score of each player.

    Whatever else the bot has to do gets its turn between any two answers.
    """
    assert kept.round_id is not None
    question = question_of(coach, kept.question_id)
    async with coach.database.reading() as connection:
        answers = await quiz_rounds.answers(connection, kept.round_id)
    graded: list[tuple[Answer, Grade]] = []
    for answer in answers:
        with coach.metrics.grading():
            grade = coach.grader.grade(question.id, answer.words)
        graded.append((answer, grade))
        await asyncio.sleep(0)
    for at in range(0, len(graded), AT_ONCE):
        await _keep(coach, kept, question, graded[at : at + AT_ONCE], now)
    for _, grade in graded:
        coach.metrics.graded(grade.verdict)
    counts = counted(grade for _, grade in graded)
    async with coach.database.writing() as connection:
        await quiz_rounds.note(connection, kept.round_id, counts=counts.as_json())
    return {answer.learner_id: grade.score for answer, grade in graded}


async def _keep(
    coach: Coach,
    kept: Kept,
    question: Question,
    graded: Sequence[tuple[Answer, Grade]],
    now: datetime,
) -> None:
    assert kept.round_id is not None
    occasion = f"quiz:{kept.id}:{kept.quiz.number}"
    learner_ids = sorted(answer.learner_id for answer, _ in graded)
    values = new_card(question, 0, place_of(kept), filters_of(kept.filters))
    del values["learner_id"]
    values |= {"state": CardState.ANSWERED.value, "answer_shown": kept.quiz.void, "asked_at": now}
    async with coach.database.writing() as connection:
        of = await cards.add_all_to_occasion(connection, learner_ids, occasion=occasion, **values)
        new = [
            main_attempt(
                of[answer.learner_id],
                question,
                grade,
                answer.words,
                occasion,
                answer.at,
                counted=not kept.quiz.void,
            )
            for answer, grade in graded
        ]
        ids = await attempts.add_all_once(connection, new)
        await quiz_rounds.grade(
            connection,
            kept.round_id,
            [(a.learner_id, grade.score, ids[of[a.learner_id].id]) for a, grade in graded],
        )
