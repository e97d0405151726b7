"""`python -m tests.bench.load`: how much one process bears, beside the least that a bot can be.

Each bot runs in a process of its own, on real HTTP and a real gateway, against the same pretended
Discord in this process: what that costs is in all figures. The ratios say more than the seconds.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import logging
import math
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bot.store import Database
from tests.discord_app.conftest import labels
from tests.wire.server import Wire, start_world

ROOT = Path(__file__).parents[2]
COACH = [str(ROOT / "tests" / "wire" / "coach.py"), "run"]
OK, EMPTY = ([str(Path(__file__).with_name("bots.py")), kind] for kind in ("ok", "empty"))
DATA = ROOT / "tests" / "data" / "dev_answers.jsonl"
ANSWERS = [json.loads(line)["answer"] for line in DATA.read_text().splitlines()]
MEGABYTE = 1024 * 1024
STARTS = 3
SERVERS = 200
# Seconds in which Discord wants to be answered, and a little for the way.
DEADLINE = 3.5
LONGEST = 240


@dataclass
class Rig:
    """A world, a crowd in it, and one bot that is connected."""

    env: object
    wire: Wire
    channel: object
    crowd: Sequence
    pid: int

    def memory(self) -> float:
        """The bot's resident memory in MB."""
        pages = Path(f"/proc/{self.pid}/statm").read_text().split()[1]
        return int(pages) * 4096 / MEGABYTE

    def processor(self) -> float:
        """The seconds of processor that the bot has used."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    async def rest(self) -> None:
        """Wait until the bot has nothing to do."""
        used = -1.0
        while self.processor() - used > 0.03:
            used = self.processor()
            await asyncio.sleep(2)

    def tidy(self) -> None:
        """Forget what the world would only collect."""
        backend = self.env.backend
        backend.transcript.clear()
        for messages in backend.messages.values():
            messages.clear()
        backend.interactions.clear()
        backend.interaction_tokens.clear()
        self.wire.calls.clear()
        self.wire.nonces.clear()


@asynccontextmanager
async def rig(argv: Sequence[str], people: int = 0, servers: int = 0):
    """A bot that is ready."""
    env = await start_world()
    env._settle_internal = _at_once
    guild = env.create_guild("Interview club")
    channel = guild.create_text_channel("prep")
    crowd = [guild.add_member(env.create_user(f"person {n}")) for n in range(people)]
    for number in range(servers):
        other = env.create_guild(f"server {number}")
        for n in range(50):
            other.create_text_channel(f"a channel {n}")
        for n in range(20):
            other.create_role(f"a role {n}")
    with tempfile.TemporaryDirectory() as folder:
        database = str(Path(folder) / "coach.db")
        await Database.migrate(database)
        async with Wire(env) as wire:
            bot = await wire.spawn(
                sys.executable,
                *argv,
                COACH_DATABASE=database,
                COACH_HEALTH_PORT="0",
                COACH_LOG="warning",
                DISCORD_TOKEN="wire.fake.token",
                PYTHONPATH=str(ROOT),
                XDG_DATA_HOME=folder,
            )
            wire.start(_read(bot))
            await wire.until(lambda: any(s.socket for s in wire.sessions.values()), seconds=60)
            if people:
                await wire.until(lambda: env.backend.commands.get(None), seconds=60)
            yield Rig(env, wire, channel, crowd, bot.pid)
            bot.terminate()
            await bot.wait()
    await env.shutdown()


@dataclass
class Rush:
    """How it went when everybody sent a form at the same moment.

    Attributes:
        waits: The seconds until each saw the reply, sorted.
        refused: How many were not acknowledged within Discord's three seconds.
        seconds: Until the last one saw the reply.
        processor: Seconds of processor that the bot used for each answer.
    """

    waits: list[float]
    refused: int
    seconds: float
    processor: float


async def crowd_at_once(argv: Sequence[str], people: int) -> Rush:
    """Everybody has a form open and sends it at the same moment."""
    async with rig(argv, people) as there:
        # The answer is there with the first message, or once the acknowledged one is filled.
        final = "callback" if argv is OK else "@original"
        replied: dict[str, float] = {}

        def carried_out(_: str, path: str) -> None:
            *_, token, last = path.replace("/messages/@original", "/@original").split("/")
            if last == final:
                replied.setdefault(token, time.monotonic())

        # A few after the other: this is not what is measured.
        forms = []
        for first in range(0, people, 20):
            some = there.crowd[first : first + 20]
            asked = [await each.slash(there.channel, "practice") for each in some]
            await there.wire.until(
                partial(_all, asked, lambda a: a.response and labels(a.response)), 60
            )
            pressed = [
                await each.click(a.response, label="Answer")
                for each, a in zip(some, asked, strict=True)
            ]
            await there.wire.until(partial(_all, pressed, lambda p: p._interaction.modal), 60)
            forms += pressed
        there.wire.watchers.append(carried_out)
        answers, before, begin = itertools.cycle(ANSWERS), there.processor(), time.monotonic()
        sent = [
            await each.submit_modal(form, {"answer": f"{n} {next(answers)}"})
            for n, (each, form) in enumerate(zip(there.crowd, forms, strict=True))
        ]
        await asyncio.sleep(DEADLINE)
        taken = [s._interaction.token for s in sent if s._interaction.responded]
        await there.wire.until(lambda: replied.keys() >= set(taken), LONGEST)
        used = there.processor() - before
        waits = sorted(replied[token] - begin for token in taken)
        # Where the computer is too busy, none may have been taken in time.
        last = waits[-1] if waits else math.nan
        return Rush(waits or [math.nan], people - len(taken), last, used / max(len(taken), 1))


async def soak(answers: int, people: int, every: int) -> list[tuple[int, float, float]]:
    """Many answers in direct messages; gives the memory and the rate after each so many."""
    rng = random.Random(1)
    rows: list[tuple[int, float, float]] = []
    async with rig(COACH, people) as there:
        waiting: dict[int, asyncio.Future] = {}
        bot_id = there.env.backend.bot_user.id

        def heard(event: str, payload) -> None:
            if event == "MESSAGE_CREATE" and int(payload["author"]["id"]) == bot_id:
                to = int((payload.get("message_reference") or {}).get("message_id") or 0)
                if to in waiting:
                    waiting.pop(to).set_result(None)

        there.env.backend.subscribers.append(heard)

        async def say(user, text: str) -> None:
            reply = asyncio.get_running_loop().create_future()
            message = there.env.backend.create_message(user.dm_channel.id, user.id, text)
            waiting[message.id] = reply
            await asyncio.wait_for(reply, 60)

        done, begin = 0, time.monotonic()
        used = there.processor()
        rows.append((0, there.memory(), 0.0))

        async def practise(member) -> None:
            await say(member.user, "practice")
            await say(member.user, f"{rng.random()} {rng.choice(ANSWERS)}")

        while done < answers:
            round_began = time.monotonic()
            # Fifty at a time keep the bot busy all the time.
            for first in range(0, people, 50):
                await asyncio.gather(*map(practise, there.crowd[first : first + 50]))
            done += people
            there.tidy()
            # Nobody may answer more than twenty times a minute.
            await asyncio.sleep(max(0.0, 3.1 - (time.monotonic() - round_began)))
            if done % every < people:
                each = (there.processor() - used) / done * 1000
                rows.append((done, there.memory(), done / (time.monotonic() - begin)))
                print(
                    f"  {done:>8} answers {rows[-1][1]:9.1f} MB {rows[-1][2]:7.0f} a second,"
                    f" {each:.1f} ms of processor each",
                    flush=True,
                )
        there.env.backend.subscribers.remove(heard)
    return rows


async def starting(argv: Sequence[str]) -> list[float]:
    """Medians of the seconds until the session; of processor and memory when all is prepared."""
    rows = []
    for _ in range(STARTS):
        begin = time.monotonic()
        async with rig(argv) as there:
            seconds = time.monotonic() - begin
            await there.rest()
            rows.append((seconds, there.processor(), there.memory()))
    return [statistics.median(column) for column in zip(*rows, strict=True)]


async def servers(argv: Sequence[str], number: int) -> float:
    """The memory in KB that a server of 50 channels and 20 roles takes."""
    async with rig(argv, servers=number) as there:
        await there.rest()
        many = there.memory()
    async with rig(argv) as there:
        await there.rest()
        return (many - there.memory()) * 1024 / number


async def main() -> None:
    """Print every figure."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.load", description=__doc__)
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument("--answers", type=int, default=100_000, help="of the soak; 0 for none")
    wanted = parser.parse_args()
    logging.disable(logging.WARNING)

    print(f"Start, medians of {STARTS}          coach    empty    ratio")
    both = zip(await starting(COACH), await starting(EMPTY), strict=True)
    for name, pair in zip(("to the session, s", "processor, s", "memory, MB"), both, strict=True):
        _print(name, *pair)
    print("A server of 50 channels and 20 roles")
    _print("memory, KB", *[await servers(argv, SERVERS) for argv in (COACH, EMPTY)])

    ours, least = [await crowd_at_once(argv, wanted.people) for argv in (COACH, OK)]
    print(f"{wanted.people} people answer at once   coach       ok    ratio")
    rows = {
        "p50 to the reply, s": [rush.waits[len(rush.waits) // 2] for rush in (ours, least)],
        "p99 to the reply, s": [rush.waits[int(len(rush.waits) * 0.99)] for rush in (ours, least)],
        "answers a second": [len(rush.waits) / rush.seconds for rush in (ours, least)],
        "processor an answer, ms": [rush.processor * 1000 for rush in (ours, least)],
    }
    for name, (mine, other) in rows.items():
        _print(name, mine, other)
    print(f"  {'not taken in 3 s':<23}{ours.refused:9d}{least.refused:9d}", flush=True)

    if wanted.answers:
        print(f"{wanted.answers} answers by {wanted.people} people in direct messages")
        every = max(wanted.answers // 10, wanted.people)
        rows = await soak(wanted.answers, wanted.people, every)
        first, tenth, last = rows[0][1], rows[1][1], rows[-1][1]
        print(f"  memory at the start {first:.1f} MB, at the end {last:.1f} MB")
        print(f"  growth over the last nine tenths {last - tenth:+.1f} MB")


def _all(results, what) -> bool:
    return all(map(what, results))


def _print(name: str, mine: float, other: float) -> None:
    print(f"  {name:<23}{mine:9.2f}{other:9.2f}{mine / other:9.2f}", flush=True)


async def _read(bot) -> None:
    async for _ in bot.stdout:
        pass


async def _at_once(**_) -> None:
    """People do not wait for the bot before they act."""


if __name__ == "__main__":
    asyncio.run(main())
