"""A quiz on real HTTP and a real gateway, whose bot is killed at every point of it."""

from __future__ import annotations

import contextlib
import sqlite3
from datetime import datetime, timedelta

import pytest

from tests.discord_app.conftest import labels, shown

ANSWER = "It depends on what you want to do with the container."


class Night:
    """A quiz with two players and a bot that can be killed."""

    def __init__(self, site):
        self.site = site
        self.ben = site.channel.guild.add_member(site.env.create_user("ben"))
        self.people = [site.ana, self.ben]
        self.bot = None

    async def wake(self):
        self.bot = await self.site.running()

    async def kill(self):
        self.bot.kill()
        await self.bot.wait()

    def let_pass(self, time: timedelta):
        """Let so much time pass while no bot is there: all moments move into the past."""
        with contextlib.closing(sqlite3.connect(self.site.settings["COACH_DATABASE"])) as database:
            ((alive, until),) = database.execute("SELECT alive_at, until FROM quizzes").fetchall()
            moved = [str(datetime.fromisoformat(moment) - time) for moment in (alive, until)]
            database.execute("UPDATE quizzes SET alive_at = ?, until = ?", moved)
            database.commit()

    def cards(self):
        """What the bot wrote where the quiz runs."""
        threads = self.site.channel.threads
        place = threads[-1] if threads else self.site.channel
        return [m for m in place.history() if m.components]

    def lobby(self):
        return next(m for m in self.site.channel.history() if m.components)

    def has(self, what: str, number: int = 1) -> bool:
        return sum(what in shown(card) for card in self.cards()) == number

    async def sees(self, what: str, seconds: float = 10):
        """Within ten seconds of a restart, and once only."""
        await self.site.wire.until(lambda: self.has(what), seconds=seconds)

    async def open(self, rounds=1, seconds=15):
        await self.site.ana.slash(
            self.site.channel, "quiz start", rounds=rounds, seconds=seconds, topic="docker"
        )
        await self.site.wire.until(self.cards)

    async def press(self, person, card, label) -> str:
        pressed = await person.click(card, label=label)
        await self.site.wire.until(lambda: pressed.response is not None)
        return shown(pressed.response)

    async def begin(self, **options):
        await self.open(**options)
        for person in self.people:
            await self.press(person, self.lobby(), "Join")
        await self.press(self.site.ana, self.lobby(), "Start")
        await self.sees("Round 1 of")

    async def answer(self, person, words=ANSWER):
        question = next(card for card in reversed(self.cards()) if "Answer" in labels(card))
        form = await person.click(question, label="Answer")
        sent = await person.submit_modal(form, {"answer": words})
        await self.site.wire.until(lambda: sent.response is not None)
        return shown(sent.response)


@pytest.fixture
async def night(site):
    night = Night(site)
    await night.wake()
    return night


async def test_killed_in_the_lobby(night):
    await night.open()
    await night.press(night.ben, night.lobby(), "Join")
    await night.kill()
    await night.wake()

    await night.press(night.site.ana, night.lobby(), "Join")
    await night.press(night.site.ana, night.lobby(), "Start")

    await night.sees("Round 1 of 1")
    assert "of 2 have answered" in shown(night.cards()[-1])


async def test_killed_in_a_round(night):
    """The answers given are kept, and the time that was left is given back."""
    await night.begin()
    await night.answer(night.ben)
    await night.kill()
    night.let_pass(timedelta(minutes=5))
    await night.wake()

    assert "Your answer is in" in await night.answer(night.site.ana)

    await night.sees("### Points")
    points = shown(night.cards()[-1])
    assert f"<@{night.ben.id}> **+" in points
    assert f"<@{night.site.ana.id}> **+" in points
    await night.sees("⌛ The time is up. 2 answers.")


@pytest.mark.parametrize("held", ["reveal", "podium"])
async def test_killed_between_the_grades_and_their_card(night, held):
    """Discord does not take the card, and before it does the bot is killed."""
    await night.begin()
    await night.answer(night.ben)
    if held == "podium":
        await night.answer(night.site.ana)
        await night.sees("### Points")
    night.site.env.inject_error("POST", "/channels/*/messages", status=502, times=None)
    if held == "reveal":
        await night.answer(night.site.ana)
    else:
        await night.press(night.site.ana, night.cards()[-1], "Next")
    await night.site.wire.until(lambda: night.site.wire.counts["5xx"] >= 2)
    await night.kill()
    night.site.env.backend.faults.clear()
    await night.wake()

    await night.sees("### Points")
    await night.sees("🏆 The podium", seconds=20)
    assert f"<@{night.ben.id}>" in shown(night.cards()[-1])


async def test_killed_at_the_end(night):
    await night.begin()
    for person in night.people:
        await night.answer(person)
    await night.sees("### Points")
    await night.press(night.site.ana, night.cards()[-1], "Next")
    await night.sees("🏆 The podium")
    await night.kill()
    await night.wake()
    await night.site.wire.until(lambda: "The podium is in" in shown(night.lobby()))

    assert "Your rounds" in await night.press(night.ben, night.cards()[-1], "My rounds")
    assert night.has("🏆 The podium")
    await night.open()
    history = await night.ben.slash(night.site.channel, "quiz history")
    assert "1 round · 2 players" in shown(history.response)
