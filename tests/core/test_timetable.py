"""When drops fall due: wall clock time, changes of clocks, and what people type for days."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.timetable import (
    EVERY_DAY,
    WEEK,
    WEEKDAYS,
    Due,
    NoSuchDays,
    NoSuchTime,
    Timetable,
    days_in_words,
    days_of,
    time_of,
)


def at(text: str, zone: str = "UTC") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def table(when: str, zone: str, days=EVERY_DAY) -> Timetable:
    return Timetable(time.fromisoformat(when), zone, frozenset(days))


def test_the_next_is_later_than_now():
    berlin = table("09:00", "Europe/Berlin", WEEKDAYS)

    friday = berlin.next(at("2026-03-06 08:59", "Europe/Berlin"))
    monday = berlin.next(at("2026-03-06 09:00", "Europe/Berlin"))

    assert friday == Due(date(2026, 3, 6), datetime(2026, 3, 6, 8, tzinfo=UTC))
    assert monday == Due(date(2026, 3, 9), datetime(2026, 3, 9, 8, tzinfo=UTC))


@pytest.mark.parametrize(
    ("zone", "when", "day", "moment"),
    [
        pytest.param("Europe/Berlin", "02:30", "2026-03-29", "01:30", id="left out: an hour later"),
        pytest.param("Europe/Berlin", "03:00", "2026-03-29", "01:00", id="first after the change"),
        pytest.param("Europe/Berlin", "02:30", "2026-10-25", "00:30", id="comes twice: the first"),
        pytest.param("Africa/Cairo", "00:30", "2026-04-24", "22:30", id="left out at midnight"),
        pytest.param("Australia/Lord_Howe", "02:10", "2026-10-04", "15:40", id="half an hour"),
    ],
)
def test_changes_of_clocks(zone, when, day, moment):
    due = table(when, zone).moment(date.fromisoformat(day))

    assert due.strftime("%H:%M") == moment


def test_clocks_that_change_keep_the_wall_time():
    new_york = table("09:00", "America/New_York")

    moments = new_york.first(3, at("2026-03-07 00:00", "America/New_York"))

    assert [due.at.strftime("%d %H:%M") for due in moments] == ["07 14:00", "08 13:00", "09 13:00"]


def test_a_date_that_the_calendar_leaves_out_has_no_drop():
    samoa = table("09:00", "Pacific/Apia")

    days = [due.day for due in samoa.first(3, at("2011-12-28 12:00", "Pacific/Apia"))]

    assert days == [date(2011, 12, 29), date(2011, 12, 31), date(2012, 1, 1)]


def test_a_date_that_has_been_had_does_not_come_again():
    """Somebody moves from 09:00 to 17:00 in the afternoon, after the drop of that day."""
    later = table("17:00", "Europe/Berlin")

    due = later.next(at("2026-03-02 13:00", "Europe/Berlin"), after=date(2026, 3, 2))

    assert due.day == date(2026, 3, 3)


@given(
    zone=st.sampled_from(
        ["UTC", "Europe/Berlin", "America/St_Johns", "Asia/Kathmandu", "Africa/Cairo",
         "Australia/Lord_Howe", "Pacific/Apia", "America/Santiago", "Antarctica/Troll"]
    ),
    when=st.times().map(lambda t: t.replace(second=0, microsecond=0)),
    days=st.sets(st.sampled_from(WEEK), min_size=1).map(frozenset),
    days_on=st.floats(0, 31 * 365),
)  # fmt: skip
def test_any_timetable(zone, when, days, days_on):
    """In order, on the right days, one for each date, never more than a week and a day away."""
    now = datetime(2009, 1, 1, tzinfo=UTC) + timedelta(days=days_on)
    found = Timetable(when, zone, days).first(10, now)

    assert found[0].at > now
    assert found[0].at - now <= timedelta(days=9)
    assert all(WEEK[due.day.weekday()] in days for due in found)
    assert all(a.day < b.day and a.at < b.at for a, b in pairwise(found))
    for due in found:
        wall = due.at.astimezone(ZoneInfo(zone))
        assert wall.date() == due.day or when >= time(22)
        # Later than was said only where the clocks skip that time.
        assert (
            wall.time() == when
            or wall.utcoffset()
            != (due.at - timedelta(hours=25)).astimezone(ZoneInfo(zone)).utcoffset()
        )


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("weekdays", "mon tue wed thu fri"),
        ("Every day", "mon tue wed thu fri sat sun"),
        ("mon, Wed; friday", "mon wed fri"),
        ("mondays and thursdays", "mon thu"),
        ("mon-thu", "mon tue wed thu"),
        ("Mon – Wed sun", "mon tue wed sun"),
        ("sat-mon", "mon sat sun"),
        ("weekend", "sat sun"),
        ("weekdays sun", "mon tue wed thu fri sun"),
        ("tues thurs", "tue thu"),
    ],
)
def test_days_as_people_type_them(typed, days):
    assert days_of(typed) == frozenset(days.split())


@pytest.mark.parametrize("typed", ["", " , ", "someday", "monkey", "mon-", "1-5", "mon-xyz", "-"])
def test_what_is_no_day_is_said(typed):
    with pytest.raises(NoSuchDays, match=r"write “weekdays”"):
        days_of(typed)


@pytest.mark.parametrize(
    ("typed", "means"),
    [("09:00", "09:00"), ("9:05", "09:05"), (" 17.30 ", "17:30"), ("23h59", "23:59")],
)
def test_times_as_people_type_them(typed, means):
    assert time_of(typed) == time.fromisoformat(means)


@pytest.mark.parametrize("typed", ["", "9", "24:00", "12:60", "9 am", "09:00:00", "noon"])
def test_what_is_no_time_is_said(typed):
    with pytest.raises(NoSuchTime, match="like 09:00"):
        time_of(typed)


@pytest.mark.parametrize(
    ("days", "words"),
    [(EVERY_DAY, "every day"), (WEEKDAYS, "weekdays"), (frozenset({"sat", "mon"}), "Mon, Sat")],
)
def test_days_in_words(days, words):
    assert days_in_words(days) == words


def test_a_timetable_without_days_is_refused():
    with pytest.raises(ValueError, match="name some of"):
        Timetable(time(9), "UTC", frozenset())
