"""What whoever runs the bot wants to know of it."""

from __future__ import annotations

from bot.actions.coach import Coach


async def ask_database(coach: Coach) -> None:
    """Ask the database for something that costs little.

    Raises:
        DatabaseFault: If it does not answer.
    """
    await coach.database.ask()
