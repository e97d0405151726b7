"""A channel with a question of the day, on a virtual clock that begins at midnight."""

from __future__ import annotations

import pytest

from tests.discord_app.conftest import shown

HOUR, DAY = 3600, 86400
MINUTE = 60


@pytest.fixture
def daily(world):
    return DailyChannel(world)


class DailyChannel:
    """What people do with the question of the day."""

    def __init__(self, world) -> None:
        self.world = world

    async def use(self, command: str, *, by=None, **options):
        """One of the subcommands; gives what was answered."""
        actor = by or self.world.lead
        return (await actor.slash(self.world.channel, f"daily {command}", **options)).response

    async def set_up(self, channel=None, **options):
        filled = {"time": "09:00", "timezone": "UTC", "channel": channel or self.world.channel}
        return await self.use("setup", **(filled | options))

    async def wait(self, seconds: float) -> None:
        await self.world.env.advance_time(seconds)

    def messages(self, channel=None):
        """What the bot posted for everybody, oldest first."""
        return [m for m in (channel or self.world.channel).history() if m.author.bot]

    def card(self):
        """The newest card."""
        return self.messages()[-1]

    async def answer(self, person, text: str, card=None):
        form = await person.click(card or self.card(), label="Answer")
        return (await person.submit_modal(form, {"answer": text})).response

    def questions(self, channel=None) -> int:
        return sum("Question of the day" in shown(m) for m in self.messages(channel))
