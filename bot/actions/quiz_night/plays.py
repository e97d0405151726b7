"""Plays events on quizzes: the one door through which a quiz changes."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from weakref import WeakValueDictionary

from bot.actions.coach import Coach
from bot.actions.refusals import Refused
from bot.core.quiz import Event, IllegalMove, Quiz, Why, step
from bot.store import quizzes

SENTENCES = {
    Why.NOT_NOW: "That is not possible at this point of the quiz. The newest card shows what is.",
    Why.NOT_PLAYING: "You are not in this quiz yet. Press **Join** to play from the next round on.",
    Why.FROM_NEXT_ROUND: "You have just joined: you play from the next round on.",
    Why.PLAYS_ALREADY: "You are in this quiz already. The next question comes by itself.",
    Why.OTHER_ROUND: "That question is not open. Answer the one on the newest card.",
    Why.TOO_LATE: "The time for this question was up.",
    Why.TOO_EARLY: "The time for this question is not up yet.",
    Why.NO_PLAYERS: "Nobody has joined yet. Press **Join** yourself, or wait for someone.",
    Why.NO_SUCH_TEAM: "There is no such team in this quiz. Pick one from the card.",
    Why.HOSTS_ALREADY: "They host this quiz already.",
    Why.NOT_THE_ANSWERS: "The answers have changed meanwhile; they are graded anew.",
}


class NoQuiz(Refused):
    """There is no such quiz."""

    sentence = "There is no quiz on here. Start one with **/quiz start**."


class NotNow(Refused):
    """The rules refuse this move.

    Attributes:
        why: The reason, as the rules tell it.
    """

    def __init__(self, why: Why) -> None:
        super().__init__(SENTENCES[why])
        self.why = why


@dataclass(slots=True)
class _Move:
    event: Event
    words: str | None
    now: datetime
    outcome: asyncio.Future[Quiz] = field(
        default_factory=lambda: asyncio.get_running_loop().create_future()
    )


class Plays:
    """Plays events one after the other, each quiz by itself.

    Events that come while a transaction is under way share the next one: a thousand answers at the
    same moment are a handful of transactions. Nothing is kept here but what is on its way.
    """

    def __init__(self, coach: Coach) -> None:
        """Nothing is played yet.

        Args:
            coach: The bank, the grader and the database.
        """
        self._coach = coach
        self._queues: dict[int, list[_Move]] = {}
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def play(
        self, quiz_id: int, event: Event, *, now: datetime, words: str | None = None
    ) -> Quiz:
        """Play an event; what it changes is in the database then.

        Args:
            quiz_id: The quiz.
            event: What happens.
            now: The moment.
            words: What was said, for an answer.

        Returns:
            The state right after it.

        Raises:
            NoQuiz: If there is no such quiz.
            NotNow: If the rules refuse it; nothing has changed.
        """
        move = _Move(event, words, now)
        self._queues.setdefault(quiz_id, []).append(move)
        lock = self._locks.setdefault(quiz_id, asyncio.Lock())
        async with lock:
            if not move.outcome.done():
                await self._play(quiz_id, self._queues.pop(quiz_id))
        return await move.outcome

    async def _play(self, quiz_id: int, moves: Sequence[_Move]) -> None:
        """Play all of them in one transaction, in the order in which they came."""
        try:
            outcomes = await self._played(quiz_id, moves)
        except BaseException as error:
            for move in moves:
                if isinstance(error, Exception):
                    move.outcome.set_exception(error)
                else:
                    move.outcome.cancel()
            if not isinstance(error, Exception):
                raise
            return
        for move, outcome in zip(moves, outcomes, strict=True):
            if isinstance(outcome, Refused):
                move.outcome.set_exception(outcome)
            else:
                move.outcome.set_result(outcome)

    async def _played(self, quiz_id: int, moves: Sequence[_Move]) -> list[Quiz | Refused]:
        outcomes: list[Quiz | Refused] = []
        words: dict[int, str] = {}
        async with self._coach.database.writing() as connection:
            kept = await quizzes.get(connection, quiz_id, lock=True)
            if kept is None:
                raise NoQuiz
            quiz = kept.quiz
            for move in moves:
                try:
                    quiz = step(quiz, move.event)
                except IllegalMove as refused:
                    outcomes.append(NotNow(refused.why))
                    continue
                outcomes.append(quiz)
                if move.words is not None:
                    words[_speaker(move.event)] = move.words
            if quiz is not kept.quiz:
                last = moves[-1].now
                saved = await quizzes.save(connection, kept, quiz, words=words, now=last)
                assert saved, "a quiz that is locked does not change"
        return outcomes


def _speaker(event: Event) -> int:
    who = getattr(event, "who", None)
    assert isinstance(who, int)
    return who
