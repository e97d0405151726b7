"""A course: people practise and drops fall due, while one fault follows another."""

from __future__ import annotations

import asyncio
import contextlib
import io
import json
import random
import signal
import sys
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import discord
import simcord
from sqlalchemy import text as sql

from bot.actions import Coach, daily
from bot.content import load_bank
from bot.core.grading import Grader
from bot.store import Database
from tests.chaos.ends import Ends
from tests.chaos.people import Book, Person
from tests.discord_app.conftest import shown
from tests.wire.server import Wire

if TYPE_CHECKING:
    from tests.chaos.quiz_night import Stage

ROOT = Path(__file__).parents[2]
COACH = str(ROOT / "tests" / "wire" / "coach.py")
# Seconds between two things that a person does, on average.
PAUSE = 8.0
# Seconds that everybody has in the end, when nothing goes wrong any more.
GRACE = 60.0


@dataclass
class Course:
    """Everything that a fault or an actor may want to know or to change."""

    env: simcord.Env
    wire: Wire
    folder: Path
    disk: bool
    rng: random.Random
    seconds: float
    channel: object
    people: list[Person]
    # Where questions of the day are posted, and who answers each.
    daily: dict[object, Person]
    # Where quizzes are held.
    stages: list[Stage] = field(default_factory=list)
    book: Book = field(default_factory=Book)
    over: asyncio.Event = field(default_factory=asyncio.Event)
    bot: asyncio.subprocess.Process = None
    ends: Ends = field(init=False)
    # How much a stop could not wait for any longer.
    given_up: int = 0
    done: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)
    # All that the bot says.
    log: TextIO = field(default_factory=io.StringIO)

    def __post_init__(self) -> None:
        self.ends = Ends(self.wire)

    @property
    def database(self) -> Path:
        return self.folder / "coach.db"

    def tell(self, what: str, number: float) -> None:
        """Tell the bot's process of a fault; see `tests/wire/coach.py`."""
        (self.folder.parent / what).write_text(str(number))

    async def start(self) -> None:
        """Start the bot and wait until it is connected."""
        known = self.wire.counts["identify"]
        self.bot = await self.wire.spawn(
            sys.executable,
            COACH,
            "run",
            COACH_DATABASE=str(self.database),
            COACH_HEALTH_PORT="0",
            DISCORD_TOKEN="wire.fake.token",
            DISCORD_WIRE_FAULTS=str(self.folder.parent),
            PYTHONPATH=str(ROOT),
            XDG_DATA_HOME=str(self.folder.parent),
            COACH_LOG_FORMAT="human",
        )
        self.wire.start(self._read(self.bot))
        with contextlib.suppress(TimeoutError):
            await self.wire.until(
                lambda: (
                    self.bot.returncode is not None
                    or (
                        self.wire.counts["identify"] > known
                        and self.env.backend.commands.get(None)
                        and any(s.socket is not None for s in self.wire.sessions.values())
                    )
                ),
                seconds=40,
            )
        if self.wire.counts["identify"] == known:
            # Such as a disk that was full at that moment: whoever watches over it starts it anew.
            self.done["start that failed"] += 1
            if self.bot.returncode is None:
                self.wrong.append("a start hung")
                self.bot.kill()
            await asyncio.sleep(0.5)
            await self.start()

    async def kill(self) -> None:
        """Kill the bot with SIGKILL."""
        hand = await self._end_by(signal.SIGKILL)
        self.ends.note(hand["read"], hand["in_hand"])

    async def stop(self) -> None:
        """Stop the bot as a service manager does: it may finish what it has in hand."""
        hand = await self._end_by(signal.SIGTERM)
        given_up = self._told("given_up", [])
        self.ends.note(hand["read"], given_up)
        self.given_up += len(given_up)
        if self.bot.returncode != 0:
            self.wrong.append(f"SIGTERM ended with status {self.bot.returncode}")

    async def _end_by(self, number: signal.Signals) -> dict[str, Any]:
        """Let the bot say what it has in hand, and get a signal at that very moment."""
        for told in ("hand", "given_up"):
            (self.folder.parent / told).unlink(missing_ok=True)
        self.tell("end", number)
        self.bot.send_signal(signal.SIGUSR2)
        try:
            async with asyncio.timeout(20):
                await self.bot.wait()
        except TimeoutError:
            self.wrong.append(f"{number.name} did not end it within 20 seconds")
            self.bot.kill()
            await self.bot.wait()
        hand = self._told("hand", None)
        if hand is None:
            self.wrong.append("it ended without a word of what it had in hand")
            hand = {"read": {}, "in_hand": []}
        return hand

    def _told(self, what: str, nothing: Any) -> Any:
        file = self.folder.parent / what
        return json.loads(file.read_text()) if file.exists() else nothing

    async def _read(self, bot: asyncio.subprocess.Process) -> None:
        """Read what a bot says, so that it never waits for us; count its errors."""
        async for line in bot.stdout:
            said = line.decode(errors="replace").rstrip()
            self.log.write(said + "\n")
            if "[error" in said or "Traceback" in said:
                self.errors[said.split("]", 1)[-1].strip()[:60]] += 1


async def practising(course: Course) -> None:
    """Everybody practises, most in a server, some in direct messages."""

    async def live(person: Person) -> None:
        await asyncio.sleep(person.rng.uniform(0, PAUSE))
        while not course.over.is_set():
            if person.rng.random() < 0.6:
                await person.practise(course.channel)
            else:
                await person.chat()
            await asyncio.sleep(person.rng.uniform(0, 2 * PAUSE))

    await asyncio.gather(*(live(person) for person in course.people))


async def answering_drops(course: Course) -> None:
    """Some people answer each question of the day as soon as it is there."""

    async def answer(channel, person: Person) -> None:
        while not course.over.is_set():
            await asyncio.sleep(0.3)
            if (there := channel.history()) and "Question of the day" in shown(there[-1]):
                await person.fill_in(there[-1])
                return

    await asyncio.gather(*(answer(*each) for each in course.daily.items()))


async def set_up_daily(course: Course) -> None:
    """A plan in each channel; their drops fall due one after the other during the course."""
    database = await Database.open(str(course.database))
    bank, now = load_bank(), discord.utils.utcnow()
    coach = Coach(bank, Grader(bank), database)
    for number, channel in enumerate(course.daily):
        await daily.set_up(
            coach,
            guild_id=channel.guild.id,
            channel_id=channel.id,
            wishes=daily.Wishes(at="09:00", zone="UTC"),
            by=course.people[0].id,
            now=now,
        )
        due = now + timedelta(seconds=2 + number * course.seconds / len(course.daily))
        moment = f"{due.replace(tzinfo=None):%Y-%m-%d %H:%M:%S.%f}"
        async with database.writing() as connection:
            await connection.execute(
                sql("UPDATE schedules SET next_at = :due WHERE channel_id = :channel"),
                {"due": moment, "channel": channel.id},
            )
    await database.close()
