"""Writes what one step of a quiz has changed: its state, its players, its answers and points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.quiz import Phase, Player, Quiz
from bot.store.quizzes import Kept, state_of
from bot.store.tables import insert, learners, quiz_answers, quiz_players, quiz_rounds, quizzes


async def save(
    connection: AsyncConnection,
    kept: Kept,
    after: Quiz,
    *,
    words: Mapping[int, str],
    now: datetime,
) -> bool:
    """Write what a step changed.

    Args:
        connection: The transaction in which the quiz was read.
        kept: The quiz before.
        after: Its state after.
        words: What those said whose answers are new.
        now: The moment.

    Returns:
        Whether it was still the same before; else nothing is written.
    """
    values = state_of(after) | {"version": kept.version + 1}
    if after.until != kept.quiz.until:
        # What is timed now is looked after from now on. Any other step is no sign of life: it may
        # have happened some time ago, by Discord's clock.
        values["alive_at"] = now
    if after.phase is not kept.quiz.phase:
        # What was claimed is done.
        values["claimed_until"] = None
    if after.phase is Phase.OVER:
        values["ended_at"] = now
    changed = (
        update(quizzes)
        .where(quizzes.c.id == kept.id, quizzes.c.version == kept.version)
        .values(**values)
        .returning(quizzes.c.id)
    )
    if (await connection.execute(changed)).scalar_one_or_none() is None:
        return False
    await _save_players(connection, kept, after, now)
    round_id = kept.round_id
    if after.number != kept.quiz.number:
        new = insert(connection, quiz_rounds).values(
            quiz_id=kept.id, number=after.number, question_id=kept.questions[after.number - 1]
        )
        round_id = await connection.scalar(new.returning(quiz_rounds.c.id))
    if after.answers and round_id is not None:
        await _save_answers(connection, kept.quiz, after, round_id, words)
    return True


async def _save_players(
    connection: AsyncConnection, kept: Kept, after: Quiz, now: datetime
) -> None:
    before = kept.quiz.players
    gone = before.keys() - after.players.keys()
    if gone:
        of_quiz = quiz_players.c.quiz_id == kept.id
        await connection.execute(
            delete(quiz_players).where(of_quiz, quiz_players.c.learner_id.in_(gone))
        )
    changed = [player for who, player in after.players.items() if before.get(who) != player]
    # In one order everywhere, so that two quizzes never wait for each other.
    new_here = sorted(player.id for player in changed if player.id not in before)
    if known := [{"id": who, "since": now} for who in new_here]:
        await connection.execute(insert(connection, learners).on_conflict_do_nothing(), known)
    if changed:
        new = insert(connection, quiz_players)
        values = [_player_values(kept.id, player) for player in changed]
        names = [name for name in values[0] if name not in {"quiz_id", "learner_id"}]
        keeping = new.on_conflict_do_update(
            index_elements=["quiz_id", "learner_id"], set_={n: new.excluded[n] for n in names}
        )
        await connection.execute(keeping, values)


def _player_values(quiz_id: int, player: Player) -> dict[str, Any]:
    values = asdict(player)
    return {"quiz_id": quiz_id, "learner_id": values.pop("id"), **values}


async def _save_answers(
    connection: AsyncConnection,
    before: Quiz,
    after: Quiz,
    round_id: int,
    words: Mapping[int, str],
) -> None:
    new = [
        {
            "round_id": round_id,
            "learner_id": who,
            "words": words[who],
            "at": given.at,
            "taken": given.taken,
        }
        for who, given in after.answers.items()
        if who in words
    ]
    if new:
        adding = insert(connection, quiz_answers)
        names = ("words", "at", "taken")
        keeping = adding.on_conflict_do_update(
            index_elements=["round_id", "learner_id"],
            set_={name: adding.excluded[name] for name in names},
        )
        await connection.execute(keeping, new)
    if after.points and after.points != before.points:
        giving = (
            update(quiz_answers)
            .where(
                quiz_answers.c.round_id == round_id,
                quiz_answers.c.learner_id == bindparam("who"),
            )
            .values(points=bindparam("earned"))
        )
        earned = [{"who": who, "earned": points} for who, points in after.points.items()]
        await connection.execute(giving, earned)
