"""Unfinished answers survive the end of the program, and each belongs to one program at a time."""

from __future__ import annotations

import os
import subprocess
import sys
from types import SimpleNamespace

import pytest

from bot.actions.practice import CardState
from bot.terminal.drafts import Drafts


def card(number, question="images", state=CardState.OPEN, probe=None):
    """As much of a card as a draft is about."""
    return SimpleNamespace(
        id=number,
        question=SimpleNamespace(id=question),
        state=state,
        probe=probe and SimpleNamespace(id=probe),
    )


@pytest.fixture
def program(tmp_path):
    """Start a program with the drafts of this folder; none has anything in hand after the test."""
    started = []

    def start(folder=tmp_path / "new" / "coach.db.drafts"):
        started.append(Drafts(folder))
        return started[-1]

    yield start
    for drafts in started:
        drafts.close()


def test_a_draft_is_kept_for_its_card(program):
    """The next program finds it, but not under another card or question."""
    first = program()
    assert first.keep(card(7), "ünfinished\nanswer \udc80")
    first.close()

    drafts = program()
    assert drafts.kept() == [7]
    assert drafts.claim(card(8)) == ""
    assert drafts.claim(card(7, "ports")) == ""
    assert drafts.claim(card(7)) == "ünfinished\nanswer \udc80"


def test_each_card_has_its_own(program):
    """Keeping or dropping one leaves the others alone; the latest is named first."""
    drafts = program()
    for number in (7, 8, 9):
        drafts.keep(card(number), f"text {number}")
        # Clocks of files are coarse.
        os.utime(drafts._path(card(number)), (number, number))

    drafts.keep(card(7), "more of it")
    drafts.forget(card(8))

    assert drafts.kept() == [7, 9]
    assert drafts.claim(card(7)) == "more of it"
    assert drafts.claim(card(8)) == ""
    assert drafts.claim(card(9)) == "text 9"


def test_what_one_program_has_in_hand_is_not_for_another(program):
    """Neither to go on with nor to drop; released, it is."""
    one, other = program(), program()
    one.keep(card(7), "text")

    assert other.claim(card(7)) == ""
    other.forget(card(7))
    one.release(card(7))

    assert other.claim(card(7)) == "text"
    assert one.claim(card(7)) == ""


def test_a_draft_can_be_forgotten(program):
    """Also one that is not there; no file is left."""
    drafts = program()
    drafts.forget(card(7))
    drafts.keep(card(7), "text")

    drafts.forget(card(7))

    assert drafts.claim(card(7)) == ""
    assert drafts.kept() == []


def test_a_killed_program_has_nothing_in_hand_any_more(program, tmp_path):
    """What it kept is there, and free."""
    killed = f"""
import os, signal
from pathlib import Path
from types import SimpleNamespace
from bot.terminal.drafts import Drafts
card = SimpleNamespace(id=7, question=SimpleNamespace(id="images"), state="open")
Drafts(Path({str(tmp_path)!r})).keep(card, "text")
os.kill(os.getpid(), signal.SIGKILL)
"""
    subprocess.run([sys.executable, "-c", killed], check=False, timeout=20)

    assert program(tmp_path).claim(card(7)) == "text"


def test_a_place_that_cannot_be_written_is_told(program, tmp_path):
    """So that the text can be shown instead."""
    (tmp_path / "file").touch()
    drafts = program(tmp_path / "file" / "coach.db.drafts")

    assert not drafts.keep(card(7), "text")
    assert drafts.kept() == []


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"\xff", b'["", "half a l', b"null\n", b"[1, 2]"]
)
def test_a_broken_file_is_no_draft(program, tmp_path, content):
    """Whatever happened to it, practice goes on, and so does keeping."""
    (tmp_path / "7-images.draft").write_bytes(content)
    (tmp_path / "notes.txt").touch()
    drafts = program(tmp_path)

    assert drafts.claim(card(7)) == ""
    assert drafts.keep(card(7), "text")
    assert drafts.claim(card(7)) == "text"
    assert drafts.kept() == [7]


def test_half_a_line_does_not_hide_what_was_kept_before(program, tmp_path):
    """A program can be killed while it writes."""
    (tmp_path / "7-images.draft").write_bytes(b'\n["", "whole"]\n\n["", "ha')

    assert program(tmp_path).claim(card(7)) == "whole"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(card(7), card(7, state=CardState.ANSWERED), id="answered"),
        pytest.param(card(7), card(7, state=CardState.ANSWERED, probe="vm"), id="follow-up"),
        pytest.param(
            card(7, state=CardState.ANSWERED, probe="vm"),
            card(7, state=CardState.ANSWERED),
            id="follow-up answered",
        ),
    ],
)
def test_what_the_card_has_by_now_is_dropped(program, before, after):
    """It was saved; going on with it would send it twice."""
    killed = program()
    killed.keep(before, "text")
    killed.close()

    assert program().claim(after) == ""
    assert program().kept() == []
