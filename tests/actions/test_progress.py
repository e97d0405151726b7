"""The streak over local days, and the time zone in which they are counted."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.actions.progress import UnknownZone
from bot.core.streaks import DayMark
from tests.actions.learner import START
from tests.discord_app.sample_bank import FULL_ANSWER, HALF_ANSWER

D = date(2026, 3, 10)


def at(zone: str, days: int, hour: int, minute: int = 0) -> datetime:
    """So many days after the tenth of March, there."""
    there = datetime(2026, 3, 10, hour, minute, tzinfo=ZoneInfo(zone))
    return there + timedelta(days=days)


async def answers(learner, *moments: datetime, text: str = HALF_ANSWER):
    """Answer a question at each of these moments; gives the last result."""
    result = None
    for moment in moments:
        card = await learner.ask("images")
        result = await learner.answer(card, text, now=moment)
    return result


async def test_nothing_yet(ana):
    found = await ana.streak(START)
    assert (found.days, found.longest, found.today_counts, found.zone) == (0, 0, False, "UTC")
    assert {day.mark for day in found.recent[:-1]} == {DayMark.BEFORE}


async def test_days_in_a_row(ana, ben):
    """A day counts with one partial answer; a missed one ends the run, of that learner alone."""
    await answers(ana, at("UTC", 0, 0), at("UTC", 0, 23, 59), at("UTC", 1, 0), at("UTC", 2, 12))
    found = await ana.streak(at("UTC", 3, 23, 59))
    assert (found.days, found.longest, found.today_counts) == (3, 3, False)
    assert [day.attempts for day in found.recent[-4:]] == [2, 1, 1, 0]
    assert (await ana.streak(at("UTC", 4, 0))).days == 0
    assert (await ben.streak(at("UTC", 3, 0))).days == 0


async def test_an_incorrect_answer_is_not_enough(ana):
    result = await answers(ana, at("UTC", 0, 12), text="I do not know.")
    assert (result.streak.days, result.streak.today_counts) == (0, False)
    assert result.streak.recent[-1].attempts == 1


async def test_correct_answers_in_a_row(ana):
    first = await answers(ana, START, START, text=FULL_ANSWER)
    assert first.streak.correct_run == 2
    assert (await answers(ana, START)).streak.correct_run == 0


async def test_a_result_of_the_past_tells_the_streak_of_then(ana):
    """However much has happened since."""
    first = await answers(ana, at("UTC", 0, 12))
    last = await answers(ana, *(at("UTC", n, 12) for n in (1, 2, 3)))
    assert (await ana.result(first.attempt_id)).streak == first.streak
    assert (first.streak.days, last.streak.days) == (1, 4)


async def test_local_days(ana):
    """Half past midnight in Tokyo is the next day there, and still the same one in London."""
    await ana.move("asia/tokyo", at("UTC", -1, 0))
    result = await answers(ana, at("Asia/Tokyo", 0, 23, 30), at("Asia/Tokyo", 1, 0, 30))
    assert (result.streak.days, result.streak.zone) == (2, "Asia/Tokyo")
    assert result.streak.recent[-1].day == D + timedelta(days=1)


async def test_the_hour_that_the_clocks_leave_out(ana):
    """Daylight saving time makes a day shorter, and costs none."""
    await ana.move("America/New_York", at("UTC", -9, 0))
    late = [at("America/New_York", n, 23, 59) for n in range(-4, 3)]
    assert (await answers(ana, *late)).streak.days == 7


async def test_the_first_choice_is_for_all_days(ana):
    """Before any answer there is nothing to save or to lose."""
    change = await ana.move("Pacific/Auckland", START)
    assert (change.zone, change.current) == ("Pacific/Auckland", "Pacific/Auckland")
    assert (await ana.streak(START)).zone == "Pacific/Auckland"


async def test_a_change_takes_effect_the_next_day(ana):
    """At eleven at night, changing westwards does not give the day more hours."""
    await ana.move("Europe/Berlin", at("UTC", -5, 0))
    await answers(ana, at("Europe/Berlin", -2, 12), at("Europe/Berlin", -1, 12))
    late = at("Europe/Berlin", 0, 23)
    change = await ana.move("America/New_York", late)
    assert (change.zone, change.current) == ("America/New_York", "Europe/Berlin")
    assert change.effective_from == D + timedelta(days=1)
    assert (await ana.streak(late)).zone == "Europe/Berlin"
    # Still the tenth in New York, but the tenth was Berlin's and is over.
    result = await answers(ana, at("America/New_York", 0, 20))
    assert (result.streak.days, result.streak.longest) == (1, 2)
    assert (await ana.streak(at("America/New_York", 1, 12))).zone == "America/New_York"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Pacific/Kiritimati", "Pacific/Pago_Pago"),
        ("Pacific/Pago_Pago", "Pacific/Kiritimati"),
        ("Europe/Berlin", "Asia/Tokyo"),
        ("Asia/Tokyo", "America/Los_Angeles"),
    ],
)
async def test_a_change_costs_no_day(ana, old, new):
    """An answer every noon on one's watch, and one after the flight."""
    await ana.move(old, at(old, -5, 0))
    await answers(ana, *(at(old, n, 12) for n in range(-3, 1)))
    landed = at(old, 0, 20)
    await ana.move(new, landed)
    noons = [moment for n in range(-2, 4) if (moment := at(new, n, 12)) > landed]
    result = await answers(ana, landed, *noons)
    marks = {day.mark for day in result.streak.recent}
    assert marks <= {DayMark.BEFORE, DayMark.COUNTED, DayMark.KEPT}
    assert result.streak.zone == new


async def test_a_change_saves_no_day(ana):
    """Across the date line and back every day, with an answer every other day."""
    await ana.move("Pacific/Kiritimati", at("UTC", -1, 0))
    for n in range(8):
        if n % 2 == 0:
            await answers(ana, at("UTC", n, 10))
        await ana.move(("Pacific/Pago_Pago", "Pacific/Kiritimati")[n % 2], at("UTC", n, 11))
    assert (await ana.streak(at("UTC", 8, 0))).longest <= 2


async def test_a_change_of_mind_on_the_same_day(ana):
    """The zone that never began leaves nothing behind, and the same one again changes nothing."""
    await ana.move("Europe/Berlin", at("UTC", -5, 0))
    await answers(ana, at("Europe/Berlin", 0, 12))
    first = await ana.move("Asia/Tokyo", at("Europe/Berlin", 0, 13))
    assert await ana.move("asia/tokyo", at("Europe/Berlin", 0, 14)) == first
    back = await ana.move("Europe/Berlin", at("Europe/Berlin", 0, 15))
    assert back.current == "Europe/Berlin"
    assert (await ana.streak(at("Europe/Berlin", 3, 12))).zone == "Europe/Berlin"


async def test_the_zone_is_each_learners_own(ana, ben):
    await ana.move("Asia/Tokyo", START)
    assert (await ben.streak(START)).zone == "UTC"


@pytest.mark.parametrize("typed", ["Berlin/Europe", "Mars/Olympus", "", "../etc/passwd", "\0"])
async def test_a_zone_that_there_is_not(ana, typed):
    """The sentence names some that there are; nothing changes."""
    with pytest.raises(UnknownZone, match=r"is not a time zone I know\. .*Europe/Berlin"):
        await ana.move(typed, START)
    assert (await ana.streak(START)).zone == "UTC"
