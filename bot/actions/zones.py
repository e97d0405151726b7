"""Finds time zones by what a person types."""

from __future__ import annotations

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


def closest_zones(typed: str) -> list[str]:
    """Three time zones that somebody may have meant."""
    wanted = _plain(typed)
    names = {name: _plain(name) for name in _offered()}
    cities = {name: plain.rpartition("/")[2] for name, plain in names.items()}
    scores = {
        name: max(
            fuzz.ratio(wanted, plain), fuzz.ratio(wanted.rpartition("/")[2], cities[name]) - 5
        )
        for name, plain in names.items()
    }
    return sorted(scores, key=lambda name: -scores[name])[:3]


_NO_MATCH = 4


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
