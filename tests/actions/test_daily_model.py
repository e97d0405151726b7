"""Whatever the zone, the time, the days and the outages: a plain model says what is posted."""

from __future__ import annotations

import asyncio
import itertools
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from bot.actions import Coach, daily
from bot.core.grading import Grader
from bot.core.timetable import WEEK
from bot.store import Database, drops
from tests.actions.team import Team
from tests.discord_app.sample_bank import BANK

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
# Weeks in which clocks change somewhere, or a date is left out.
BEGINNINGS = (
    datetime(2026, 3, 26, tzinfo=UTC),
    datetime(2026, 10, 22, tzinfo=UTC),
    datetime(2026, 4, 1, tzinfo=UTC),
    datetime(2026, 4, 22, tzinfo=UTC),
    datetime(2011, 12, 26, tzinfo=UTC),
)
ZONES = (
    "UTC", "Europe/Berlin", "America/New_York", "America/St_Johns", "Africa/Cairo",
    "Australia/Lord_Howe", "Pacific/Apia", "Pacific/Chatham", "Antarctica/Troll",
)  # fmt: skip


def moment_of(day: date, at: time, zone: ZoneInfo) -> datetime | None:
    """The first minute at which the clock on the wall shows that; found by looking at each."""
    wall = datetime.combine(day, at)
    noon = datetime.combine(day, time(12), tzinfo=UTC)
    minutes = [noon - 27 * HOUR + n * MINUTE for n in range(54 * 60)]
    shown = [m.astimezone(zone).replace(tzinfo=None) for m in minutes]
    if all(clock.date() != day for clock in shown):
        return None
    if wall in shown:
        return minutes[shown.index(wall)]
    # The clocks leave it out: as much later as they are put forward.
    before, after = next(
        (a, b) for a, b in itertools.pairwise(shown) if a < wall < b and b - a > MINUTE
    )
    return minutes[shown.index(after)] + (wall - before - MINUTE)


def expected(begin, rounds, at, zone, days) -> list[tuple[date, datetime]]:
    """For each date with a moment, the first round with a look within three hours of it."""
    found = []
    for ahead in range(-2, 16):
        day = (begin + ahead * DAY).date()
        moment = moment_of(day, at, ZoneInfo(zone)) if WEEK[day.weekday()] in days else None
        if moment is None or moment <= begin:
            continue
        there = [
            looks[0]
            for looks in rounds
            if any(moment <= look <= moment + 3 * HOUR for look in looks)
        ]
        if there:
            found.append((day, there[0]))
    return found


@pytest.fixture
def team(empty_file):
    """A team on a database that all examples share, each with a channel of its own."""
    with asyncio.Runner() as runner:
        database = runner.run(Database.open(str(empty_file)))
        made = Team(Coach(BANK, Grader(BANK), database))
        made.run = runner.run
        yield made
        runner.run(database.close())


channels = itertools.count(1)


@given(
    begin=st.sampled_from(BEGINNINGS),
    zone=st.sampled_from(ZONES),
    at=st.times().map(lambda t: t.replace(second=0, microsecond=0)),
    days=st.sets(st.sampled_from(WEEK), min_size=1).map(frozenset),
    gaps=st.lists(st.integers(3, 40 * 60), min_size=1, max_size=40),
    crashes=st.sets(st.integers(0, 12)),
)
# Shrinking would go on for minutes; the first example that fails says enough.
# The second look of a process that follows one that died is the first after the moment.
@example(
    begin=BEGINNINGS[0],
    zone="UTC",
    at=time(9, 1),
    days=frozenset(WEEK),
    gaps=[9 * 60, 60],
    crashes={0},
)
# One that died just within the three hours is followed after them.
@example(
    begin=BEGINNINGS[0],
    zone="UTC",
    at=time(9),
    days=frozenset(WEEK),
    gaps=[12 * 60 - 1, 60],
    crashes={0},
)
@settings(
    max_examples=60,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_drops_are_those_of_the_model(team, begin, zone, at, days, gaps, crashes):
    """Gaps between looks are in minutes; at some looks, the process dies right after claiming."""
    looks = [begin + minutes * MINUTE for minutes in itertools.accumulate(gaps)]
    rounds = [
        # Whoever claims and dies is followed two minutes later.
        [look, look + daily.LEASE] if number in crashes else [look]
        for number, look in enumerate(looks)
        if look < begin + 12 * DAY
    ]

    async def live() -> list[tuple[date, datetime]]:
        channel = next(channels)
        plan = await team.set_up(
            begin, channel=channel, at=at.strftime("%H:%M"), zone=zone, days=" ".join(days)
        )
        posted = []
        for first, *followed in rounds:
            before = len(team.drops)
            if followed:
                await team.claim(first)
            for look in followed or [first]:
                await team.look(look)
            for drop_id in team.drops[before:]:
                await team.answer(drop_id, 1, "I do not know.", first)
                posted.append((await day_of(drop_id), first))
        await daily.remove(team.coach, plan=plan, now=begin + 20 * DAY)
        return posted

    async def day_of(drop_id: int) -> date:
        async with team.coach.database.reading() as connection:
            return (await drops.get(connection, drop_id)).day

    assert team.run(live()) == expected(begin, rounds, at, zone, days)
