"""People who practise, and a book of what each of them sent and saw."""

from __future__ import annotations

import asyncio
import json
import random
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import simcord
from simcord.backend.errors import BackendError

from tests.discord_app.conftest import labels, shown

SCORE = re.compile(r"(\d+) / 100")
ANSWERS = [
    json.loads(line)["answer"]
    for line in (Path(__file__).parents[1] / "data" / "dev_answers.jsonl").read_text().splitlines()
]
# Seconds that a person waits for what should come, before doing something else.
PATIENCE = 8.0
LOOK = 0.05


@dataclass
class Sent:
    """An answer that a person gave.

    Attributes:
        delivery: As the bot is to keep it.
        token: In the text of this answer and of no other.
        seen: All that the person is shown in reply, by now.
        accepted: Whether Discord told them that it arrived: their form is gone.
    """

    person: int
    delivery: str
    token: str
    text: str
    at: float
    seen: Callable[[], str]
    accepted: Callable[[], bool]
    # What stood there before: the question whose form was sent.
    before: str = ""
    # When they first saw the result; None if they did not wait for it that long.
    seen_at: float | None = None


@dataclass
class Book:
    """What everybody did, for the checker. It knows nothing of the bot but what people see."""

    sent: list[Sent] = field(default_factory=list)
    # How often a command, a button or a message brought nothing within a person's patience.
    nothing: int = 0


class Person:
    """Somebody with a mouse and a keyboard."""

    def __init__(self, env: simcord.Env, member, seed: str, book: Book, *, first: int = 0) -> None:
        self.env = env
        self.member = member
        self.rng = random.Random(seed)
        self.book = book
        self.patience = PATIENCE
        self._number = first
        self._replies: dict[int, int] = {}

    @property
    def id(self) -> int:
        return self.member.id

    async def practise(self, channel) -> bool:
        """Ask in a server, answer in the form; gives whether the result was seen."""
        asked = await self.member.slash(channel, "practice", topic="docker")
        if not await self.sees(lambda: asked.response is not None and self.page_of(asked)):
            return self._gives_up()
        return await self.fill_in(asked.response)

    async def fill_in(self, card) -> bool:
        """Press Answer on a card and send the form."""
        if "Answer" not in labels(card):
            return self._gives_up()
        form = await self.member.click(card, label="Answer")
        if not await self.sees(lambda: form._interaction.modal is not None):
            return self._gives_up()
        token, text = self._words()
        before = shown(card)
        result = await self.member.submit_modal(form, {"answer": text})
        return await self._sent(
            f"interaction:{result._interaction.id}",
            token,
            text,
            seen=lambda: self.page_of(result),
            accepted=lambda: result._interaction.responded,
            before=before,
        )

    async def chat(self) -> bool:
        """Ask for a question in a direct message, and answer it."""
        asked = await self.member.user.send_dm("practice docker")
        if not await self.sees(lambda: self.replies_to(asked.id)):
            return self._gives_up()
        token, text = self._words()
        said = await self.member.user.send_dm(text)
        return await self._sent(
            f"message:{said.id}",
            token,
            text,
            seen=lambda: "\n".join(self.replies_to(said.id)),
            accepted=lambda: False,
        )

    async def sees(self, what: Callable[[], object], seconds: float | None = None) -> bool:
        """Look until there is something to see, or patience is at an end."""
        end = time.monotonic() + (self.patience if seconds is None else seconds)
        while not what():
            if time.monotonic() > end:
                return False
            await asyncio.sleep(LOOK)
        return True

    def page_of(self, result) -> str:
        """What an interaction brought: its answer and all that came below it."""
        record = result._interaction
        ids = [record.message_id, *record.followup_ids]
        return "\n".join(filter(None, (self._text(record.channel_id, each) for each in ids)))

    def replies_to(self, message_id: int) -> list[str]:
        """What the bot said to a direct message."""
        channel_id = self.member.user.dm_channel.id
        messages = self.env.backend.messages.get(channel_id, {})
        for message in messages.values():
            if message.reference is not None:
                self._replies.setdefault(message.id, int(message.reference["message_id"]))
        found = [each for each, to in self._replies.items() if to == message_id]
        return [self._text(channel_id, each) for each in found]

    def everything(self, channels) -> str:
        """All that this person can read, of what the bot sent to nobody but them."""
        places = [self.member.user.dm_channel.id, *(channel.id for channel in channels)]
        messages = [m for p in places for m in self.env.backend.messages.get(p, {}).values()]
        mine = [m for m in messages if m.is_ephemeral and m.visible_to(self.id)]
        mine += [m for m in messages if m.channel_id == places[0]]
        return "\n".join(text_in(m.components) for m in mine)

    def _text(self, channel_id: int, message_id: int | None) -> str:
        if message_id is None:
            return ""
        try:
            return text_in(self.env.backend.get_message(channel_id, message_id).components)
        except BackendError:
            return ""

    def _words(self) -> tuple[str, str]:
        self._number += 1
        token = f"zq{self.id}x{self._number}q"
        return token, f"{token} {self.rng.choice(ANSWERS)}"

    async def _sent(self, delivery: str, token: str, text: str, **how) -> bool:
        entry = Sent(self.id, delivery, token, text, time.monotonic(), **how)
        self.book.sent.append(entry)
        if await self.sees(lambda: SCORE.search(entry.seen())):
            entry.seen_at = time.monotonic()
            return True
        return self._gives_up()

    def _gives_up(self) -> bool:
        self.book.nothing += 1
        return False


def text_in(components) -> str:
    """All text of a page."""
    texts = []
    for part in components:
        if part.get("type") == 10:
            texts.append(part["content"])
        texts.append(text_in(part.get("components", [])))
    return "\n".join(filter(None, texts))
