"""Keeps cards in channels up to date: many changes become one edit, and edits keep their distance.

Discord allows about five edits in five seconds in a channel, and few to a message older than an
hour. What a card shows is made when it is sent, so the last edit always shows the last state.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from bot.discord_app.failures import NOT_SENT, is_gone
from bot.discord_app.pages import Page

if TYPE_CHECKING:
    import discord

log = logging.getLogger(__name__)

# Seconds between two edits in one channel.
IN_CHANNEL = 1.2


class Edits:
    """Edits of cards that may wait a moment. They are lost at a stop: the next change makes up."""

    def __init__(self, client: discord.Client) -> None:
        """Nothing is edited yet."""
        self._client = client
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._again: set[int] = set()
        self._channels: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    def soon(
        self,
        channel_id: int,
        message_id: int,
        make: Callable[[], Awaitable[Page | None]],
        *,
        gap: float,
        gone: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        """Show what a card has become, unless an edit is on its way that will.

        Args:
            channel_id: Where the message is.
            message_id: The message.
            make: What it shall show; None to leave it as it is.
            gap: Seconds until the next edit of this message at the least.
            gone: Is told when the message or its channel cannot be reached any more.
        """
        if message_id in self._tasks:
            self._again.add(message_id)
            return
        task = asyncio.create_task(self._edit(channel_id, message_id, make, gap, gone))
        self._tasks[message_id] = task

    async def stop(self) -> None:
        """Give up what is on its way."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _edit(
        self,
        channel_id: int,
        message_id: int,
        make: Callable[[], Awaitable[Page | None]],
        gap: float,
        gone: Callable[[], Awaitable[None]] | None,
    ) -> None:
        lock = self._channels.setdefault(channel_id, asyncio.Lock())
        try:
            while True:
                self._again.discard(message_id)
                async with lock:
                    await self._send(channel_id, message_id, make, gone)
                    await asyncio.sleep(min(gap, IN_CHANNEL))
                await asyncio.sleep(max(0.0, gap - IN_CHANNEL))
                if message_id not in self._again:
                    return
        finally:
            del self._tasks[message_id]

    async def _send(
        self,
        channel_id: int,
        message_id: int,
        make: Callable[[], Awaitable[Page | None]],
        gone: Callable[[], Awaitable[None]] | None,
    ) -> None:
        try:
            page = await make()
            if page is not None:
                channel = self._client.get_partial_messageable(channel_id)
                message = channel.get_partial_message(message_id)
                await message.edit(view=page.view, attachments=page.files())
        except NOT_SENT as error:
            log.info("card not brought up to date: message=%d error=%r", message_id, error)
            if gone is not None and is_gone(error):
                await gone()
        except Exception:
            log.exception("failed: during=edit of message %d", message_id)
