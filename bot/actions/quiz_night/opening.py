"""Opens a quiz: chooses its questions, one a round."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from bot.actions.asking import wanted
from bot.actions.cards import Filters
from bot.actions.coach import Coach
from bot.actions.refusals import Refused
from bot.core.questions import Question
from bot.core.quiz import Rules, opened
from bot.metrics import QuizNight
from bot.store import quizzes
from bot.store.quizzes import Kept


class QuizIsOn(Refused):
    """There is a quiz in this channel already."""

    sentence = (
        "A quiz is on in this channel already. Join that one, start yours in another channel, or "
        "wait until it is over."
    )


@dataclass(frozen=True, slots=True)
class Wish:
    """What the host wants; there may be fewer rounds, where the questions run out."""

    rounds: int = 10
    seconds: int = 60
    speed_bonus: bool = False
    teams: int = 0
    picked: bool = False


async def start(
    coach: Coach,
    *,
    host_id: int,
    guild_id: int,
    channel_id: int,
    wish: Wish,
    filters: Filters,
    now: datetime,
    rng: random.Random,
) -> Kept:
    """Open the lobby of a quiz.

    Raises:
        NoQuestion: If no question fits the filters.
        QuizIsOn: If there is a quiz in this channel.
    """
    fitting = wanted(coach.bank, filters)
    async with coach.database.writing() as connection:
        if await quizzes.in_channel(connection, channel_id) is not None:
            raise QuizIsOn
        lately = await quizzes.asked_lately(connection, guild_id, most=len(coach.bank.questions))
        chosen = _chosen(fitting, lately, wish.rounds, rng)
        rules = Rules(len(chosen), wish.seconds, wish.speed_bonus, wish.teams, wish.picked)
        quiz_id = await quizzes.add(
            connection,
            opened(rules, host=host_id, now=now),
            guild_id=guild_id,
            channel_id=channel_id,
            filters=asdict(filters),
            questions=chosen,
            now=now,
        )
        if quiz_id is None:
            raise QuizIsOn
        kept = await quizzes.get(connection, quiz_id)
    assert kept is not None
    coach.metrics.quiz(QuizNight.STARTED)
    return kept


def _chosen(
    fitting: Sequence[Question], lately: Sequence[str], most: int, rng: random.Random
) -> list[str]:
    """New questions in any order; then those of earlier quizzes, the longest ago first."""
    ids = [question.id for question in fitting]
    fresh = [each for each in ids if each not in lately]
    rng.shuffle(fresh)
    again = sorted((each for each in ids if each in lately), key=lately.index, reverse=True)
    return [*fresh, *again][:most]
