"""When questions fall due in a channel: a time of day on some days of the week, in one time zone.

What counts is the clock on the wall. A time that a change of clocks leaves out is moved forward by
as much as the clocks are; one that comes twice is used the first time. So each local date has one
moment at the most.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from bot.core.days import ONE_DAY

# A drop that is later than this is left out: nobody wants yesterday's question at noon.
CATCH_UP = timedelta(hours=3)

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
EVERY_DAY = frozenset(WEEK)
WEEKDAYS = frozenset(WEEK[:5])

_NAMED = {
    "every day": EVERY_DAY,
    "everyday": EVERY_DAY,
    "daily": EVERY_DAY,
    "all": EVERY_DAY,
    "weekdays": WEEKDAYS,
    "workdays": WEEKDAYS,
    "weekend": EVERY_DAY - WEEKDAYS,
    "weekends": EVERY_DAY - WEEKDAYS,
}
_TIME = re.compile(r"([01]?[0-9]|2[0-3])[:.h]([0-5][0-9])")


class NoSuchDays(ValueError):
    """The text names no days of the week."""


class NoSuchTime(ValueError):
    """The text is no time of day."""


@dataclass(frozen=True, slots=True)
class Due:
    """When a drop falls due: its local date, and the moment."""

    day: date
    at: datetime


@dataclass(frozen=True, slots=True)
class Timetable:
    """When questions fall due.

    Attributes:
        at: The time of day, on the clock on the wall.
        zone: The IANA name of the time zone.
        days: Days of the week, of `WEEK`; at least one.
    """

    at: time
    zone: str
    days: frozenset[str]

    def __post_init__(self) -> None:
        """Refuse a timetable on which nothing ever falls due."""
        if not self.days or not self.days <= EVERY_DAY:
            raise ValueError(f"the days are {sorted(self.days)}; name some of {', '.join(WEEK)}")

    def moment(self, day: date) -> datetime:
        """The moment, in UTC, at which a drop of this date falls due."""
        return datetime.combine(day, self.at, tzinfo=ZoneInfo(self.zone)).astimezone(UTC)

    def local_day(self, now: datetime) -> date:
        """The date there at a moment."""
        return now.astimezone(ZoneInfo(self.zone)).date()

    def from_moment(self, now: datetime, *, after: date | None = None) -> Iterator[Due]:
        """What falls due later than a moment, in order and without end.

        Args:
            now: The moment.
            after: A date up to which everything has been had, whatever the moment.
        """
        # The day before: its time may have been moved into this one.
        day = self.local_day(now) - ONE_DAY
        if after is not None:
            day = max(day, after + ONE_DAY)
        while True:
            if WEEK[day.weekday()] in self.days and self._exists(day):
                due = Due(day, self.moment(day))
                if due.at > now:
                    yield due
            day += ONE_DAY

    def next(self, now: datetime, *, after: date | None = None) -> Due:
        """What falls due next; see `from_moment`."""
        return next(self.from_moment(now, after=after))

    def first(self, number: int, now: datetime, *, after: date | None = None) -> list[Due]:
        """The next few; see `from_moment`."""
        return list(islice(self.from_moment(now, after=after), number))

    def _exists(self, day: date) -> bool:
        """Whether the calendar has this date there; Samoa once left one out."""
        noon = datetime.combine(day, time(12), tzinfo=ZoneInfo(self.zone))
        return self.local_day(noon.astimezone(UTC)) == day


def time_of(text: str) -> time:
    """A time of day such as `09:00`, `9.30` or `17h05`.

    Raises:
        NoSuchTime: If it is none; the message says how to write one.
    """
    match = _TIME.fullmatch(text.strip())
    if match is None:
        raise NoSuchTime(f"“{text.strip()[:20]}” is no time of day; write it like 09:00 or 17:30.")
    return time(int(match[1]), int(match[2]))


def days_of(text: str) -> frozenset[str]:
    """Days of the week: `weekdays`, `every day`, `mon-thu`, `Monday, Wed fri`.

    Raises:
        NoSuchDays: If a word is no day; the message says which and how to write them.
    """
    plain = " ".join(text.casefold().replace(",", " ").replace(";", " ").split())
    if plain in _NAMED:
        return _NAMED[plain]
    found: set[str] = set()
    for word in re.sub(r"\s*[-–—]\s*", "-", plain).split():
        if word in ("and", "&", "on"):
            continue
        if word in _NAMED:
            found |= _NAMED[word]
            continue
        first, dash, last = word.partition("-")
        begin, end = _day(first), _day(last if dash else first)
        for ahead in range((end - begin) % 7 + 1):
            found.add(WEEK[(begin + ahead) % 7])
    if not found:
        raise NoSuchDays(_how("There are no days in that"))
    return frozenset(found)


def days_in_words(days: frozenset[str]) -> str:
    """Days as people say them: `every day`, `weekdays`, `Mon, Wed`."""
    if days == EVERY_DAY:
        return "every day"
    if days == WEEKDAYS:
        return "weekdays"
    return ", ".join(day.title() for day in WEEK if day in days)


def _day(word: str) -> int:
    day = next((at for at, name in enumerate(WEEK) if word.startswith(name)), None)
    if day is None or not _FULL[day].startswith(word.rstrip("s")):
        raise NoSuchDays(_how(f"“{word[:20]}” is no day of the week"))
    return day


_FULL = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _how(wrong: str) -> str:
    return f"{wrong}; write “weekdays”, “every day”, or days such as “mon wed fri” or “mon-thu”."
