"""`coach grade`: grades in, grades out, and a sentence for every line that is none."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from bot.__main__ import main

pytestmark = pytest.mark.usefixtures("small_bank")
ASKED = {"qid": "stop-vs-kill", "answer": "docker stop sends SIGTERM first"}


@pytest.fixture
def grade(tmp_path, capfd):
    """Grade a file with these bytes; gives the status, the lines written and what was said."""

    def run(content):
        file = tmp_path / "answers.jsonl"
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        status = main(["grade", "--jsonl", str(file)])
        out, err = capfd.readouterr()
        return status, [json.loads(line) for line in out.splitlines()], err

    return run


def _lines(*objects):
    return "".join(json.dumps(each) + "\n" for each in objects)


def test_each_line_gets_its_grade_in_order(grade):
    """Other keys are ignored; empty lines are passed over."""
    status, grades, said = grade(
        _lines(ASKED, {"answer": "", "qid": "stop-vs-kill", "who": 7}) + "\n" + _lines(ASKED)
    )

    assert (status, said) == (0, "")
    assert [g["qid"] for g in grades] == ["stop-vs-kill"] * 3
    assert grades[0]["score"] == grades[2]["score"] > grades[1]["score"]


def test_a_grade_has_its_evidence(grade):
    """What a program needs to show it is all there."""
    _, (shown,), _ = grade(_lines(ASKED))

    assert shown["verdict"] in {"correct", "partial", "incorrect"}
    assert shown["confidence"] in {"high", "low"}
    assert 0 <= shown["score"] <= 100
    for concept in shown["concepts"]:
        assert concept["state"] in {"made", "partly", "missed"}
        assert all(quote in ASKED["answer"] for quote in concept["quotes"])
    assert any(concept["quotes"] for concept in shown["concepts"])


def test_a_wrong_belief_has_its_quote_and_correction(grade):
    """The reversed answer is told apart from the right one."""
    _, (shown,), _ = grade(_lines(ASKED | {"answer": "docker stop sends SIGKILL."}))

    (held,) = shown["misconceptions"]
    assert held["name"] == "stop and kill swapped"
    assert held["quote"] in "docker stop sends SIGKILL."
    assert held["correction"] == "It is the other way round."


@pytest.mark.parametrize(
    ("line", "says"),
    [
        pytest.param(b"{", "Line 2 is not JSON", id="not JSON"),
        pytest.param(b"[" * 100_000, "Line 2 is not JSON", id="too deep"),
        pytest.param(b"[1]", "Line 2 is not an object", id="no object"),
        pytest.param(b'"text"', "Line 2 is not an object", id="only text"),
        pytest.param(b'{"answer": "x"}', 'Line 2 has no "qid"', id="no id"),
        pytest.param(b'{"qid": "stop-vs-kill"}', 'Line 2 has no "answer"', id="no answer"),
        pytest.param(b'{"qid": 1, "answer": "x"}', 'Line 2: "qid" must be text', id="id a number"),
        pytest.param(
            b'{"qid": "stop-vs-kill", "answer": null}',
            'Line 2: "answer" must be text',
            id="answer null",
        ),
        pytest.param(b'{"qid": "nope", "answer": "x"}', "no question 'nope'", id="unknown"),
        pytest.param(b'{"qid": "\xff"}', "Line 2 is not UTF-8", id="not UTF-8"),
    ],
)
def test_a_bad_line_ends_it_with_its_number(grade, line, says):
    """Status 2, one sentence, and the grades before it."""
    status, grades, said = grade(_lines(ASKED).encode() + line + b"\n")

    assert status == 2
    assert len(grades) == 1
    assert says in said
    assert said.count("\n") == 1


def test_what_editors_put_at_the_start_is_no_fault(grade):
    """A byte order mark and Windows line ends are read over."""
    status, grades, _ = grade("\ufeff" + _lines(ASKED).replace("\n", "\r\n"))

    assert (status, len(grades)) == (0, 1)


def test_half_a_character_in_an_answer_is_graded(grade):
    """JSON can hold a lone surrogate; the grade is still valid JSON."""
    status, grades, _ = grade(_lines(ASKED | {"answer": "SIGTERM \ud83d"}))

    assert (status, len(grades)) == (0, 1)


@pytest.mark.parametrize("form", [["FILE"], ["--jsonl", "FILE"], ["FILE", "--jsonl"]], ids=" ".join)
def test_a_file_is_named_with_or_without_its_form(tmp_path, capsys, form):
    """There is only one form, so it need not be said."""
    file = tmp_path / "answers.jsonl"
    file.write_text(_lines(ASKED))

    assert main(["grade", *(str(file) if word == "FILE" else word for word in form)]) == 0
    assert json.loads(capsys.readouterr().out)["qid"] == "stop-vs-kill"


def test_a_file_that_cannot_be_read_is_named(tmp_path, capsys):
    """Status 2 and its name."""
    status = main(["grade", "--jsonl", str(tmp_path / "none.jsonl")])

    assert status == 2
    assert "none.jsonl cannot be read" in capsys.readouterr().err


@pytest.mark.parametrize("option", [[], ["--jsonl"]], ids=["bare", "with its form"])
def test_standard_input_is_graded_where_no_file_is_named(option):
    """As part of a pipe."""
    done = subprocess.run(
        [sys.executable, "-m", "bot", "grade", *option],
        input=_lines(ASKED).encode(),
        capture_output=True,
        check=True,
    )

    assert json.loads(done.stdout)["qid"] == "stop-vs-kill"
