"""Finds time zones by what a person types."""

from __future__ import annotations

import re
from functools import cache
from zoneinfo import available_timezones

from rapidfuzz import fuzz

# Other names are links to these, or of no place: nobody looks for them.
_AREAS = (
    "Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe",
    "Indian", "Pacific",
)  # fmt: skip

# Where most people live; offered before anything is typed, and first among equals.
_USUAL = (
    "UTC",
    "Europe/London",
    "Europe/Berlin",
    "Europe/Paris",
    "Europe/Madrid",
    "Europe/Istanbul",
    "Europe/Moscow",
    "Africa/Lagos",
    "Africa/Cairo",
    "Africa/Nairobi",
    "Asia/Dubai",
    "Asia/Karachi",
    "Asia/Kolkata",
    "Asia/Jakarta",
    "Asia/Manila",
    "Asia/Shanghai",
    "Asia/Tokyo",
    "Australia/Sydney",
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "America/Mexico_City",
    "America/Bogota",
    "America/Sao_Paulo",
)

# Tokio and Tokyo are 80 alike, Mumbai and Dubai 73.
_NEAR = 75
_MUCH_WORSE = 10

_SUCH_AS = "such as Europe/Berlin or Asia/Kolkata"
_CITY = f"Name the time zone of a city, {_SUCH_AS}: it knows when the clocks change."
_OFFSET = re.compile(
    r"(?:(?:utc|gmt) ?(?P<sign>[-+−–]?)|(?P<bare>[-+−–])) ?"
    r"(?P<hours>[0-9]{1,2})(?::?(?P<minutes>[0-9]{2}))?"
)
_ABBREVIATION = re.compile(r"[a-z]{1,3}t")


@cache
def _offered() -> tuple[str, ...]:
    known = available_timezones()
    rest = sorted(name for name in known if name.partition("/")[0] in _AREAS)
    return (*(name for name in _USUAL if name in known), *(n for n in rest if n not in _USUAL))


def zone_named(typed: str) -> str | None:
    """The time zone of this name, in any case; None if there is none."""
    wanted = _plain(typed)
    if not wanted:
        return None
    return next(
        (n for n in (*_offered(), *sorted(available_timezones())) if _plain(n) == wanted), None
    )


def matching_zones(typed: str) -> list[str]:
    """The time zones that contain what was typed, best first; all of them for nothing."""
    wanted = _plain(typed)
    ranked = [(_rank(name, wanted), at, name) for at, name in enumerate(_offered())]
    return [name for rank, _, name in sorted(ranked) if rank < _NO_MATCH]


def advice(typed: str) -> str:
    """What to write in place of something that is no time zone."""
    wanted = _plain(typed)
    if offset := _OFFSET.fullmatch(wanted):
        return f"{_CITY} {_fixed(offset)}".rstrip()
    if _ABBREVIATION.fullmatch(wanted):
        return _CITY
    near = closest_zones(typed)
    if not near:
        return f"A time zone is named by area and city, {_SUCH_AS}."
    return f"Did you mean {', '.join(near[:-1])}{' or ' if near[1:] else ''}{near[-1]}?"


def closest_zones(typed: str) -> list[str]:
    """At most three time zones that somebody may well have meant, best first."""
    parts = [part for part in _plain(typed).split("/") if part]
    scores = {name: _nearness(_plain(name), parts) for name in _offered()}
    best = max(scores.values())
    near = [name for name, score in scores.items() if score >= max(_NEAR, best - _MUCH_WORSE)]
    return sorted(near, key=lambda name: -scores[name])[:3]


_NO_MATCH = 4


def _fixed(offset: re.Match[str]) -> str:
    """The time zone that is always so far from UTC, where there is one."""
    west = (offset["sign"] or offset["bare"]) in {"-", "−", "–"}
    hours = int(offset["hours"])
    # These are named by how far UTC is from them, so the sign is the other one.
    name = f"Etc/GMT{'+' if west else '-'}{hours}" if hours else "UTC"
    if int(offset["minutes"] or 0) or name not in available_timezones():
        return ""
    turned = "; the sign in its name is turned round" if hours else ""
    return f"{name} is always at {'-' if west else '+'}{hours:02}:00{turned}."


def _nearness(name: str, parts: list[str]) -> float:
    """How alike a time zone and what was typed are, from 0 to 100."""
    city = name.rpartition("/")[2]
    words = name.replace("/", " ").split()
    # Not the area, which would be Apia for Asia.
    alike = [fuzz.ratio(part, city) for part in parts if part.capitalize() not in _AREAS]
    # A whole word tells, too: Argentina, York.
    alike += [85.0 for part in parts[-1:] if part in words and part != city]
    same_area = len(parts) > 1 and parts[0] == name.partition("/")[0]
    return max(alike, default=0) + same_area


def _rank(name: str, wanted: str) -> int:
    plain = _plain(name)
    city = plain.rpartition("/")[2]
    if city.startswith(wanted):
        return 0
    if plain.startswith(wanted):
        return 1
    if any(word.startswith(wanted) for word in plain.replace("/", " ").split()):
        return 2
    return 3 if wanted in plain else _NO_MATCH


def _plain(text: str) -> str:
    return " ".join(text.replace("_", " ").casefold().split())
