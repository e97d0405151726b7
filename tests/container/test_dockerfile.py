"""The recipe of the image: what a linter says, and the rules that no linter knows."""

from __future__ import annotations

import fnmatch
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.container.dockerfile import exec_form, stages

ROOT = Path(__file__).parents[2]
DOCKERFILE = ROOT / "Dockerfile"
BUILD, FINAL = stages(DOCKERFILE.read_text(encoding="utf-8"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_the_linter_has_nothing_to_say():
    linter = Path(sys.executable).with_name("hadolint")
    if not linter.exists():
        pytest.skip("hadolint is not installed; it comes with the extra `dev`")

    done = subprocess.run(
        [linter, "--failure-threshold=style", DOCKERFILE],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout) == (0, "")


def test_the_base_is_slim_and_fixed_to_a_minor_version_that_the_bot_runs_on():
    assert BUILD.base == FINAL.base
    version = re.fullmatch(r"python:(\d+\.\d+)-slim-[a-z]+", FINAL.base)[1]
    least = PROJECT["requires-python"].removeprefix(">=")

    assert tuple(map(int, version.split("."))) >= tuple(map(int, least.split(".")))


def test_what_is_needed_comes_before_the_source():
    """So a change of the source installs nothing anew."""
    assert BUILD.place("RUN", "pip wheel") < BUILD.place("COPY", "bot")
    before = BUILD.steps[: BUILD.place("RUN", "pip wheel")]
    copied = [rest for word, rest in before if word == "COPY"]
    assert copied == ["pyproject.toml constraints.txt ./"]


def test_every_install_is_of_the_versions_that_were_tested():
    commands = [c for rest in BUILD.all("RUN") for c in rest.split("&&") if " install " in c]
    commands += [c for rest in BUILD.all("RUN") for c in rest.split("&&") if "pip wheel" in c]

    assert len(commands) == 3
    assert all("--constraint constraints.txt" in command for command in commands)
    (of_the_bot,) = [command for command in commands if "interview-coach" in command]
    assert "--no-index --find-links /wheels" in of_the_bot


def test_the_last_stage_takes_only_the_finished_environment():
    assert FINAL.all("COPY") == ["--from=build /opt/coach /opt/coach"]
    assert not FINAL.all("ADD")
    installs = re.compile(r"pip (install|wheel)|apt-get|curl|wget|gcc")
    assert not [rest for rest in FINAL.all("RUN") if installs.search(rest)]
    assert "pip uninstall --yes" in FINAL.all("RUN")[0]


def test_it_runs_as_a_numbered_user_that_is_not_root():
    """A number, so that an orchestrator can see that it is not root."""
    uid, gid = map(int, FINAL.last("USER").split(":"))

    assert min(uid, gid) >= 10_000
    assert f"--uid {uid}" in FINAL.all("RUN")[0]
    assert FINAL.place("USER") > FINAL.place("RUN")


def test_how_it_starts_stops_and_is_asked():
    assert exec_form(FINAL.last("ENTRYPOINT")) == ["coach"]
    assert exec_form(FINAL.last("CMD")) == ["run"]
    assert FINAL.last("STOPSIGNAL") == "SIGTERM"
    assert exec_form(FINAL.last("HEALTHCHECK").partition("CMD ")[2]) == ["coach", "health"]


def test_the_only_volume_is_where_data_goes():
    assert exec_form(FINAL.last("VOLUME")) == ["/data"]
    assert "XDG_DATA_HOME=/data" in FINAL.last("ENV")
    # A variable of the image would win over a secret file.
    assert "COACH_" not in "".join(FINAL.all("ENV"))


def test_its_labels_tell_what_it_is():
    labels = dict(re.findall(r'org\.opencontainers\.image\.(\w+)="([^"]*)"', FINAL.last("LABEL")))
    given = dict(rest.split("=") for rest in FINAL.all("ARG"))

    assert set(labels) >= {"title", "description", "licenses", "version", "revision"}
    assert labels["licenses"] == PROJECT["license"]
    assert labels["version"] == "${VERSION}"
    assert given["VERSION"] == PROJECT["version"]


def _sent(path: str) -> bool:
    """Whether a path is sent to the builder, by the rules of .dockerignore: the last one counts."""
    sent = True
    for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines():
        rule = line.strip()
        if not rule or rule.startswith("#"):
            continue
        pattern = rule.removeprefix("!").removeprefix("**/")
        parts = path.split("/") if "**/" in rule else [path.partition("/")[0]]
        if any(fnmatch.fnmatchcase(part, pattern) for part in parts):
            sent = rule.startswith("!")
    return sent


@pytest.mark.parametrize(
    "path",
    [".env", "secrets/DISCORD_TOKEN", "coach.db", ".git/config", ".venv/bin/python", "tests/x.py",
     "bot/__pycache__/settings.cpython-311.pyc"],
)  # fmt: skip
def test_secrets_and_leftovers_do_not_reach_the_builder(path):
    assert not _sent(path)


def test_what_is_copied_reaches_the_builder():
    copied = " ".join(rest.rpartition(" ")[0] for rest in BUILD.all("COPY")).split()

    assert copied
    for path in copied:
        assert (ROOT / path).exists()
        assert _sent(path)
    assert _sent("bot/__main__.py")
