"""Numbers, places and days as people write them."""

from __future__ import annotations

from datetime import date

_MEDALS = {1: "🥇", 2: "🥈", 3: "🥉"}


def count(number: int, thing: str, things: str = "") -> str:
    """A number with its noun.

    Args:
        number: How many.
        thing: What one of them is called.
        things: What several are called, where that is not just an s more.
    """
    return f"{number} {thing if number == 1 else things or f'{thing}s'}"


def place(number: int) -> str:
    """A place, from 1, as a medal or a number."""
    # In bold, for Discord makes a list of its own of lines that begin with a bare number.
    return _MEDALS.get(number, f"**{number}.**")


def on_day(day: date) -> str:
    """A day of about this year: Mon 2 Mar."""
    return f"{day:%a} {day.day} {day:%b}"
