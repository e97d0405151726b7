"""Answers of a round: changed, late, complete; and what the host does about them."""

from __future__ import annotations

import pytest

from tests.discord_app.conftest import labels, shown
from tests.discord_app.quiz_night.conftest import BREAK, HALF, ROUND
from tests.discord_app.sample_bank import FULL_ANSWER

IMAGES = {"topic": "images", "rounds": 1}


async def test_the_last_answer_counts_and_the_form_shows_the_one_before(night):
    _, ben, *_ = night.people
    await night.begin(**IMAGES)
    await night.answer(ben, HALF)

    form = await ben.click(night.card, label="Answer")
    assert HALF in str(form.modal)
    await ben.submit_modal(form, {"answer": FULL_ANSWER})
    await night.wait(ROUND + 2)

    assert f"🥇 <@{ben.id}> **+100**" in night.text()
    assert "1 of 1" in night.text()
    mine = await night.press(ben, night.card, "My result")
    assert "100 / 100" in mine


async def test_nobody_sees_an_answer_before_the_points(night):
    _, ben, *_ = night.people
    await night.begin(**IMAGES)
    before = len(night.env.backend.transcript)

    await night.answer(ben, "a secret template")
    await night.wait(5)

    assert len(night.env.backend.transcript) > before
    assert all("secret" not in shown(message) for message in night.messages())


@pytest.mark.parametrize(("late", "counts"), [(1.0, True), (2.5, False)])
async def test_an_answer_around_the_deadline(night, late, counts):
    """What was sent in time may arrive a little later; what comes after is kept as practice."""
    _, ben, *_ = night.people
    await night.begin(**IMAGES)
    form = await ben.click(night.card, label="Answer")

    await night.wait(ROUND + late)
    sent = await ben.submit_modal(form, {"answer": FULL_ANSWER})
    await night.wait(3)

    said = shown(sent.response)
    assert sent.response.ephemeral
    assert ("Your answer is in" in said) == counts
    assert (f"<@{ben.id}> **+100**" in night.text()) == counts
    streak = await ben.slash(night.channel, "streak")
    assert ("1 day in a row" in shown(streak.response)) == counts
    if not counts:
        assert "the time was up" in said
        result = await ben.click(sent.response, label="See result")
        assert "100 / 100" in shown(result.response)
        assert "does not count" in shown(result.response)


async def test_a_late_answer_beside_one_in_time_changes_nothing(night):
    _, ben, *_ = night.people
    await night.begin(**IMAGES)
    await night.answer(ben, HALF)
    form = await ben.click(night.card, label="Answer")
    await night.wait(ROUND + 3)

    await ben.submit_modal(form, {"answer": FULL_ANSWER})

    mine = await night.press(ben, night.card, "My result")
    assert "100 / 100" not in mine


async def test_it_closes_early_when_everyone_has_answered(night):
    *first, last = night.people
    await night.begin(**IMAGES)
    for person in first:
        await night.answer(person, HALF)
    assert "Round 1 of 1" in night.text()
    assert "Answer" in labels(night.card)

    said = await night.answer(last, FULL_ANSWER)

    assert "here come the points" in said
    assert f"🥇 <@{last.id}> **+100**" in night.text()


async def test_nobody_waits_for_somebody_who_left(night):
    ana, ben, *_ = night.people
    await night.start(rounds=2)
    await night.join(ana, ben)
    await night.press(ana, night.lobby, "Start")
    for person in (ana, ben):
        await night.answer(person, night.full())
    await night.press(ana, night.card, "Leave")
    await night.wait(BREAK + 1)

    said = await night.answer(ben, night.full())

    assert "here come the points" in said
    assert f"🥇 <@{ben.id}> **+100** · 200 in all" in night.text()


async def test_a_latecomer_plays_from_the_next_round_on(night):
    ana, ben, cleo, *_ = night.people
    await night.start(rounds=2)
    await night.join(ana, ben)
    await night.press(ana, night.lobby, "Start")

    refused = await cleo.click(night.card, label="Answer")
    assert "You are not in this quiz yet" in shown(refused.response)
    assert "next question" in await night.press(cleo, refused.response, "Join")
    assert "next round" in await night.press(cleo, night.card, "Answer")
    await night.answer(ana, night.full())
    await night.answer(ben, night.full())
    assert "Points" in night.text(), "nobody waits for a latecomer"
    await night.wait(BREAK + 1)
    await night.answer(cleo, night.full())
    await night.wait(ROUND + 2)

    assert f"🥇 <@{cleo.id}> **+100** · 100 in all" in night.text()


async def test_next_closes_a_round_and_opens_another(night):
    ana, ben, *_ = night.people
    await night.begin(rounds=2)
    await night.answer(ben, night.full())

    await night.press(ana, night.card, "Next")
    assert f"🥇 <@{ben.id}> **+100**" in night.text()
    await night.press(ana, night.card, "Next")

    assert "Round 2 of 2" in night.text()


async def test_skip_gives_points_to_nobody_and_keeps_the_answer_as_practice(night):
    ana, ben, *_ = night.people
    await night.begin(rounds=2)
    await night.answer(ben, night.full())

    await night.press(ana, night.card, "Skip")

    assert "it brings no points to anybody" in night.text()
    assert "A model answer" in night.text()
    mine = await night.press(ben, night.card, "My result")
    assert "100 / 100" in mine
    assert "does not count" in mine


async def test_pause_stops_the_clock(night):
    ana, ben, *_ = night.people
    await night.begin(**IMAGES)
    await night.wait(20)
    await night.press(ana, night.card, "Pause")
    await night.wait(4)
    assert "Paused, with 40 seconds left" in night.text()
    assert "Resume" in labels(night.card)

    await night.wait(3600)
    await night.answer(ben, FULL_ANSWER)
    await night.press(ana, night.card, "Resume")
    await night.wait(39)
    assert "Answer" in labels(night.card)
    await night.wait(4)

    assert f"🥇 <@{ben.id}> **+100**" in night.text()


async def test_pause_between_rounds(night):
    ana, *_ = night.people
    await night.begin(rounds=2)
    await night.press(ana, night.card, "Next")
    await night.press(ana, night.card, "Pause")
    await night.wait(3600)
    assert "Paused" in night.text()

    await night.press(ana, night.card, "Resume")
    await night.wait(BREAK + 1)

    assert "Round 2 of 2" in night.text()


async def test_end_asks_once_more_and_keeps_what_was_answered(night):
    ana, ben, *_ = night.people
    await night.begin(rounds=3)
    await night.answer(ben, night.full())

    asked = await ana.click(night.card, label="End")
    assert "Round 1 of 3" in night.text()
    await night.press(ana, asked.response, "End the quiz")

    assert "The podium" in night.text()
    assert "The host has ended the quiz" in night.text()
    assert f"🥇 <@{ben.id}> · **100**" in night.text()


async def test_three_rounds_without_an_answer_end_it(night):
    await night.begin(rounds=3, seconds=15)
    for _ in range(3):
        await night.wait(17)
        await night.wait(BREAK + 1)

    assert "Nobody answered three questions in a row" in night.text()
    assert "nobody to crown" in night.text()


async def test_the_speed_bonus_is_a_tenth_at_most(night):
    ana, ben, *_ = night.people
    await night.begin(**IMAGES, speed_bonus=True)
    await night.answer(ana, FULL_ANSWER)
    await night.wait(30)
    await night.answer(ben, FULL_ANSWER)
    await night.wait(32)

    assert f"🥇 <@{ana.id}> **+110**" in night.text()
    assert f"🥈 <@{ben.id}> **+105**" in night.text()


async def test_an_empty_answer_is_refused_in_words(night):
    _, ben, *_ = night.people
    await night.begin(**IMAGES)

    said = await night.answer(ben, "   ")

    assert "There was no text in that" in said


async def test_an_answer_is_given_back_if_it_cannot_be_kept(night, monkeypatch):
    _, ben, *_ = night.people
    await night.begin(**IMAGES)
    form = await ben.click(night.card, label="Answer")

    def fail(*_, **__):
        raise OSError("disk full")

    with monkeypatch.context() as broken:
        broken.setattr(type(night.world.coach.database), "writing", fail)
        sent = await ben.submit_modal(form, {"answer": FULL_ANSWER})

    assert "was not saved" in shown(sent.response)
    (file,) = sent.response.attachments
    assert (await file.read()).decode() == FULL_ANSWER
