"""Whatever the zone, the time, the days and the outages: a plain model says what is posted."""

from __future__ import annotations

import asyncio
import itertools
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, Phase, given, settings
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


def expected(begin, looks, at, zone, days) -> list[tuple[date, datetime]]:
    """For each date with a moment, the first look within three hours of it."""
    found = []
    for ahead in range(-2, 16):
        day = (begin + ahead * DAY).date()
        moment = moment_of(day, at, ZoneInfo(zone)) if WEEK[day.weekday()] in days else None
        if moment is None or moment <= begin:
            continue
        there = [look for look in looks if moment <= look <= moment + 3 * HOUR]
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
    gaps=st.lists(st.integers(1, 40 * 60), min_size=1, max_size=40),
    crashes=st.sets(st.integers(0, 12)),
)
# Shrinking would go on for minutes; the first example that fails says enough.
@settings(
    max_examples=60,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_drops_are_those_of_the_model(team, begin, zone, at, days, gaps, crashes):
    """Gaps between looks are in minutes; at some looks, the process dies right after claiming."""
    looks = [begin + minutes * MINUTE for minutes in itertools.accumulate(gaps)]
    looks = [look for look in looks if look < begin + 12 * DAY]

    async def live() -> list[tuple[date, datetime]]:
        channel = next(channels)
        plan = await team.set_up(
            begin, channel=channel, at=at.strftime("%H:%M"), zone=zone, days=" ".join(days)
        )
        posted = []
        for number, look in enumerate(looks):
            if number in crashes:
                # Whoever claims and dies is followed two minutes later.
                await team.claim(look)
            before = len(team.drops)
            await team.look(look)
            await team.look(look + daily.LEASE)
            for drop_id in team.drops[before:]:
                await team.answer(drop_id, 1, "I do not know.", look)
                posted.append((await day_of(drop_id), look))
        await daily.remove(team.coach, plan=plan, now=begin + 20 * DAY)
        return posted

    async def day_of(drop_id: int) -> date:
        async with team.coach.database.reading() as connection:
            return (await drops.get(connection, drop_id)).day

    assert team.run(live()) == expected(begin, looks, at, zone, days)
