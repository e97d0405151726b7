"""Tells each person alone what came of what they did, in time even among a thousand others."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable

from bot.discord_app import failures
from bot.discord_app.events import Interaction
from bot.discord_app.pages import GREEN, Page, notice

log = logging.getLogger(__name__)

# Discord waits three seconds for an answer; what takes longer than this is announced first.
PROMPT = 1.5
# So many people at once are a crowd.
CROWD = 50


class Telling:
    """Knows how many people are being told something."""

    def __init__(self) -> None:
        """Nobody is."""
        self._number = 0

    async def tell(self, interaction: Interaction, work: Awaitable[str | Page]) -> None:
        """Do something for one person and tell only them; say first that it may take a moment.

        What is quick is told at once, with one request. In a crowd, or when it is not so quick,
        the short acknowledgement comes first: Discord waits for nobody longer than three seconds.
        """
        self._number += 1
        doing = asyncio.ensure_future(work)
        try:
            if self._number <= CROWD:
                await asyncio.wait({doing}, timeout=PROMPT)
            if not doing.done():
                await _announce(interaction)
            told = await doing
            page = told if isinstance(told, Page) else notice(told, colour=GREEN)
            await failures.say(interaction, page)
        finally:
            self._number -= 1


async def _announce(interaction: Interaction) -> None:
    """Say that it may take a moment.

    Where that fails, what was begun goes on all the same: only what comes of it says whether an
    answer is kept, and it may still be told.
    """
    try:
        await interaction.response.defer(ephemeral=True, thinking=True)
    except failures.NOT_SENT as error:
        log.info("not announced: interaction=%d error=%r", interaction.id, error)
