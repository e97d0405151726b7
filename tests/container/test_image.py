"""The built image, run without Docker: what is in it, what it may write, how it stops."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import sqlite3
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.discord_app.conftest import shown
from tests.wire.server import Wire, start_world

pytestmark = pytest.mark.timeout(420)  # the first one builds the image
WIRE = Path(__file__).parent / "wire"
# What Docker allows before it kills, unless told otherwise.
GRACE = 10


@dataclass
class Run:
    """How to run the image, with a folder for its data and a secret token."""

    image: object
    data: Path
    secrets: Path
    env: dict[str, str]

    def command(self, *words: str) -> list[str]:
        return self.image.command(*words, data=self.data, secrets=self.secrets, **self.env)

    def __call__(self, *words: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            self.command(*words), capture_output=True, text=True, timeout=60, check=False
        )

    @property
    def database(self) -> Path:
        return self.data / "interview-coach" / "coach.db"


@pytest.fixture
def run(image, tmp_path):
    data, secrets = tmp_path / "data", tmp_path / "secrets"
    uid, gid = map(int, image.config["User"].split(":"))
    for folder in (data, secrets):
        folder.mkdir()
        os.chown(folder, uid, gid)
    (secrets / "DISCORD_TOKEN").write_text("wire.fake.token\n")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    return Run(image, data, secrets, {"COACH_HEALTH_PORT": str(port)})


def test_it_has_the_bot_and_its_questions_and_no_more(image, run):
    listed = run("coach", "bank", "list")

    assert listed.returncode == 0, listed.stderr
    assert "what-is-docker" in listed.stdout
    for tool in ("pip", "gcc", "curl", "hatchling"):
        assert run("sh", "-c", f"command -v {tool}").stdout == ""
    assert run("sh", "-c", "command -v coach").stdout == "/opt/coach/bin/coach\n"
    for left in ("src", "wheels", "root/.cache"):
        assert not (image.root / left).exists(), left
    assert not list((image.root / "data").iterdir())


def test_it_says_what_it_is(image):
    assert image.config["Labels"]["org.opencontainers.image.title"] == "Interview Coach"
    assert image.config["StopSignal"] == "SIGTERM"
    assert list(image.config["Volumes"]) == ["/data"]
    assert image.config["Healthcheck"]["Test"] == ["CMD", "coach", "health"]


@pytest.mark.parametrize("place", ["/", "/tmp", "/opt/coach", "/run/secrets", "/usr/local/lib"])
def test_it_cannot_write_outside_of_its_data(run, place):
    done = run("sh", "-c", f"touch {place}/x")

    assert done.returncode == 1
    assert "Read-only file system" in done.stderr


def test_migrating_makes_the_database_for_a_user_who_is_not_root(image, run):
    for _ in range(2):
        done = run("coach", "migrate")
        assert done.returncode == 0, done.stderr

    assert run.database.stat().st_uid == int(image.config["User"].partition(":")[0])


def test_a_backup_is_made_and_put_back_where_only_the_data_can_be_written(run):
    for words in (("migrate",), ("backup", "/data/copy.db"), ("restore", "/data/copy.db")):
        done = run("coach", *words)
        assert done.returncode == 0, done.stderr

    assert (run.data / "copy.db").stat().st_mode & 0o777 == 0o600
    assert len(list(run.database.parent.glob("coach.db.before-*"))) == 1


def test_without_the_migration_it_ends_in_a_sentence(run):
    done = run()

    assert done.returncode == 1
    assert "`coach migrate` makes it" in done.stderr


def test_a_secret_that_it_may_not_read_is_named(run):
    """A file of the host that belongs to root only."""
    (run.secrets / "DISCORD_TOKEN").chmod(0o600)

    done = run("coach", "migrate")

    assert done.returncode == 2
    assert "/run/secrets/DISCORD_TOKEN cannot be read" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.fixture
async def world(run):
    env = await start_world()
    guild = env.create_guild("Interview club")
    channel = guild.create_text_channel("prep")
    ana = guild.add_member(env.create_user("ana"))
    async with Wire(env) as wire:
        run.env |= {"DISCORD_WIRE": wire.base, "PYTHONPATH": "/wire"}
        yield wire, channel, ana
    await env.shutdown()


def _first_process(outer: int) -> int:
    """The process that is number 1 in its namespace, by its number outside."""
    (child,) = Path(f"/proc/{outer}/task/{outer}/children").read_text().split()
    return int(child)


async def test_told_to_stop_it_saves_everything_and_ends_in_time(image, run, world):
    """As process 1, to which nothing is done by default on SIGTERM."""
    wire, channel, ana = world
    asking = image.config["Healthcheck"]["Test"][1:]
    shim = image.root / "wire"
    shim.mkdir(exist_ok=True)
    (shim / "sitecustomize.py").write_bytes((WIRE / "sitecustomize.py").read_bytes())
    assert run("coach", "migrate").returncode == 0
    bot = await wire.spawn(*run.command())
    try:
        await wire.ready(0)
    except TimeoutError:
        bot.kill()
        pytest.fail((await bot.communicate())[0].decode())
    wire.synchronous()
    asked = await ana.slash(channel, "practice", topic="docker")
    form = await ana.click(asked.response, label="Answer")
    sent = await ana.submit_modal(form, {"answer": "I would like to know that, too."})
    await wire.until(lambda: "/ 100" in shown(sent.response))

    async with asyncio.timeout(20):
        # Discord sends a bot's servers one by one; it waits for more of them before it is ready.
        while (health := await asyncio.to_thread(run, *asking)).returncode:
            assert health.stdout == "not ready: not connected to Discord\n"
    began = time.monotonic()
    os.kill(_first_process(bot.pid), signal.SIGTERM)
    said, _ = await asyncio.wait_for(bot.communicate(), GRACE)

    assert health.stdout == "ready\n"
    assert bot.returncode == 0, said.decode()
    assert time.monotonic() - began < GRACE
    assert b"Traceback" not in said
    assert b"know that" not in said
    assert [path.name for path in run.database.parent.iterdir()] == ["coach.db"]
    with contextlib.closing(sqlite3.connect(run.database)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("SELECT answer FROM attempts").fetchall() == [
            ("I would like to know that, too.",)
        ]


async def test_told_to_stop_while_it_starts_it_ends_at_once(run, world):
    wire, _, _ = world
    wire.silent = True
    assert run("coach", "migrate").returncode == 0
    bot = await wire.spawn(*run.command())
    await wire.until(lambda: wire.counts["http"])

    os.kill(_first_process(bot.pid), signal.SIGTERM)
    said, _ = await asyncio.wait_for(bot.communicate(), GRACE)

    assert bot.returncode == 0, said.decode()
