"""The streak and its time zone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.actions import preferences
from bot.actions.progress import TimezoneChange
from bot.core.streaks import DayMark, DayReport, StreakReport
from bot.discord_app.progress import row_of_days, streak_page, timezone_page
from tests.discord_app.conftest import shown
from tests.discord_app.sample_bank import FULL_ANSWER

TODAY = date(2026, 3, 29)


def days(marks: str) -> tuple[DayReport, ...]:
    """Days from one letter each, the last of them today."""
    kinds = {mark.value[0].upper(): mark for mark in DayMark}
    return tuple(
        DayReport(
            day=TODAY - timedelta(days=len(marks) - 1 - at),
            mark=kinds[letter],
            attempts=2 if letter == "C" else 0,
            best=80 if letter == "C" else None,
        )
        for at, letter in enumerate(marks)
    )


def report(marks: str = "BBCCCCCCCFCCCP", **rest) -> StreakReport:
    filled = {
        "days": 10,
        "longest": 12,
        "freezes": 1,
        "correct_run": 3,
        "today_counts": False,
        "zone": "Europe/Berlin",
        "recent": days(marks),
    }
    return StreakReport(**(filled | rest))


async def test_a_fresh_start(world):
    asked = await world.ana.slash(world.channel, "streak")

    assert asked.response.ephemeral
    assert "A fresh start" in shown(asked.response)
    assert "Today does not count yet" in shown(asked.response)


async def test_an_answer_makes_today_count(world):
    await world.dm(world.ana, "practice images")
    await world.dm(world.ana, FULL_ANSWER)

    card = shown((await world.ana.user.slash("streak")).response)

    assert "🔥 1 day in a row" in card
    assert "Today counts already" in card
    assert "🟩 Thu 1 Jan – 1 answer, best 100" in card


async def test_the_streak_follows_the_clock_of_the_events(world):
    for _ in range(3):
        await world.dm(world.ana, "practice images")
        await world.dm(world.ana, FULL_ANSWER)
        await world.env.advance_time(86_400)

    card = shown((await world.ana.user.slash("streak")).response)

    assert "🔥 3 days in a row" in card
    assert "Today does not count yet" in card


def test_the_last_14_days_stand_in_a_row_with_their_reasons():
    card = shown(streak_page(report()))

    assert row_of_days(days("BBCCCCCCCFCCCP")) == "⬜⬜🟩🟩🟩🟩🟩\n🟩🟩🟦🟩🟩🟩🔲"
    assert "🟩 Sat 28 Mar – 2 answers, best 80" in card
    assert "🟦 Wed 25 Mar – missed; a freeze kept the streak" in card
    assert "❄️ 1 freeze in hand" in card
    assert "Days are counted in Europe/Berlin" in card


def test_a_day_with_answers_that_were_not_enough_says_so():
    low = DayReport(day=TODAY, mark=DayMark.PENDING, attempts=1, best=20)

    assert "1 answer, best 20 – not enough to count" in shown(streak_page(report(recent=(low,))))


async def test_a_time_zone_is_chosen_from_suggestions(world):
    found = await world.ana.autocomplete(world.channel, "settings timezone", "zone", "berl")
    asked = await world.ana.slash(world.channel, "settings timezone", zone=found[0]["value"])

    assert found[0]["value"] == "Europe/Berlin"
    assert asked.response.ephemeral
    assert "Europe/Berlin" in shown(asked.response)


@pytest.mark.parametrize("typed", ["", "a", "Europe/", "zzz"])
async def test_there_are_never_too_many_suggestions(world, typed):
    found = await world.ana.autocomplete(world.channel, "settings timezone", "zone", typed)

    assert len(found) <= 25


async def test_an_unknown_time_zone_is_answered_with_close_ones(world):
    asked = await world.ana.slash(world.channel, "settings timezone", zone="Europe/Berlim")

    assert "Europe/Berlin" in shown(asked.response)
    assert world.env.errors, "SimCord counts every refusal of a command as an error"


def test_a_change_of_zone_says_from_when_on():
    change = TimezoneChange(zone="Asia/Tokyo", effective_from=TODAY, current="UTC")

    card = shown(timezone_page(change))

    assert "From Sun 29 Mar on, your days are counted in **Asia/Tokyo**" in card
    assert "Until then it is UTC" in card


@pytest.mark.parametrize(
    ("setting", "option", "on", "off"),
    [
        ("leaderboard", "show", "may stand on leaderboards", "on no leaderboard"),
        ("quotes", "allow", "may be quoted", "never shown to others"),
    ],
)
async def test_what_others_may_see(world, setting, option, on, off):
    for wish, said in (("off", off), ("on", on), ("off", off)):
        asked = await world.ana.slash(world.channel, f"settings {setting}", **{option: wish})

        assert asked.response.ephemeral
        assert said in shown(asked.response)

    wishes = await preferences.read(world.coach, learner_id=world.ana.user.id)
    assert getattr(wishes, setting) is False
    nobody = await preferences.read(world.coach, learner_id=world.ben.user.id)
    assert nobody == preferences.Preferences(leaderboard=True, quotes=False)
