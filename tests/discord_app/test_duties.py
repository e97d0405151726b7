"""What the bot does unasked goes on whatever happens, and ends when the bot does."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.discord_app.duties import Duties, Duty

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
FOREVER = 1e6


@pytest.fixture
async def duties():
    made = Duties(lambda: NOW)
    yield made
    await made.stop()


class Work:
    """Work that notes each time it is done, and does in turn what the test says."""

    def __init__(self, *outcomes):
        self.times = 0
        self.outcomes = list(outcomes)
        self.done = asyncio.Event()

    async def __call__(self, now):
        assert now == NOW
        self.times += 1
        outcome = self.outcomes.pop(0) if self.outcomes else None
        if not self.outcomes:
            self.done.set()
        if isinstance(outcome, Exception):
            raise outcome
        return outcome


async def test_a_failure_does_not_end_it(duties, caplog):
    work = Work(RuntimeError("the database is away"), None)

    duties.start(Duty("drops", work, every=0))
    await work.done.wait()

    assert work.times >= 2
    assert "failed: during=drops" in caplog.text


async def test_it_looks_again_when_something_is_due(duties):
    work = Work(NOW - timedelta(seconds=1), None)

    duties.start(Duty("drops", work, every=FOREVER))
    await work.done.wait()

    assert work.times == 2


async def test_being_woken(duties):
    work = Work(None)
    duties.start(Duty("drops", work, every=FOREVER))
    await work.done.wait()
    work.outcomes, work.done = [None], asyncio.Event()

    duties.wake("drops")
    duties.wake("nothing of this name")
    await work.done.wait()

    assert work.times == 2


async def test_started_twice_it_is_done_once(duties):
    work, other = Work(None), Work(None)

    duties.start(Duty("drops", work, every=FOREVER))
    duties.start(Duty("drops", other, every=FOREVER))
    await work.done.wait()

    assert other.times == 0


async def test_the_work_in_hand_may_end():
    begun, go, ended = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def work(_):
        begun.set()
        await go.wait()
        ended.set()

    duties = Duties(lambda: NOW)
    duties.start(Duty("drops", work, every=FOREVER))
    await begun.wait()
    stopping = asyncio.create_task(duties.stop())
    go.set()
    await stopping

    assert ended.is_set()


async def test_work_that_never_ends_does_not_hold_up_a_stop(monkeypatch):
    monkeypatch.setattr("bot.discord_app.duties.ENDING_TIME", 0.01)
    begun, cancelled = asyncio.Event(), asyncio.Event()

    async def work(_):
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            cancelled.set()

    duties = Duties(lambda: NOW)
    duties.start(Duty("drops", work, every=FOREVER))
    await begun.wait()
    await duties.stop()

    assert cancelled.is_set()
