"""What keeps a quiz going: who does what is due, and which time was lost."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.actions.coach import Coach
from bot.actions.quiz_night.plays import NotNow, Plays
from bot.core.quiz import Interrupted
from bot.store import quiz_rounds, quizzes
from bot.store.quizzes import Due, Kept

# So long nobody else tries what one process has begun.
CLAIM = timedelta(seconds=5)
# A quiz whose last sign of life is older was interrupted, even within one process; and where it is
# to come yet, the clock was put back.
STANDSTILL = timedelta(seconds=5)
_NOTICED = timedelta(seconds=0.5)


async def claim(coach: Coach, kept: Kept, *, now: datetime) -> bool:
    """Be the one that does what is due now; false where another process is at it."""
    async with coach.database.writing() as connection:
        return await quizzes.claim(connection, kept, now=now, until=now + CLAIM)


async def alive(coach: Coach, quiz_ids: list[int], *, now: datetime) -> None:
    """Leave a sign of life, from which the time that is lost by a crash can be told."""
    async with coach.database.writing() as connection:
        await quizzes.alive(connection, quiz_ids, now)


async def give_back(plays: Plays, due: Due, *, known: bool, now: datetime) -> bool:
    """Give back the time in which nobody looked after a quiz.

    By the clock alone that cannot be told from a clock that was put forward; and one that was put
    back is as far from the last sign of life. Either way what is timed moves along.

    Args:
        plays: Where it is played.
        due: The quiz, with its last sign of life.
        known: Whether this process has looked after quizzes before.
        now: The moment.

    Returns:
        Whether there was any.
    """
    lost = now - due.alive_at
    if due.until is None or -STANDSTILL < lost < (STANDSTILL if known else _NOTICED):
        return False
    try:
        await plays.play(due.id, Interrupted(lost.total_seconds()), now=now)
    except NotNow:
        return False
    return True


async def posted(
    coach: Coach,
    kept: Kept,
    *,
    thread_id: int | None = None,
    lobby_id: int | None = None,
    message_id: int | None = None,
    reveal_id: int | None = None,
    podium_id: int | None = None,
) -> None:
    """Keep where something of a quiz is, once it is in the channel."""
    of_quiz = {"thread_id": thread_id, "lobby_id": lobby_id, "podium_id": podium_id}
    of_round = {"message_id": message_id, "reveal_id": reveal_id}
    async with coach.database.writing() as connection:
        changed = {name: each for name, each in of_quiz.items() if each is not None}
        await quizzes.note(connection, kept.id, **changed)
        if changed := {name: each for name, each in of_round.items() if each is not None}:
            assert kept.round_id is not None
            await quiz_rounds.note(connection, kept.round_id, **changed)
