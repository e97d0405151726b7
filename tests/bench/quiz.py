"""`python -m tests.bench.quiz`: a thousand people join a quiz and answer in the same second.

With `--wire` the bot is a process of its own, on real HTTP and a real gateway; without, it runs in
SimCord's process, which takes much of the time that is measured. A wait lasts from when a press or
form is sent to when the bot has acknowledged it; Discord gives up after three seconds. What is
lost was not acknowledged by then. SimCord's own work is in all of it: the bot's share is its cpu.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import simcord
from simcord.http import router

from bot.actions import Coach
from bot.content import load_bank
from bot.core.grading import Grader
from bot.discord_app import build_bot
from bot.store import Database
from tests.simhelp import burst, only_when_told, speed_up
from tests.wire.server import Wire, start_world

COACH = str(Path(__file__).parents[1] / "wire" / "coach.py")
ROOT = str(Path(__file__).parents[2])
LIMIT = 3.0
TOPIC = "docker"


@dataclass
class Waits:
    """When each interaction was sent, and when it was acknowledged, by its id."""

    busy: Callable[[], float]
    sent: dict[int, float] = field(default_factory=dict)
    done: dict[int, float] = field(default_factory=dict)
    spent: float = 0.0

    def watch(self, env: Any) -> None:
        emit, dispatch = env.backend.emit, router.dispatch

        def emitted(event: str, payload: Any, *rest: Any, **more: Any) -> Any:
            if event == "INTERACTION_CREATE":
                self.sent[int(payload["id"])] = time.perf_counter()
            return emit(event, payload, *rest, **more)

        def dispatched(backend: Any, method: str, path: str, **more: Any) -> Any:
            result = dispatch(backend, method, path, **more)
            if path.startswith("/interactions/") and path.endswith("/callback"):
                self.done.setdefault(int(path.split("/")[2]), time.perf_counter())
            return result

        env.backend.emit = emitted
        router.dispatch = dispatched

    def tell(self, what: str) -> bool:
        """Print the waits of what happened since the last time; whether all were in time."""
        waits = sorted(self.done[i] - at for i, at in self.sent.items() if i in self.done)
        lost = len(self.sent) - len(waits)
        first, last = min(self.sent.values()), max(self.sent.values())
        middle, high = waits[len(waits) // 2], waits[int(0.99 * (len(waits) - 1))]
        busy, self.spent = self.busy() - self.spent, self.busy()
        print(
            f"  {what:12} {len(self.sent):5} sent in {last - first:5.2f} s   "
            f"p50 {middle * 1e3:5.0f} ms   p99 {high * 1e3:5.0f} ms   "
            f"longest {waits[-1] * 1e3:5.0f} ms   lost {lost}   cpu {busy:.1f} s"
        )
        self.sent.clear()
        self.done.clear()
        return not lost and waits[-1] < LIMIT


@dataclass
class Site:
    """Where people meet the bot."""

    env: Any
    channel: Any
    host: Any
    people: list[Any]
    database: Path
    # Lets so many people act at once, and waits until the bot has answered all of them.
    at_once: Callable[[Callable[[], Awaitable[None]]], Awaitable[None]]
    # Waits until something is so.
    until: Callable[[Callable[[], bool]], Awaitable[None]]
    # The processor time that the bot has used, in seconds.
    busy: Callable[[], float]


def _furnish(env: Any, number: int) -> tuple[Any, Any, list[Any]]:
    guild = env.create_guild("Interview club")
    channel = guild.create_text_channel("quiz")
    host = guild.add_member(env.create_user("host"))
    people = [guild.add_member(env.create_user(f"player{n}")) for n in range(number)]
    return channel, host, people


@contextlib.asynccontextmanager
async def in_simcord(number: int) -> AsyncIterator[Site]:
    """The bot in this process."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "coach.db"
        await Database.migrate(str(file))
        database = await Database.open(str(file))
        bank = load_bank()
        client = build_bot(Coach(bank, Grader(bank), database), rng=random.Random(4), shard_count=1)
        env = simcord.Env(client, settle_timeout=120)
        channel, host, people = _furnish(env, number)
        await env.start()
        speed_up(env)
        only_when_told(env)

        async def at_once(act: Callable[[], Awaitable[None]]) -> None:
            async with burst(env):
                await act()

        async def until(condition: Callable[[], bool]) -> None:
            for _ in range(120):
                if condition():
                    return
                await env.advance_time(1)
            raise TimeoutError

        try:
            with env.time_context():
                yield Site(env, channel, host, people, file, at_once, until, time.process_time)
        finally:
            await env.shutdown()
            await database.close()


@contextlib.asynccontextmanager
async def on_the_wire(number: int) -> AsyncIterator[Site]:
    """The bot in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "coach.db"
        await Database.migrate(str(file))
        env = await start_world()
        channel, host, people = _furnish(env, number)
        async with Wire(env) as wire:
            bot = await wire.spawn(
                sys.executable,
                COACH,
                "run",
                PYTHONPATH=ROOT,
                COACH_DATABASE=str(file),
                DISCORD_TOKEN="wire.fake.token",
                XDG_DATA_HOME=folder,
            )
            await wire.ready(0)

            async def at_once(act: Callable[[], Awaitable[None]]) -> None:
                async with burst(env):
                    await act()
                fresh = [r for r in env.backend.interactions.values() if not r.responded]
                with contextlib.suppress(TimeoutError):
                    await wire.until(lambda: all(r.responded for r in fresh), seconds=6)

            async def until(condition: Callable[[], bool]) -> None:
                await wire.until(condition, seconds=120)

            def busy() -> float:
                stat = Path(f"/proc/{bot.pid}/stat").read_text(encoding="ascii").split()
                return (int(stat[13]) + int(stat[14])) / os.sysconf("SC_CLK_TCK")

            yield Site(env, channel, host, people, file, at_once, until, busy)
        await env.shutdown()


def _cards(channel: Any) -> list[Any]:
    """What the bot wrote where the quiz runs, or will run."""
    place = channel.threads[-1] if channel.threads else channel
    return [m for m in place.history() if m.components]


def _has(channel: Any, what: str) -> bool:
    cards = _cards(channel)
    return bool(cards) and what in str([part.to_dict() for part in cards[-1].components])


async def evening(site: Site, words: list[str]) -> bool:
    """A lobby, a round and its points; whether all answers were in time and none was lost."""
    waits = Waits(site.busy)
    waits.watch(site.env)
    forms: list[Any] = []

    async def opened() -> None:
        await site.host.slash(site.channel, "quiz start", rounds=1, seconds=300, topic=TOPIC)

    await site.at_once(opened)
    await site.until(lambda: _has(site.channel, "Join"))
    lobby = _cards(site.channel)[-1]
    waits.tell("lobby")

    async def joined() -> None:
        for person in site.people:
            await person.click(lobby, label="Join")

    await site.at_once(joined)
    waits.tell("join")

    async def begun() -> None:
        await site.host.click(lobby, label="Start")

    await site.at_once(begun)
    await site.until(lambda: _has(site.channel, ":answer"))
    waits.tell("start")
    question = _cards(site.channel)[-1]

    async def asked() -> None:
        forms.extend([await person.click(question, label="Answer") for person in site.people])

    await site.at_once(asked)
    if not waits.tell("form"):
        print("  not all got their form in time, so they cannot answer; is the machine busy?")
        return False

    async def answered() -> None:
        for n, (person, form) in enumerate(zip(site.people, forms, strict=True)):
            await person.submit_modal(form, {"answer": words[n % len(words)]})

    began = time.perf_counter()
    await site.at_once(answered)
    good = waits.tell("answer")
    await site.until(lambda: _has(site.channel, ":result"))
    print(
        f"  the points of all were shown {time.perf_counter() - began:.1f} s after the first answer"
    )
    with contextlib.closing(sqlite3.connect(site.database)) as database:
        (kept,) = database.execute("SELECT count(*) FROM quiz_answers").fetchone()
        (graded,) = database.execute("SELECT count(*) FROM attempts WHERE counted").fetchone()
    print(f"  {kept} answers kept, {graded} graded and counted, of {len(site.people)}")
    return good and kept == graded == len(site.people)


def main() -> None:
    """Print the waits; the exit status says whether all was well."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m tests.bench.quiz")
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument("--wire", action="store_true", help="the bot as its own process")
    arguments = parser.parse_args()
    words = [e.answer for q in load_bank().questions.values() for e in q.examples]

    async def measured() -> bool:
        place = on_the_wire if arguments.wire else in_simcord
        async with place(arguments.people) as site:
            return await evening(site, words)

    where = "on the wire" if arguments.wire else "in SimCord"
    print(f"{arguments.people:,} people in one quiz, {where}")
    if not asyncio.run(measured()):
        sys.exit("An answer was lost, or acknowledged too late.")


if __name__ == "__main__":
    main()
