"""What learners say that they said: kept beside their answers, each delivery once."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from bot.store import Database, attempts, self_marks
from bot.store.tables import self_marks as table
from tests.store.samples import ANA, BEN, a_card, kept, later
from tests.store.test_migrating import FIRST_ROWS, made_at


@pytest.fixture
async def attempt_id(database):
    async with database.writing() as connection:
        return await kept(connection, await a_card(connection))


async def marked(database, attempt_id, *concepts, learner_id=ANA, delivery, minutes=0):
    async with database.writing() as connection:
        return await self_marks.add_once(
            connection,
            attempt_id=attempt_id,
            learner_id=learner_id,
            concepts=concepts,
            delivery=delivery,
            at=later(minutes),
        )


async def shown(database, attempt_id):
    async with database.reading() as connection:
        return await self_marks.newest(connection, attempt_id)


async def number(database) -> int:
    async with database.reading() as connection:
        return await connection.scalar(select(func.count()).select_from(table))


async def test_read_back_equal(database, attempt_id):
    """Which concepts, in their order; and none where nothing was marked."""
    assert await shown(database, attempt_id) == ()
    await marked(database, attempt_id, "b", "a", "né", delivery="one")
    assert await shown(database, attempt_id) == ("b", "a", "né")
    async with database.reading() as connection:
        (row,) = (await connection.execute(select(table))).all()
    assert (row.attempt_id, row.learner_id, row.at) == (attempt_id, ANA, later(0))


async def test_a_later_mark_is_shown_and_the_earlier_one_kept(database, attempt_id):
    """Also where the clock went back, and where the later one takes everything back."""
    await marked(database, attempt_id, "a", delivery="one", minutes=5)
    await marked(database, attempt_id, "a", "b", delivery="two", minutes=1)
    assert await shown(database, attempt_id) == ("a", "b")
    await marked(database, attempt_id, delivery="three", minutes=2)
    assert await shown(database, attempt_id) == ()
    assert await number(database) == 3


async def test_the_same_delivery_is_kept_once(database, attempt_id):
    """However late it comes again: what was marked since stays."""
    first = await marked(database, attempt_id, "a", delivery="one")
    await marked(database, attempt_id, "b", delivery="two")
    assert first is not None
    assert await marked(database, attempt_id, "a", delivery="one") is None
    assert await shown(database, attempt_id) == ("b",)
    assert await number(database) == 2


async def test_marks_of_other_answers(database, attempt_id):
    """Each answer has its own; another learner's delivery is another one."""
    async with database.writing() as connection:
        bens = await kept(connection, await a_card(connection, BEN))
    await marked(database, attempt_id, "a", delivery="one")
    assert await marked(database, bens, "b", learner_id=BEN, delivery="one") is not None
    assert await shown(database, attempt_id) == ("a",)
    assert await shown(database, bens) == ("b",)


async def test_there_is_no_mark_without_its_answer(database):
    with pytest.raises(IntegrityError):
        await marked(database, 99, "a", delivery="one")


async def test_a_database_of_the_first_version(nothing_yet):
    """Its answers are kept as they were and can be marked."""
    await made_at(nothing_yet, "0001", *FIRST_ROWS)
    await Database.migrate(nothing_yet)
    database = await Database.open(nothing_yet)
    await marked(database, 1, "instance", delivery="one")
    assert await shown(database, 1) == ("instance",)
    async with database.reading() as connection:
        attempt = await attempts.get(connection, 1)
    await database.close()
    assert (attempt.answer, attempt.score, attempt.grade) == ("A template.", 55, {"score": 55})
