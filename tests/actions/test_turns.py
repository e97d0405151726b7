"""Turns are booked on the database, one after the other, whoever asks and whoever dies."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

from bot.actions import turns
from bot.store import notes

GAP = timedelta(minutes=10)
KEY = "identify:1:0"


async def booked(coach, key: str = KEY) -> timedelta:
    return await turns.book(coach, key=key, gap=GAP, most=5)


async def kept(coach) -> datetime:
    async with coach.database.reading() as connection:
        return datetime.fromisoformat(await notes.read(connection, KEY))


async def set_back(coach, by: timedelta) -> None:
    """The clock was set back: what was booked is so much further off."""
    moment = await kept(coach) + by
    async with coach.database.writing() as connection:
        await notes.write(connection, KEY, moment.isoformat())


async def test_nobody_waits_where_nobody_else_is(coach):
    assert await booked(coach) == timedelta(0)


async def test_turns_asked_for_at_once_are_a_gap_apart(coach):
    waits = await asyncio.gather(*(booked(coach) for _ in range(4)))

    first = await kept(coach) - 3 * GAP
    assert min(waits) == timedelta(0)
    # The three others wait for the turns after the first, less what has passed since.
    assert [round(wait / GAP) for wait in sorted(waits)] == [0, 1, 2, 3]
    await booked(coach)
    assert await kept(coach) == first + 4 * GAP


async def test_one_who_does_not_use_a_turn_holds_up_nobody_for_longer(coach):
    await booked(coach)
    await set_back(coach, -GAP)

    assert await booked(coach) == timedelta(0)


async def test_a_turn_that_nobody_can_have_booked_is_not_waited_for(coach):
    await booked(coach)
    await set_back(coach, timedelta(days=1))

    assert await booked(coach) == timedelta(0)


async def test_other_turns_are_not_waited_for(coach):
    await booked(coach)

    assert await booked(coach, "identify:1:1") == timedelta(0)
