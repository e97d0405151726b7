"""What a sound bank becomes, and what a partly sound one still gives."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from bot.content import BankError, default_root, load_bank, read_bank
from bot.core.questions import Kind, Level, Verdict


def test_question(small_bank):
    """Everything in the file arrives in the question."""
    small_bank.change("tags: [lifecycle]", "tags: [lifecycle, storage]\nenough: 3\nterse_ok: true")

    question = load_bank(small_bank.root).questions["stop-vs-kill"]

    assert (question.topic, question.kind, question.level) == ("docker", Kind.GENERAL, Level.JUNIOR)
    assert question.tags == ("lifecycle", "storage")
    assert question.prompt.startswith("What is the difference between `docker stop`")
    assert question.roles == {"stop": ("docker stop", "=stop"), "kill": ("docker kill", "=kill")}
    assert (question.enough, question.terse_ok) == (3, True)
    first = question.concepts[0]
    assert (first.id, first.weight, first.bonus) == ("stop-asks", 2, False)
    assert first.phrasings[2] == "(stop) chance clean_up|finish|save"
    assert first.partly == ("(stop) slow|gentle|orchestrator",)
    assert question.misconceptions[0].says == ("(stop) sigkill", "(kill) sigterm")
    assert question.misconceptions[0].spoils == ("stop-asks",)
    assert question.answer.endswith("whatever it held in memory is lost.")
    assert question.references[0].url.startswith("https://docs.docker.com/")
    assert [e.verdict for e in question.examples].count(Verdict.INCORRECT) == 4
    assert (question.examples[0].style, question.examples[1].style) == ("short", "")


def test_topic(small_bank):
    """A topic has its name, its tags and its words."""
    topic = load_bank(small_bank.root).topics["docker"]

    assert (topic.name, topic.summary) == ("Docker", "Images and containers.")
    assert topic.tags["storage"] == "Where data lives"
    assert topic.lexicon.synonyms[1] == ("kubernetes", "k8s")
    assert topic.lexicon.kinds == {"orchestrator": ("kubernetes", "swarm")}


def test_topic_without_a_lexicon(small_bank):
    """A topic need not have synonyms."""
    (small_bank.topic / "lexicon.yaml").unlink()

    assert load_bank(small_bank.root).topics["docker"].lexicon.synonyms == ()


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        pytest.param("tags: [lifecycle]", "# a note\ntags:\n  - 'lifecycle'", True, id="form"),
        pytest.param("explanation: A", "explanation:   A", True, id="blanks"),
        pytest.param("weight: 2", "weight: 2\n    bonus: false", True, id="default written out"),
        pytest.param("weight: 2", "weight: 3", False, id="weight"),
        pytest.param("It is the other way round.", "No.", False, id="text"),
    ],
)
def test_version(small_bank, old, new, same):
    """The version stands for what the question says, not for how its file looks."""
    before = load_bank(small_bank.root).questions["stop-vs-kill"].version
    small_bank.change(old, new)

    assert (load_bank(small_bank.root).questions["stop-vs-kill"].version == before) is same


def test_error_lists_all(small_bank):
    """Who only wants a bank gets every fault in one error."""
    small_bank.change("kind: general", "kind: quiz")
    small_bank.change("weight: 2", "weight: 6")

    with pytest.raises(BankError) as caught:
        load_bank(small_bank.root)

    path = small_bank.topic / "stop-vs-kill.yaml"
    assert str(caught.value).splitlines() == [
        f"{path}:3: `quiz` is no kind; write `general` or `scenario`",
        f"{path}:16: `weight` is 6; write a whole number from 1 to 5",
    ]
    assert len(caught.value.faults) == 2


def test_sound_questions_are_kept(small_bank):
    """One bad file does not hide the others from checks that go further."""
    small_bank.add("docker/other.yaml", "id: other\n")

    reading = read_bank(small_bank.root)

    assert reading.bank is not None
    assert list(reading.bank.questions) == ["stop-vs-kill"]
    assert reading.faults


def test_places(small_bank):
    """Later checks can name the line of anything in the bank."""
    places = read_bank(small_bank.root).places

    found = places.fault("stop-vs-kill", ("concepts", 1, "phrasings", 2), "too short")

    assert str(found) == f"{small_bank.topic / 'stop-vs-kill.yaml'}:31: too short"
    assert places.fault("docker/lexicon", ("kinds",), "x").line == 4
    assert places.fault("stop-vs-kill", ("answer", 0, "not there"), "x").line == 47


def test_order(small_bank):
    """Questions stand in the order of their files, on every system."""
    text = (small_bank.topic / "stop-vs-kill.yaml").read_text()
    for name in ("zebra", "alpha", "m-2", "m-10"):
        small_bank.add(f"docker/{name}.yaml", text.replace("id: stop-vs-kill", f"id: {name}"))

    questions = load_bank(small_bank.root).questions

    assert list(questions) == ["alpha", "m-10", "m-2", "stop-vs-kill", "zebra"]


def test_unreadable_entries(small_bank):
    """A folder in the place of a file, and a link to nowhere, are told."""
    (small_bank.topic / "folder.yaml").mkdir()
    (small_bank.topic / "link.yaml").symlink_to(small_bank.root / "nowhere")

    assert small_bank.faults() == [
        f"docker/{name}.yaml:1: this is not a file; give the folder another name"
        for name in ("folder", "link")
    ]


def test_other_files_are_left_alone(small_bank):
    """Notes, pictures, schemas and hidden files may lie in the bank."""
    for name in ("README.md", "x.schema.json", ".x.yaml", "docker/.x.yaml", "pictures/a.png"):
        small_bank.add(name, "not: [yaml")

    assert small_bank.faults() == []


def test_default_root(monkeypatch, tmp_path):
    """The packaged bank goes first; a checkout has none and uses its own folder."""
    package = Path(default_root()).parent / "bot"
    assert default_root() == package.parent / "content"

    (tmp_path / "bot" / "_bank").mkdir(parents=True)
    monkeypatch.setattr("bot.__file__", str(tmp_path / "bot" / "__init__.py"))

    assert default_root() == tmp_path / "bot" / "_bank"


def test_ninety_questions_are_read_in_no_time(small_bank):
    """The start of the bot does not wait for the bank."""
    text = (small_bank.topic / "stop-vs-kill.yaml").read_text()
    more = "".join(f"      - (stop) chance{i} finish{i}|save{i}\n" for i in range(120))
    text = text.replace("      - (stop) graceful\n", more)
    for i in range(90):
        small_bank.add(f"docker/q-{i}.yaml", text.replace("id: stop-vs-kill", f"id: q-{i}"))
    before = time.process_time()

    bank = load_bank(small_bank.root)

    assert len(bank.questions) == 91
    assert time.process_time() - before < 5  # about half a second; a busy machine takes longer
