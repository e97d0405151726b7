"""Several windows on one running bot, on a clock that follows the real one.

SimCord's Preview shows one place at a time and its clock stands still between actions; here the
channel and everybody's direct messages are open at once, and time goes on. This uses internals of
SimCord, so its version is pinned exactly.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from datetime import datetime, timedelta
from typing import Any, cast

from simcord import SetupError

from bot.demo.places import Place, dress

log = logging.getLogger(__name__)

# Seconds between two looks at the clock.
TICK = 0.5
# A learner may think for long; Preview would forget a page after ten minutes.
_DAY = 24 * 3600


class PortTaken(Exception):
    """Something else listens on the port."""


class Desk:
    """Opens windows, and keeps them and the bot going.

    SimCord refuses two operations at once, so what happens in a window and what happens by itself
    take turns.

    Args:
        env: The world with the running bot.
        now: The real time.
        zone: The time zone in which windows show times.
    """

    def __init__(self, env: Any, *, now: Callable[[], datetime], zone: str) -> None:
        self.places: list[Place] = []
        self._env = env
        self._now = now
        self._zone = zone
        self._turn = asyncio.Lock()
        self._shown: dict[Place, int] = {}

    async def open(
        self, stack: AsyncExitStack, place: Place, channel: Any, people: Sequence[Any], port: int
    ) -> None:
        """Open a window.

        Args:
            stack: Closes the window in the end.
            place: What it is called.
            channel: What it shows.
            people: Who may look through it; one is chosen in the page.
            port: 0 for any that is free.

        Raises:
            PortTaken: If the port is in use.
        """
        self._env._preview = None  # officially there is only one window
        window = self._env.preview(
            channel, viewers=people, layout="channel", port=port or None, timezone=self._zone
        )
        window._PAGE_LEASE_SECONDS = _DAY
        window._MAX_PAGES = 256
        place.window = window
        self.places.append(place)
        dress(place, self.places)
        try:
            await stack.enter_async_context(window)
        except SetupError as error:
            if isinstance(error.__cause__, OSError):
                raise PortTaken from error
            raise
        act = window._action

        async def in_turn(page_id: str, body: Any) -> Any:
            async with self._turn:
                self._env._preview = window
                page = window._pages.get(page_id)
                if page is not None and isinstance(body, dict):
                    # The page may have been drawn anew between the look and the click, and clicks
                    # on an old page are refused.
                    cast("dict[str, Any]", body)["published_revision"] = page.revision
                result = await act(page_id, body)
                self._shown[place] = self._size()
                return result

        window._action = in_turn

    async def keep_going(self) -> None:
        """Let time pass for the bot and show what it does by itself, until every window is shut."""
        while any(place.is_open for place in self.places):
            await asyncio.sleep(TICK)
            async with self._turn:
                late = (self._now() - self._env.now()).total_seconds()
                try:
                    await self._env.advance_time(max(0.0, late))
                except TimeoutError:
                    log.warning("the bot takes long", exc_info=True)
                await self._show_news()

    async def _show_news(self) -> None:
        """Draw the pages anew, but only if something happened since."""
        size = self._size()
        for place in self.places:
            if place.is_open:
                # What a press draws anew tells "in 2 minutes" from this moment; only a refresh
                # would move it on.
                place.window._advance_presentation_time()
            if place.is_open and self._shown.get(place) != size:
                self._shown[place] = size
                self._env._preview = place.window
                await place.window.refresh()

    def _size(self) -> int:
        return len(self._env.backend.transcript)


def hold_timers(env: Any) -> None:
    """Let timers go off only when the desk lets time pass.

    SimCord also fires them by the computer's clock, and an action in a window would wait for each
    that is near; a quiz always has one.
    """
    state = env._settlement_state

    def held() -> Any:
        for record in env._work.callbacks:
            if record.real_handle is not None:
                record.real_handle.cancel()
                record.real_handle = None
        return state()

    env._settlement_state = held


def set_clock(env: Any, now: datetime) -> None:
    """Make it `now` in the world.

    Call this after people and channels were made: their ids come from the clock, so they are the
    same in every run, and the database knows people again. And call it before the bot starts, when
    nothing waits for a time yet.
    """
    clock = env.backend.clock
    clock._epoch = now - timedelta(seconds=clock.elapsed)
