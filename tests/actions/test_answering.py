"""What becomes of an answer: graded, kept once and with everything that belongs to it."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from bot.actions.practice import LONGEST_ANSWER, CardState, EmptyAnswer, Place, Surface, TooLong
from bot.core.questions import Verdict
from bot.store import attempts
from bot.store.tables import attempts as table
from tests.actions.learner import START
from tests.discord_app.sample_bank import FULL_ANSWER, HALF_ANSWER


async def number(coach) -> int:
    async with coach.database.reading() as connection:
        return await connection.scalar(select(func.count()).select_from(table))


async def stored(coach, attempt_id: int):
    async with coach.database.reading() as connection:
        return await attempts.get(connection, attempt_id)


async def test_what_is_kept_of_an_answer(ana, coach):
    """Who, where, which question in which version, the words, the grade and when."""
    ana.place = Place(Surface.SERVER, channel_id=5, guild_id=6)
    card = await ana.hint(await ana.ask("images"))
    result = await ana.answer(card, HALF_ANSWER, delivery="interaction:7", now=START)
    kept = await stored(coach, result.attempt_id)
    assert (kept.learner_id, kept.card_id, kept.at) == (ana.id, card.id, START)
    assert (kept.surface, kept.channel_id, kept.guild_id) == ("server", 5, 6)
    assert (kept.question_id, kept.question_version) == ("images", card.question.version)
    assert (kept.answer, kept.delivery) == (HALF_ANSWER, "interaction:7")
    assert (kept.kind, kept.follows, kept.hint_used, kept.counted) == ("main", None, True, True)
    assert (kept.score, kept.verdict) == (result.score, "partial")
    assert kept.grade == result.grade.as_json()


async def test_a_result_read_back_is_the_same(ana):
    """With its evidence; only the card has gone on."""
    result = await ana.answer(await ana.ask("images"), HALF_ANSWER)
    again = await ana.result(result.attempt_id)
    assert again == replace(result, repeated=True)
    assert result.card.state is CardState.ANSWERED
    assert result.verdict is Verdict.PARTIAL


async def test_a_repeated_delivery_is_graded_once(ana, coach):
    """Whatever it carries: the result is that of the first."""
    card = await ana.ask("images")
    first = await ana.answer(card, HALF_ANSWER, delivery="1")
    second = await ana.answer(card, FULL_ANSWER, delivery="1")
    assert (first.repeated, second.repeated) == (False, True)
    assert replace(second, repeated=False, streak=first.streak) == first
    assert await number(coach) == 1


async def test_twenty_deliveries_at_once(ana, coach):
    card = await ana.ask("images")
    every = await asyncio.gather(*(ana.answer(card, HALF_ANSWER, delivery="1") for _ in range(20)))
    assert sum(not result.repeated for result in every) == 1
    assert len({result.attempt_id for result in every}) == 1
    assert {result.score for result in every} == {every[0].score}
    assert every[0].streak.days == 1
    assert await number(coach) == 1


async def test_the_same_words_sent_twice_are_one_answer(ana, coach):
    """A double click has two deliveries."""
    card = await ana.ask("images")
    first = await ana.answer(card, HALF_ANSWER)
    second = await ana.answer(card, f"  {HALF_ANSWER}\n")
    assert (second.attempt_id, second.repeated) == (first.attempt_id, True)
    assert await number(coach) == 1


async def test_other_words_on_the_same_card_are_another_answer(ana, coach):
    """The first one stays as it was."""
    card = await ana.ask("images")
    first = await ana.answer(card, HALF_ANSWER)
    before = await stored(coach, first.attempt_id)
    second = await ana.answer(card, FULL_ANSWER)
    assert (second.score, second.repeated, second.probe) == (100, False, None)
    assert await stored(coach, first.attempt_id) == before
    assert (await ana.result(first.attempt_id)).probe is None


async def test_a_delivery_is_one_learners(ana, ben, coach):
    mine = await ana.answer(await ana.ask("images"), HALF_ANSWER, delivery="1")
    other = await ben.answer(await ben.ask("images"), FULL_ANSWER, delivery="1")
    assert mine.attempt_id != other.attempt_id
    assert mine.score < other.score == 100
    assert await number(coach) == 2


async def test_asking_and_answering_at_once(ana):
    """Both go through, in whichever order: neither waits for the other for ever."""
    for turn in range(10):
        card = await ana.ask("images")
        result, _ = await asyncio.gather(ana.answer(card, f"{HALF_ANSWER} {turn}"), ana.ask())
        assert result.score > 0


@pytest.mark.parametrize("text", ["", " \n\t", "\u200b\u2060", "\x00\x07"])
async def test_nothing_to_see(ana, coach, text):
    card = await ana.ask("images")
    with pytest.raises(EmptyAnswer, match="no text"):
        await ana.answer(card, text)
    assert await number(coach) == 0
    assert await ana.open_card() == card


async def test_too_long(ana, coach):
    card = await ana.ask("images")
    with pytest.raises(TooLong, match=r"it has 4,001 characters, and at most 4,000"):
        await ana.answer(card, "x" * (LONGEST_ANSWER + 1))
    assert await number(coach) == 0
    assert (await ana.answer(card, "x" * LONGEST_ANSWER)).score == 0


async def test_signs_that_no_database_keeps(ana, coach):
    """They are replaced one by one, so that the evidence points to the right words."""
    card = await ana.ask("images")
    result = await ana.answer(card, f"\0\ud800🐳 '; DROP TABLE attempts; -- {HALF_ANSWER}")
    kept = await stored(coach, result.attempt_id)
    assert kept.answer == f"\N{REPLACEMENT CHARACTER}?🐳 '; DROP TABLE attempts; -- {HALF_ANSWER}"
    assert result.grade.as_json() == kept.grade
