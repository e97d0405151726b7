"""What an author sees when checking a bank, a topic or a file."""

from __future__ import annotations

import pytest

from bot.__main__ import main
from bot.content.check import report
from bot.content.schema import SCHEMAS, schema_text


def test_all_is_well(small_bank):
    """A sound bank is one friendly line."""
    said = report(small_bank.root)

    assert said.faults == ()
    assert str(said) == "All is well: 1 question with 8 example answers in 1 topic."


def test_topic_folder(small_bank):
    """A topic can be checked alone, whatever lies beside it."""
    small_bank.add("other/notes.yaml", "- nothing")

    assert report(small_bank.topic).faults == ()
    assert len(report(small_bank.root).faults) > 0


def test_file(small_bank, monkeypatch):
    """A file is checked with the tags and words of its topic; other files are not spoken of."""
    small_bank.add("docker/other.yaml", "id: other\n")
    path = small_bank.topic / "stop-vs-kill.yaml"

    assert str(report(path)) == "All is well with stop-vs-kill.yaml."
    small_bank.change("kind: general", "kind: quiz")
    monkeypatch.chdir(small_bank.root)
    assert str(report(path)).splitlines() == [
        "docker/stop-vs-kill.yaml:3: `quiz` is no kind; write `general` or `scenario`",
        "1 fault to mend.",
    ]


def test_grader_is_asked(small_bank):
    """An example that gets another verdict than its author expects is a fault at its line."""
    small_bank.change("answer: I like whales", "answer: stop is graceful, kill is immediate")

    said = report(small_bank.root)

    assert [fault.line for fault in said.faults] == [69]
    assert "is graded correct" in said.faults[0].message
    assert "not incorrect" in said.faults[0].message


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("nowhere", "there is nothing here; name a bank, the folder of a topic or a file"),
        ("docker/nope.yaml", "there is nothing here; name a bank, the folder of a topic or a file"),
        ("docker/notes.md", "this is no question; questions end in .yaml"),
    ],
)
def test_wrong_path(small_bank, name, message):
    """A slip in the path is answered like one in a file."""
    small_bank.add("docker/notes.md", "# notes")

    assert [fault.message for fault in report(small_bank.root / name).faults] == [message]


def test_command(small_bank, capsys):
    """`coach bank check` says the same and tells scripts by its exit status."""
    assert main(["bank", "check", str(small_bank.root)]) == 0
    small_bank.change("kind: general", "kind: quiz")
    assert main(["bank", "check", str(small_bank.topic)]) == 1

    printed = capsys.readouterr().out.splitlines()
    assert printed[0].startswith("All is well: 1 question")
    assert printed[1].endswith(
        "stop-vs-kill.yaml:3: `quiz` is no kind; write `general` or `scenario`"
    )
    assert printed[2] == "1 fault to mend."


@pytest.mark.parametrize("words", [["list"], ["try", "stop-vs-kill"]], ids=" ".join)
def test_every_command_shows_faults_alike(tmp_path, monkeypatch, capsys, words):
    """A fault has the same path in `check` as where it stands in the way of something else."""
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COACH_CONTENT", "empty")

    assert main(["bank", "check", "empty"]) == 1
    fault = capsys.readouterr().out.splitlines()[0]
    assert main(["bank", *words]) == 1

    assert fault.startswith("empty:1: there are no questions here")
    assert capsys.readouterr().err.splitlines()[0] == fault


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_command(name, capsys):
    """`coach bank schema` prints what is shipped."""
    assert main(["bank", "schema", name]) == 0

    assert capsys.readouterr().out == schema_text(name)
