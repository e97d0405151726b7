"""The image, built from its recipe without Docker: by buildah, on a small Debian as its base."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
BASE = "docker.io/library/python:3.11-slim-bookworm"
ASKED_FOR = "COACH_TEST_IMAGE"
TOOLS = ("buildah", "mmdebstrap", "unshare", "setpriv")
# What lets pip through on a machine whose network wants it; an engine's machine has its own.
LENT = ("/etc/pip.conf", "/etc/ssl/certs")


@dataclass(frozen=True)
class Image:
    """An image: its files, and what it says of itself, as an engine reads it."""

    root: Path
    config: dict

    def command(self, *words: str, data: Path, secrets: Path, **env: str) -> list[str]:
        """How to run it with other words than its own, or with its own."""
        has = dict(each.split("=", 1) for each in self.config["Env"])
        values = [f"{name}={value}" for name, value in (has | env).items()]
        return [
            *("unshare", "--mount", "--pid", "--fork", "--kill-child"),
            *("sh", str(HERE / "enter.sh")),
            *(str(self.root), str(data), str(secrets), self.config["User"]),
            *(self.config["WorkingDir"], *values),
            *(words or [*self.config["Entrypoint"], *self.config["Cmd"]]),
        ]


def _missing() -> str | None:
    """Why the image cannot be built here."""
    if not os.environ.get(ASKED_FOR):
        return f"building the image takes a minute and packages from the network: {ASKED_FOR}=1"
    if absent := [tool for tool in TOOLS if shutil.which(tool) is None]:
        return f"not installed: {', '.join(absent)}"
    if os.geteuid() != 0:
        return "only root can build it"
    if sys.version_info[:2] != (3, 11) or sys.base_prefix == "/usr":
        return "the base is made with a Python 3.11 that has a folder of its own"
    done = subprocess.run(["unshare", "--mount", "--pid", "--fork", "true"], check=False)
    return "namespaces are not allowed here" if done.returncode else None


@pytest.fixture(scope="session")
def image(tmp_path_factory):
    if reason := _missing():
        pytest.skip(reason)
    folder = tmp_path_factory.mktemp("image")
    store = ["--root", str(folder / "store"), "--runroot", str(folder / "run")]
    env = os.environ | {"BUILDAH_ISOLATION": "chroot"}

    def run(*words: str) -> str:
        done = subprocess.run(words, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout.strip()

    def buildah(command: str, *words: str) -> str:
        return run("buildah", *store, command, *words)

    try:
        container = buildah("from", "scratch")
        base = buildah("mount", container)
        run("sh", str(HERE / "base.sh"), base, sys.base_prefix, "3.11")
        usual = "/usr/local/bin:/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin"
        buildah("config", "--env", f"PATH={usual}", container)
        buildah("commit", "--quiet", "--rm", container, BASE)
        lent = [f"--volume={path}:{path}:ro" for path in LENT if Path(path).exists()]
        recipe = ["--format=docker", "--pull-never", "--network=host", "--tag=interview-coach"]
        buildah("build", *recipe, *lent, str(ROOT))
        container = buildah("from", "--pull-never", "interview-coach")
        about = json.loads(buildah("inspect", "--type=image", "interview-coach"))
        root = Path(buildah("mount", container))
        (root / "run" / "secrets").mkdir(parents=True, exist_ok=True)
        yield Image(root, about["Docker"]["config"])
    finally:
        mounts = Path("/proc/mounts").read_text(encoding="utf-8").splitlines()
        places = [line.split()[1] for line in mounts if f" {folder}/" in line]
        for place in reversed(places):
            run("umount", place)
        shutil.rmtree(folder)
