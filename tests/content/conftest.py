"""A small sound bank that tests may spoil."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parent / "samples"


class SmallBank:
    """One topic with one question, and what the reader says about it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.topic = root / "docker"
        shutil.copytree(SAMPLES, self.topic)

    def change(self, old: str, new: str, *, file: str = "stop-vs-kill.yaml") -> None:
        path = self.topic / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) >= 1, f"{old!r} is not in the sample"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def add(self, name: str, text: str | bytes) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def faults(self) -> list[str]:
        from bot.content import read_bank

        return [str(f).removeprefix(f"{self.root}/") for f in read_bank(self.root).faults]


@pytest.fixture
def small_bank(tmp_path):
    return SmallBank(tmp_path / "bank")
