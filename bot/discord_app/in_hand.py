"""What people did and is being answered: when the bot stops, that is let end first."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

log = logging.getLogger(__name__)

# Seconds that what is in hand may take to end.
ENDING_TIME = 8.0


class InHand:
    """The tasks that answer somebody."""

    def __init__(self) -> None:
        """Nothing is in hand."""
        self._tasks: set[asyncio.Task[Any]] = set()
        self._stopping = False

    @property
    def stopping(self) -> bool:
        """Whether no more is taken on."""
        return self._stopping

    def take_on(self) -> bool:
        """Note that the present task answers somebody; gives False where no more is taken on."""
        task = asyncio.current_task()
        if self._stopping or task is None:
            return False
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return True

    async def stop(self) -> None:
        """Take on no more, and let what is in hand end; what takes long is given up."""
        self._stopping = True
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=ENDING_TIME)
            if late:
                log.warning("given up while stopping: count=%d", len(late))
