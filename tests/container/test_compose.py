"""The services: what each may do and in which order they start."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from tests.container.dockerfile import stages

ROOT = Path(__file__).parents[2]
FILE = ROOT / "compose.yaml"
COMPOSE = yaml.safe_load(FILE.read_text(encoding="utf-8"))
SERVICES = COMPOSE["services"]
OURS = [name for name, service in SERVICES.items() if service["image"] == "interview-coach"]
BOTS = [name for name in OURS if "migrate" not in name]
FINAL = stages((ROOT / "Dockerfile").read_text(encoding="utf-8"))[-1]


def _clients():
    """Clients that can read the file, and whether they are of version 1; no engine is needed."""
    for client in (["docker", "compose"], ["docker-compose"]):
        if shutil.which(client[0]) is None:
            continue
        asked = subprocess.run([*client, "version"], capture_output=True, text=True, check=False)
        if asked.returncode == 0:
            yield client, " version 1." in asked.stdout.splitlines()[0]


@pytest.mark.parametrize("profile", [[], ["--profile", "postgres"]], ids=["sqlite", "postgres"])
def test_the_client_can_read_it(profile):
    client, old = next(_clients(), (None, False))
    if client is None:
        pytest.skip("neither `docker compose version` nor `docker-compose version` works")
    text = FILE.read_text(encoding="utf-8")
    # All that version 1 does not know of it.
    text = re.sub("^name: .*", "", text, flags=re.MULTILINE) if old else text

    done = subprocess.run(
        [*client, "--file", "-", "--project-directory", ROOT, *profile, "config"],
        input=text,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert ("shard-1" in done.stdout) == bool(profile) or old


def test_without_a_profile_there_is_the_bot_on_sqlite():
    plain = {name for name, service in SERVICES.items() if "profiles" not in service}

    assert plain == {"migrate", "bot"}
    assert all(SERVICES[name]["volumes"] == ["data:/data"] for name in plain)
    assert "data" in COMPOSE["volumes"]


def test_nothing_runs_before_the_database_is_up_to_date():
    """And two never migrate at once: each database has one service that does."""
    done = {"condition": "service_completed_successfully"}
    assert SERVICES["bot"]["depends_on"] == {"migrate": done}
    for shard in ("shard-0", "shard-1"):
        assert SERVICES[shard]["depends_on"] == {"migrate-postgres": done}
    assert SERVICES["migrate-postgres"]["depends_on"] == {
        "postgres": {"condition": "service_healthy"}
    }
    for name in ("migrate", "migrate-postgres"):
        assert (SERVICES[name]["command"], SERVICES[name]["restart"]) == (["migrate"], "no")


@pytest.mark.parametrize("name", OURS)
def test_it_may_do_little(name):
    service = SERVICES[name]

    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]
    assert service["mem_limit"]
    assert service["pids_limit"]
    assert "ports" not in service


@pytest.mark.parametrize("name", [*BOTS, "postgres"])
def test_it_keeps_running_and_its_log_does_not_fill_the_disk(name):
    service = SERVICES[name]

    assert service["restart"] == "unless-stopped"
    assert set(service["logging"]["options"]) == {"max-size", "max-file"}
    assert int(service["stop_grace_period"].removesuffix("s")) >= 30


def test_secrets_come_from_files_and_only_to_those_who_need_them():
    assert all(set(secret) == {"file"} for secret in COMPOSE["secrets"].values())
    needed = {name: service.get("secrets", []) for name, service in SERVICES.items()}
    assert needed == {
        "migrate": [],
        "bot": ["DISCORD_TOKEN"],
        "postgres": ["POSTGRES_PASSWORD"],
        "migrate-postgres": ["COACH_DATABASE"],
        "shard-0": ["DISCORD_TOKEN", "COACH_DATABASE"],
        "shard-1": ["DISCORD_TOKEN", "COACH_DATABASE"],
    }
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert "secrets/" in ignored


def test_the_shards_are_all_there_are_and_differ():
    settings = [SERVICES[name]["environment"] for name in ("shard-0", "shard-1")]

    assert [each["SHARD_COUNT"] for each in settings] == ["2", "2"]
    assert [each["SHARD_IDS"] for each in settings] == ["0", "1"]
    assert all(SERVICES[name]["profiles"] == ["postgres"] for name in ("shard-0", "shard-1"))


def test_postgres_is_asked_whether_it_is_ready():
    assert SERVICES["postgres"]["healthcheck"]["test"][:2] == ["CMD", "pg_isready"]
    assert re.fullmatch(r"postgres:\d+-[a-z]+", SERVICES["postgres"]["image"])
