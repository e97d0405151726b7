"""Runs `coach demo` as a person would: in a process of its own, from start to Ctrl-C."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def one_question_bank(folder: Path, question: str) -> Path:
    """A bank in which nobody has to look for a question."""
    topic = folder / "docker"
    topic.mkdir(parents=True)
    for name in ("topic", "lexicon", question):
        shutil.copy(ROOT / "content" / "docker" / f"{name}.yaml", topic)
    return folder


def environment(folder: Path, **more: str) -> dict[str, str]:
    """A person without settings, whose data lie in this folder."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("COACH_", "DISCORD_"))}
    return clean | {"XDG_DATA_HOME": str(folder), "TZ": "UTC", **more}


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run Python to its end, such as `-m bot demo`."""
    return subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        env=environment(folder),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


class Demo:
    """A running demo: its addresses and what it has said so far."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.said = ""
        self.urls: dict[str, str] = {}
        assert process.stdout is not None
        for line in process.stdout:
            self.said += line
            if found := re.fullmatch(r"  (\S.*?)  +(http://\S+)\n", line):
                self.urls[found[1]] = found[2]
            if "Ctrl-C" in line:
                break
        assert len(self.urls) == 4, self.said

    def end(self, how: signal.Signals = signal.SIGINT) -> int:
        self.process.send_signal(how)
        said, _ = self.process.communicate(timeout=30)
        self.said += said
        return self.process.returncode


@contextmanager
def demo(folder: Path, content: Path | None = None) -> Iterator[Demo]:
    more = {"COACH_CONTENT": str(content)} if content else {}
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "demo", "--no-open", "--port", "0"],
        cwd=ROOT,
        env=environment(folder, **more),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        try:
            yield Demo(process)
        finally:
            if process.poll() is None:
                process.kill()
