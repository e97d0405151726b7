"""Quizzes as they stand: begun, read whole, claimed and forgotten."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.quiz import Ending, Given, Phase, Player, Quiz, Rules
from bot.store.shards import Shards
from bot.store.tables import insert, quiz_answers, quiz_players, quiz_rounds, quizzes


@dataclass(frozen=True, slots=True)
class Kept:
    """A quiz with what surrounds it.

    Attributes:
        channel_id: Where it was started.
        thread_id: The thread in which it runs, if it has one of its own.
        lobby_id: The message with the lobby.
        filters: Which questions were wanted.
        questions: The ids of the questions, one for each round.
        round_id: The round that is on, or was last.
        message_id: The message with its question.
        reveal_id: The message with its points.
        version: Which step this is.
        quiz: The state, as the rules know it.
    """

    id: int
    guild_id: int
    channel_id: int
    thread_id: int | None
    lobby_id: int | None
    podium_id: int | None
    filters: Mapping[str, str | None]
    questions: Sequence[str]
    round_id: int | None
    message_id: int | None
    reveal_id: int | None
    version: int
    opened_at: datetime
    ended_at: datetime | None
    quiz: Quiz

    @property
    def place_id(self) -> int:
        """The channel or thread in which it runs."""
        return self.thread_id or self.channel_id

    @property
    def question_id(self) -> str:
        """What the round that is on asks; only within a round."""
        return self.questions[self.quiz.number - 1]


@dataclass(frozen=True, slots=True)
class Due:
    """A quiz that is not over, as far as it tells what is due."""

    id: int
    guild_id: int
    phase: Phase
    until: datetime | None
    lobby_id: int | None
    alive_at: datetime


async def add(
    connection: AsyncConnection,
    quiz: Quiz,
    *,
    guild_id: int,
    channel_id: int,
    filters: Mapping[str, str | None],
    questions: Sequence[str],
    now: datetime,
) -> int | None:
    """Keep a new quiz; gives its id, or None where one is on in this channel."""
    new = insert(connection, quizzes).values(
        guild_id=guild_id,
        channel_id=channel_id,
        filters=dict(filters),
        questions=list(questions),
        rules=asdict(quiz.rules),
        version=0,
        alive_at=now,
        opened_at=now,
        **state_of(quiz),
    )
    rows = await connection.execute(new.on_conflict_do_nothing().returning(quizzes.c.id))
    return rows.scalar_one_or_none()


async def get(connection: AsyncConnection, quiz_id: int) -> Kept | None:
    """A quiz by its id."""
    rows = await connection.execute(select(quizzes).where(quizzes.c.id == quiz_id))
    row = rows.mappings().one_or_none()
    return None if row is None else await _whole(connection, row)


async def still(
    connection: AsyncConnection, quiz_id: int, kept: Kept | None, *, lock: bool = False
) -> bool:
    """Whether what was read of a quiz before still holds.

    It does at the same step, unless somebody has had everything of theirs deleted since.

    Args:
        connection: A transaction.
        quiz_id: The quiz.
        kept: What was read of it; None if nothing was.
        lock: Let no one else change the quiz in this transaction.
    """
    query = select(quizzes.c.version).where(quizzes.c.id == quiz_id)
    rows = await connection.execute(query.with_for_update() if lock else query)
    if kept is None or rows.scalar_one_or_none() != kept.version:
        return False
    of_quiz = quiz_players.c.quiz_id == quiz_id
    players = select(func.count()).select_from(quiz_players).where(of_quiz)
    if await connection.scalar(players) != len(kept.quiz.players):
        return False
    of_round = quiz_answers.c.round_id == kept.round_id
    answers = select(func.count()).select_from(quiz_answers).where(of_round)
    return await connection.scalar(answers) == len(kept.quiz.answers)


async def in_channel(connection: AsyncConnection, channel_id: int) -> int | None:
    """The quiz that is on in a channel or thread, if there is one."""
    rows = await connection.execute(
        select(quizzes.c.id).where(
            or_(quizzes.c.channel_id == channel_id, quizzes.c.thread_id == channel_id),
            quizzes.c.ended_at.is_(None),
        )
    )
    return rows.scalars().first()


async def not_over(connection: AsyncConnection, shards: Shards) -> list[Due]:
    """The quizzes that are not over in the servers of one process."""
    columns = [quizzes.c[name] for name in Due.__dataclass_fields__]
    rows = await connection.execute(
        select(*columns)
        .where(quizzes.c.ended_at.is_(None), shards.owned(quizzes.c.guild_id))
        .order_by(quizzes.c.id)
    )
    return [
        Due(row.id, row.guild_id, Phase(row.phase), row.until, row.lobby_id, row.alive_at)
        for row in rows
    ]


async def claim(connection: AsyncConnection, kept: Kept, *, now: datetime, until: datetime) -> bool:
    """Be the one that does what is due in a quiz; false where another one is, or it is done."""
    claimed = (
        update(quizzes)
        .where(
            quizzes.c.id == kept.id,
            quizzes.c.phase == kept.quiz.phase.value,
            quizzes.c.number == kept.quiz.number,
            or_(quizzes.c.claimed_until.is_(None), quizzes.c.claimed_until <= now),
        )
        .values(claimed_until=until)
        .returning(quizzes.c.id)
    )
    return (await connection.execute(claimed)).scalar_one_or_none() is not None


async def alive(connection: AsyncConnection, quiz_ids: Collection[int], now: datetime) -> None:
    """Note that these quizzes are being looked after."""
    await connection.execute(update(quizzes).where(quizzes.c.id.in_(quiz_ids)).values(alive_at=now))


async def note(connection: AsyncConnection, quiz_id: int, **ids: int) -> None:
    """Keep where something of a quiz is: `thread_id`, `lobby_id`, `podium_id`.

    Without any, it is only told that something of its rounds has changed.
    """
    changed = update(quizzes).where(quizzes.c.id == quiz_id)
    await connection.execute(changed.values(version=quizzes.c.version + 1, **ids))


async def recent(connection: AsyncConnection, guild_id: int, *, most: int) -> list[Kept]:
    """The quizzes of a server in which somebody answered, newest first."""
    answered = (
        select(func.count())
        .select_from(quiz_players)
        .where(quiz_players.c.quiz_id == quizzes.c.id, quiz_players.c.answered > 0)
        .scalar_subquery()
    )
    rows = await connection.execute(
        select(quizzes)
        .where(quizzes.c.guild_id == guild_id, quizzes.c.ended_at.is_not(None), answered > 0)
        .order_by(quizzes.c.id.desc())
        .limit(most)
    )
    return [await _whole(connection, row) for row in rows.mappings().all()]


async def asked_lately(connection: AsyncConnection, guild_id: int, *, most: int) -> list[str]:
    """The questions that were put in the last quizzes of a server, newest first."""
    rows = await connection.execute(
        select(quiz_rounds.c.question_id)
        .join(quizzes, quizzes.c.id == quiz_rounds.c.quiz_id)
        .where(quizzes.c.guild_id == guild_id)
        .order_by(quiz_rounds.c.id.desc())
        .limit(most)
    )
    return list(rows.scalars())


async def forget(connection: AsyncConnection, guild_id: int) -> None:
    """Delete the quizzes of a server."""
    own = select(quizzes.c.id).where(quizzes.c.guild_id == guild_id)
    rounds = select(quiz_rounds.c.id).where(quiz_rounds.c.quiz_id.in_(own))
    await connection.execute(delete(quiz_answers).where(quiz_answers.c.round_id.in_(rounds)))
    for table in (quiz_rounds, quiz_players):
        await connection.execute(delete(table).where(table.c.quiz_id.in_(own)))
    await connection.execute(delete(quizzes).where(quizzes.c.guild_id == guild_id))


async def _whole(connection: AsyncConnection, row: RowMapping) -> Kept:
    players = await connection.execute(
        select(quiz_players).where(quiz_players.c.quiz_id == row["id"]).order_by(quiz_players.c.id)
    )
    of_number = await connection.execute(
        select(quiz_rounds).where(
            quiz_rounds.c.quiz_id == row["id"], quiz_rounds.c.number == row["number"]
        )
    )
    on = of_number.mappings().one_or_none()
    answers: Mapping[int, Given] = {}
    points: Mapping[int, int] = {}
    if on is not None:
        columns = [quiz_answers.c[name] for name in ("learner_id", "at", "taken", "points")]
        given = await connection.execute(
            select(*columns).where(quiz_answers.c.round_id == on["id"]).order_by(quiz_answers.c.at)
        )
        rows = given.all()
        answers = {each.learner_id: Given(each.at, each.taken) for each in rows}
        points = {each.learner_id: each.points for each in rows if each.points is not None}
    quiz = Quiz(
        rules=Rules(**row["rules"]),
        host=row["host_id"],
        phase=Phase(row["phase"]),
        until=row["until"],
        number=row["number"],
        left=row["left"],
        players={each["learner_id"]: _player(each) for each in players.mappings()},
        answers=answers,
        points=points,
        void=row["void"],
        team_points=tuple(row["team_points"]),
        silent=row["silent"],
        ending=Ending(row["ending"]) if row["ending"] else None,
    )
    return Kept(
        **{name: row[name] for name in _PLAIN},
        round_id=on["id"] if on else None,
        message_id=on["message_id"] if on else None,
        reveal_id=on["reveal_id"] if on else None,
        quiz=quiz,
    )


_PLAIN = (
    "id", "guild_id", "channel_id", "thread_id", "lobby_id", "podium_id", "filters", "questions",
    "version", "opened_at", "ended_at",
)  # fmt: skip


def _player(row: RowMapping) -> Player:
    names = (name for name in Player.__dataclass_fields__ if name != "id")
    return Player(id=row["learner_id"], **{name: row[name] for name in names})


def state_of(quiz: Quiz) -> dict[str, Any]:
    """The state of a quiz, but for its players and answers."""
    return {
        "host_id": quiz.host,
        "phase": quiz.phase.value,
        "until": quiz.until,
        "left": quiz.left,
        "number": quiz.number,
        "void": quiz.void,
        "team_points": list(quiz.team_points),
        "silent": quiz.silent,
        "ending": quiz.ending.value if quiz.ending else None,
    }
