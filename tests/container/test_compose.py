"""The services: what each may do and in which order they start."""

from __future__ import annotations

import functools
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from tests.container.dockerfile import stages

ROOT = Path(__file__).parents[2]
FILES = {
    name: yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))
    for name in ("compose.yaml", "compose.postgres.yaml")
}
SQLITE, POSTGRES = (each["services"] for each in FILES.values())
EVERY = {
    f"{service} of {name}": about
    for name, each in FILES.items()
    for service, about in each["services"].items()
}
OURS = [name for name, about in EVERY.items() if about["image"] == "interview-coach"]
BOTS = [name for name in OURS if "migrate" not in name]
FINAL = stages((ROOT / "Dockerfile").read_text(encoding="utf-8"))[-1]


@functools.cache
def _client():
    """A client that can read the files, and whether it is of version 1; no engine is needed."""
    for client in (["docker", "compose"], ["docker-compose"]):
        if shutil.which(client[0]) is None:
            continue
        asked = subprocess.run([*client, "version"], capture_output=True, text=True, check=False)
        if asked.returncode == 0:
            return client, " version 1." in asked.stdout.splitlines()[0]
    return None, False


@pytest.fixture
def started(tmp_path):
    """Tells what `docker compose up` would start, in a folder with our files."""
    client, old = _client()
    if client is None:
        pytest.skip("neither `docker compose version` nor `docker-compose version` works")
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("COMPOSE_", "COACH_"))}

    def start(*words: str, **env: str) -> set[str]:
        for name in FILES:
            text = (ROOT / name).read_text(encoding="utf-8")
            # All that version 1 does not know of them.
            text = re.sub("^name: .*", "", text, flags=re.MULTILINE) if old else text
            (tmp_path / name).write_text(text, encoding="utf-8")
        done = subprocess.run(
            [*client, *words, "config", "--services"],
            cwd=tmp_path,
            env=clean | env,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return set(done.stdout.split())

    return start


def test_one_bot_starts_whatever_profile_is_asked_for(started):
    """None is there, as clients differ in what wins: the one that is named or that of `.env`."""
    asked = ("--profile", "postgres")

    assert started(*asked, COMPOSE_PROFILES="sqlite") == {"migrate", "bot"}
    assert not [name for name, about in EVERY.items() if "profiles" in about]


def test_the_shards_start_without_the_bot_on_sqlite(started, tmp_path):
    shards = {"postgres", "migrate", "shard-0", "shard-1"}

    assert started("--file", "compose.postgres.yaml") == shards
    # As docs/hosting.md says, so that no later command forgets it.
    (tmp_path / ".env").write_text("COMPOSE_FILE=compose.postgres.yaml\n", encoding="utf-8")
    assert started() == shards


def test_of_the_bot_on_sqlite_and_the_first_shard_only_one_can_run():
    """The engine refuses a second container of a name.

    Both are in one project, so that `--remove-orphans` ends what the other file started.
    """
    assert FILES["compose.yaml"]["name"] == FILES["compose.postgres.yaml"]["name"]
    names = [SQLITE["bot"]["container_name"], POSTGRES["shard-0"]["container_name"]]
    assert names[0] == names[1]
    named = [about for about in EVERY.values() if "container_name" in about]
    assert len(named) == len(names)


def test_the_files_agree_on_what_a_bot_may_do():
    for part in ("x-coach", "x-migrate"):
        assert FILES["compose.yaml"][part] == FILES["compose.postgres.yaml"][part]


def test_the_bot_keeps_its_database_in_a_volume():
    assert all(about["volumes"] == ["data:/data"] for about in SQLITE.values())
    assert "data" in FILES["compose.yaml"]["volumes"]


def test_nothing_runs_before_the_database_is_up_to_date():
    """And two never migrate at once: each database has one service that does."""
    done = {"condition": "service_completed_successfully"}
    for bot in (SQLITE["bot"], POSTGRES["shard-0"], POSTGRES["shard-1"]):
        assert bot["depends_on"] == {"migrate": done}
    assert POSTGRES["migrate"]["depends_on"] == {"postgres": {"condition": "service_healthy"}}
    for each in (SQLITE, POSTGRES):
        assert (each["migrate"]["command"], each["migrate"]["restart"]) == (["migrate"], "no")


@pytest.mark.parametrize("name", OURS)
def test_it_may_do_little(name):
    service = EVERY[name]

    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]
    assert service["mem_limit"]
    assert service["pids_limit"]
    assert "ports" not in service


@pytest.mark.parametrize("name", [*BOTS, "postgres of compose.postgres.yaml"])
def test_it_keeps_running_and_its_log_does_not_fill_the_disk(name):
    service = EVERY[name]

    assert service["restart"] == "unless-stopped"
    assert set(service["logging"]["options"]) == {"max-size", "max-file"}
    assert int(service["stop_grace_period"].removesuffix("s")) >= 30


def test_secrets_come_from_files_and_only_to_those_who_need_them():
    for each in FILES.values():
        assert all(set(secret) == {"file"} for secret in each["secrets"].values())
        given = {s for about in each["services"].values() for s in about.get("secrets", [])}
        assert set(each["secrets"]) == given
    assert {name: about.get("secrets", []) for name, about in SQLITE.items()} == {
        "migrate": [],
        "bot": ["DISCORD_TOKEN"],
    }
    assert {name: about.get("secrets", []) for name, about in POSTGRES.items()} == {
        "postgres": ["POSTGRES_PASSWORD"],
        "migrate": ["COACH_DATABASE"],
        "shard-0": ["DISCORD_TOKEN", "COACH_DATABASE"],
        "shard-1": ["DISCORD_TOKEN", "COACH_DATABASE"],
    }
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert {"secrets/", ".env"} <= set(ignored)


def test_the_shards_are_all_there_are_and_differ():
    settings = [POSTGRES[name]["environment"] for name in ("shard-0", "shard-1")]

    assert [each["SHARD_COUNT"] for each in settings] == ["2", "2"]
    assert [each["SHARD_IDS"] for each in settings] == ["0", "1"]


def test_postgres_is_asked_whether_it_is_ready():
    assert POSTGRES["postgres"]["healthcheck"]["test"][:2] == ["CMD", "pg_isready"]
    assert re.fullmatch(r"postgres:\d+-[a-z]+", POSTGRES["postgres"]["image"])
