"""What is delivered to several processes is taken on by one."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

from bot.actions import deliveries

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


async def test_one_of_many_takes_it_on(coach):
    taken = await asyncio.gather(
        *(deliveries.take(coach, delivery="message:1", now=NOON) for _ in range(5))
    )

    assert sorted(taken) == [False] * 4 + [True]


async def test_what_was_taken_on_is_forgotten_after_a_while(coach):
    for hours in (0, 1):
        now = NOON + timedelta(hours=hours)
        await deliveries.take(coach, delivery=f"message:{hours}", now=now)

    await deliveries.forget(coach, before=NOON + timedelta(hours=1))

    assert await deliveries.take(coach, delivery="message:0", now=NOON)
    assert not await deliveries.take(coach, delivery="message:1", now=NOON)
