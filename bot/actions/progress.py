"""A learner's streak and the time zone in which its days are counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import takewhile

from bot.actions.coach import Coach
from bot.actions.refusals import Refused
from bot.actions.zones import advice, matching_zones, zone_named
from bot.core.days import LocalDays, choose_zone
from bot.core.questions import Verdict
from bot.core.streaks import StreakReport, Tally, report
from bot.store import Connection, attempts, learners
from bot.store.attempts import Outcome


@dataclass(frozen=True, slots=True)
class TimezoneChange:
    """A time zone that was chosen.

    Attributes:
        zone: The time zone chosen.
        effective_from: The first date that is counted in it.
        current: The time zone that counts until then.
    """

    zone: str
    effective_from: date
    current: str


class UnknownZone(Refused):
    """There is no such time zone; the sentence says what to write instead."""


async def streak(coach: Coach, *, learner_id: int, now: datetime) -> StreakReport:
    """The learner's streak."""
    async with coach.database.reading() as connection:
        return await streak_in(connection, learner_id, now=now)


async def streak_in(
    connection: Connection, learner_id: int, *, now: datetime, until: int | None = None
) -> StreakReport:
    """The learner's streak, within a transaction.

    Args:
        connection: The transaction.
        learner_id: The learner.
        now: The moment at which it is told.
        until: The last attempt that counts, for a report about the past.
    """
    days = LocalDays(await learners.zones(connection, learner_id))
    outcomes = await attempts.outcomes(connection, learner_id, until=until)
    counted = [outcome for outcome in outcomes if outcome.counted]
    correct = takewhile(lambda o: o.verdict == Verdict.CORRECT, reversed(counted))
    return report(_tallies(counted, days), days, correct_run=sum(1 for _ in correct), now=now)


def _tallies(outcomes: Iterable[Outcome], days: LocalDays) -> list[Tally]:
    on: defaultdict[tuple[date, ...], list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        on[days.of(outcome.at)].append(outcome)
    return [
        Tally(
            days=dates,
            attempts=len(here),
            counting=sum(o.verdict != Verdict.INCORRECT for o in here),
            best=max(o.score for o in here),
        )
        for dates, here in on.items()
    ]


async def set_timezone(
    coach: Coach, *, learner_id: int, zone: str, now: datetime
) -> TimezoneChange:
    """Choose the time zone in which days are counted, from the next day in it on."""
    name = zone_named(zone)
    if name is None:
        raise UnknownZone(f"“{zone.strip()[:50]}” is not a time zone I know. {advice(zone)}")
    async with coach.database.writing() as connection:
        await learners.lock(connection, learner_id, now)
        choices = await learners.zones(connection, learner_id)
        if not choices or choices[-1].zone != name:
            answered = bool(await attempts.outcomes(connection, learner_id))
            choice = choose_zone(choices, name, now, answered=answered)
            await learners.add_zone(connection, learner_id, choice)
            choices.append(choice)
    return TimezoneChange(name, choices[-1].effective_from, LocalDays(choices).zone(now))


def zones(prefix: str) -> list[str]:
    """At most 25 IANA time zones that fit what was typed, best first."""
    return matching_zones(prefix)[:25]
