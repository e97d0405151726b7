"""Short texts that the bot keeps for itself, such as which commands Discord knows."""

from __future__ import annotations

from bot.actions.coach import Coach
from bot.store import notes


async def read(coach: Coach, key: str) -> str | None:
    """The text kept under a key, or None."""
    async with coach.database.reading() as connection:
        return await notes.read(connection, key)


async def write(coach: Coach, key: str, text: str) -> None:
    """Keep a text under a key, in place of the one before."""
    async with coach.database.writing() as connection:
        await notes.write(connection, key, text)
