"""A bank whose form is right is put to the test: does the grader do what its author meant?"""

from __future__ import annotations

import pytest

from bot.content import read_bank
from bot.content.proof import proof, spoken


def proved(small_bank):
    reading = read_bank(small_bank.root)
    assert reading.faults == ()
    return [(fault.line, fault.message) for fault in proof(reading.bank, reading.places)]


def test_sound(small_bank):
    """The sample holds its promises."""
    assert proved(small_bank) == []


def test_model_answer(small_bank):
    """The model answer makes every concept."""
    small_bank.change("`docker kill` sends SIGKILL immediately. So", "`docker kill` does not. So")
    small_bank.change("it has none: it ends at once", "it has that too")

    (found,) = proved(small_bank)

    assert found[0] == 47
    assert found[1].startswith("the model answer scores ")
    assert found[1].endswith("not 100; not made: docker kill ends it at once, with SIGKILL")


def test_prompt(small_bank):
    """An echo of the question earns nothing."""
    small_bank.change("difference between", "signal, SIGTERM or SIGKILL, of")
    small_bank.change("(kill) immediate", "kill difference|signal")

    lines = [line for line, message in proved(small_bank) if "the prompt alone scores" in message]

    assert lines == [6]


def test_phrasing_that_is_wrong(small_bank):
    """What makes a concept must not show a misconception."""
    small_bank.change("(kill) immediate", "(kill) sigterm")

    assert (30, "`(kill) sigterm` also shows the misconception `swapped`") in proved(small_bank)


def test_misconception(small_bank):
    """Its example must show it."""
    small_bank.change("example: docker stop sends SIGKILL at once.", "example: I like whales.")

    assert proved(small_bank) == [
        (45, "this example does not show `swapped`; widen `says` or change it")
    ]


def test_what_is_taught(small_bank):
    """A belief found in the question's own true sentences would be found in right answers."""
    small_bank.change("why: Nothing can be saved any more.", "why: For docker kill is not sigterm.")
    small_bank.change("(kill) sigterm\n    unless", "(kill) not sigterm\n    unless")

    lines = [line for line, message in proved(small_bank) if message.startswith("this shows the")]

    assert lines == [32]


def test_example(small_bank):
    """An example must get the verdict that its author expects."""
    small_bank.change(
        "- verdict: partial\n    answer: docker stop", "- verdict: correct\n    answer: docker stop"
    )

    (found,) = proved(small_bank)

    assert found[0] == 59
    assert found[1].startswith("this example is graded partial (")
    assert found[1].endswith(": stop-asks made), not correct")


def test_question_that_takes_any_answer(small_bank):
    """The model answer of one question is not a good answer to another."""
    text = (small_bank.topic / "stop-vs-kill.yaml").read_text()
    small_bank.add("docker/twin.yaml", text.replace("id: stop-vs-kill", "id: twin"))

    found = "passes here with 100 (stop-asks: “SIGTERM”, kill-ends: “SIGKILL”)"
    mend = "tighten these phrasings or name it under neighbours"
    assert proved(small_bank) == [
        (13, f"the model answer of `twin` {found}; {mend}"),
        (13, f"the model answer of `stop-vs-kill` {found}; {mend}"),
    ]


def test_neighbours(small_bank):
    """An author may say that a neighbour's answer is right here, too; the neighbour must exist."""
    text = (small_bank.topic / "stop-vs-kill.yaml").read_text()
    small_bank.add("docker/twin.yaml", text.replace("id: stop-vs-kill", "id: twin"))
    small_bank.change("\nconcepts:", "\nneighbours: [twin]\n\nconcepts:")
    small_bank.change("\nconcepts:", "\nneighbours: [nobody]\n\nconcepts:", file="twin.yaml")

    messages = [message for _, message in proved(small_bank)]

    assert messages[0] == "there is no question `nobody`; name one or leave it out"
    assert len(messages) == 2


def test_loose_phrasing(small_bank):
    """A phrasing that five answers to other questions contain shows nothing."""
    text = (small_bank.topic / "stop-vs-kill.yaml").read_text()
    for k in range(5):
        small_bank.add(f"docker/twin{k}.yaml", text.replace("id: stop-vs-kill", f"id: twin{k}"))
    small_bank.change("(kill) immediate", "docker")

    loose = [message for _, message in proved(small_bank) if "too loose" in message]

    assert "5 model answers to other questions say it, too" in loose[0]


@pytest.mark.parametrize(
    ("phrasing", "said"),
    [
        ("kernel share|reuse", "kernel share"),
        ("clean_up > exit", "clean up exit"),
        ("(stop) =kill", "docker stop is kill"),
        ("--restart_x /var/lib_x", "--restart_x /var/lib_x"),
    ],
)
def test_spoken(small_bank, phrasing, said):
    """A phrasing is tried in the fewest words that a person would type."""
    question = read_bank(small_bank.root).bank.questions["stop-vs-kill"]

    assert spoken(phrasing, question) == said
