"""Reads quizzes as they stand."""

from __future__ import annotations

from bot.actions.coach import Coach
from bot.actions.quiz_night.plays import NoQuiz
from bot.store import quiz_rounds, quizzes
from bot.store.quiz_rounds import Round
from bot.store.quizzes import Due, Kept
from bot.store.shards import Shards


async def get(coach: Coach, quiz_id: int) -> Kept:
    """A quiz by its id."""
    async with coach.database.reading() as connection:
        kept = await quizzes.get(connection, quiz_id)
    if kept is None:
        raise NoQuiz
    return kept


async def get_round(coach: Coach, round_id: int) -> tuple[Kept, Round]:
    """A round by its id, with its quiz."""
    async with coach.database.reading() as connection:
        found = await quiz_rounds.get(connection, round_id)
        kept = await quizzes.get(connection, found.quiz_id) if found else None
    if kept is None or found is None:
        raise NoQuiz
    return kept, found


async def find(coach: Coach, *, channel_id: int) -> Kept:
    """The quiz that is on in a channel or thread."""
    async with coach.database.reading() as connection:
        quiz_id = await quizzes.in_channel(connection, channel_id)
    if quiz_id is None:
        raise NoQuiz
    return await get(coach, quiz_id)


async def not_over(coach: Coach, *, shards: Shards) -> list[Due]:
    """The quizzes that are not over in the servers of one process."""
    async with coach.database.reading() as connection:
        return await quizzes.not_over(connection, shards)
