"""Keeps the bot from sending faster than Discord likes."""

from __future__ import annotations

import asyncio
import random

# Requests a second. Discord allows 50 for a token, whatever the number of processes.
PER_SECOND = 18


class Pace:
    """Lets turns come at a steady rate, with a little chance in it.

    Chance keeps several processes that begin at the same minute from sending in step.
    """

    def __init__(self, rng: random.Random, per_second: float = PER_SECOND) -> None:
        """Nobody waits yet."""
        self._rng = rng
        self._gap = 1 / per_second
        self._next = 0.0

    async def turn(self) -> None:
        """Wait until it is one's turn."""
        now = asyncio.get_running_loop().time()
        at = max(now, self._next)
        self._next = at + self._gap * self._rng.uniform(0.9, 1.1)
        if at > now:
            await asyncio.sleep(at - now)
