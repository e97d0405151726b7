"""The rounds of quizzes: what was asked, what people said, and what came of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.tables import quiz_answers, quiz_rounds


@dataclass(frozen=True, slots=True)
class Round:
    """A round of a quiz.

    Attributes:
        message_id: The message with its question.
        reveal_id: The message with its points.
        counts: What the answers came to, all together, as plain values.
    """

    id: int
    quiz_id: int
    number: int
    question_id: str
    message_id: int | None
    reveal_id: int | None
    counts: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Answer:
    """The last answer of a player in a round.

    Attributes:
        taken: The seconds of the round that were over by then.
        score: Once it is graded.
        points: The same with the bonus; none in a round that was skipped.
        attempt_id: The attempt that was kept of it.
    """

    learner_id: int
    words: str
    at: datetime
    taken: float
    score: int | None
    points: int | None
    attempt_id: int | None


async def get(connection: AsyncConnection, round_id: int) -> Round | None:
    """A round by its id."""
    rows = await connection.execute(select(quiz_rounds).where(quiz_rounds.c.id == round_id))
    row = rows.mappings().one_or_none()
    return None if row is None else Round(**row)


async def of_quiz(connection: AsyncConnection, quiz_id: int) -> list[Round]:
    """All rounds so far, in order."""
    rows = await connection.execute(
        select(quiz_rounds).where(quiz_rounds.c.quiz_id == quiz_id).order_by(quiz_rounds.c.number)
    )
    return [Round(**row) for row in rows.mappings()]


async def note(connection: AsyncConnection, round_id: int, **values: Any) -> None:
    """Keep what became known of a round: `message_id`, `reveal_id`, `counts`."""
    await connection.execute(
        update(quiz_rounds).where(quiz_rounds.c.id == round_id).values(**values)
    )


_ANSWER = [quiz_answers.c[name] for name in Answer.__dataclass_fields__]


async def answer(connection: AsyncConnection, round_id: int, learner_id: int) -> Answer | None:
    """What a player said in a round."""
    rows = await connection.execute(
        select(*_ANSWER).where(
            quiz_answers.c.round_id == round_id, quiz_answers.c.learner_id == learner_id
        )
    )
    row = rows.mappings().one_or_none()
    return None if row is None else Answer(**row)


async def answers(connection: AsyncConnection, round_id: int) -> list[Answer]:
    """What all players said in a round, earliest first."""
    rows = await connection.execute(
        select(*_ANSWER)
        .where(quiz_answers.c.round_id == round_id)
        .order_by(quiz_answers.c.at, quiz_answers.c.learner_id)
    )
    return [Answer(**row) for row in rows.mappings()]


async def answers_of(
    connection: AsyncConnection, quiz_id: int, learner_id: int
) -> dict[int, Answer]:
    """What a player said in each round of a quiz, by its number."""
    rows = await connection.execute(
        select(quiz_rounds.c.number, *_ANSWER)
        .join(quiz_rounds, quiz_rounds.c.id == quiz_answers.c.round_id)
        .where(quiz_rounds.c.quiz_id == quiz_id, quiz_answers.c.learner_id == learner_id)
        .order_by(quiz_rounds.c.number)
    )
    return {
        row["number"]: Answer(**{name: row[name] for name in Answer.__dataclass_fields__})
        for row in rows.mappings()
    }


async def grade(
    connection: AsyncConnection, round_id: int, graded: Collection[tuple[int, int, int]]
) -> None:
    """Keep what became of answers: whose it is, its score and its attempt."""
    keeping = (
        update(quiz_answers)
        .where(quiz_answers.c.round_id == round_id, quiz_answers.c.learner_id == bindparam("who"))
        .values(score=bindparam("came_to"), attempt_id=bindparam("kept_as"))
    )
    values: Sequence[dict[str, int]] = [
        {"who": who, "came_to": score, "kept_as": attempt} for who, score, attempt in graded
    ]
    await connection.execute(keeping, values)
