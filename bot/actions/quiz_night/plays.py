"""Plays events on quizzes: the one door through which a quiz changes."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from weakref import WeakValueDictionary

from bot.actions.coach import Coach
from bot.actions.refusals import Refused
from bot.core.quiz import Ending, Event, IllegalMove, Phase, Quiz, Why, step
from bot.metrics import QuizNight
from bot.store import Connection, quiz_rounds, quiz_steps, quizzes
from bot.store.quizzes import Kept

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
    """Something that is wanted of a quiz; without an event, only to know how it stands."""

    event: Event | None
    words: str | None
    now: datetime | None
    outcome: asyncio.Future[Kept] = field(
        default_factory=lambda: asyncio.get_running_loop().create_future()
    )


@dataclass(frozen=True, slots=True)
class RoundKey:
    """What never changes of a round."""

    quiz_id: int
    number: int
    question_id: str


class Plays:
    """Plays events one after the other, each quiz by itself.

    What comes while a transaction is under way shares the next one: a thousand answers at the same
    moment are a handful of transactions. A quiz is remembered as it was read, and that is trusted
    only as long as the database says that it still is so.
    """

    def __init__(self, coach: Coach) -> None:
        """Nothing is played yet.

        Args:
            coach: The bank, the grader and the database.
        """
        self._coach = coach
        self._queues: dict[int, list[_Move]] = {}
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self._known: dict[int, Kept] = {}
        self._rounds: dict[int, RoundKey] = {}

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
        return (await self._want(quiz_id, _Move(event, words, now))).quiz

    async def get(self, quiz_id: int) -> Kept:
        """A quiz as it stands.

        Raises:
            NoQuiz: If there is no such quiz.
        """
        return await self._want(quiz_id, _Move(None, None, None))

    async def round(self, round_id: int) -> RoundKey:
        """What never changes of a round.

        Raises:
            NoQuiz: If there is no such round.
        """
        if round_id not in self._rounds:
            async with self._coach.database.reading() as connection:
                found = await quiz_rounds.get(connection, round_id)
            if found is None:
                raise NoQuiz
            return RoundKey(found.quiz_id, found.number, found.question_id)
        return self._rounds[round_id]

    async def _want(self, quiz_id: int, move: _Move) -> Kept:
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
            self._forget(quiz_id)
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

    async def _played(self, quiz_id: int, moves: Sequence[_Move]) -> list[Kept | Refused]:
        if all(move.event is None for move in moves):
            async with self._coach.database.reading() as connection:
                kept = await self._current(connection, quiz_id, lock=False)
            return [kept] * len(moves)
        outcomes: list[Kept | Refused] = []
        words: dict[int, str] = {}
        async with self._coach.database.writing() as connection:
            before = kept = await self._current(connection, quiz_id, lock=True)
            now: datetime | None = None
            for move in moves:
                try:
                    if move.event is not None:
                        kept = replace(kept, quiz=step(kept.quiz, move.event))
                        now = move.now if now is None or move.now is None else max(now, move.now)
                except IllegalMove as refused:
                    outcomes.append(NotNow(refused.why))
                    continue
                outcomes.append(kept)
                if move.words is not None:
                    words[_speaker(move.event)] = move.words
            if now is not None:
                saved = await quiz_steps.save(connection, before, kept.quiz, words=words, now=now)
                assert saved, "a quiz that is locked does not change"
            if kept.quiz.number != before.quiz.number:
                # The round that has begun has an id of its own, and no messages yet.
                kept = await quizzes.get(connection, quiz_id) or kept
        if now is not None:
            self._remember(before, kept)
            if kept.quiz.phase is Phase.OVER and before.quiz.phase is not Phase.OVER:
                played = kept.quiz.ending is Ending.PLAYED
                self._coach.metrics.quiz(QuizNight.FINISHED if played else QuizNight.CANCELLED)
        # Whoever wanted to know how it stands is told how it does now.
        return [
            kept if move.event is None else outcome
            for move, outcome in zip(moves, outcomes, strict=True)
        ]

    async def _current(self, connection: Connection, quiz_id: int, *, lock: bool) -> Kept:
        known = self._known.get(quiz_id)
        if await quizzes.still(connection, quiz_id, known, lock=lock) and known is not None:
            return known
        self._forget(quiz_id)
        kept = await quizzes.get(connection, quiz_id)
        if kept is None:
            raise NoQuiz
        if kept.quiz.phase is not Phase.OVER:
            self._known[quiz_id] = kept
            if kept.round_id is not None:
                key = RoundKey(quiz_id, kept.quiz.number, kept.question_id)
                self._rounds[kept.round_id] = key
        return kept

    def _remember(self, before: Kept, after: Kept) -> None:
        """Know what was just written, where all of it is known."""
        if after.quiz.phase is Phase.OVER or after.quiz.number != before.quiz.number:
            self._forget(before.id)
        else:
            self._known[before.id] = replace(after, version=before.version + 1)

    def _forget(self, quiz_id: int) -> None:
        self._known.pop(quiz_id, None)
        for round_id in [r for r, key in self._rounds.items() if key.quiz_id == quiz_id]:
            del self._rounds[round_id]


def _speaker(event: Event | None) -> int:
    who = getattr(event, "who", None)
    assert isinstance(who, int)
    return who
