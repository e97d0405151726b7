"""Log lines: readable by people or machines, and without secrets."""

from __future__ import annotations

import json
import logging

import pytest
import structlog

from bot.cli import logs
from bot.settings import LogFormat, LogLevel


@pytest.fixture(autouse=True)
def _as_before():
    """Leave logging as it was found."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def test_machines_read_one_object_a_line(capsys):
    """The usual fields, with what was passed to the line."""
    logs.set_up(LogLevel.INFO, LogFormat.JSON)

    logging.getLogger("bot.x").info("posted: drop=%d", 7)

    line = json.loads(capsys.readouterr().err)
    assert (line["event"], line["level"], line["logger"]) == ("posted: drop=7", "info", "bot.x")
    assert line["timestamp"].endswith("Z")


def test_a_failure_brings_its_traceback_on_the_same_line(capsys):
    """So that it can be found by the line that says what failed."""
    logs.set_up(LogLevel.INFO, LogFormat.JSON)

    logging.getLogger("bot").error("failed", exc_info=RuntimeError("broken"))

    (line,) = capsys.readouterr().err.splitlines()
    assert "RuntimeError: broken" in json.loads(line)["exception"]


@pytest.mark.parametrize("form", [LogFormat.HUMAN, LogFormat.JSON])
def test_secrets_are_blotted_out(capsys, form):
    """Also those in a traceback or an argument."""
    logs.set_up(LogLevel.INFO, form, secrets=["abc.def", ""])

    refused = RuntimeError("refused abc.def")
    logging.getLogger("discord").error("token %s", "abc.def", exc_info=refused)

    said = capsys.readouterr().err
    assert "abc.def" not in said
    assert "[secret]" in said


@pytest.mark.parametrize("form", [LogFormat.HUMAN, LogFormat.JSON])
def test_a_row_that_postgres_refused_is_left_out(capsys, form):
    """Its driver quotes the row, with an answer in it, as far as the database's own words go."""
    logs.set_up(LogLevel.INFO, form)
    said = "null value in column\nDETAIL:  Failing row contains (7, pelicans\n\nare birds, null)."
    error = ValueError(f"{said}\n[SQL: INSERT INTO attempts]")
    error.__cause__ = RuntimeError(said)

    logging.getLogger("bot").error("failed", exc_info=error)

    line = capsys.readouterr().err
    assert "pelicans" not in line
    assert "birds" not in line
    assert "null value in column" in line
    assert "INSERT INTO attempts" in line


def test_libraries_are_quiet_unless_something_is_wrong(capsys):
    """Their everyday lines are for debugging."""
    logs.set_up(LogLevel.INFO, LogFormat.JSON)

    logging.getLogger("discord.gateway").info("connected")
    logging.getLogger("discord.gateway").warning("slow")

    assert [json.loads(line)["event"] for line in capsys.readouterr().err.splitlines()] == ["slow"]
