"""What whoever runs the bot wants to know of it."""

from __future__ import annotations

import asyncio

from bot.actions.coach import Coach


async def ask_database(coach: Coach) -> None:
    """Ask the database for something that costs little.

    Raises:
        DatabaseFault: If it does not answer.
    """
    await coach.database.ask()


async def prepare_questions(coach: Coach) -> None:
    """Compile every question of the bank, while everything else goes on.

    One takes a tenth of a second or more. After a start, a crowd would wait for all of them.
    """
    for question_id in coach.bank.questions:
        await asyncio.to_thread(coach.grader.prepare, question_id)
