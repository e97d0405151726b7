"""Which local day a moment belongs to, for somebody who may change the time zone.

Each date is judged by one zone alone, over all its hours there: dates before the change by the old
zone, dates from it on by the new one. So no day is cut short and none is lost. Where the old and
the new day overlap (travelling east), a moment belongs to both; where a gap is between them
(travelling west), it belongs to the day that comes next.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

DEFAULT_ZONE = "UTC"
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ZoneChoice:
    """A time zone that was chosen.

    Attributes:
        zone: Its IANA name.
        effective_from: The first date it judges; `date.min` for a choice before the first answer.
        chosen_at: When it was chosen.
    """

    zone: str
    effective_from: date
    chosen_at: datetime


@dataclass(frozen=True, slots=True)
class _Era:
    """The dates that one zone judges; `until` is the first that it does not."""

    zone: str
    since: date
    until: date

    def local(self, moment: datetime) -> date:
        return _local_date(self.zone, moment)

    def start(self, day: date) -> datetime:
        return _start(self.zone, day)


class LocalDays:
    """The local days of one learner.

    A choice that had not begun when the next one was made never takes effect.
    """

    def __init__(self, choices: Iterable[ZoneChoice] = ()) -> None:
        kept: list[ZoneChoice] = []
        for choice in choices:
            while kept and not _has_begun(kept, choice.chosen_at):
                kept.pop()
            kept.append(choice)
        starts = [(DEFAULT_ZONE, date.min), *((c.zone, c.effective_from) for c in kept)]
        ends = [since for _, since in starts[1:]] + [date.max]
        self._eras = tuple(
            _Era(zone, since, until)
            for (zone, since), until in zip(starts, ends, strict=True)
            if since < until
        )

    def of(self, moment: datetime) -> tuple[date, ...]:
        """The day that a moment belongs to, or the two of them, the earlier first."""
        found = {d for era in self._eras if era.since <= (d := era.local(moment)) < era.until}
        for old, new in pairwise(self._eras):
            if old.local(moment) >= old.until and new.local(moment) < new.since:
                found.add(new.since)
        return tuple(sorted(found))

    def today(self, now: datetime) -> date:
        """The latest day that has begun."""
        return self.of(now)[-1]

    def is_over(self, day: date, now: datetime) -> bool:
        """Whether a day has ended where it is judged."""
        return self._judge(day).local(now) > day

    def exists(self, day: date) -> bool:
        """Whether the calendar has this day where it is judged; Samoa once left one out."""
        zone = _zone(self._judge(day).zone)
        noon = datetime.combine(day, time(12), tzinfo=zone)
        return noon.astimezone(UTC).astimezone(zone).date() == day

    def time_for_both(self, earlier: date, later: date) -> bool:
        """Whether two days that overlap still leave time for an answer on each.

        The hours lost where they overlap (travelling east) were gained just before, in a gap
        (travelling west). So nobody goes to and fro to live through two days in one.
        """
        era = self._judge(earlier)
        lost = era.start(earlier + ONE_DAY) - self._judge(later).start(later)
        before = [old.start(earlier) for old, new in pairwise(self._eras) if new.since == earlier]
        gained = max((era.start(earlier) - end for end in before), default=timedelta())
        return gained >= lost

    def zone(self, now: datetime) -> str:
        """The zone that judges the latest day that has begun."""
        begun = [era for era in self._eras if era.local(now) >= era.since]
        return begun[-1].zone

    def first_day_of(self, zone: str, now: datetime) -> date:
        """The first date that a zone judges if it is chosen now: the next day in it.

        It has begun neither here nor there. It waits for one more day where otherwise three days
        would overlap, after two changes across the date line.
        """
        first = max(self.of(now)[-1], _local_date(zone, now)) + ONE_DAY
        unfinished = [e for e in self._eras[:-1] if e.since <= e.local(now) < e.until]
        while any(e.local(_start(zone, first)) < e.until for e in unfinished):
            first += ONE_DAY
        return first

    def _judge(self, day: date) -> _Era:
        return next(era for era in reversed(self._eras) if era.since <= day)


def choose_zone(
    choices: Sequence[ZoneChoice], zone: str, now: datetime, *, answered: bool
) -> ZoneChoice:
    """What to keep when a learner chooses a time zone.

    Args:
        choices: The choices before, oldest first.
        zone: The IANA name of the new one.
        now: The present moment.
        answered: Whether there is any answer. Without one, there is no day to save or to lose, and
            the new zone judges every day.
    """
    if not answered:
        return ZoneChoice(zone, date.min, now)
    # A choice that has not begun yet is given up by this one, so it must not delay it.
    waiting = ZoneChoice(zone, date.max, now)
    return ZoneChoice(zone, LocalDays([*choices, waiting]).first_day_of(zone, now), now)


@lru_cache(maxsize=1024)
def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        # A zone that a later release of the time zone database dropped.
        return UTC


def _local_date(zone: str, moment: datetime) -> date:
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no time zone; give an aware datetime")
    return moment.astimezone(_zone(zone)).date()


def _has_begun(choices: Sequence[ZoneChoice], moment: datetime) -> bool:
    """Whether the first day of the last choice has begun, in its zone or in the one before."""
    old = choices[-2].zone if len(choices) > 1 else DEFAULT_ZONE
    new = choices[-1]
    return max(_local_date(z, moment) for z in (old, new.zone)) >= new.effective_from


def _start(zone: str, day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=_zone(zone)).astimezone(UTC)
