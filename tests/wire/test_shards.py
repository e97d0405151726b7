"""Several processes of one bot on one PostgreSQL: who speaks where, in turn, and replaced alive."""

from __future__ import annotations

import signal
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import discord
import pytest
from sqlalchemy import text as sql

from bot.actions import Coach, daily
from bot.content import load_bank
from bot.core.grading import Grader
from bot.store import Database
from tests.discord_app.conftest import shown
from tests.wire.server import Wire, start_world
from tests.wire.site import Site, settings_for

ANSWER = "I would like to know that, too."
# Servers of shard 0 and of shard 1, where there are two.
SERVERS = [(260_000_000_000 + shard) << 22 for shard in (0, 1)]


@dataclass
class Fleet(Site):
    """A site with one server on each of two shards, and the processes of the bot."""

    channels: list
    people: list
    database: Database

    async def up(self, shard_ids: str = "", **settings: str):
        """A process that is connected."""
        before = len(self.wire.identified_at)
        shards = {"SHARD_COUNT": "2", "SHARD_IDS": shard_ids} if shard_ids else {}
        bot = await self.start(**shards, **settings)
        await self.wire.until(
            lambda: len(self.wire.identified_at) > before and self.env.backend.commands.get(None)
        )
        return bot

    async def fetch(self, query: str):
        async with self.database.reading() as connection:
            return list(await connection.execute(sql(query)))

    async def set_up_daily(self) -> None:
        """A question is due in each server."""
        bank = load_bank(Path(self.settings["COACH_CONTENT"]))
        coach, now = Coach(bank, Grader(bank), self.database), discord.utils.utcnow()
        for channel in self.channels:
            await daily.set_up(
                coach,
                guild_id=channel.guild.id,
                channel_id=channel.id,
                wishes=daily.Wishes(at="09:00", zone="UTC"),
                by=1,
                now=now,
            )
        async with self.database.writing() as connection:
            await connection.execute(sql("UPDATE schedules SET next_at = now()"))

    def posted(self) -> list[int]:
        """How many questions of the day each server has."""
        return [
            sum("Question of the day" in shown(m) for m in channel.history())
            for channel in self.channels
        ]

    async def dm(self, person, text: str) -> int:
        """Send a direct message and wait for its answer; gives how many answers there are."""

        def answers() -> int:
            return sum(m.author.bot for m in person.user.dm_channel.history())

        before = answers()
        await person.user.send_dm(text)
        await self.wire.until(lambda: answers() > before)
        return answers()


@pytest.fixture
async def fleet(tmp_path, _empty_postgres, few_questions, spec):
    env = await start_world()
    channels = [env.create_guild(f"club {n}", id=n).create_text_channel("prep") for n in SERVERS]
    people = [channel.guild.add_member(env.create_user("ana")) for channel in channels]
    database = await Database.open(_empty_postgres)
    settings = settings_for(_empty_postgres, tmp_path, few_questions)
    settings["DISCORD_WIRE_GAP"] = "0.1"
    async with Wire(env, spec=spec) as wire:
        wire.synchronous()
        yield Fleet(env, wire, channels[0], people[0], settings, channels, people, database)
    await env.shutdown()
    await database.close()
    if spec is not None:
        spec.assert_clean()
    assert wire.unknown == []


async def test_each_process_posts_only_in_its_own_servers(fleet):
    await fleet.set_up_daily()

    await fleet.up("1")
    await fleet.wire.until(lambda: fleet.posted()[1])
    assert fleet.posted() == [0, 1]

    await fleet.up("0")
    await fleet.wire.until(lambda: fleet.posted()[0])
    assert fleet.posted() == [1, 1]


async def test_direct_messages_are_answered_by_the_process_of_shard_0(fleet):
    first, other = await fleet.up("0"), await fleet.up("1")
    (ana, ben) = fleet.people
    other.kill()
    await other.wait()

    assert await fleet.dm(ben, "help") == 1

    await fleet.up("1")
    first.kill()
    await first.wait()
    await fleet.up("0")
    assert await fleet.dm(ana, "help") == 1


async def test_one_is_killed_while_it_posts_and_the_other_works_on(fleet):
    await fleet.set_up_daily()
    fleet.wire.unanswered = ("POST", "messages")
    killed = await fleet.up("1")
    await fleet.wire.until(lambda: fleet.posted()[1])
    killed.kill()
    await killed.wait()
    fleet.wire.unanswered = None

    await fleet.up("0")
    await fleet.wire.until(lambda: fleet.posted()[0])
    asked = await fleet.people[0].slash(fleet.channels[0], "practice", topic="docker")
    await fleet.wire.until(lambda: "Docker" in shown(asked.response))

    async with fleet.database.writing() as connection:
        await connection.execute(sql("UPDATE drops SET retry_at = now()"))
    await fleet.up("1")
    await fleet.wire.until(lambda: ("GET", "messages") in fleet.wire.calls)
    form = await fleet.people[1].click(fleet.channels[1].history()[-1], label="Answer")
    sent = await fleet.people[1].submit_modal(form, {"answer": ANSWER})
    await fleet.wire.until(lambda: "/ 100" in shown(sent.response))

    assert fleet.posted() == [1, 1]
    assert await fleet.fetch("SELECT state FROM drops") == [("posted",), ("posted",)]


async def test_two_processes_on_one_shard_answer_each_press_and_form_once(fleet):
    """As in a rolling restart: the new process is there before the old one has gone."""
    await fleet.up("0")
    await fleet.up("0")
    (ana, _) = fleet.people

    asked = await ana.slash(fleet.channel, "practice", topic="docker")
    form = await ana.click(asked.response, label="Answer")
    sent = await ana.submit_modal(form, {"answer": ANSWER})
    await fleet.wire.until(lambda: "/ 100" in shown(sent.response))

    assert len(fleet.wire.sessions) == 2
    assert sent.response.id == asked.response.id
    assert await fleet.fetch("SELECT count(*) FROM attempts") == [(1,)]
    assert await fleet.fetch("SELECT count(*) FROM cards") == [(1,)]


async def test_two_processes_on_one_shard_answer_each_direct_message_once(fleet):
    await fleet.up("0")
    await fleet.up("0")
    (ana, _) = fleet.people

    said = [await fleet.dm(ana, text) for text in ("practice docker", "skip", ANSWER)]

    assert said == [1, 2, 3]
    last = ana.user.dm_channel.history()[-1]
    await fleet.wire.until(lambda: "/ 100" in shown(last), seconds=10)
    assert await fleet.fetch("SELECT count(*) FROM cards") == [(2,)]
    ((graded, question),) = await fleet.fetch("SELECT card_id, question_id FROM attempts")
    assert await fleet.fetch(f"SELECT question_id FROM cards WHERE id = {graded}") == [(question,)]


async def test_a_rolling_restart_loses_and_doubles_nothing(fleet):
    old = await fleet.up("0")
    (ana, _) = fleet.people
    await fleet.dm(ana, "practice docker")
    new = await fleet.up("0")

    # What is said while the old one stops is answered by one of the two.
    old.send_signal(signal.SIGTERM)
    await fleet.dm(ana, ANSWER)
    status, said = await fleet.ended(old)

    assert status == 0, said
    assert new.returncode is None
    assert await fleet.dm(ana, "next") == 3
    assert await fleet.fetch("SELECT count(*) FROM attempts") == [(1,)]


async def test_shards_of_all_processes_identify_one_after_the_other(fleet):
    """Discord wants five seconds between two of them, whichever process they are of."""
    del fleet.settings["DISCORD_WIRE_GAP"]
    for shard_id in "01":
        await fleet.start(SHARD_COUNT="2", SHARD_IDS=shard_id)

    # A process that is too slow for its turn takes the next one.
    await fleet.wire.until(lambda: len(fleet.wire.identified_at) == 2, seconds=40)

    assert sorted(fleet.wire.shards) == [[0, 2], [1, 2]]
    assert all(later - earlier >= 5 for earlier, later in pairwise(fleet.wire.identified_at))


async def test_as_many_identify_at_once_as_discord_allows(fleet):
    fleet.settings["DISCORD_WIRE_GAP"] = "600"
    fleet.wire.max_concurrency = 2
    for shard_id in "01":
        await fleet.start(SHARD_COUNT="2", SHARD_IDS=shard_id)

    await fleet.wire.until(lambda: len(fleet.wire.identified_at) == 2)
