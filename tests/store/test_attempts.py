"""The log of graded answers: kept whole, kept once, and each learner's own."""

from __future__ import annotations

import asyncio
from dataclasses import asdict, fields
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import StatementError

from bot.store import Database, attempts
from bot.store.attempts import PROBE, NewAttempt, Outcome
from bot.store.tables import attempts as table
from tests.store.samples import ANA, BEN, NOW, a_card, an_attempt, kept, later


async def number(database) -> int:
    async with database.reading() as connection:
        return await connection.scalar(select(func.count()).select_from(table))


async def test_read_back_equal(database):
    """Who, where, which question in which version, the words, the grade and when."""
    async with database.writing() as connection:
        new = an_attempt(await a_card(connection))
        attempt_id = await attempts.add_once(connection, new)
    async with database.reading() as connection:
        found = await attempts.get(connection, attempt_id)
    assert {f.name: getattr(found, f.name) for f in fields(NewAttempt)} == asdict(new)
    assert found.id == attempt_id
    assert found.at.tzinfo is UTC


async def test_read_back_equal_from_a_new_connection(database, url):
    """What was kept is in the database, not in this process."""
    async with database.writing() as connection:
        attempt_id = await kept(connection, await a_card(connection))
    async with database.reading() as connection:
        before = await attempts.get(connection, attempt_id)
    reopened = await Database.open(url)
    async with reopened.reading() as connection:
        assert await attempts.get(connection, attempt_id) == before
    await reopened.close()


async def test_a_moment_is_the_same_moment_whatever_its_zone(database):
    nepal = datetime(2026, 3, 2, 18, 15, tzinfo=timezone(timedelta(hours=5, minutes=45)))
    async with database.writing() as connection:
        attempt_id = await kept(connection, await a_card(connection), at=nepal)
        found = await attempts.get(connection, attempt_id)
    assert found.at == nepal
    assert found.at.isoformat() == "2026-03-02T12:30:00+00:00"


async def test_a_moment_without_a_zone_is_refused(database):
    """It could be any of 26 hours."""
    async with database.writing() as connection:
        new = an_attempt(await a_card(connection), at=NOW.replace(tzinfo=None))
        with pytest.raises(StatementError, match="has no time zone"):
            await attempts.add_once(connection, new)
    assert await number(database) == 0


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({}, id="all of it"),
        pytest.param({"fingerprint": "e" * 64, "answer": "Other words"}, id="the delivery"),
        pytest.param({"delivery": "interaction:2", "at": later(5)}, id="the words on a card"),
    ],
)
async def test_the_same_is_kept_once(database, changes):
    """The first one stays as it is, and is given in place of the second."""
    async with database.writing() as connection:
        card = await a_card(connection)
        first = await kept(connection, card)
        before = await attempts.get(connection, first)
    again = an_attempt(card, **changes)
    async with database.writing() as connection:
        assert await attempts.add_once(connection, again) is None
        assert await attempts.same(connection, again) == before
    assert await number(database) == 1


async def test_twenty_deliveries_at_once(database):
    async with database.writing() as connection:
        card = await a_card(connection)

    async def deliver(n: int) -> int | None:
        async with database.writing() as connection:
            return await attempts.add_once(connection, an_attempt(card, fingerprint=str(n)))

    ids = await asyncio.gather(*(deliver(n) for n in range(20)))
    assert sum(i is not None for i in ids) == 1
    assert await number(database) == 1


async def test_learners_are_apart(database):
    """The same delivery and the same words of two learners are two attempts."""
    async with database.writing() as connection:
        ids = {}
        for learner in (ANA, BEN):
            ids[learner] = await kept(connection, await a_card(connection, learner))
    async with database.reading() as connection:
        for learner in (ANA, BEN):
            found = await attempts.delivered(connection, learner, "interaction:1")
            assert (found.id, found.learner_id) == (ids[learner], learner)
            assert len(await attempts.outcomes(connection, learner)) == 1
        assert await attempts.delivered(connection, 3, "interaction:1") is None
        assert await attempts.outcomes(connection, 3) == []


async def test_outcomes(database):
    """Oldest first, up to one of them, without the answers to follow-ups."""
    async with database.writing() as connection:
        card = await a_card(connection)
        first = await kept(connection, card, delivery="1", fingerprint="1")
        await kept(
            connection,
            card,
            kind=PROBE,
            follows=first,
            concept="instance",
            delivery="2",
            fingerprint="2",
            score=78,
        )
        await kept(
            connection, card, delivery="3", fingerprint="3", score=100, counted=False, at=later(1)
        )
    async with database.reading() as connection:
        both = await attempts.outcomes(connection, ANA)
        assert await attempts.outcomes(connection, ANA, until=first) == both[:1]
    assert both == [
        Outcome("images", NOW, 55, "partial", hint_used=True, counted=True),
        Outcome("images", later(1), 100, "partial", hint_used=True, counted=False),
    ]


async def test_what_is_not_there(database):
    async with database.reading() as connection:
        assert await attempts.get(connection, 1) is None
        assert await attempts.repeated(connection, 1, "f" * 64) is None
