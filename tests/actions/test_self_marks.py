"""The self-mark: what learners say they said where the grade is uncertain, beside the grade."""

from __future__ import annotations

import asyncio
import itertools
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from bot.actions import self_marks
from bot.actions.practice import CardGone, NotYours
from bot.core.grading import Confidence, State
from bot.store import attempts
from bot.store.tables import self_marks as table
from tests.discord_app.sample_bank import HALF_ANSWER

# Read as "template", but not with certainty.
UNSURE = "An image is a tempalte."
MADE_UP_FOR = "A container is a running instance of it."

deliveries = itertools.count()


@pytest.fixture
async def unsure(ana):
    """An uncertain grade: one concept is made and one missed."""
    result = await ana.answer(await ana.ask("images"), UNSURE)
    assert result.grade.confidence is Confidence.LOW
    return result


async def mark(learner, attempt_id, *concepts, delivery=""):
    return await self_marks.mark(
        learner.coach,
        attempt_id=attempt_id,
        **learner.who(),
        concepts=concepts,
        delivery=delivery or f"mark {next(deliveries)}",
    )


async def number(coach) -> int:
    async with coach.database.reading() as connection:
        return await connection.scalar(select(func.count()).select_from(table))


def ids(concepts):
    return [concept.id for concept in concepts]


async def test_what_may_be_marked(ana, unsure):
    """All that an uncertain grade does not count in full, and nothing of a certain one."""
    assert ids(self_marks.checklist(unsure)) == ["instance"]
    certain = await ana.answer(await ana.ask("images"), HALF_ANSWER)
    assert self_marks.checklist(certain) == ()


async def test_what_an_uncertain_grade_counts_in_half_may_be_marked(unsure):
    """And where everything is made there is nothing to mark."""
    states = {
        state: replace(
            unsure,
            grade=replace(
                unsure.grade,
                concepts=tuple(replace(c, state=state) for c in unsure.grade.concepts),
            ),
        )
        for state in State
    }
    assert ids(self_marks.checklist(states[State.PARTLY])) == ["template", "instance"]
    assert self_marks.checklist(states[State.MADE]) == ()


async def test_a_mark_is_kept_beside_the_grade(ana, coach, unsure):
    """Score, verdict and streak are what they were, in the log as in what is shown."""
    result = await mark(ana, unsure.attempt_id, "instance")
    assert result == replace(unsure, marked=("instance",), repeated=True)
    assert ids(self_marks.marked(result)) == ["instance"]
    assert await ana.result(unsure.attempt_id) == result
    async with coach.database.reading() as connection:
        kept = await attempts.get(connection, unsure.attempt_id)
    assert (kept.score, kept.verdict) == (unsure.score, unsure.verdict)
    assert kept.grade == unsure.grade.as_json()
    assert (await ana.streak(ana.now)).days == unsure.streak.days


async def test_a_later_mark_replaces_what_is_shown(ana, coach):
    """In the question's order, and back to nothing."""
    eight = (
        "It begins with word0. You check word1 next, because word2 needs it. Whoever runs word3 "
        "also wants word4. In the end word5 is stored, word6 is told, and nobody forgets word7."
    )
    result = await ana.answer(await ana.ask("lengthy"), eight)
    await mark(ana, result.attempt_id, "part-11", "part-9")
    assert (await ana.result(result.attempt_id)).marked == ("part-9", "part-11")
    await mark(ana, result.attempt_id, "part-10")
    assert (await ana.result(result.attempt_id)).marked == ("part-10",)
    assert (await mark(ana, result.attempt_id)).marked == ()
    assert await number(coach) == 3


async def test_the_same_delivery_again(ana, coach, unsure):
    """It is kept once, and does not undo what was marked since."""
    await mark(ana, unsure.attempt_id, "instance", delivery="one")
    await mark(ana, unsure.attempt_id)
    assert (await mark(ana, unsure.attempt_id, "instance", delivery="one")).marked == ()
    assert await number(coach) == 2


async def test_the_same_mark_again(ana, coach, unsure):
    """A double click is one mark; and marking nothing is none."""
    await mark(ana, unsure.attempt_id)
    assert await number(coach) == 0
    every = await asyncio.gather(
        *(mark(ana, unsure.attempt_id, "instance", "instance") for _ in range(10))
    )
    assert {result.marked for result in every} == {("instance",)}
    assert await number(coach) == 1


async def test_the_mark_of_an_answer_is_that_of_its_follow_up(ana, coach, unsure):
    """It is kept with the main answer; what the follow-up has made is no mark any more."""
    await mark(ana, unsure.attempt_id, "instance")
    poor = await ana.answer_probe(unsure.card, "No idea.")
    assert poor.marked == ("instance",)
    assert (await mark(ana, poor.attempt_id)).marked == ()
    assert (await ana.result(unsure.attempt_id)).marked == ()
    assert (await mark(ana, poor.attempt_id, "instance")).score == poor.score
    async with coach.database.reading() as connection:
        kept = await connection.scalars(select(table.c.attempt_id))
    assert set(kept) == {unsure.attempt_id}


async def test_what_a_follow_up_makes_needs_no_mark(ana, unsure):
    await mark(ana, unsure.attempt_id, "instance")
    result = await ana.answer_probe(unsure.card, MADE_UP_FOR)
    assert self_marks.checklist(result) == self_marks.marked(result) == ()
    with pytest.raises(self_marks.AlreadyMade):
        await mark(ana, result.attempt_id, "instance")


async def test_what_is_refused(ana, ben, coach, unsure):
    """Each in one sentence, and nothing is kept."""
    certain = await ana.answer(await ana.ask("images"), HALF_ANSWER)
    for who, attempt_id, concept, refusal, says in (
        (ben, unsure.attempt_id, "instance", NotYours, "someone else"),
        (ana, 999, "instance", CardGone, "no longer available"),
        (ana, unsure.attempt_id, "kernel", self_marks.UnknownConcept, "none of the ideas"),
        (ana, unsure.attempt_id, "template", self_marks.AlreadyMade, "read-only template"),
        (ana, certain.attempt_id, "instance", self_marks.NothingToMark, "nothing to mark"),
    ):
        with pytest.raises(refusal, match=says) as refused:
            await mark(who, attempt_id, concept)
        assert str(refused.value).endswith(".")
    assert await number(coach) == 0
