"""The log of graded answers. Rows are added and read; only their words are forgotten in time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.tables import attempts, insert

MAIN = "main"
PROBE = "probe"


@dataclass(frozen=True, slots=True)
class NewAttempt:
    """A graded answer, about to be kept.

    Attributes:
        kind: `main`, or `probe` for the answer to a follow-up.
        follows: The attempt whose follow-up this answers.
        concept: What that follow-up asked about.
        counted: Whether it can count for the streak.
        grade: As plain values.
        score: With extra credit, for the answer to a follow-up.
        delivery: The same for each delivery of one submission.
        fingerprint: The same for the same words to the same question on one card.
    """

    learner_id: int
    card_id: int
    kind: str
    follows: int | None
    concept: str | None
    surface: str
    channel_id: int
    guild_id: int | None
    question_id: str
    question_version: str
    hint_used: bool
    counted: bool
    answer: str
    grade: dict[str, Any]
    score: int
    verdict: str
    at: datetime
    delivery: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Attempt(NewAttempt):
    """A graded answer that was kept."""

    id: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an answer came to, without its words."""

    question_id: str
    at: datetime
    score: int
    verdict: str
    hint_used: bool
    counted: bool


_KEPT = [column for column in attempts.c if column.name in Attempt.__dataclass_fields__]


async def add_once(connection: AsyncConnection, new: NewAttempt) -> int | None:
    """Keep an attempt; gives its id, or None where the same one had been kept before."""
    adding = insert(connection, attempts).values(**_values(new)).on_conflict_do_nothing()
    # Not the number of rows: one driver says -1 for none.
    return (await connection.execute(adding.returning(attempts.c.id))).scalar_one_or_none()


def kept(new: NewAttempt, attempt_id: int) -> Attempt:
    """What `add_once` kept under this id."""
    return Attempt(**_values(new), id=attempt_id)


async def add_all_once(connection: AsyncConnection, new: Sequence[NewAttempt]) -> dict[int, int]:
    """Keep one attempt for each of several cards; gives the first one of each, by its card.

    What had been kept before stays, so that the same attempts can be added again.
    """
    rows = [_values(each) for each in new]
    await connection.execute(insert(connection, attempts).on_conflict_do_nothing(), rows)
    of_cards = attempts.c.card_id.in_([each.card_id for each in new])
    found = await connection.execute(
        select(attempts.c.card_id, func.min(attempts.c.id).label("first"))
        .where(of_cards, attempts.c.kind == MAIN)
        .group_by(attempts.c.card_id)
    )
    return {row.card_id: row.first for row in found}


async def get(connection: AsyncConnection, attempt_id: int) -> Attempt | None:
    """An attempt by its id."""
    return await _first(connection, attempts.c.id == attempt_id)


async def delivered(connection: AsyncConnection, learner_id: int, delivery: str) -> Attempt | None:
    """What became of a submission, if it has been kept."""
    return await _first(
        connection, attempts.c.learner_id == learner_id, attempts.c.delivery == delivery
    )


async def same(connection: AsyncConnection, new: NewAttempt) -> Attempt:
    """The one that had been kept where `add_once` gave None; the same delivery before all."""
    of_delivery = attempts.c.learner_id == new.learner_id, attempts.c.delivery == new.delivery
    of_words = attempts.c.card_id == new.card_id, attempts.c.fingerprint == new.fingerprint
    found = await _first(connection, *of_delivery) or await _first(connection, *of_words)
    assert found is not None
    return found


async def repeated(connection: AsyncConnection, card_id: int, fingerprint: str) -> Attempt | None:
    """The same words on the same card, if they have been graded."""
    return await _first(
        connection, attempts.c.card_id == card_id, attempts.c.fingerprint == fingerprint
    )


async def outcomes(
    connection: AsyncConnection, learner_id: int, *, until: int | None = None
) -> Sequence[Outcome]:
    """What a learner's answers came to, oldest first; those to follow-ups are left out.

    Args:
        connection: A transaction.
        learner_id: The learner.
        until: The last attempt to look at.
    """
    columns = [attempts.c[name] for name in Outcome.__dataclass_fields__]
    query = select(*columns).where(attempts.c.learner_id == learner_id, attempts.c.kind == MAIN)
    if until is not None:
        query = query.where(attempts.c.id <= until)
    rows = await connection.execute(query.order_by(attempts.c.id))
    return [Outcome(*row) for row in rows]


async def with_words(
    connection: AsyncConnection, before: datetime, *, limit: int
) -> Sequence[tuple[int, dict[str, Any]]]:
    """Attempts made before a moment whose words are still kept: their ids and grades."""
    rows = await connection.execute(
        select(attempts.c.id, attempts.c.grade)
        .where(attempts.c.at < before, attempts.c.answer != "")
        .order_by(attempts.c.id)
        .limit(limit)
    )
    return [(row.id, row.grade) for row in rows]


async def forget_words(connection: AsyncConnection, attempt_id: int, grade: dict[str, Any]) -> None:
    """Keep only the grade of an attempt, in a form without words of the learner."""
    forgetting = update(attempts).where(attempts.c.id == attempt_id)
    await connection.execute(forgetting.values(answer="", grade=grade))


def _values(new: NewAttempt) -> dict[str, Any]:
    return {name: getattr(new, name) for name in NewAttempt.__dataclass_fields__}


async def _first(connection: AsyncConnection, *conditions: ColumnElement[bool]) -> Attempt | None:
    rows = await connection.execute(select(*_KEPT).where(*conditions).limit(1))
    row = rows.mappings().one_or_none()
    return None if row is None else Attempt(**row)
