"""However many people answer at once, four answers are worked on, and all others wait outside.

Work on more of them side by side is no faster, and would keep the bot from telling Discord in time
that what others did has arrived.
"""

from __future__ import annotations

import contextlib

import pytest

from bot.actions import Coach
from bot.core.grading import Grader
from bot.discord_app.room import SIDE_BY_SIDE
from bot.store.database import Database
from tests.discord_app.conftest import shown
from tests.discord_app.sample_bank import BANK, FULL_ANSWER
from tests.simhelp import burst

CROWD = 20


class Counted(Database):
    """A database that knows how many want something of it at once."""

    now = most = 0

    @contextlib.contextmanager
    def _one_more(self):
        self.now += 1
        self.most = max(self.most, self.now)
        try:
            yield
        finally:
            self.now -= 1

    @contextlib.asynccontextmanager
    async def reading(self):
        with self._one_more():
            async with super().reading() as connection:
                yield connection

    @contextlib.asynccontextmanager
    async def writing(self):
        with self._one_more():
            async with super().writing() as connection:
                yield connection


@pytest.fixture
async def coach(tmp_path):
    url = f"sqlite+aiosqlite:///{tmp_path / 'coach.db'}"
    await Database.migrate(url)
    database = await Counted.open(url)
    yield Coach(bank=BANK, grader=Grader(BANK), database=database)
    await database.close()


@pytest.fixture
def crowd(world):
    return [world.guild.add_member(world.env.create_user(f"p{n}")) for n in range(CROWD)]


async def test_questions_for_a_crowd(world, crowd):
    async with burst(world.env):
        asked = [await each.slash(world.channel, "practice", topic="images") for each in crowd]

    assert all("What is a Docker image" in shown(each.response) for each in asked)
    assert world.coach.database.most == SIDE_BY_SIDE


async def test_forms_of_a_crowd(world, crowd):
    asked = [await each.slash(world.channel, "practice", topic="images") for each in crowd]
    forms = [
        await person.click(each.response, label="Answer")
        for person, each in zip(crowd, asked, strict=True)
    ]
    world.coach.database.most = 0

    async with burst(world.env):
        sent = [
            await person.submit_modal(form, {"answer": FULL_ANSWER})
            for person, form in zip(crowd, forms, strict=True)
        ]

    assert all("100 / 100" in shown(each.response) for each in sent)
    assert world.coach.database.most == SIDE_BY_SIDE


async def test_messages_of_a_crowd(world, crowd):
    for person in crowd:
        await world.dm(person, "practice images")
    world.coach.database.most = 0

    async with burst(world.env):
        for person in crowd:
            await person.user.send_dm(FULL_ANSWER)

    assert all("100 / 100" in shown(world.replies(person)[-1]) for person in crowd)
    assert world.coach.database.most == SIDE_BY_SIDE


async def test_work_in_hand_does_not_wait_for_whom_a_stopping_bot_takes_on_no_more(
    world, simcord_bot, monkeypatch
):
    """It has eight seconds to end, and everybody goes on pressing."""
    expected = []
    monkeypatch.setattr(simcord_bot.room, "expect", expected.append)
    asked = await world.ana.slash(world.channel, "practice", topic="images")
    await world.ana.click(asked.response, label="Answer")
    taken_on = len(expected)
    assert taken_on

    await simcord_bot.in_hand.stop()
    await world.ana.click(asked.response, label="Answer")

    assert len(expected) == taken_on
