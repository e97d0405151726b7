"""Servers that the bot is removed from: nothing more is posted, a month later nothing is kept."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text as sql

from bot.actions import Shards, daily, servers
from bot.actions.daily import NoPlan
from tests.actions.team import ALL, GUILD, START, Team, at
from tests.discord_app.sample_bank import FULL_ANSWER

NINE = at("2026-03-02 09:00")
MONTH = timedelta(days=30)
ANA = 1001


@pytest.fixture
async def team(coach):
    """A team whose first question has been answered."""
    made = Team(coach)
    await made.set_up()
    drop = await made.look(NINE)
    await made.answer(drop, ANA, FULL_ANSWER, NINE)
    return made


async def rows(coach, table: str) -> int:
    async with coach.database.reading() as connection:
        return (await connection.execute(sql(f"SELECT count(*) FROM {table}"))).scalar_one()


async def test_nothing_more_is_posted(team):
    await servers.left(team.coach, guild_id=GUILD, now=NINE)

    await team.days(3)

    assert len(team.sent) == 1
    assert await daily.status(team.coach, guild_id=GUILD) == []


async def test_a_month_later_its_rows_are_deleted_and_people_keep_their_answers(team):
    await servers.left(team.coach, guild_id=GUILD, now=NINE)
    early = await servers.forget_departed(
        team.coach, shards=ALL, now=NINE + MONTH - timedelta(seconds=1)
    )
    assert (early, await rows(team.coach, "drops")) == (0, 1)

    assert await servers.forget_departed(team.coach, shards=ALL, now=NINE + MONTH) == 1

    counts = [await rows(team.coach, t) for t in ("drops", "schedules", "departures", "attempts")]
    assert counts == [0, 0, 0, 1]
    assert await servers.forget_departed(team.coach, shards=ALL, now=NINE + MONTH) == 0


async def test_what_comes_back_in_time_is_kept(team):
    await servers.left(team.coach, guild_id=GUILD, now=NINE)
    await servers.left(team.coach, guild_id=GUILD, now=NINE + timedelta(days=20))
    await servers.arrived(team.coach, guild_id=GUILD)

    assert await servers.forget_departed(team.coach, shards=ALL, now=NINE + 2 * MONTH) == 0
    assert await rows(team.coach, "drops") == 1
    # Whoever invites it again says when it posts again; dates that were had stay had.
    plan = await team.set_up(NINE + timedelta(minutes=1), at="10:00")
    assert plan.next.at == at("2026-03-03 10:00")


async def test_removed_while_the_bot_was_not_running(team):
    await servers.compare(team.coach, present=[GUILD + 1], shards=ALL, now=NINE)

    with pytest.raises(NoPlan):
        await daily.plan_in(team.coach, guild_id=GUILD, channel_id=None, here=1)

    await servers.compare(team.coach, present=[GUILD], shards=ALL, now=NINE)
    assert await rows(team.coach, "departures") == 0


async def test_servers_of_another_process_are_none_of_its_concern(team):
    """It does not see them, and must not take that for a removal."""
    other = Shards(2, frozenset({1 - (GUILD >> 22) % 2}))

    await servers.compare(team.coach, present=[], shards=other, now=START)

    assert len(await daily.status(team.coach, guild_id=GUILD)) == 1
