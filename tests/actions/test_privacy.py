"""What is kept of a person can be seen, taken along and deleted; what is old is forgotten."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from bot.actions import privacy, retention
from bot.actions.practice import CardGone
from bot.core.streaks import StreakReport
from tests.actions.learner import START

WORDS = "a container is a virtual machine, say the pelicans"


async def a_day_of(learner):
    """One question with an answer, a self-set zone and a streak."""
    await learner.move("Europe/Berlin", START)
    card = await learner.ask("images")
    return card, await learner.answer(card, WORDS)


async def test_what_is_kept_is_told_in_numbers(coach, ana, ben):
    await a_day_of(ana)

    found = await privacy.show(coach, learner_id=ana.id)

    assert found == {"learners": 1, "zone_choices": 1, "cards": 1, "attempts": 1}
    assert await privacy.show(coach, learner_id=ben.id) == {}


async def test_what_is_kept_can_be_taken_along(coach, ana, ben):
    await a_day_of(ana)
    await a_day_of(ben)

    whole = json.loads(await privacy.export(coach, learner_id=ana.id, now=START))

    assert "not for decisions about hiring" in whole["about"]
    (attempt,) = whole["kept"]["attempts"]
    assert attempt["answer"] == WORDS
    assert attempt["grade"]["concepts"]
    # Larger numbers lose their end in other programs.
    assert attempt["learner_id"] == str(ana.id)
    assert {len(rows) for rows in whole["kept"].values()} <= {0, 1}


async def test_what_is_deleted_is_gone_and_one_begins_anew(coach, ana, ben):
    card, result = await a_day_of(ana)
    await a_day_of(ben)

    assert await privacy.delete(coach, learner_id=ana.id)
    assert not await privacy.delete(coach, learner_id=ana.id)

    assert await privacy.show(coach, learner_id=ana.id) == {}
    assert await privacy.show(coach, learner_id=ben.id)
    with pytest.raises(CardGone):
        await ana.result(result.attempt_id)
    with pytest.raises(CardGone):
        await ana.answer(card, "too late")
    assert await privacy.show(coach, learner_id=ana.id) == {}
    fresh = await ana.streak(START)
    assert isinstance(fresh, StreakReport)
    assert fresh.zone != "Europe/Berlin"
    await a_day_of(ana)


async def test_old_answers_keep_their_grade_and_lose_their_words(coach, ana):
    _, old = await a_day_of(ana)
    assert old.grade.misconceptions
    card = await ana.ask()
    new = await ana.answer(card, WORDS, now=START + timedelta(days=100))

    assert await retention.forget_words(coach, before=START + timedelta(days=50)) == 1
    assert await retention.forget_words(coach, before=START + timedelta(days=50)) == 0

    forgotten, kept = await ana.result(old.attempt_id), await ana.result(new.attempt_id)
    assert (forgotten.score, forgotten.verdict) == (old.score, old.verdict)
    assert [c.state for c in forgotten.grade.concepts] == [c.state for c in old.grade.concepts]
    assert [m.id for m in forgotten.grade.misconceptions] == [
        m.id for m in old.grade.misconceptions
    ]
    assert kept.answer == WORDS
    whole = await privacy.export(coach, learner_id=ana.id, now=START)
    assert whole.count("pelicans") == whole[whole.index(f'"id": {new.attempt_id}') :].count(
        "pelicans"
    )


async def test_many_old_answers_are_forgotten_in_several_steps(coach, ana, monkeypatch):
    monkeypatch.setattr(retention, "_BATCH", 2)
    for number in range(5):
        await ana.answer(await ana.ask(), f"{WORDS} {number}")

    assert await retention.forget_words(coach, before=START + timedelta(days=1)) == 5
    assert "pelicans" not in await privacy.export(coach, learner_id=ana.id, now=START)
