"""Long work: so much side by side, and none while a crowd waits to be acknowledged."""

from __future__ import annotations

import asyncio

import pytest

from bot.discord_app import room as module
from bot.discord_app.room import CROWD, SIDE_BY_SIDE, Room


class Works:
    """Pieces of long work that wait for a place, and end when told."""

    def __init__(self, room: Room, number: int) -> None:
        self.inside = 0
        self.most = 0
        self.end = asyncio.Event()
        self.tasks = [asyncio.ensure_future(self._one(room)) for _ in range(number)]

    async def _one(self, room: Room) -> None:
        async with room.place():
            self.inside += 1
            self.most = max(self.most, self.inside)
            await self.end.wait()
            self.inside -= 1

    async def all_ended(self) -> None:
        self.end.set()
        await asyncio.gather(*self.tasks)


@pytest.fixture
async def begin():
    """Begins work; all of it has come as far as it can."""
    begun: list[Works] = []

    async def begin(room: Room, number: int) -> Works:
        begun.append(Works(room, number))
        for _ in range(number + 10):
            await asyncio.sleep(0)
        return begun[-1]

    yield begin
    for works in begun:
        for task in works.tasks:
            task.cancel()
        await asyncio.gather(*works.tasks, return_exceptions=True)


async def test_only_so_much_is_done_side_by_side(begin):
    works = await begin(Room(), 3 * SIDE_BY_SIDE)

    assert works.inside == SIDE_BY_SIDE

    await works.all_ended()
    assert works.most == SIDE_BY_SIDE


async def test_a_crowd_is_acknowledged_before_any_long_work(begin):
    room, heard = Room(), set()
    for person in range(CROWD + 1):
        room.expect(lambda person=person: person in heard)

    works = await begin(room, 2)
    assert works.inside == 0

    heard.add(0)
    await works.all_ended()
    assert works.most > 0


async def test_a_few_who_wait_hold_nothing_up(begin):
    """Else one whom Discord does not hear of would hold up everybody."""
    room = Room()
    for _ in range(CROWD):
        room.expect(lambda: False)

    works = await begin(room, 2)

    assert works.inside == 2


async def test_a_crowd_that_is_never_heard_holds_nothing_up_for_long(begin, monkeypatch):
    monkeypatch.setattr(module, "PATIENCE", 0.0)
    room = Room()
    for person in range(CROWD + 1):
        room.expect(lambda person=person: person < 0)

    works = await begin(room, 2)

    assert works.inside == 2
