"""What whoever watches over a running bot is told: by its pages, by `coach health`, by its log."""

from __future__ import annotations

import contextlib
import json
import signal
import socket
import sqlite3

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.discord_app.conftest import shown

ANSWER = "a peculiar answer about pelicans"
# Lets the database refuse each answer with a failure that has no sentence of its own.
REFUSING = "CREATE TRIGGER refuse BEFORE INSERT ON attempts BEGIN SELECT RAISE(ABORT, 'no'); END"


@pytest.fixture
def port():
    """A port that is free, or was a moment ago."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.fixture
async def watched(site, port):
    """A site whose bots tell how they are."""
    site.settings |= {"COACH_HEALTH_PORT": str(port)}
    return site


async def fetch(port, path):
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"http://127.0.0.1:{port}{path}") as response,
    ):
        return response.status, await response.text()


async def health(site):
    return await site.ended(await site.start("health"))


async def ready(site, port):
    """A bot is ready a while after it is connected: when no more servers are told of."""
    await site.wire.until(lambda: site.wire.counts["identify"])
    status = 0
    while status != 200:
        status, _ = await fetch(port, "/readyz")


async def test_ready_when_discord_and_the_database_answer(watched, port):
    await watched.running()

    await ready(watched, port)

    assert await fetch(port, "/healthz") == (200, "alive\n")
    assert await health(watched) == (0, "ready\n")


async def test_alive_but_not_ready_while_discord_is_silent(watched, port):
    watched.wire.silent = True
    await watched.start()
    await watched.wire.until(lambda: watched.wire.counts["http"])

    assert await fetch(port, "/healthz") == (200, "alive\n")
    assert await fetch(port, "/readyz") == (503, "not ready: not connected to Discord\n")
    assert await health(watched) == (1, "not ready: not connected to Discord\n")


async def test_not_ready_when_the_database_is_damaged(watched, port, tmp_path):
    await watched.running()
    await ready(watched, port)

    spoil(tmp_path / "coach.db", "DROP TABLE notes")

    assert await fetch(port, "/readyz") == (503, "not ready: the database does not answer\n")
    assert (await fetch(port, "/healthz"))[0] == 200


async def test_a_bot_that_does_not_run_is_not_healthy(watched, port):
    status, said = await health(watched)

    assert (status, said) == (1, f"The bot does not answer at 127.0.0.1:{port}.\n")


async def test_nobody_is_told_where_the_port_is_0(watched):
    watched.settings["COACH_HEALTH_PORT"] = "0"

    status, said = await health(watched)

    assert status == 2
    assert "COACH_HEALTH_PORT is 0" in said


async def test_a_port_that_is_taken_ends_in_one_sentence(watched, port):
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()

        status, said = await watched.ended(await watched.start())

    assert status == 1
    assert said.splitlines()[-1].startswith(f"Port {port} at 127.0.0.1 cannot be listened at")
    assert "Traceback" not in said


async def test_what_people_do_is_counted(watched, port):
    await watched.running()
    asked = await watched.ana.slash(watched.channel, "practice", topic="docker")
    form = await watched.ana.click(asked.response, label="Answer")
    sent = await watched.ana.submit_modal(form, {"answer": ANSWER})
    await watched.wire.until(lambda: "/ 100" in shown(sent.response))

    _, page = await fetch(port, "/metrics")

    samples = [s for f in text_string_to_metric_families(page) for s in f.samples]
    seen = {(s.name, *s.labels.values()): s.value for s in samples}
    assert seen["coach_answers_graded_total", "incorrect"] == 1
    assert seen["coach_grading_seconds_count",] == 1
    for kind in ("command", "button", "form"):
        assert seen["coach_interaction_seconds_count", kind] == 1
    assert seen["coach_servers",] == 1
    assert not [name for name, *_ in seen if "error" in name and seen[name, *_]]


async def test_a_rate_limit_of_discord_is_counted(watched, port):
    await watched.running()
    watched.env.inject_error("PATCH", "/webhooks/*", status=429, times=1)

    asked = await watched.ana.slash(watched.channel, "practice", topic="docker")
    await watched.wire.until(lambda: shown(asked.response))

    _, page = await fetch(port, "/metrics")
    assert "coach_rate_limits_total 1.0" in page


async def test_a_failure_is_counted_by_its_place(watched, port, tmp_path):
    await watched.running()
    spoil(tmp_path / "coach.db", REFUSING)

    await practised(watched)

    _, page = await fetch(port, "/metrics")
    assert 'coach_errors_total{logger="bot.discord_app.failures"} 1.0' in page
    assert 'coach_errors_total{logger="bot.discord_app.chat"} 1.0' in page


async def practised(site):
    """Answer once in a server and once in a direct message."""
    asked = await site.ana.slash(site.channel, "practice", topic="docker")
    form = await site.ana.click(asked.response, label="Answer")
    await site.ana.submit_modal(form, {"answer": ANSWER})
    await site.ana.user.send_dm("practice docker")
    await site.ana.user.send_dm(ANSWER)
    await site.wire.until(lambda: len(site.ana.user.dm_channel.history()) >= 4)


@pytest.mark.parametrize("form", ["human", "json"])
@pytest.mark.parametrize("broken", [False, True], ids=["well", "broken"])
async def test_no_log_has_what_a_learner_wrote(watched, tmp_path, form, broken):
    """Not when all is well; and not when the answer cannot be kept, at the most talkative level."""
    watched.settings |= {"COACH_LOG": "debug", "COACH_LOG_FORMAT": form}
    bot = await watched.running()
    if broken:
        spoil(tmp_path / "coach.db", REFUSING)

    await practised(watched)
    bot.send_signal(signal.SIGTERM)
    _, said = await watched.ended(bot)

    assert ("Traceback" in said) == broken
    assert ("graded: attempt=" in said) != broken
    assert watched.settings["DISCORD_TOKEN"] not in said
    assert "pelicans" not in said


def spoil(file, statement):
    with contextlib.closing(sqlite3.connect(file)) as database:
        database.execute(statement)
        database.commit()


async def test_a_log_for_machines_has_one_object_a_line(watched):
    bot = await watched.running()
    bot.send_signal(signal.SIGTERM)
    _, said = await watched.ended(bot)

    lines = [json.loads(line) for line in said.splitlines()]
    assert {"event", "level", "logger", "timestamp"} <= set(lines[0])


async def test_a_process_can_be_one_of_several_shards(watched):
    watched.settings |= {"SHARD_COUNT": "2", "SHARD_IDS": "1"}

    await watched.running()

    assert watched.wire.shards == [[1, 2]]
