"""How a run of days grows, survives and ends."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.core.days import LocalDays, ZoneChoice, choose_zone
from bot.core.streaks import DayMark, StreakReport, Tally, report

TODAY = date(2026, 6, 30)
NOON = datetime(2026, 6, 30, 12, tzinfo=UTC)


def pattern(days: str, *, now: datetime = NOON, partly: int = 50) -> StreakReport:
    """A streak in UTC: one letter a day up to today, `x` answered, `o` tried in vain, `.` none."""
    tallies = [
        Tally((TODAY - timedelta(days=ago),), 1, int(letter == "x"), partly if letter == "x" else 5)
        for ago, letter in enumerate(reversed(days))
        if letter != "."
    ]
    return report(tallies, LocalDays(), correct_run=3, now=now)


@pytest.mark.parametrize(
    ("days", "length", "freezes", "longest"),
    [
        pytest.param("", 0, 0, 0, id="nobody yet"),
        pytest.param("x", 1, 0, 1, id="first day"),
        pytest.param("o", 0, 0, 0, id="an incorrect answer is not enough"),
        pytest.param("xx.", 2, 0, 2, id="not broken before today ends"),
        pytest.param("xxo", 2, 0, 2, id="tried in vain today, not over"),
        pytest.param("xx..", 0, 0, 2, id="broken by a missed day"),
        pytest.param("xxox", 1, 0, 2, id="broken by a day tried in vain"),
        pytest.param("xxxxxxx", 7, 1, 7, id="the 7th day earns a freeze"),
        pytest.param("xxxxxxx.x", 8, 0, 8, id="the freeze is used, the streak goes on"),
        pytest.param("xxxxxxx..", 7, 0, 7, id="frozen yesterday, today open"),
        pytest.param("xxxxxxx..x", 1, 0, 7, id="one freeze covers one day"),
        pytest.param("x" * 14 + "..x", 15, 0, 15, id="two freezes cover two days"),
        pytest.param("x" * 14 + "...x", 1, 0, 14, id="but not three"),
        pytest.param("x" * 21, 21, 2, 21, id="never more than two in hand"),
        pytest.param("x" * 7 + "." + "x" * 7, 14, 1, 14, id="a frozen day is not one of the seven"),
        pytest.param("x" * 6 + "." + "x" * 6, 6, 0, 6, id="six days earn nothing"),
        pytest.param("x" * 7 + ".." + "x" * 2, 2, 0, 7, id="the longest is remembered"),
    ],
)
def test_run(days, length, freezes, longest):
    found = pattern(days)
    assert (found.days, found.freezes, found.longest) == (length, freezes, longest)
    assert found.today_counts == days.endswith("x")
    assert found.correct_run == 3


def test_recent_days_tell_why():
    """Each of the last 14 days with its mark, the number of answers and the best score."""
    found = pattern("xxxxxxx.xo.x.")
    assert len(found.recent) == 14
    assert found.recent[-1].day == TODAY
    marks = "".join(day.mark.name[0] for day in found.recent)
    assert marks == "B" + "CCCCCCC" + "F" + "C" + "M" + "M" + "C" + "P"
    assert (found.recent[-4].attempts, found.recent[-4].best) == (1, 5)
    assert (found.recent[-3].attempts, found.recent[-3].best) == (0, None)


def test_several_answers_on_a_day_are_one_day():
    tallies = [Tally((TODAY,), 3, 2, 90)]
    found = report(tallies, LocalDays(), correct_run=0, now=NOON)
    assert found.days == 1
    assert (found.recent[-1].attempts, found.recent[-1].best) == (3, 90)


@given(
    st.lists(st.sampled_from("xo.."), max_size=60)
    | st.lists(st.sampled_from("xxxxxo."), max_size=60)
)
def test_against_a_simple_reference(letters):
    """The walk gives what counting day by day gives."""
    length = longest = freezes = 0
    begun = False
    for number, letter in enumerate(letters):
        last = number == len(letters) - 1
        if letter == "x":
            begun = True
            length += 1
            longest = max(longest, length)
            freezes = min(2, freezes + (length % 7 == 0))
        elif begun and not last:
            if freezes:
                freezes -= 1
            else:
                length, begun = 0, False
    found = pattern("".join(letters))
    assert (found.days, found.longest, found.freezes) == (length, longest, freezes)


# --- a change of the time zone -----------------------------------------------------------------

ZONES = (
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "Asia/Tokyo",
    "Pacific/Auckland",
    "Pacific/Pago_Pago",
    "Pacific/Kiritimati",
    "America/Havana",
)


def streak_of(
    moments: list[datetime], choices: list[ZoneChoice], now: datetime, known: int | None = None
) -> StreakReport:
    """The streak of somebody who answers well at these moments.

    Args:
        moments: When.
        choices: The zones chosen; an answer's days are fixed when it is given.
        now: When the streak is looked at.
        known: How many of the choices are made by then.
    """
    on: dict[tuple[date, ...], int] = {}
    for moment in moments:
        if moment <= now:
            so_far = LocalDays([c for c in choices if c.chosen_at <= moment])
            on[so_far.of(moment)] = on.get(so_far.of(moment), 0) + 1
    tallies = [Tally(days, n, n, 80) for days, n in on.items()]
    return report(tallies, LocalDays(choices[:known]), correct_run=0, now=now)


def unmoved(zone: str) -> list[ZoneChoice]:
    return [ZoneChoice(zone, date.min, datetime(2026, 1, 1, tzinfo=UTC))]


def moved(old: str, new: str, when: datetime) -> list[ZoneChoice]:
    choices = unmoved(old)
    return [*choices, choose_zone(choices, new, when, answered=True)]


def local(zone: str, day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), tzinfo=ZoneInfo(zone))


def test_a_change_does_not_save_a_day():
    """Nothing answered in Berlin all day; after its midnight, New York's evening is too late."""
    d = date(2026, 3, 10)
    choices = moved("Europe/Berlin", "America/New_York", local("Europe/Berlin", d, 23, 50))
    before = [local("Europe/Berlin", d - timedelta(days=n), 12) for n in (2, 1)]
    late = local("America/New_York", d, 20)
    found = streak_of([*before, late], choices, late)
    assert found.days == 1
    assert found.recent[-2].mark is DayMark.MISSED


def test_an_evening_answer_on_the_way_east_keeps_both_days():
    """22:00 in Berlin is 06:00 on the next date in Tokyo: daily answers, none ever missed."""
    d = date(2026, 1, 10)
    choices = moved("Europe/Berlin", "Asia/Tokyo", local("Europe/Berlin", d, 20))
    daily = [local("Europe/Berlin", d + timedelta(days=n), 22) for n in range(-3, 5)]
    found = streak_of(daily, choices, daily[-1])
    marks = [day.mark for day in found.recent if day.mark is not DayMark.BEFORE]
    assert marks.count(DayMark.KEPT) == 1
    assert DayMark.MISSED not in marks
    assert found.days == len(daily)
    assert found.today_counts


def test_two_answers_on_overlapping_days_count_for_both():
    d = date(2026, 1, 10)
    choices = moved("Europe/Berlin", "Asia/Tokyo", local("Europe/Berlin", d, 12))
    evening = local("Europe/Berlin", d, 18)
    one = streak_of([evening], choices, evening)
    two = streak_of(
        [evening, evening + timedelta(minutes=5)], choices, evening + timedelta(hours=1)
    )
    assert (one.days, two.days) == (1, 2)
    assert one.recent[-1].mark is DayMark.KEPT


def test_a_day_that_the_calendar_left_out_is_not_missed():
    """Samoa went from 29 to 31 December 2011; the freeze that was earned before is still there."""
    zone = "Pacific/Apia"
    daily = [local(zone, date(2011, 12, 23) + timedelta(days=n), 12) for n in range(10) if n != 7]

    found = streak_of(daily, [ZoneChoice(zone, date.min, daily[0])], daily[-1])

    assert (found.days, found.freezes) == (9, 1)
    marks = {report.day: report.mark for report in found.recent}
    assert marks[date(2011, 12, 30)] is DayMark.KEPT


def test_an_answer_is_used_for_the_earlier_of_its_days_first():
    """In whatever order answers come: what can count for a later day is saved for it."""
    d = date(2026, 1, 10)
    choices = moved("Pacific/Honolulu", "America/New_York", local("Pacific/Honolulu", d, 1))
    there = local("America/New_York", d + timedelta(days=1), 1)
    choices.append(choose_zone(choices, "Europe/Berlin", there, answered=True))
    days = [d + timedelta(days=n) for n in range(3)]
    first, second = LocalDays(choices).of(there), (days[1], days[2])
    assert first == (days[0], days[1])
    tallies = [Tally(first, 2, 2, 80), Tally(second, 1, 1, 80)]
    now = local("Europe/Berlin", days[2], 12)

    found = [
        report(t, LocalDays(choices), correct_run=0, now=now) for t in (tallies, tallies[::-1])
    ]

    assert [report.days for report in found] == [3, 3]


@pytest.mark.parametrize("hour", [0, 6, 12, 18, 23])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("Pacific/Auckland", "Pacific/Honolulu", id="date line, eastwards"),
        pytest.param("Pacific/Honolulu", "Pacific/Auckland", id="date line, westwards"),
        pytest.param("Pacific/Kiritimati", "Pacific/Pago_Pago", id="twenty-five hours back"),
        pytest.param("Pacific/Pago_Pago", "Pacific/Kiritimati", id="twenty-five hours ahead"),
        pytest.param("Europe/Berlin", "Asia/Tokyo", id="east"),
        pytest.param("Asia/Tokyo", "Europe/Berlin", id="west"),
    ],
)
def test_one_answer_a_day_on_the_watch_is_enough(old, new, hour):
    """An answer at each noon of one's watch and one on arrival: nothing is lost or gained."""
    d = date(2026, 5, 10)
    change = local(old, d, hour)
    left = [local(old, d + timedelta(days=n), 12) for n in range(-5, 1)]
    left = [m for m in left if m < change]
    arrived = [local(new, d + timedelta(days=n), 12) for n in range(-3, 6)]
    arrived = [change + timedelta(minutes=1), *(m for m in arrived if m > change)]
    moments = [*left, *arrived]
    found = streak_of(moments, moved(old, new, change), moments[-1])
    assert DayMark.MISSED not in [day.mark for day in found.recent]
    by_watch = {m.astimezone(ZoneInfo(old)).date() for m in left}
    by_watch |= {m.astimezone(ZoneInfo(new)).date() for m in arrived}
    # A date in both is lived through twice and counts once; one is skipped on the way east.
    assert found.days <= (max(by_watch) - min(by_watch)).days + 1
    assert found.days >= len(by_watch) - 1


@given(
    old=st.sampled_from(ZONES),
    new=st.sampled_from(ZONES),
    change=st.integers(0, 24 * 12),
    hours=st.lists(st.integers(-72, 120), min_size=1, max_size=24, unique=True),
)
def test_a_change_neither_saves_nor_costs_a_day(old, new, change, hours):
    """Kept in the old and in the new zone: kept. Otherwise, each date still needs its answer."""
    middle = datetime(2026, 10, 24, tzinfo=UTC)
    when = middle + timedelta(minutes=5 * change)
    moments = sorted(middle + timedelta(hours=h, minutes=7) for h in hours)
    assume(moments[0] < when)
    now = max(moments[-1], when)
    choices = moved(old, new, when)
    mixed = streak_of(moments, choices, now)
    stayed = streak_of(moments, unmoved(old), now)
    lived = streak_of(moments, unmoved(new), now)

    def whole(found: StreakReport) -> bool:
        return all(d.mark not in {DayMark.MISSED, DayMark.FROZEN} for d in found.recent)

    if whole(stayed) and whole(lived):
        assert whole(mixed)
    if whole(mixed):
        first = choices[-1].effective_from
        dates = [
            (m.astimezone(ZoneInfo(old)).date(), m.astimezone(ZoneInfo(new)).date())
            for m in moments
        ]
        day = dates[0][0]
        while LocalDays(choices).is_over(day, now):
            # Travelling west, the first new day begins with its date in the old zone.
            assert any(
                was == day if day < first else there == day or was >= day == first > there
                for was, there in dates
            )
            day += timedelta(days=1)
    assert mixed.days <= len(moments)
    # No more days than dates that have gone by in the zone that saw the most of them.
    most = max(
        (now.astimezone(ZoneInfo(z)).date() - moments[0].astimezone(ZoneInfo(y)).date()).days
        for z in (old, new)
        for y in (old, new)
    )
    assert mixed.days <= most + 1


@pytest.mark.parametrize("changed_at", range(0, 24, 3))
@pytest.mark.parametrize("answered_at", range(0, 24, 3))
@pytest.mark.parametrize(
    "zones",
    [
        pytest.param(("Pacific/Pago_Pago", "Pacific/Kiritimati"), id="25 hours"),
        pytest.param(("Pacific/Honolulu", "Pacific/Auckland"), id="22 hours"),
    ],
)
def test_going_to_and_fro_gains_nothing(zones, answered_at, changed_at):
    """Someone who answers every second day cannot keep a streak by changing zones."""
    start = datetime(2026, 5, 1, tzinfo=UTC)
    choices = unmoved(zones[1])
    for n in range(20):
        when = start + timedelta(days=n, hours=changed_at, minutes=30)
        choices.append(choose_zone(choices, zones[n % 2], when, answered=True))
    moments = [start + timedelta(days=n, hours=answered_at) for n in range(0, 20, 2)]
    found = streak_of(moments, choices, moments[-1])
    assert found.longest <= 2


@pytest.mark.parametrize("hour", range(0, 24, 2))
@pytest.mark.parametrize("zone", ["Pacific/Pago_Pago", "Pacific/Honolulu", "America/New_York"])
def test_going_to_and_fro_costs_nothing(zone, hour):
    """Someone who answers every 24 hours keeps the streak, however often the zone changes."""
    start = datetime(2026, 5, 1, 9, tzinfo=UTC)
    choices = unmoved("Pacific/Kiritimati")
    for n in range(20):
        there = (zone, "Pacific/Kiritimati")[n % 2]
        choices.append(choose_zone(choices, there, start + timedelta(days=n), answered=True))
    moments = [start + timedelta(days=n, hours=hour) for n in range(-1, 20)]
    found = streak_of(moments, choices, moments[-1])
    assert DayMark.MISSED not in [day.mark for day in found.recent]
