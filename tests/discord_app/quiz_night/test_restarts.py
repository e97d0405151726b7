"""A bot that is stopped in the middle of a quiz goes on from there."""

from __future__ import annotations

from datetime import timedelta

import discord
import pytest

from bot.discord_app.quiz_night.runner import Runner
from tests.discord_app.conftest import labels, shown
from tests.discord_app.quiz_night.conftest import BREAK, ROUND
from tests.discord_app.sample_bank import FULL_ANSWER

IMAGES = {"topic": "images", "rounds": 1}


async def test_in_the_lobby(night):
    await night.start(**IMAGES)
    await night.join(*night.people[:2])
    await night.world.restart()

    await night.join(*night.people[2:])
    await night.press(night.host, night.lobby, "Start")
    await night.wait(3)

    assert "5 players" in shown(night.now(night.lobby))
    assert "Round 1 of 1" in night.text()


async def test_in_a_round_answers_are_kept_and_its_form_still_works(night):
    _, ben, cleo, *_ = night.people
    await night.begin(**IMAGES)
    await night.answer(ben, FULL_ANSWER)
    form = await cleo.click(night.card, label="Answer")
    await night.wait(10)

    await night.world.restart()
    sent = await cleo.submit_modal(form, {"answer": FULL_ANSWER})
    await night.wait(ROUND - 7)

    assert "Your answer is in" in shown(sent.response)
    assert f"🥇 <@{ben.id}> **+100**" in night.text()
    assert f"🥈 <@{cleo.id}> **+100**" in night.text()


async def test_lost_time_is_given_back_and_the_countdown_says_so(night, monkeypatch):
    _, ben, *_ = night.people
    await night.begin(**IMAGES)
    await night.wait(20)
    before = night.text()

    real, away = Runner.work, [True]

    async def work(self, now):
        return None if away else await real(self, now)

    monkeypatch.setattr(Runner, "work", work)
    await night.world.restart()
    await night.wait(100)
    away.clear()
    form = await ben.click(night.card, label="Answer")
    await night.wait(3)
    assert night.text() != before, "the countdown is a new one"

    await night.wait(34)
    sent = await ben.submit_modal(form, {"answer": FULL_ANSWER})
    assert "Your answer is in" in shown(sent.response), "40 seconds were left"
    await night.wait(8)
    assert f"🥇 <@{ben.id}> **+100**" in night.text()


async def test_paused_over_a_restart(night):
    ana, ben, *_ = night.people
    await night.begin(**IMAGES)
    await night.wait(20)
    await night.press(ana, night.card, "Pause")
    await night.world.restart()
    await night.wait(3600)
    await night.world.restart()

    await night.press(ana, night.card, "Resume")
    await night.wait(37)
    assert "Answer" in labels(night.card)
    await night.answer(ben, FULL_ANSWER)
    await night.wait(6)

    assert f"🥇 <@{ben.id}> **+100**" in night.text()


async def test_between_rounds(night):
    await night.begin(rounds=2)
    await night.press(night.host, night.card, "Next")
    await night.world.restart()

    await night.wait(BREAK + 3)

    assert "Round 2 of 2" in night.text()
    assert sum("## Round 1 of 2" in shown(m) for m in night.messages()) == 1


async def test_all_had_answered_when_it_went_down(night, monkeypatch):
    await night.start(**IMAGES)
    await night.join(*night.people[:2])
    await night.press(night.host, night.lobby, "Start")
    with monkeypatch.context() as dying:
        dying.setattr(Runner, "soon", lambda *_, **__: None)
        for person in night.people[:2]:
            await night.answer(person, FULL_ANSWER)
    assert "Answer" in labels(night.card)

    await night.world.restart()
    await night.wait(1)

    assert "Points" in night.text()


async def test_the_quiz_is_over_for_a_bot_that_was_removed(night):
    ana, *_ = night.people
    await night.begin(rounds=3)
    await night.answer(ana, night.full())

    gone = {"id": str(night.world.guild.id), "unavailable": False}
    night.env.backend.emit("GUILD_DELETE", gone)
    await night.wait(10)

    assert "I could not go on here" in night.text()
    assert f"🥇 <@{ana.id}> · **100**" in night.text(), "its results are kept"


@pytest.mark.parametrize("minutes", [-15, 15])
async def test_a_clock_that_is_wrong_for_a_moment_costs_no_time_and_wins_none(
    night, monkeypatch, minutes
):
    _, ben, cleo, *_ = night.people
    right, wrong = discord.utils.utcnow, [timedelta(0)]
    monkeypatch.setattr(discord.utils, "utcnow", lambda: right() + wrong[0])
    await night.begin(**IMAGES)
    await night.answer(ben, FULL_ANSWER)

    wrong[0] = timedelta(minutes=minutes)
    await night.wait(6)
    wrong[0] = timedelta(0)
    await night.wait(ROUND - 12)
    assert "Your answer is in" in await night.answer(cleo, FULL_ANSWER)
    await night.wait(15)

    points = night.text()
    assert f"<@{ben.id}> **+100**" in points
    assert f"<@{cleo.id}> **+100**" in points


async def test_a_press_right_after_a_standstill_does_not_end_the_round(night, monkeypatch):
    """Such as that of a computer that was put to sleep."""
    _, ben, cleo, *_ = night.people
    await night.begin(**IMAGES)
    await night.wait(5)

    right = discord.utils.utcnow
    monkeypatch.setattr(discord.utils, "utcnow", lambda: right() + timedelta(minutes=2))
    fay = night.world.guild.add_member(night.env.create_user("fay"))
    await night.press(fay, night.lobby, "Join")
    await night.answer(ben, FULL_ANSWER)

    assert "Your answer is in" in await night.answer(cleo, FULL_ANSWER)


@pytest.mark.parametrize("seconds", [-10, 10])
async def test_a_clock_that_is_always_wrong_makes_no_round_longer_or_shorter(
    night, monkeypatch, seconds
):
    """Discord says when a press happened, and the bot's own clock when the time is up."""
    _, ben, *_ = night.people
    right = discord.utils.utcnow
    monkeypatch.setattr(discord.utils, "utcnow", lambda: right() + timedelta(seconds=seconds))
    await night.begin(**IMAGES)
    await night.answer(ben, FULL_ANSWER)

    for number in range(8):
        await night.wait(6)
        late = night.world.guild.add_member(night.env.create_user(f"late{number}"))
        await night.press(late, night.lobby, "Join")
    await night.wait(6)
    assert "Answer" in labels(night.card)
    await night.wait(12)

    assert f"<@{ben.id}> **+100**" in night.text()
