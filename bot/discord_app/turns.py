"""Lets the shards of all processes connect to Discord one after the other.

Discord refuses who identifies within five seconds of another shard of the same bot, and may in the
end reset the token. It says how many may do so at once; shards then take turns by the rest of
their number.
"""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta

import discord

from bot.actions import Coach, turns

log = logging.getLogger(__name__)

# Seconds between two turns: the five of Discord, and what a turn may be taken late.
GAP = 5.5
LATE = 0.5
# Seconds before its turn at which a shard opens its connection: one that is open and says nothing
# is cut off after a while.
LEAD = 1.0
# Turns that may be booked at once at the least, for a few shards that try again and again.
FEWEST = 20


class Turns:
    """The turns of the shards of this process."""

    def __init__(self, client: discord.AutoShardedClient, coach: Coach) -> None:
        """Nothing is booked yet."""
        self._client = client
        self._coach = coach
        self._at_once: int | None = None
        # The moments booked by shards that wait, by the event loop's clock.
        self._booked: dict[int, float] = {}

    async def come_near(self, shard_id: int) -> None:
        """Wait until it is nearly a shard's turn, so that it opens its connection."""
        await self._until(await self._turn(shard_id) - LEAD)

    async def take(self, shard_id: int) -> None:
        """Wait until it is a shard's turn to identify, and use it up."""
        while True:
            at = await self._turn(shard_id)
            await self._until(at)
            del self._booked[shard_id]
            if asyncio.get_running_loop().time() <= at + LATE:
                return

    async def _turn(self, shard_id: int) -> float:
        clock = asyncio.get_running_loop().time
        booked = self._booked.get(shard_id)
        if booked is None or booked + LATE < clock():
            wait = await self._book(shard_id)
            self._booked[shard_id] = booked = clock() + wait
        return booked

    async def _book(self, shard_id: int) -> float:
        try:
            number = shard_id % await self._allowed_at_once()
            wait = await turns.book(
                self._coach,
                key=f"identify:{self._client.application_id}:{number}",
                gap=timedelta(seconds=GAP),
                most=FEWEST + (self._client.shard_count or 1),
            )
        except Exception:
            # Discord refuses a shard that comes too early, and it tries again: no reason to end.
            log.exception("no turn booked: shard=%d", shard_id)
            return GAP
        return wait.total_seconds()

    async def _allowed_at_once(self) -> int:
        if self._at_once is None:
            limits = await self._client.fetch_session_start_limits()
            log.info(
                "session starts: left=%d of=%d at_once=%d",
                limits.remaining,
                limits.total,
                limits.max_concurrency,
            )
            self._at_once = max(limits.max_concurrency, 1)
        return self._at_once

    @staticmethod
    async def _until(moment: float) -> None:
        await asyncio.sleep(moment - asyncio.get_running_loop().time())
