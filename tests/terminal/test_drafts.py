"""An unfinished answer survives the end of the program."""

from __future__ import annotations

import pytest

from bot.terminal.drafts import Drafts


def test_a_draft_is_kept_for_its_card(tmp_path):
    """Another program finds it, but not under another question."""
    path = tmp_path / "new" / "coach.draft"

    assert Drafts(path).keep(7, "ünfinished\nanswer")

    assert Drafts(path).of(7) == "ünfinished\nanswer"
    assert Drafts(path).of(8) == ""


def test_a_draft_can_be_forgotten(tmp_path):
    """Also one that is not there."""
    drafts = Drafts(tmp_path / "coach.draft")
    drafts.forget()
    drafts.keep(7, "text")

    drafts.forget()

    assert drafts.of(7) == ""


def test_a_place_that_cannot_be_written_is_told(tmp_path):
    """So that the text can be shown instead."""
    (tmp_path / "file").touch()

    assert not Drafts(tmp_path / "file" / "coach.draft").keep(7, "text")


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff", b'{"card": 8}'])
def test_a_broken_file_is_no_draft(tmp_path, content):
    """Whatever happened to it, practice goes on."""
    path = tmp_path / "coach.draft"
    path.write_bytes(content)

    assert Drafts(path).of(7) == ""
