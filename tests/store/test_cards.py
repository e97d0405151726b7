"""The questions that were put: which wait, which came last, and who may change one."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import delete

from bot.store import cards
from bot.store.tables import cards as table
from tests.store.samples import ANA, BEN, NOW, a_card, later


async def test_read_back_equal(database):
    wishes = {"topic": "images", "kind": "general", "level": None}
    async with database.writing() as connection:
        new = await a_card(connection, filters=wishes, guild_id=ANA, channel_id=BEN)
    async with database.reading() as connection:
        found = await cards.get(connection, new.id)
        assert await cards.get(connection, new.id + 1) is None
    assert found == new
    assert (found.filters, found.guild_id, found.channel_id) == (wishes, ANA, BEN)
    assert (found.asked_at, found.waits_since) == (NOW, NOW)
    assert not found.hint_used
    assert not found.answer_shown


async def test_change_touches_one_card(database):
    async with database.writing() as connection:
        first, second = await a_card(connection), await a_card(connection)
        changed = await cards.change(connection, first.id, state="skipped", waits_since=None)
    assert changed == replace(first, state="skipped", waits_since=None)
    async with database.reading() as connection:
        assert await cards.get(connection, first.id) == changed
        assert await cards.get(connection, second.id) == second


async def test_waiting(database):
    """Those of one learner in one place that wait, the one put last first."""
    async with database.writing() as connection:
        old = await a_card(connection)
        new = await a_card(connection, asked_at=later(1))
        same_moment = await a_card(connection, asked_at=later(1))
        done = await a_card(connection)
        await cards.change(connection, done.id, waits_since=None)
        elsewhere = await a_card(connection, channel_id=12)
        on_a_server = await a_card(connection, surface="server")
        bens = await a_card(connection, BEN)
        # An old one waits again: its follow-up was just put.
        old = await cards.change(connection, old.id, waits_since=later(2))
    async with database.reading() as connection:
        assert await cards.waiting(connection, ANA, "dm", 11) == [old, same_moment, new]
        assert await cards.waiting(connection, ANA, "dm", 12) == [elsewhere]
        assert await cards.waiting(connection, ANA, "server", 11) == [on_a_server]
        assert await cards.waiting(connection, BEN, "dm", 11) == [bens]
        assert await cards.waiting(connection, BEN, "dm", 12) == []


async def test_last_asked(database):
    """When each question was last put, in that order, answered or not."""
    async with database.writing() as connection:
        for minute, question in enumerate(["images", "ports", "lengthy", "images"]):
            await a_card(connection, question_id=question, asked_at=later(minute))
        await a_card(connection, BEN, question_id="volumes")
    async with database.reading() as connection:
        found = await cards.last_asked(connection, ANA)
        assert await cards.last_asked(connection, 3) == {}
    assert list(found.items()) == [("ports", later(1)), ("lengthy", later(2)), ("images", later(3))]


async def test_no_id_is_ever_given_twice(database):
    """They are part of messages already posted: a button must not reach a later card."""
    async with database.writing() as connection:
        gone = await a_card(connection)
        await connection.execute(delete(table).where(table.c.id == gone.id))
    async with database.writing() as connection:
        assert (await a_card(connection)).id > gone.id
