"""What the bot does without being asked: looks at intervals for what is due, whatever happens."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

log = logging.getLogger(__name__)

# Seconds that the work in hand may take to end when the bot stops.
ENDING_TIME = 5.0
# Seconds between two looks at the least, whatever a duty says is due.
SHORTEST = 0.05
# How long work may take, or fail and be tried again, until the duty is called overdue.
PATIENCE = timedelta(minutes=2)


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
    """Does duties, each in a task of its own, until it is stopped.

    A duty that fails is logged and tried again after its usual time: none ever ends by itself, and
    none keeps another from being done.
    """

    def __init__(self, clock: Callable[[], datetime]) -> None:
        """Nothing is done yet.

        Args:
            clock: The present moment.
        """
        self._clock = clock
        self._running: dict[str, _Running] = {}
        self._stopping = False

    def start(self, duty: Duty) -> None:
        """Do a duty from now on; does nothing where it is being done."""
        if duty.name not in self._running and not self._stopping:
            running = self._running[duty.name] = _Running(duty, self._clock())
            running.task = asyncio.create_task(self._keep(running), name=f"duty {duty.name}")

    def wake(self, name: str) -> None:
        """Look at once, or once more right after the look in hand."""
        if running := self._running.get(name):
            running.woken.set()

    def overdue(self) -> list[str]:
        """The names of the duties whose work has not been done for too long."""
        last = self._clock() - PATIENCE
        return [name for name, running in self._running.items() if running.expected < last]

    async def stop(self) -> None:
        """Let the work in hand end, and begin no more."""
        self._stopping = True
        tasks: list[asyncio.Task[None]] = []
        for running in self._running.values():
            running.woken.set()
            if running.task is not None:
                tasks.append(running.task)
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=ENDING_TIME)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _keep(self, running: _Running) -> None:
        duty = running.duty
        while not self._stopping:
            running.woken.clear()
            wait = duty.every
            try:
                following = await duty.work(self._clock())
                if following is not None:
                    wait = min(wait, (following - self._clock()).total_seconds())
                running.expected = self._clock() + timedelta(seconds=max(wait, 0))
            except Exception:
                log.exception("failed: during=%s", duty.name)
            if not self._stopping:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(running.woken.wait(), max(wait, SHORTEST))


@dataclass(slots=True)
class _Running:
    duty: Duty
    # When it is to be done next; this stays in the past while the work hangs or fails.
    expected: datetime
    woken: asyncio.Event = field(default_factory=asyncio.Event)
    task: asyncio.Task[None] | None = None
