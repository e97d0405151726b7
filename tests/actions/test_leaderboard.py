"""Who has the most points in a server: only what was put to everybody counts, only who wants to."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.actions import preferences
from bot.actions.leaderboard import Span, leaderboard
from bot.actions.practice import Place, Surface
from tests.actions.learner import Learner
from tests.actions.team import CHANNEL, GUILD, Filters, Team, at
from tests.discord_app.sample_bank import FULL_ANSWER, HALF, HALF_ANSWER

NINE = at("2026-03-02 09:00")
ANA, BEN, CAT = 1001, 1002, 1003


@pytest.fixture
async def team(coach):
    made = Team(coach)
    await made.set_up(filters=Filters(topic="images"))
    return made


async def ranks(team, now=NINE, span=Span.ALL, guild=GUILD):
    found = await leaderboard(team.coach, guild_id=guild, span=span, now=now)
    return [(rank.place, rank.learner_id, rank.points, rank.answers) for rank in found]


async def test_points_are_scores_added_up(team):
    for day in range(2):
        now = NINE + timedelta(days=day)
        drop = await team.look(now)
        await team.answer(drop, ANA, HALF_ANSWER, now)
        if day:
            await team.answer(drop, BEN, FULL_ANSWER, now)

    assert await ranks(team, now) == [(1, ANA, 2 * HALF, 2), (2, BEN, 100, 1)]


async def test_practice_and_second_answers_add_nothing(team, coach):
    drop = await team.look(NINE)
    await team.answer(drop, ANA, HALF_ANSWER, NINE)
    await team.answer(drop, ANA, FULL_ANSWER, NINE)
    alone = Learner(coach, ANA, NINE)
    alone.place = Place(Surface.SERVER, CHANNEL, GUILD)
    await alone.answer(await alone.ask("images"), FULL_ANSWER)

    assert await ranks(team) == [(1, ANA, HALF, 1)]


async def test_whoever_hides_is_left_out_and_comes_back_with_all_points(team):
    drop = await team.look(NINE)
    for learner in (ANA, BEN):
        await team.answer(drop, learner, FULL_ANSWER, NINE)
    await preferences.choose(team.coach, learner_id=ANA, leaderboard=False, now=NINE)
    assert await ranks(team) == [(1, BEN, 100, 1)]

    await preferences.choose(team.coach, learner_id=ANA, leaderboard=True, now=NINE)

    assert [learner for _, learner, _, _ in await ranks(team)] == [ANA, BEN]


async def test_equals_share_a_place(team):
    drop = await team.look(NINE)
    for learner, text in ((ANA, FULL_ANSWER), (BEN, FULL_ANSWER), (CAT, HALF_ANSWER)):
        await team.answer(drop, learner, text, NINE)

    assert [place for place, *_ in await ranks(team)] == [1, 1, 3]


async def test_only_what_is_recent(team):
    drop = await team.look(NINE)
    await team.answer(drop, ANA, FULL_ANSWER, NINE)

    for days, span, shown in (
        (7, Span.WEEK, 1), (8, Span.WEEK, 0), (30, Span.MONTH, 1), (31, Span.MONTH, 0),
        (999, Span.ALL, 1),
    ):  # fmt: skip
        assert len(await ranks(team, NINE + timedelta(days=days), span)) == shown


async def test_another_server_is_another_leaderboard(team):
    drop = await team.look(NINE)
    await team.answer(drop, ANA, FULL_ANSWER, NINE)

    assert await ranks(team, guild=GUILD + 1) == []


async def test_the_first_ten(team):
    drop = await team.look(NINE)
    for learner in range(1, 13):
        await team.answer(drop, learner, FULL_ANSWER, NINE)

    assert len(await ranks(team)) == 10


async def test_the_streak_stands_beside_the_points(team):
    for day in range(3):
        now = NINE + timedelta(days=day)
        await team.answer(await team.look(now), ANA, FULL_ANSWER, now)

    (rank,) = await leaderboard(team.coach, guild_id=GUILD, span=Span.ALL, now=now)

    assert rank.streak == 3
