"""Where long work waits for its turn, so that the bot stays quick to say that it has heard."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager

# Answers graded and questions chosen side by side. More are no faster, and would keep the event
# loop from telling Discord within three seconds that what others did has arrived.
SIDE_BY_SIDE = 4
# Where more people than this have not been acknowledged yet, a crowd acts at once. All of them come
# first: it takes a hundredth of the time that grading does.
CROWD = 10
# Seconds for which long work steps back at most. Whom Discord did not hear of by then is given up.
PATIENCE = 2.0
_LOOK_AGAIN = 0.02


class Room:
    """Lets in so much long work at once, and none while a crowd waits to be acknowledged."""

    def __init__(self) -> None:
        """Nobody is in it, and nobody waits."""
        self._places = asyncio.Semaphore(SIDE_BY_SIDE)
        # Who has not been acknowledged: what tells whether they have been, and since when.
        self._waiting: dict[Callable[[], bool], float] = {}

    def expect(self, acknowledged: Callable[[], bool]) -> None:
        """Note that somebody waits to be acknowledged.

        Args:
            acknowledged: Whether they have been by now.
        """
        now = asyncio.get_running_loop().time()
        while self._waiting and next(iter(self._waiting.values())) + PATIENCE < now:
            del self._waiting[next(iter(self._waiting))]
        self._waiting[acknowledged] = now

    @asynccontextmanager
    async def place(self) -> AsyncGenerator[None]:
        """A place for long work; waits for it."""
        async with self._places:
            begun = asyncio.get_running_loop().time()
            while self._crowd(now := asyncio.get_running_loop().time()) and now < begun + PATIENCE:  # noqa: ASYNC110 - Discord's library tells nobody when it has acknowledged
                await asyncio.sleep(_LOOK_AGAIN)
            yield

    def _crowd(self, now: float) -> bool:
        """Whether many wait, of whom Discord would still hear in time."""
        done = [a for a, at in self._waiting.items() if at + PATIENCE < now or a()]
        for acknowledged in done:
            del self._waiting[acknowledged]
        return len(self._waiting) > CROWD
