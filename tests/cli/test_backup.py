"""`coach backup` and `coach restore`: what a person at a terminal reads."""

from __future__ import annotations

import contextlib
import sqlite3

import pytest

from bot.__main__ import main


@pytest.fixture
def database(tmp_path, monkeypatch, capsys):
    """An empty database that the settings name."""
    file = tmp_path / "coach.db"
    monkeypatch.setenv("COACH_DATABASE", str(file))
    assert main(["migrate"]) == 0
    capsys.readouterr()
    return file


def test_there_and_back(database, tmp_path, capsys):
    copy = tmp_path / "copy.db"

    assert main(["backup", str(copy)]) == 0
    assert f"Saved to {copy}" in capsys.readouterr().out
    assert main(["restore", str(copy)]) == 0

    out = capsys.readouterr().out
    assert f"The database is that of {copy} now." in out
    assert "The former one is kept as" in out
    assert "migrate" not in out


def test_a_newer_copy_changes_nothing(database, tmp_path, capsys):
    copy = tmp_path / "copy.db"
    main(["backup", str(copy)])
    with contextlib.closing(sqlite3.connect(copy)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    before = database.read_bytes()

    assert main(["restore", str(copy)]) == 1

    assert "newer version" in capsys.readouterr().err
    assert database.read_bytes() == before
    assert not list(tmp_path.glob("*.before-*"))


def test_an_older_copy_says_what_comes_next(database, tmp_path, capsys):
    copy = tmp_path / "copy.db"
    main(["backup", str(copy)])
    with contextlib.closing(sqlite3.connect(copy)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
        connection.commit()

    assert main(["restore", str(copy)]) == 0

    assert "run `coach migrate` before `coach run`" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_a_server_has_its_own_tools(command, monkeypatch, capsys):
    monkeypatch.setenv("COACH_DATABASE", "postgresql://me:hidden@host/coach")

    assert main([command, "copy.db"]) == 2

    said = capsys.readouterr().err
    assert "pg_dump" in said
    assert "pg_restore" in said
    assert "hidden" not in said
