"""Which local day a moment belongs to, around changes of the time zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.days import LocalDays, ZoneChoice, choose_zone

ZONES = (
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "Asia/Tokyo",
    "Asia/Kathmandu",
    "Pacific/Auckland",
    "Pacific/Pago_Pago",
    "Pacific/Kiritimati",
    "Pacific/Chatham",
    "America/Santiago",
    "America/Havana",
    "Australia/Lord_Howe",
    "Africa/Cairo",
)
D = date(2026, 3, 10)


def at(zone: str, day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo(zone))


def after(days: int) -> date:
    return D + timedelta(days=days)


def moved(*moves: tuple[str, datetime]) -> LocalDays:
    """The days of somebody who answered before the first move."""
    choices: list[ZoneChoice] = []
    for number, (zone, moment) in enumerate(moves):
        choices.append(choose_zone(choices, zone, moment, answered=number > 0))
    return LocalDays(choices)


def test_default():
    """Without a choice, days are those of UTC."""
    days = LocalDays()
    moment = datetime(2026, 3, 10, 23, 59, tzinfo=UTC)
    assert days.of(moment) == (D,)
    assert days.zone(moment) == "UTC"


def test_naive_moments_are_refused():
    with pytest.raises(ValueError, match="aware"):
        LocalDays().of(datetime(2026, 3, 10))  # noqa: DTZ001


def test_a_zone_that_no_longer_exists_reads_as_utc():
    days = LocalDays([ZoneChoice("Mars/Olympus", date.min, at("UTC", D, 0))])
    assert days.of(at("UTC", D, 12)) == (D,)


def test_first_choice_judges_every_day():
    """Nothing was answered yet, so there is no day to lose or to gain."""
    days = moved(("Asia/Tokyo", at("UTC", D, 20)))
    assert days.of(at("UTC", D, 20)) == (after(1),)


def test_day_of_the_change_stays_in_the_old_zone():
    """Travelling west late in the evening does not give the old day more hours."""
    days = moved(
        ("Europe/Berlin", at("Europe/Berlin", D, 0)),
        ("America/New_York", at("Europe/Berlin", D, 23, 50)),
    )
    assert days.of(at("Europe/Berlin", D, 23, 59)) == (D,)
    # 18:30 on the old date in New York: the old day is over, the new one has not begun there.
    assert days.of(at("Europe/Berlin", after(1), 0, 30)) == (after(1),)
    assert days.zone(at("Europe/Berlin", after(1), 0, 30)) == "Europe/Berlin"
    assert days.of(at("America/New_York", after(1), 23, 59)) == (after(1),)
    assert days.zone(at("America/New_York", after(1), 0)) == "America/New_York"


def test_days_overlap_when_travelling_east():
    """The old day keeps all its hours and the new day has all of its own."""
    days = moved(
        ("Europe/Berlin", at("Europe/Berlin", D, 0)),
        ("Asia/Tokyo", at("Europe/Berlin", D, 12)),
    )
    assert days.of(at("Europe/Berlin", D, 15, 59)) == (D,)
    assert days.of(at("Europe/Berlin", D, 16)) == (D, after(1))
    assert days.of(at("Europe/Berlin", after(1), 0)) == (after(1),)
    assert not days.is_over(D, at("Europe/Berlin", D, 23))
    assert days.is_over(D, at("Europe/Berlin", after(1), 0))


@pytest.mark.parametrize(
    ("old", "new", "hour", "first"),
    [
        pytest.param("Europe/Berlin", "Asia/Tokyo", 12, 1, id="same date there"),
        pytest.param("Europe/Berlin", "Asia/Tokyo", 20, 2, id="tomorrow there already"),
        pytest.param("Europe/Berlin", "America/New_York", 3, 1, id="still yesterday there"),
        pytest.param("Pacific/Pago_Pago", "Pacific/Kiritimati", 23, 3, id="two dates ahead"),
        pytest.param("Pacific/Kiritimati", "Pacific/Pago_Pago", 0, 1, id="two dates behind"),
    ],
)
def test_first_day_in_a_new_zone(old, new, hour, first):
    """It is the next day there, and one that has not begun in the old zone either."""
    days = LocalDays([ZoneChoice(old, date.min, at(old, D, 0))])
    assert days.first_day_of(new, at(old, D, hour, 30)) == after(first)


def test_a_choice_that_has_not_begun_is_given_up():
    """Choosing the old zone again on the same day changes nothing."""
    days = moved(
        ("Europe/Berlin", at("Europe/Berlin", D, 0)),
        ("Asia/Tokyo", at("Europe/Berlin", D, 12)),
        ("Europe/Berlin", at("Europe/Berlin", D, 13)),
    )
    for hour in range(24):
        assert days.of(at("Europe/Berlin", D, hour)) == (D,)
    assert days.zone(at("Europe/Berlin", after(5), 12)) == "Europe/Berlin"


def test_a_date_that_the_calendar_left_out():
    """Samoa went from 29 to 31 December 2011."""
    days = LocalDays([ZoneChoice("Pacific/Apia", date.min, at("UTC", D, 0))])
    assert not days.exists(date(2011, 12, 30))
    assert days.exists(date(2011, 12, 29))
    assert days.exists(date(2011, 12, 31))


@given(
    first=st.sampled_from(ZONES),
    moves=st.lists(
        st.tuples(st.sampled_from(ZONES), st.integers(0, 100 * 60)), min_size=1, max_size=5
    ),
)
def test_every_moment_has_its_day(first, moves):
    """Whatever the moves: one day or two, no day doubled or lost, each with all its hours."""
    start = datetime(2026, 3, 26, 5, tzinfo=UTC)
    choices = [choose_zone([], first, start, answered=False)]
    moment = start
    for zone, minutes in moves:
        moment += timedelta(minutes=minutes)
        chosen = choose_zone(choices, zone, moment, answered=True)
        before = LocalDays(choices)
        assert chosen.effective_from > before.of(moment)[-1]
        choices.append(chosen)
        assert LocalDays(choices).of(moment) == before.of(moment)
    days = LocalDays(choices)
    end = moment + timedelta(days=6)
    seen: set[date] = set()
    latest = days.of(start)
    moment = start
    while moment < end:
        here = days.of(moment)
        assert 1 <= len(here) <= 2
        assert not any(days.is_over(day, moment) for day in here)
        assert here >= latest, "a day came back"
        latest = here
        seen.update(here)
        moment += timedelta(minutes=15)
    span = {min(seen) + timedelta(days=n) for n in range((max(seen) - min(seen)).days + 1)}
    assert seen == span, "a day was lost"
