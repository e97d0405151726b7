"""A question from its hint to its model answer, with another try; and all of it after a restart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.actions import Coach
from bot.actions.practice import CardGone, CardState, NotYours, Place, Surface
from bot.core.grading import Grader
from bot.core.questions import Bank
from bot.store import Database
from tests.actions.learner import DM
from tests.discord_app.sample_bank import BANK, FULL_ANSWER, HALF_ANSWER, PORTS


async def test_hint(ana):
    """It is told apart in the log, and costs no points."""
    card = await ana.ask("images")
    hinted = await ana.hint(card)
    assert hinted == replace(card, hint_used=True)
    assert await ana.hint(card) == hinted
    assert await ana.open_card() == hinted
    assert (await ana.answer(card, FULL_ANSWER)).score == 100


async def test_skip(ana):
    card = await ana.ask("images")
    assert await ana.skip(card) == replace(card, state=CardState.SKIPPED)
    assert await ana.open_card() is None
    # Whoever has thought better of it may answer all the same.
    assert (await ana.answer(card, FULL_ANSWER)).card.state is CardState.ANSWERED


async def test_show(ana):
    """The model answer ends the question; what is answered from then on is practice."""
    card = await ana.ask("images")
    assert (await ana.show(card)).state is CardState.SHOWN
    assert await ana.open_card() is None
    result = await ana.answer(card, HALF_ANSWER)
    assert (result.counted, result.probe) == (False, None)
    assert (result.streak.days, result.streak.today_counts) == (0, False)


async def test_what_was_answered_before_the_model_answer_counts(ana):
    """And an answered question stays answered."""
    card = await ana.ask("images")
    first = await ana.answer(card, HALF_ANSWER)
    assert (await ana.show(card)).state is CardState.ANSWERED
    again = await ana.result(first.attempt_id)
    assert (again.counted, again.probe, again.streak.days) == (True, None, 1)
    assert not (await ana.answer(card, FULL_ANSWER)).counted


async def test_try_again(ana):
    """The same question on a new card, by the same wishes, without what was used on the old one."""
    card = await ana.ask("images", topic="images")
    await ana.hint(card)
    first = await ana.answer(card, HALF_ANSWER)
    fresh = await ana.again(card)
    assert fresh == replace(card, id=fresh.id)
    assert fresh.id > card.id
    assert await ana.open_card() == fresh
    second = await ana.answer(fresh, HALF_ANSWER)
    assert (second.repeated, second.counted) == (False, True)
    assert second.attempt_id != first.attempt_id


async def test_try_again_after_the_model_answer(ana):
    """What was shown on the old card does not make the new one practice."""
    card = await ana.ask("images")
    await ana.show(card)
    assert (await ana.answer(await ana.again(card), FULL_ANSWER)).counted


async def assert_refused(learner, card, refusal, said: str) -> None:
    """None of what can be done with a card is done."""
    for doing in ("answer", "answer_probe", "hint", "skip", "show", "again", "card"):
        words = [HALF_ANSWER] if doing.startswith("answer") else []
        with pytest.raises(refusal, match=said):
            await getattr(learner, doing)(card, *words)


async def test_a_card_of_somebody_else(ana, ben):
    """Nothing happens to it, and nothing of it is shown."""
    card = await ana.ask("images")
    before = await ana.answer(card, HALF_ANSWER)
    await assert_refused(ben, card, NotYours, "put to someone else")
    with pytest.raises(NotYours):
        await ben.result(before.attempt_id)
    assert await ana.result(before.attempt_id) == replace(before, repeated=True)
    assert await ben.open_card() is None


async def test_a_card_that_is_gone(ana):
    """Its number was never given, or its question has left the bank."""
    card = await ana.ask("images")
    result = await ana.answer(card, HALF_ANSWER)
    await assert_refused(ana, replace(card, id=card.id + 1), CardGone, "no longer available")
    with pytest.raises(CardGone):
        await ana.result(result.attempt_id + 1)
    smaller = Bank([PORTS], BANK.topics.values())
    ana.coach = Coach(smaller, Grader(smaller), ana.coach.database)
    assert await ana.open_card() is None
    await assert_refused(ana, card, CardGone, "ask for a new one")
    with pytest.raises(CardGone):
        await ana.result(result.attempt_id)
    # The rest of practice goes on.
    assert (await ana.ask()).question.id == "ports"


async def test_learners_do_not_see_each_other(ana, ben):
    """In the same channel, at the same time."""
    ana.place = ben.place = Place(Surface.SERVER, 5, 6)
    cards = [await learner.ask("images") for learner in (ana, ben)]
    assert [await ana.open_card(), await ben.open_card()] == cards
    await ana.skip(cards[0])
    assert [await ana.open_card(), await ben.open_card()] == [None, cards[1]]


async def test_after_a_restart(ana, url):
    """What was open is open: the question with its hint, then the follow-up, then the result."""

    async def restart() -> Database:
        database = await Database.open(url)
        ana.coach = Coach(BANK, Grader(BANK), database)
        return database

    await ana.ask("images", topic="images")
    card = await ana.hint(await ana.open_card())
    database = await restart()
    assert await ana.open_card() == card
    first = await ana.answer(card, HALF_ANSWER, delivery="1")
    await database.close()

    database = await restart()
    waiting = await ana.open_card()
    assert waiting.probe == first.probe
    assert waiting.place == DM
    assert await ana.result(first.attempt_id) == replace(first, repeated=True)
    # Discord delivers again what was not acknowledged before the restart.
    assert (await ana.answer(card, HALF_ANSWER, delivery="1")).repeated
    assert (await ana.answer_probe(waiting, "A running instance.")).score > first.score
    await database.close()
