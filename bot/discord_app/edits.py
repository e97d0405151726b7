"""Keeps cards in channels up to date: many changes become one edit, and edits keep their distance.

Discord allows about five edits in five seconds in a channel, and few to a message older than an
hour. What a card shows is made when it is sent, so the last edit always shows the last state.
"""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeAlias
from weakref import WeakValueDictionary

from bot.discord_app.failures import NOT_SENT
from bot.discord_app.pages import Page

if TYPE_CHECKING:
    import discord

log = logging.getLogger(__name__)

# Seconds between two edits in one channel.
IN_CHANNEL = 1.2

# Gives what a card shows now; None to leave it as it is.
Make: TypeAlias = Callable[[], Awaitable[Page | None]]


class Edits:
    """Edits of cards that may wait a moment. They are lost at a stop: the next change makes up."""

    def __init__(self, client: discord.Client) -> None:
        """Nothing is edited yet."""
        self._client = client
        # Edits to come and edits on their way, by message.
        self._timers: dict[int, asyncio.TimerHandle] = {}
        self._tasks: dict[int, asyncio.Task[None]] = {}
        # The moments before which no message or channel is edited again.
        self._rests: defaultdict[int, float] = defaultdict(float)
        self._channels: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    def soon(self, channel_id: int, message_id: int, make: Make, *, gap: float) -> None:
        """Show what a card has become, unless an edit is to come that will.

        Args:
            channel_id: Where the message is.
            message_id: The message.
            make: What it shall show.
            gap: Seconds until the next edit of this message at the least.
        """
        if message_id in self._timers:
            return
        now = asyncio.get_running_loop().time()
        self._rests = defaultdict(float, {k: at for k, at in self._rests.items() if at > now})
        at = max(now, self._rests[channel_id], self._rests[message_id])
        self._rests[channel_id] = at + IN_CHANNEL
        self._rests[message_id] = at + gap
        if at > now:
            begin = self._begin, channel_id, message_id, make
            self._timers[message_id] = asyncio.get_running_loop().call_at(at, *begin)
        else:
            self._begin(channel_id, message_id, make)

    async def now(self, channel_id: int, message_id: int, page: Page) -> None:
        """Show what a card has become at once, after whatever edit is on its way.

        Raises:
            discord.HTTPException: If it cannot be changed; see `failures.NOT_SENT` for the rest.
        """
        if timer := self._timers.pop(message_id, None):
            timer.cancel()
        async with self._channels.setdefault(channel_id, asyncio.Lock()):
            await self._put(channel_id, message_id, page)

    async def stop(self) -> None:
        """Give up what is to come and what is on its way."""
        for timer in self._timers.values():
            timer.cancel()
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _begin(self, channel_id: int, message_id: int, make: Make) -> None:
        self._timers.pop(message_id, None)
        self._tasks[message_id] = asyncio.create_task(self._edit(channel_id, message_id, make))

    async def _edit(self, channel_id: int, message_id: int, make: Make) -> None:
        try:
            async with self._channels.setdefault(channel_id, asyncio.Lock()):
                page = await make()
                if page is not None:
                    await self._put(channel_id, message_id, page)
        except NOT_SENT as error:
            log.info("card not brought up to date: message=%d error=%r", message_id, error)
        except Exception:
            log.exception("failed: during=edit of message %d", message_id)
        finally:
            if self._tasks.get(message_id) is asyncio.current_task():
                del self._tasks[message_id]

    async def _put(self, channel_id: int, message_id: int, page: Page) -> None:
        channel = self._client.get_partial_messageable(channel_id)
        message = channel.get_partial_message(message_id)
        await message.edit(view=page.view, attachments=page.files())
