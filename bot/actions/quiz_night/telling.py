"""What is told after a round and at the end, to everyone and to each player alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.actions.coach import Coach
from bot.actions.quiz_night.answering import question_of
from bot.actions.quiz_night.reading import get, get_round
from bot.actions.refusals import Refused
from bot.actions.results import Result, result_in
from bot.core.questions import Question
from bot.core.quiz.concepts import Gap, RoundCount, gaps
from bot.core.quiz.scoring import Place, ranked, ranking, team_ranking
from bot.store import Connection, attempts, preferences, quiz_rounds, quizzes
from bot.store.quiz_rounds import Answer, Round
from bot.store.quizzes import Kept

# A best answer is worth showing from this score on.
GOOD = 70
MOST_GAPS = 5
MOST_NIGHTS = 10


class NoAnswer(Refused):
    """Somebody asks for a result where they gave no answer."""

    sentence = "You gave no answer in this round, so there is nothing to show you."


@dataclass(frozen=True, slots=True)
class Standing:
    """What a player earned in a round, and in all."""

    place: int
    learner_id: int
    points: int
    total: int


@dataclass(frozen=True, slots=True)
class Quoted:
    """The best answer of a round, of somebody who lets it be shown."""

    learner_id: int
    words: str
    score: int


@dataclass(frozen=True, slots=True)
class Reveal:
    """What a round came to.

    Attributes:
        kept: The quiz.
        counts: How many made each concept and showed each misconception.
        standings: Who answered, the best first.
    """

    kept: Kept
    on: Round
    question: Question
    counts: RoundCount
    standings: Sequence[Standing]
    quoted: Quoted | None


@dataclass(frozen=True, slots=True)
class Podium:
    """What a quiz came to.

    Attributes:
        places: The players who answered at least once, the best first.
        teams: The teams, the best first; none without teams.
        gaps: The concepts that the group missed most.
    """

    kept: Kept
    places: Sequence[Place]
    teams: Sequence[Place]
    gaps: Sequence[Gap]


@dataclass(frozen=True, slots=True)
class Night:
    """A quiz of the past, and one's own part in it."""

    kept: Kept
    places: Sequence[Place]

    def own(self, learner_id: int) -> Place | None:
        """The place of one player."""
        return next((place for place in self.places if place.id == learner_id), None)


async def reveal(coach: Coach, round_id: int) -> Reveal:
    """What a round came to."""
    kept, on = await get_round(coach, round_id)
    question = question_of(coach, on.question_id)
    async with coach.database.reading() as connection:
        answers = await quiz_rounds.answers(connection, round_id)
        quoted = await _quoted(connection, answers)
    by = {answer.learner_id: answer for answer in answers}
    places = ranked(
        (a.learner_id, a.points, (-a.points, a.taken)) for a in answers if a.points is not None
    )
    counts = RoundCount.from_json(on.counts) if on.counts else RoundCount(0, {}, {})
    players = kept.quiz.players
    return Reveal(
        kept,
        on,
        question,
        counts,
        [Standing(p.place, p.id, by[p.id].points or 0, players[p.id].points) for p in places],
        quoted,
    )


async def _quoted(connection: Connection, answers: Sequence[Answer]) -> Quoted | None:
    """The best answer, if its author lets it be shown; the earliest such one among equals."""
    best = max((a.score or 0 for a in answers), default=0)
    if best < GOOD:
        return None
    among = [a for a in answers if a.score == best]
    wishes = await preferences.read_all(connection, [a.learner_id for a in among])
    for each in among:
        if each.learner_id in wishes and wishes[each.learner_id].quotes:
            return Quoted(each.learner_id, each.words, best)
    return None


async def podium(coach: Coach, quiz_id: int) -> Podium:
    """What a quiz came to."""
    kept = await get(coach, quiz_id)
    async with coach.database.reading() as connection:
        rounds = await quiz_rounds.of_quiz(connection, quiz_id)
    played = [
        (each.number, coach.bank.questions[each.question_id], RoundCount.from_json(each.counts))
        for each in rounds
        if each.counts and each.question_id in coach.bank.questions
    ]
    return Podium(
        kept,
        ranking(kept.quiz),
        team_ranking(kept.quiz) if kept.quiz.rules.teams else [],
        gaps(played, MOST_GAPS),
    )


async def history(coach: Coach, *, guild_id: int) -> list[Night]:
    """The last quizzes of a server, newest first."""
    async with coach.database.reading() as connection:
        found = await quizzes.recent(connection, guild_id, most=MOST_NIGHTS)
    return [Night(kept, ranking(kept.quiz)) for kept in found]


async def my_result(coach: Coach, *, round_id: int, learner_id: int, now: datetime) -> Result:
    """A player's own grade of a round, for them alone."""
    async with coach.database.reading() as connection:
        mine = await quiz_rounds.answer(connection, round_id, learner_id)
        if mine is None or mine.attempt_id is None:
            raise NoAnswer
        attempt = await attempts.get(connection, mine.attempt_id)
        return await result_in(coach, connection, attempt, learner_id, repeated=True, now=now)


async def my_rounds(
    coach: Coach, *, quiz_id: int, learner_id: int
) -> list[tuple[Round, Answer | None]]:
    """What a player's answers came to, round by round."""
    async with coach.database.reading() as connection:
        rounds = await quiz_rounds.of_quiz(connection, quiz_id)
        mine = await quiz_rounds.answers_of(connection, quiz_id, learner_id)
    if not mine:
        raise NoAnswer("You gave no answer in this quiz, so there is nothing to show you.")
    return [(each, mine.get(each.number)) for each in rounds]
