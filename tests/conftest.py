"""No test sees the settings, the data or the `.env` of whoever runs it; all may use a database."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.databases import (
    _empty_postgres,
    _empty_sqlite,
    _with_tables,
    _without_tables,
    database,
    empty_file,
    migrated_file,
    nothing_yet,
    postgres,
    url,
)

__all__ = [
    "_empty_postgres",
    "_empty_sqlite",
    "_with_tables",
    "_without_tables",
    "database",
    "empty_file",
    "migrated_file",
    "nothing_yet",
    "postgres",
    "url",
]

SAMPLES = Path(__file__).parent / "content" / "samples"


@pytest.fixture(autouse=True)
def _nobodys_settings(monkeypatch, tmp_path_factory):
    for name in os.environ:
        if name.startswith("COACH_") and not name.startswith("COACH_TEST_"):
            monkeypatch.delenv(name)
    for name in ("DISCORD_TOKEN", "SHARD_COUNT", "SHARD_IDS"):
        monkeypatch.delenv(name, raising=False)
    home = tmp_path_factory.mktemp("home", numbered=True)
    for name in ("HOME", "XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(home))


@pytest.fixture
def small_bank(monkeypatch, tmp_path_factory):
    """A bank of one question, `stop-vs-kill`, in place of the real one."""
    root = tmp_path_factory.mktemp("bank", numbered=True)
    shutil.copytree(SAMPLES, root / "docker")
    monkeypatch.setenv("COACH_CONTENT", str(root))
    return root
