"""What keeps the bot from its work is told in a few words."""

from __future__ import annotations

import pytest

from bot.discord_app.client import Feature
from bot.discord_app.duties import Duty
from bot.discord_app.health import faults
from tests.discord_app.conftest import new_bot


@pytest.fixture
def simcord_bot(coach, discord_spec):
    """A bot one of whose duties fails each time."""

    async def fail(now):
        raise RuntimeError("the database is away")

    bot = new_bot(coach)
    bot.add(Feature(name="broken", duties=[Duty("broken", fail, 3600.0)]))
    return bot


async def test_a_duty_that_is_not_done_is_told(world):
    assert "duties" not in await faults(world.env.bot)

    await world.env.advance_time(300)

    assert (await faults(world.env.bot))["duties"] == "overdue: broken"
