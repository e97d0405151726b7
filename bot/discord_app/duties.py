"""What the bot does without being asked: looks at intervals for what is due, whatever happens."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime

log = logging.getLogger(__name__)

# Seconds that the work in hand may take to end when the bot stops.
ENDING_TIME = 5.0
# Seconds between two looks at the least, whatever a duty says is due.
SHORTEST = 0.05


@dataclass(frozen=True, slots=True)
class Duty:
    """Something to do again and again.

    Attributes:
        name: By which it is woken, and for the log.
        work: Does all that is due at a moment; gives the moment at which more will be, if known.
        every: Seconds after which it looks again at the latest.
    """

    name: str
    work: Callable[[datetime], Awaitable[datetime | None]]
    every: float


class Duties:
    """Does duties, each by itself, until it is stopped.

    A duty that fails is logged and tried again after its usual time: none ever ends by itself, and
    none keeps another from being done.
    """

    def __init__(self, clock: Callable[[], datetime]) -> None:
        """Nothing is done yet.

        Args:
            clock: The present moment.
        """
        self._clock = clock
        self._kept: dict[str, _Kept] = {}
        self._stopping = False

    def start(self, duty: Duty) -> None:
        """Do a duty from now on; does nothing where it is being done."""
        if duty.name not in self._kept:
            self._kept[duty.name] = _Kept(duty)
            self.wake(duty.name)

    def wake(self, name: str) -> None:
        """Look at once, or once more right after the look in hand."""
        kept = self._kept.get(name)
        if kept is None or self._stopping:
            return
        if kept.look is not None:
            kept.again = True
            return
        if kept.timer is not None:
            kept.timer.cancel()
        kept.look = asyncio.create_task(self._look(kept), name=f"duty {name}")

    async def stop(self) -> None:
        """Let the looks in hand end, and begin no more."""
        self._stopping = True
        for kept in self._kept.values():
            if kept.timer is not None:
                kept.timer.cancel()
        await _end(kept.look for kept in self._kept.values() if kept.look)

    async def _look(self, kept: _Kept) -> None:
        duty = kept.duty
        wait = duty.every
        kept.again = False
        try:
            following = await duty.work(self._clock())
            if following is not None:
                wait = min(wait, (following - self._clock()).total_seconds())
        except Exception:
            log.exception("failed: during=%s", duty.name)
        finally:
            kept.look = None
        if kept.again:
            self.wake(duty.name)
        elif not self._stopping:
            loop = asyncio.get_running_loop()
            kept.timer = loop.call_later(max(wait, SHORTEST), self.wake, duty.name)


class Errands:
    """Many small pieces of work side by side: none waits for another, and each is done once.

    Unlike a duty, an errand that fails is only logged: whoever sent it looks again later.
    """

    def __init__(self) -> None:
        """Nothing is being done."""
        self._tasks: dict[Hashable, asyncio.Task[None]] = {}

    def start(
        self,
        key: Hashable,
        work: Callable[[], Awaitable[None]],
        *,
        after: Callable[[], None] | None = None,
    ) -> None:
        """Do something, unless what has the same key is being done.

        Args:
            key: What is being done.
            work: How.
            after: What to call when it is done, well or not.
        """
        if key not in self._tasks:
            self._tasks[key] = asyncio.create_task(self._do(key, work, after))

    async def stop(self) -> None:
        """Let what is being done end; what takes long is given up."""
        await _end(self._tasks.values())

    async def _do(
        self,
        key: Hashable,
        work: Callable[[], Awaitable[None]],
        after: Callable[[], None] | None,
    ) -> None:
        try:
            await work()
        except Exception:
            log.exception("failed: during=%s", key)
        finally:
            del self._tasks[key]
            if after is not None:
                after()


@dataclass(slots=True)
class _Kept:
    duty: Duty
    look: asyncio.Task[None] | None = None
    again: bool = False
    timer: asyncio.TimerHandle | None = None


async def _end(tasks: Iterable[asyncio.Task[None]]) -> None:
    """Let tasks end by themselves; those that take too long are given up."""
    waited = list(tasks)
    if waited:
        _, late = await asyncio.wait(waited, timeout=ENDING_TIME)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
