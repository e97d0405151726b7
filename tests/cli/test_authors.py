"""The tools of authors: figures of agreement, and why an answer got its grade."""

import io
import json
import sys

import pytest

from bot.__main__ import main

FAIR = {
    "qid": "stop-vs-kill",
    "answer": "docker stop sends SIGTERM, waits ten seconds, then SIGKILL; kill is SIGKILL at once",
    "verdict": "correct",
    "style": "short",
    "score": 95,
}
WRONG = {"qid": "stop-vs-kill", "answer": "I like whales", "verdict": "incorrect", "style": "off"}


@pytest.fixture
def labelled(tmp_path):
    def write(*rows):
        file = tmp_path / "labelled.jsonl"
        file.write_text("\n".join(map(json.dumps, rows)))
        return str(file)

    return write


def words(capsys):
    return " ".join(capsys.readouterr().out.split())


def test_agreement(labelled, capsys):
    """The figures over all answers, then each style."""
    assert main(["bank", "agreement", labelled(FAIR, WRONG)]) == 0

    said = words(capsys)
    assert "2 answers quadratic weighted kappa of the verdicts 1.000" in said
    assert "wrong answers called correct 0.0 %" in said
    assert said.endswith("off 1 of 1 short 1 of 1")


def test_agreement_counts_what_passes_elsewhere(labelled, capsys):
    """An answer that a question calls correct although it is one to another question."""
    main(["bank", "agreement", labelled(FAIR)])
    assert "right answers that pass at other questions 0.0 %" in words(capsys)

    main(["bank", "agreement", labelled(FAIR | {"qid": "what-is-image"})])
    assert "right answers that pass at other questions 0.0 %" not in words(capsys)


def test_agreement_shows_what_differs(labelled, capsys):
    """An author sees each answer that a person would grade otherwise, and what was found in it."""
    main(["bank", "agreement", "--show", labelled(FAIR, WRONG | {"verdict": "correct"})])

    said = capsys.readouterr().out
    assert "stop-vs-kill: correct, graded incorrect (0) [off]\n  I like whales" in said
    assert "off                            0 of   1   1 correct > incorrect" in said


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        pytest.param(FAIR | {"qid": "nope"}, "Line 1: there is no question 'nope'", id="id"),
        pytest.param(FAIR | {"verdict": "good"}, 'Line 1 needs a "verdict": correct', id="verdict"),
        pytest.param(FAIR | {"score": "high"}, 'Line 1: "score" must be a number', id="score"),
    ],
)
def test_a_bad_row_is_named(labelled, capsys, row, complaint):
    """One sentence with the line, and exit status 2."""
    assert main(["bank", "agreement", labelled(row)]) == 2
    assert capsys.readouterr().err.startswith(complaint)


def test_try_says_what_each_phrasing_lacked(monkeypatch, capsys):
    """Words as read, phrasings found or what they lacked, and the score."""
    monkeypatch.setattr(sys, "stdin", io.StringIO("docker stop does not send SIGTRM\n"))

    assert main(["bank", "try", "stop-vs-kill"]) == 0

    said = " ".join(capsys.readouterr().out.split())
    assert "SIGTRM[=sigterm, not, stop]" in said
    assert "`SIGTRM` is denied" in said
    assert "incorrect, confidence" in said


def test_try_needs_a_question(capsys):
    """An unknown id is one sentence."""
    assert main(["bank", "try", "nope"]) == 2
    assert "`coach bank list` shows all" in capsys.readouterr().err
