"""The installed package, far from the checkout: it brings its questions along."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import venv
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

# Needed without an import of ours: it is only data.
UNSEEN = {"tzdata"}


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """A new environment with the wheel in it; what the wheel needs is lent by this one."""
    folder = tmp_path_factory.mktemp("wheel")
    _run("-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "venv", symlinks=os.name != "nt")
    scripts = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    python = next(scripts.glob("python*"))
    _run("-m", "pip", "--python", python, "install", "--no-index", "--no-deps", wheel, cwd=folder)
    site = _run("-c", "import sysconfig; print(sysconfig.get_path('purelib'))", python=python)
    Path(site.strip(), "lent.pth").write_text(sysconfig.get_path("purelib"))
    return scripts


@pytest.fixture
def coach(installed, tmp_path):
    """Run `coach` in an empty folder, as a person without settings."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("COACH_", "DISCORD_"))}

    def run(*words, typed=""):
        return subprocess.run(
            [installed / "coach", *words],
            cwd=tmp_path,
            env=clean | {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)},
            input=typed,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    return run


def _run(*words, python=sys.executable, cwd=None):
    done = subprocess.run(
        [python, *map(str, words)], cwd=cwd, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_bank_is_found(coach, installed, tmp_path):
    """`coach bank list` shows the questions of the wheel, not those of the checkout."""
    python = next(installed.glob("python*"))
    place = _run(
        "-c", "import bot.content as c; print(c.default_root())", python=python, cwd=tmp_path
    )

    listed = coach("bank", "list")

    assert listed.returncode == 0, listed.stderr
    assert "what-is-docker" in listed.stdout
    assert str(installed.parent) in place
    assert place.strip().endswith("_bank")


def test_practice(coach):
    """A question can be answered; the database finds its place by itself."""
    done = coach(
        "practice", "--question", "stop-vs-kill", "--count", "1",
        typed="docker stop sends SIGTERM and waits, docker kill sends SIGKILL at once\n\nquit\n",
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    assert "SIGTERM" in done.stdout
    assert "Traceback" not in done.stderr


def _imported():
    """The first names of every import in the package."""
    for path in (ROOT / "bot").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from (alias.name.partition(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield node.module.partition(".")[0]


def test_what_is_imported_is_declared_and_nothing_else():
    """Who installs the package gets all that it needs, and no more."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {_normal(each) for each in project["dependencies"]}
    demo = {_normal(each) for each in project["optional-dependencies"]["demo"]}
    brought_by = metadata.packages_distributions()

    used = {
        _normal(brought_by[name][0])
        for name in _imported()
        if name not in sys.stdlib_module_names and name != "bot"
    }

    assert used - demo - {"pydantic-core"} == declared - UNSEEN


def _normal(requirement):
    """`discord.py>=2.7.1` and `discord.py` are both `discord-py`."""
    return re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", requirement)[0]).lower()
