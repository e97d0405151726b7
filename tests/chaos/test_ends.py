"""Which losses are forgiven when a process ends: those of what it had in hand, and no other."""

from __future__ import annotations

from collections import defaultdict
from types import SimpleNamespace

import pytest

from tests.chaos.ends import Ends

ANSWER = 7


@pytest.fixture
def wire():
    """Two sessions, one after the other; the first was told of the answer as its third event."""
    told = defaultdict(list, {ANSWER: [("first", 3)]})
    return SimpleNamespace(session_ids=["first"], told=told, read_until={})


@pytest.mark.parametrize(
    ("read", "in_hand", "forgiven"),
    [
        pytest.param({"first": 3}, [ANSWER], True, id="in hand"),
        pytest.param({"first": 3}, [1], False, id="done with it"),
        pytest.param({"first": 2}, [], True, id="not read"),
        pytest.param({}, [], True, id="nothing read"),
    ],
)
def test_an_answer_that_a_process_was_told_of_before_it_ended(wire, read, in_hand, forgiven):
    ends = Ends(wire)
    ends.note(read, in_hand)

    assert ends.cut_off(ANSWER) is forgiven


def test_a_process_that_lives_owes_an_answer(wire):
    assert not Ends(wire).cut_off(ANSWER)


def test_nobody_owes_an_answer_to_what_nobody_was_told():
    assert Ends(SimpleNamespace(session_ids=[], told={}, read_until={})).cut_off(ANSWER)


def test_the_next_process_owes_an_answer_if_it_was_told_too(wire):
    ends = Ends(wire)
    ends.note({"first": 2}, [])
    wire.session_ids.append("second")
    wire.told[ANSWER].append(("second", 1))

    assert not ends.cut_off(ANSWER)


def test_the_end_of_the_next_process_says_nothing_of_the_one_before(wire):
    ends = Ends(wire)
    ends.note({"first": 3}, [])
    wire.session_ids.append("second")
    ends.note({"second": 1}, [ANSWER])

    assert not ends.cut_off(ANSWER)


def test_what_a_session_was_told_after_its_connection_broke_is_not_read_if_it_is_not_resumed(wire):
    wire.read_until["first"] = 2

    assert Ends(wire).cut_off(ANSWER)
