"""Keeps the bot from sending faster than Discord likes."""

from __future__ import annotations

import asyncio
import random

# Requests a second, of one process and of all together. Discord allows 50 for a token, whatever the
# number of processes, and what people do at the same time needs some of them.
PER_SECOND = 16
TOGETHER = 36
# Turns that come late, because the process was busy, still keep this part of their distance.
CLOSEST = 0.9


def per_second(share: float) -> float:
    """How many requests a second a process may send that has this part of all shards."""
    return min(PER_SECOND, TOGETHER * share)


class Pace:
    """Lets turns come at a steady rate, with a little chance in it.

    Chance keeps several processes that begin at the same minute from sending in step.
    """

    def __init__(self, rng: random.Random, per_second: float = PER_SECOND) -> None:
        """Nobody waits yet."""
        self._rng = rng
        self._gap = 1 / per_second
        self._next = 0.0
        self._last = 0.0

    async def turn(self) -> None:
        """Wait until it is one's turn."""
        loop = asyncio.get_running_loop()
        now = loop.time()
        at = max(now, self._next)
        self._next = at + self._gap * self._rng.uniform(0.9, 1.1)
        if at > now:
            await asyncio.sleep(at - now)
        while (early := self._last + CLOSEST * self._gap - loop.time()) > 0:  # noqa: ASYNC110 - the others move it on
            await asyncio.sleep(early)
        self._last = loop.time()
