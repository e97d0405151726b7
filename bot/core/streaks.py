"""How a run of days grows, survives a missed day and ends. Derived from the log, never stored."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.core.days import ONE_DAY, LocalDays

RECENT_DAYS = 14
FREEZE_EVERY = 7
MOST_FREEZES = 2


class DayMark(StrEnum):
    """What one local day did to the streak.

    Attributes:
        COUNTED: It grew.
        KEPT: It neither grew nor broke, because the time zone changed: the only answer of this day
            belongs to the day before too, and counts there.
        FROZEN: Nothing counted, and a freeze was used.
        MISSED: Nothing counted.
        PENDING: Nothing has counted yet, and the day is not over.
        BEFORE: It lies before the first answer.
    """

    COUNTED = "counted"
    KEPT = "kept"
    FROZEN = "frozen"
    MISSED = "missed"
    PENDING = "pending"
    BEFORE = "before"


@dataclass(frozen=True, slots=True)
class DayReport:
    """One local day and what counted on it.

    Attributes:
        day: The date in the learner's time zone.
        mark: What it did to the streak.
        attempts: Answers that could count; practice after the model answer is left out.
        best: The best score among them, 0 to 100; None without any.
    """

    day: date
    mark: DayMark
    attempts: int = 0
    best: int | None = None


@dataclass(frozen=True, slots=True)
class StreakReport:
    """The streak, with its reasons.

    Attributes:
        days: Counted days in a row, with today if it counts.
        longest: The most there ever were.
        freezes: Missed days that will be forgiven, 0 to 2.
        correct_run: Correct answers in a row.
        today_counts: Whether nothing more is needed today.
        zone: The time zone in which days are counted now.
        recent: The last 14 local days, oldest first.
    """

    days: int
    longest: int
    freezes: int
    correct_run: int
    today_counts: bool
    zone: str
    recent: tuple[DayReport, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """The answers that fall on the same local day.

    Attributes:
        days: That day; two of them where days overlap because the time zone changes.
        attempts: Answers that could count.
        counting: Those of them that were graded partial or better.
        best: The best score.
    """

    days: tuple[date, ...]
    attempts: int
    counting: int
    best: int


def report(
    tallies: Sequence[Tally], days: LocalDays, *, correct_run: int, now: datetime
) -> StreakReport:
    """The streak, as the log tells it.

    A day counts with one answer graded partial or better; an answer on two overlapping days counts
    once and keeps the other, unless there is time to answer on both. Every 7th counted day in a
    row earns a freeze, and a missed day uses one. A day is missed only when it is over.
    """
    run = _Run(tallies, days, now)
    run.walk()
    today = days.today(now)
    recent = tuple(run.day(today - timedelta(days=ago)) for ago in reversed(range(RECENT_DAYS)))
    return StreakReport(
        days=run.length,
        longest=run.longest,
        freezes=run.freezes,
        correct_run=correct_run,
        today_counts=all(run.marks.get(day) in _DONE for day in days.of(now)),
        zone=days.zone(now),
        recent=recent,
    )


_DONE = (DayMark.COUNTED, DayMark.KEPT)


class _Run:
    """Walks along the days from the first answer to today."""

    def __init__(self, tallies: Sequence[Tally], days: LocalDays, now: datetime) -> None:
        self._days = days
        self._now = now
        self._today = days.today(now)
        self._first = min((t.days[0] for t in tallies), default=None)
        self._of: defaultdict[date, list[Tally]] = defaultdict(list)
        for tally in tallies:
            for day in tally.days:
                self._of[day].append(tally)
        # Answers on two days that have not counted for either of them yet.
        self._spare: dict[tuple[date, ...], int] = {
            tally.days: tally.counting for tally in tallies if len(tally.days) > 1
        }
        self.length = self.longest = self.freezes = 0
        self.marks: dict[date, DayMark] = {}

    def walk(self) -> None:
        """Judge each day in order."""
        covered = sorted(d for d, on in self._of.items() if any(t.counting for t in on))
        day = covered[0] if covered else self._today
        while day <= self._today:
            self.marks[day] = mark = self._judge(day)
            if mark is DayMark.MISSED:
                # Nothing happens until the next day with an answer that counts.
                after = bisect_right(covered, day)
                day = covered[after] if after < len(covered) else self._today + ONE_DAY
            else:
                day += ONE_DAY

    def day(self, day: date) -> DayReport:
        """What is told about a day."""
        mark = self.marks.get(day)
        if mark is None and not self._days.is_over(day, self._now):
            mark = DayMark.PENDING
        if mark is None:
            before = self._first is None or day < self._first
            mark = DayMark.BEFORE if before else DayMark.MISSED
        here = self._of.get(day, [])
        return DayReport(
            day, mark, sum(t.attempts for t in here), max((t.best for t in here), default=None)
        )

    def _judge(self, day: date) -> DayMark:
        here = [t for t in self._of.get(day, []) if t.counting]
        if here and (self._takes_one(here) or not self.length):
            self.length += 1
            self.longest = max(self.longest, self.length)
            if self.length % FREEZE_EVERY == 0:
                self.freezes = min(MOST_FREEZES, self.freezes + 1)
            return DayMark.COUNTED
        if any(not self._days.time_for_both(*t.days) for t in here):
            return DayMark.KEPT
        if not self._days.is_over(day, self._now):
            return DayMark.PENDING
        if not self._days.exists(day):
            return DayMark.KEPT
        if self.freezes:
            self.freezes -= 1
            return DayMark.FROZEN
        self.length = 0
        return DayMark.MISSED

    def _takes_one(self, here: list[Tally]) -> bool:
        """Use up an answer for a day; one that is on no other, or whose other is over, first."""
        if any(len(t.days) == 1 for t in here):
            return True
        for tally in sorted(here, key=lambda t: t.days):
            if self._spare[tally.days]:
                self._spare[tally.days] -= 1
                return True
        return False
