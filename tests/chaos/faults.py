"""What goes wrong during a course: each fault begins, lasts a moment, and is over.

Two of them cannot be had as they are in the field. The computer's clock is not changed, because
everything else runs by it: the bot's own reading of it is. And where no file system of a fixed size
can be mounted, a full disk is a limit on the size of the files that the bot may write.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import os
import resource
import signal
import sqlite3
import subprocess
from collections.abc import Awaitable, Callable
from pathlib import Path

from tests.chaos.course import Course


async def kill(course: Course) -> None:
    """The process is killed, and another process a moment later."""
    await course.kill()
    await asyncio.sleep(course.rng.uniform(0, 0.5))
    await course.start()


async def stop(course: Course) -> None:
    """SIGTERM, and another process when it has ended."""
    await course.stop()
    await course.start()


async def cut(course: Course) -> None:
    """The connection to the gateway breaks; it is resumed."""
    await course.wire.cut()


async def reconnect(course: Course) -> None:
    """Discord asks for a new connection; it is resumed."""
    await course.wire.ask_to_reconnect()


async def invalidate(course: Course) -> None:
    """The session is no longer valid: a new one begins, and what happened between is not told."""
    known = course.wire.counts["identify"]
    await course.wire.invalidate()
    await course.wire.until(lambda: course.wire.counts["identify"] > known, seconds=30)


def _burst(status: int) -> Callable[[Course], Awaitable[None]]:
    async def burst(course: Course) -> None:
        inject = course.env.inject_error
        inject("POST", "/channels/*/messages", status=status, times=course.rng.randint(1, 6))
        inject("PATCH", "/webhooks/*", status=status, times=course.rng.randint(1, 10))
        inject("POST", "/webhooks/*", status=status, times=course.rng.randint(1, 3))
        inject("POST", "/interactions/*", status=status, times=course.rng.randint(1, 4))

    burst.__doc__ = f"Discord answers a number of requests with {status}."
    return burst


async def lose(course: Course) -> None:
    """Discord does what it is asked, and answers with 502 all the same."""
    course.wire.to_lose += course.rng.randint(2, 12)


async def lock(course: Course) -> None:
    """Another program holds the database, sometimes for longer than the bot waits."""
    with contextlib.closing(sqlite3.connect(course.database, timeout=20)) as other:
        other.isolation_level = None
        with contextlib.suppress(sqlite3.OperationalError):
            other.execute("BEGIN IMMEDIATE")
            await asyncio.sleep(course.rng.uniform(0.5, 7))
            other.execute("ROLLBACK")


async def fill(course: Course) -> None:
    """The disk of the data folder is full."""
    if not course.disk:
        pid = course.bot.pid
        _, most = resource.prlimit(pid, resource.RLIMIT_FSIZE)
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, most))
        await asyncio.sleep(course.rng.uniform(0.5, 3))
        with contextlib.suppress(ProcessLookupError):
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (most, most))
        return
    ballast = Path(course.folder, "ballast")
    with ballast.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(bytes(4096))
    await asyncio.sleep(course.rng.uniform(0.5, 3))
    ballast.unlink()


async def step(course: Course) -> None:
    """The clock is wrong by up to a quarter of an hour, either way, and is put right."""
    course.tell("clock", course.rng.choice([-1, 1]) * course.rng.uniform(20, 900))
    await asyncio.sleep(course.rng.uniform(0.5, 3))
    course.tell("clock", 0)


async def block(course: Course) -> None:
    """The event loop does not turn, nearly or really too long for an answer in three seconds."""
    course.tell("block", course.rng.uniform(0.5, 4))
    course.bot.send_signal(signal.SIGUSR1)


async def freeze(course: Course) -> None:
    """The whole process gets no processor."""
    course.bot.send_signal(signal.SIGSTOP)
    await asyncio.sleep(course.rng.uniform(0.5, 3.5))
    course.bot.send_signal(signal.SIGCONT)


FAULTS: dict[str, Callable[[Course], Awaitable[None]]] = {
    "kill -9": kill,
    "SIGTERM": stop,
    "gateway cut": cut,
    "gateway op 7": reconnect,
    "session invalid": invalidate,
    "429 burst": _burst(429),
    "502 burst": _burst(502),
    "502 though done": lose,
    "database locked": lock,
    "disk full": fill,
    "clock step": step,
    "slow loop": block,
    "no processor": freeze,
}


@contextlib.contextmanager
def small_disk(folder: Path, megabytes: int = 64):
    """Let a folder be a file system of its own, where this may be done; gives whether it is."""
    mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)]
    try:
        mounted = os.geteuid() == 0 and not subprocess.run(mount, check=False).returncode
    except OSError as error:
        if error.errno != errno.ENOENT:
            raise
        mounted = False
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", "--lazy", str(folder)], check=True)
