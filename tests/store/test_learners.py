"""Who practises and in which zones, and that their transactions never wait for each other's."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime

from sqlalchemy import select

from bot.core.days import ZoneChoice
from bot.store import Database, attempts, cards, learners
from bot.store.tables import learners as table
from tests.store.samples import ANA, BEN, NOW, a_card, an_attempt, later


async def test_known_once_and_since_the_first_time(database):
    async def meet(minute: int) -> None:
        async with database.writing() as connection:
            await learners.lock(connection, ANA, later(minute))

    await meet(0)
    await asyncio.gather(*(meet(minute) for minute in range(1, 20)))
    async with database.reading() as connection:
        assert (await connection.execute(select(table))).all() == [(ANA, NOW)]


async def test_zones(database):
    """In the order of choosing, each learner's own; the first day there is comes back."""
    tokyo = ZoneChoice("Asia/Tokyo", date.min, NOW)
    berlin = ZoneChoice("Europe/Berlin", date(2026, 3, 4), later(1))
    async with database.writing() as connection:
        for learner in (ANA, BEN):
            await learners.lock(connection, learner, NOW)
        await learners.add_zone(connection, ANA, tokyo)
        await learners.add_zone(connection, BEN, berlin)
        await learners.add_zone(connection, ANA, berlin)
    async with database.reading() as connection:
        assert await learners.zones(connection, ANA) == [tokyo, berlin]
        assert await learners.zones(connection, BEN) == [berlin]
        assert await learners.zones(connection, 3) == []


async def test_an_answer_is_kept_while_the_learner_is_locked(postgres):
    """Else whoever asks and answers at once would wait for both, each for the other, for ever."""
    await Database.migrate(postgres)
    database = await Database.open(postgres)
    async with database.writing() as connection:
        card = await a_card(connection)
    async with asyncio.timeout(5), database.writing() as answering:
        await cards.get(answering, card.id, lock=True)
        async with database.writing() as asking:
            await learners.lock(asking, ANA, datetime(2026, 3, 3, tzinfo=UTC))
            assert await attempts.add_once(answering, an_attempt(card)) is not None
    await database.close()


async def test_two_changes_of_one_learner_follow_each_other(database):
    """Nobody reads what another is about to change: twenty zones, each after the one before."""

    async def choose(n: int) -> None:
        async with database.writing() as connection:
            await learners.lock(connection, ANA, NOW)
            before = len(await learners.zones(connection, ANA))
            zone = ZoneChoice(f"Zone/{before}", date(2026, 3, 3), later(n))
            await learners.add_zone(connection, ANA, zone)

    await asyncio.gather(*(choose(n) for n in range(20)))
    async with database.reading() as connection:
        chosen = await learners.zones(connection, ANA)
    assert [c.zone for c in chosen] == [f"Zone/{n}" for n in range(20)]
