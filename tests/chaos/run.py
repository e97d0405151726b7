"""One course from its beginning to what it came to."""

from __future__ import annotations

import asyncio
import contextlib
import io
import logging
import random
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

import discord

from bot.store import Database
from tests.chaos.checker import Findings, check
from tests.chaos.course import GRACE, Course, answering_drops, practising, set_up_daily
from tests.chaos.faults import FAULTS, small_disk
from tests.chaos.people import Book, Person
from tests.chaos.quiz_night import Stage, quizzes
from tests.wire.server import Wire, start_world

# Seconds between two faults, at the least and at the most.
REST = (0.3, 2.5)
# Everything that happens while faults do.
ACTORS = (practising, answering_drops, quizzes)
# People at one quiz at the most, and for how many people there is a quiz.
TABLE, FOR_ONE_QUIZ = 20, 60
# Channels with a question of the day in one server; it may have 25.
PER_SERVER = 20


async def run(
    *,
    seconds: float,
    seed: int,
    people: int,
    drops: int | None = None,
    faults: Sequence[str] = (),
    log: TextIO | None = None,
    keep: Path | None = None,
):
    """Let a course happen; gives it, and what the checker found.

    Args:
        seconds: For how long things go wrong.
        seed: Decides which faults come, in which order and how hard.
        people: How many practise.
        drops: How many questions of the day fall due; by default one in each second and a half.
        faults: Which faults come first, one after the other, however long that takes.
        log: Where to write what the bot says.
        keep: A folder in which the database is kept when all is over.
    """
    logging.disable(logging.WARNING)
    env = await start_world()
    env._settle_internal = _at_once
    guild = env.create_guild("Interview club")
    book = Book()
    crowd = [
        Person(env, guild.add_member(env.create_user(f"person {n}")), f"{seed} {n}", book)
        for n in range(people)
    ]
    number = max(5, int(seconds / 1.5)) if drops is None else drops
    with tempfile.TemporaryDirectory() as root, contextlib.ExitStack() as stack:
        folder = Path(root, "data")
        folder.mkdir()
        disk = stack.enter_context(small_disk(folder))
        async with Wire(env) as wire:
            course = Course(
                env=env,
                wire=wire,
                folder=folder,
                disk=disk,
                rng=random.Random(seed),
                seconds=seconds,
                channel=guild.create_text_channel("prep"),
                people=crowd,
                daily=_daily(env, crowd, number),
                stages=_stages(env, guild, crowd),
                book=book,
                log=log or io.StringIO(),
            )
            await Database.migrate(str(course.database))
            await set_up_daily(course)
            await course.start()
            actors = [asyncio.create_task(actor(course)) for actor in ACTORS]
            await _go_wrong(course, faults)
            course.over.set()
            await _calm(course)
            await asyncio.gather(*actors)
            stuck = await _all_go_on(course)
            await _all_posted(course)
            await course.stop()
            found = check(course, stuck)
        if keep is not None:
            shutil.copy(course.database, keep)
            course.folder = keep
    await env.shutdown()
    return course, found


def _daily(env, crowd: list[Person], number: int) -> dict[object, Person]:
    """Channels of some servers, each with one of the crowd who will answer there."""
    channels = {}
    for n in range(number):
        if n % PER_SERVER == 0:
            guild = env.create_guild(f"Team {n}")
        known = crowd[n % len(crowd)]
        member = guild.add_member(known.member.user)
        person = Person(env, member, f"daily {n}", known.book, first=1_000_000 * (n + 1))
        channels[guild.create_text_channel(f"daily-{n}")] = person
    return channels


def _stages(env, guild, crowd: list[Person]) -> list[Stage]:
    """Channels for quizzes, each with some of the crowd."""
    number = max(1, len(crowd) // FOR_ONE_QUIZ)
    tables = [crowd[n::number][:TABLE] for n in range(number)]
    channels = [guild.create_text_channel(f"quiz-{n}") for n in range(number)]
    return [Stage(env, *each, crowd[0].book) for each in zip(channels, tables, strict=True)]


async def _go_wrong(course: Course, first: Sequence[str]) -> None:
    """One fault after another; each of them comes once before any comes again."""
    end = time.monotonic() + course.seconds
    names = list(reversed(first))
    while time.monotonic() < end or sum(course.done.values()) < len(first):
        await asyncio.sleep(course.rng.uniform(*REST))
        if not names:
            names = sorted(FAULTS)
            course.rng.shuffle(names)
        name = names.pop()
        await FAULTS[name](course)
        course.done[name] += 1


async def _calm(course: Course) -> None:
    """Nothing goes wrong any more."""
    course.env.backend.faults.clear()
    course.wire.to_lose = 0
    course.tell("clock", 0)


async def _all_go_on(course: Course) -> list[str]:
    """Everybody practises once more, in a server and by messages; gives for whom it fails."""

    async def goes_on(person: Person) -> list[str]:
        missing = {
            "in a server": lambda: person.practise(course.channel),
            "by messages": person.chat,
        }
        end = time.monotonic() + GRACE
        # Whoever asks again too soon, on a busy computer, only makes it busier.
        person.patience = GRACE / 2
        while missing and time.monotonic() < end:
            # Not all at the same moment, and none faster than anybody may.
            await asyncio.sleep(person.rng.uniform(0, 3 + len(course.people) / 20))
            missing = {where: how for where, how in missing.items() if not await how()}
        return [f"{person.id} {where}" for where in missing]

    return [each for stuck in await asyncio.gather(*map(goes_on, course.people)) for each in stuck]


async def _all_posted(course: Course) -> None:
    """Let the minutes pass after which what failed is tried again."""
    past = discord.utils.utcnow().replace(tzinfo=None, year=2020)

    def left() -> int:
        with contextlib.closing(sqlite3.connect(course.database, timeout=20)) as database, database:
            query = "FROM drops WHERE state IN ('claimed', 'failed')"
            database.execute(
                "UPDATE drops SET retry_at = ? WHERE state IN ('claimed', 'failed')",
                [f"{past:%Y-%m-%d %H:%M:%S.%f}"],
            )
            plans = database.execute("SELECT count(*) FROM schedules").fetchone()[0]
            drops = database.execute("SELECT count(*) FROM drops").fetchone()[0]
            return database.execute(f"SELECT count(*) {query}").fetchone()[0] + plans - drops

    if not left():
        return
    # A process that is new looks at once.
    await course.stop()
    left()
    await course.start()
    end = time.monotonic() + GRACE
    while left() and time.monotonic() < end:
        await asyncio.sleep(1)


async def _at_once(**_) -> None:
    """People do not wait for the bot before they act."""


__all__ = ["Findings", "run"]
