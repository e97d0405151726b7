"""The follow-up to a partial answer: one, about what is missing, for a part of its points."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from bot.actions.practice import NoProbe
from bot.core.questions import Verdict
from bot.store import attempts
from bot.store.tables import attempts as table
from tests.discord_app.sample_bank import FULL_ANSWER, HALF_ANSWER, INSTANCE

MADE_UP_FOR = "A container is a running instance of it."


@pytest.fixture
async def partial(ana):
    """An answer that leaves one concept out."""
    return await ana.answer(await ana.ask("images"), HALF_ANSWER)


async def number(coach) -> int:
    async with coach.database.reading() as connection:
        return await connection.scalar(select(func.count()).select_from(table))


async def test_what_is_asked(ana, partial):
    """The concept that is missing; the card waits for it."""
    assert (partial.verdict, partial.probe) == (Verdict.PARTIAL, INSTANCE)
    assert (await ana.open_card()).probe == INSTANCE


@pytest.mark.parametrize("text", [FULL_ANSWER, "I do not know."])
async def test_nothing_is_asked_after_a_correct_or_an_incorrect_answer(ana, text):
    card = await ana.ask("images")
    assert (await ana.answer(card, text)).probe is None
    assert await ana.open_card() is None
    with pytest.raises(NoProbe, match="no follow-up open"):
        await ana.answer_probe(card, MADE_UP_FOR)


async def test_reduced_credit(ana, coach, partial):
    """More than before, less than if it had been said at once; and kept as what it is."""
    result = await ana.answer_probe(partial.card, MADE_UP_FOR)
    assert partial.score < result.score < 100
    assert (result.probe, result.repeated) == (None, False)
    assert await ana.open_card() is None
    async with coach.database.reading() as connection:
        kept = await attempts.get(connection, result.attempt_id)
    assert (kept.kind, kept.follows, kept.concept) == ("probe", partial.attempt_id, "instance")
    assert (kept.answer, kept.score) == (MADE_UP_FOR, result.score)
    # The main answer stays what it was.
    assert (await ana.result(partial.attempt_id)).score == partial.score
    assert await ana.result(result.attempt_id) == replace(result, repeated=True)


async def test_a_poor_answer_costs_nothing(ana, partial):
    result = await ana.answer_probe(partial.card, "No idea.")
    assert (result.score, result.verdict) == (partial.score, partial.verdict)


async def test_other_concepts_earn_nothing(ana):
    """Only what was asked about counts."""
    first = await ana.answer(await ana.ask("images"), "A container is a running instance.")
    assert first.probe.id == "template"
    assert (await ana.answer_probe(first.card, MADE_UP_FOR)).score == first.score


async def test_there_is_one_only(ana, partial):
    await ana.answer_probe(partial.card, "No idea.")
    with pytest.raises(NoProbe):
        await ana.answer_probe(partial.card, MADE_UP_FOR)


async def test_the_same_words_again(ana, coach, partial):
    """A double click gets the result once more."""
    first = await ana.answer_probe(partial.card, MADE_UP_FOR)
    second = await ana.answer_probe(partial.card, MADE_UP_FOR)
    assert (second.attempt_id, second.score, second.repeated) == (
        first.attempt_id,
        first.score,
        True,
    )
    assert await number(coach) == 2


async def test_twenty_deliveries_at_once(ana, coach, partial):
    every = await asyncio.gather(
        *(ana.answer_probe(partial.card, MADE_UP_FOR, delivery="same") for _ in range(20))
    )
    assert sum(not result.repeated for result in every) == 1
    assert len({(result.attempt_id, result.score) for result in every}) == 1
    assert await number(coach) == 2


async def test_two_answers_at_once(ana, coach, partial):
    """One is taken; the other is told that there is nothing open any more."""
    texts = [MADE_UP_FOR, "No idea."]
    every = await asyncio.gather(
        *(ana.answer_probe(partial.card, text) for text in texts), return_exceptions=True
    )
    assert sum(isinstance(each, NoProbe) for each in every) == 1
    assert await number(coach) == 2


async def test_the_words_of_the_main_answer_may_be_said_again(ana, coach, partial):
    """As an answer to the follow-up they are one of its own."""
    result = await ana.answer_probe(partial.card, HALF_ANSWER)
    assert (result.repeated, result.score) == (False, partial.score)
    assert await number(coach) == 2


async def test_skipped(ana, partial):
    """The answer before it stays; the follow-up is over."""
    card = await ana.skip(partial.card)
    assert (card.state, card.probe) == (partial.card.state, None)
    assert await ana.open_card() is None
    with pytest.raises(NoProbe):
        await ana.answer_probe(card, MADE_UP_FOR)


async def test_it_stays_open_for_its_button_after_the_next_question(ana, partial):
    """Plain words go to the new question."""
    fresh = await ana.ask("ports")
    assert await ana.open_card() == fresh
    assert (await ana.answer_probe(partial.card, MADE_UP_FOR)).score > partial.score
    assert await ana.open_card() == fresh


async def test_it_counts_for_no_day_of_its_own(ana, partial):
    """The streak is that of the main answers."""
    result = await ana.answer_probe(partial.card, MADE_UP_FOR)
    assert result.streak.days == partial.streak.days == 1
    assert result.streak.recent[-1].attempts == 1
