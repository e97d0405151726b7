"""A quiz night in SimCord: a host, players, and what the channel shows."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.discord_app.conftest import World, labels, shown
from tests.discord_app.sample_bank import FULL_ANSWER, HALF_ANSWER
from tests.simhelp import only_when_told

# What makes each question of the sample bank in full.
FULL = {
    "What is a Docker image": FULL_ANSWER,
    "your browser cannot reach it": "You have to publish the port.",
    "A long story": " ".join(f"word{n}" for n in range(12)),
}
HALF = HALF_ANSWER
ROUND = 60
BREAK = 15


@dataclass
class Night:
    """A server in which a quiz is held."""

    world: World
    people: list
    channel: object
    elsewhere: object
    lobby: object = None

    @property
    def env(self):
        return self.world.env

    @property
    def host(self):
        return self.world.ana

    async def start(self, *, by=None, **options):
        """Open a lobby; gives what the host was told."""
        opened = await (by or self.host).slash(self.channel, "quiz start", **options)
        self.lobby = next(
            (m for m in reversed(self.channel.history()) if "Join" in labels(m)), None
        )
        return opened.response

    async def join(self, *people) -> None:
        for person in people or self.people:
            await self.press(person, self.lobby, "Join")

    async def begin(self, **options) -> None:
        """Open a lobby, let everyone join, and start."""
        await self.start(**options)
        await self.join()
        await self.press(self.host, self.lobby, "Start")

    async def press(self, person, card, label) -> str:
        """Press a button; gives what only this person was told."""
        return shown((await person.click(card, label=label)).response)

    def messages(self) -> list:
        """What the bot wrote where the quiz runs, oldest first."""
        threads = self.channel.threads
        place = threads[-1] if threads else self.channel
        return [m for m in place.history() if m.author.bot and m.components]

    def now(self, card):
        """What has become of a card."""
        places = [self.channel, *self.channel.threads]
        return next(m for place in places for m in place.history() if m.id == card.id)

    @property
    def card(self):
        """The newest card."""
        return self.messages()[-1]

    def text(self) -> str:
        return shown(self.card)

    async def answer(self, person, text: str, card=None) -> str:
        """Answer the question that is on; gives what this person was told."""
        form = await person.click(card or self.card, label="Answer")
        return shown((await person.submit_modal(form, {"answer": text})).response)

    def full(self) -> str:
        """An answer that makes all of the question that is on."""
        return next(answer for prompt, answer in FULL.items() if prompt in self.text())

    async def wait(self, seconds: float) -> None:
        await self.env.advance_time(seconds)


@pytest.fixture
def night(world):
    only_when_told(world.env)
    # A database that is busy must not make a test fail.
    world.env.settle_timeout = 20
    more = [
        world.guild.add_member(world.env.create_user(name, global_name=name.title()))
        for name in ("cleo", "dan", "eve")
    ]
    elsewhere = world.guild.create_text_channel("elsewhere")
    return Night(world, [world.ana, world.ben, *more], world.channel, elsewhere)
