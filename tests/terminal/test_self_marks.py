"""After an uncertain grade, a person may mark what they did say; a pipe is asked nothing."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import text as sql

from tests.discord_app.sample_bank import FOLLOWED

# Read as "template", but not with certainty.
UNSURE = "An image is a tempalte.\n\n"
EIGHT = (
    "It begins with word0. You check word1 next, because word2 needs it. Whoever runs word3 also "
    "wants word4. In the end word5 is stored, word6 is told, and nobody forgets word7.\n\n"
)
FOLLOW_UP = "Each start makes a new running instance.\n\n"
CERTAIN = "An image is a template.\n\n"
ASKS = "Did you say one of these? Numbers, or Enter to go on."
NOTED = "Noted beside the grade; the grade itself stays"


def stays(shown):
    """The confirmation, with the score that was shown last."""
    score = re.findall(r"(\d+)/100", shown)[-1]
    return f"{NOTED} {score}."


@pytest.fixture
def marks(coach):
    """What is kept: the concepts of each mark, in the order in which they were made."""

    async def read():
        async with coach.database.reading() as connection:
            rows = await connection.execute(sql("SELECT concepts FROM self_marks ORDER BY id"))
            return [row.concepts for row in rows]

    return read


async def test_an_idea_that_was_not_found_can_be_marked(terminal, marks):
    """After everything else was shown; the grade stays."""
    shown = await terminal.sit(UNSURE, "skip\n", "1\n", talks=True, question="images")

    before, _, after = shown.partition(ASKS)
    assert "The grade is not certain here" in before
    assert "Model answer" in before
    assert "1  A container is a running instance" in before.partition("Streak")[2]
    assert stays(shown) in after
    assert "1 answer: 1 partial" in after
    assert await marks() == ['["instance"]']


async def test_enter_goes_on(terminal, marks):
    """And so do other ways to say that there is nothing."""
    for word in ("", "no", "none", "skip"):
        shown = await terminal.sit(
            UNSURE, "skip\n", f"{word}\n", "quit\n", talks=True, question="images", count=2
        )
        assert shown.count(ASKS) == 1
        assert "Enter: next question" in shown.partition(ASKS)[2]
        assert NOTED not in shown
    assert await marks() == []


@pytest.mark.parametrize("typed", ["1 3", "1,3", " 3;  1 ", "1 and 3", "3, and 1.", "1 3 3"])
async def test_several_at_once(terminal, marks, typed):
    """However they are told apart."""
    shown = await terminal.sit(EIGHT, "skip\n", f"{typed}\n", talks=True, question="lengthy")

    assert stays(shown) in shown
    assert await marks() == ['["part-8", "part-10"]']


@pytest.mark.parametrize("typed", ["x", "yes", "5", "1 9", "-1", "1-3", "²", "9" * 90, "again"])
async def test_anything_else_gets_one_sentence_and_another_try(terminal, marks, typed):
    shown = await terminal.sit(
        EIGHT, "skip\n", f"{typed}\n", "2\n", talks=True, question="lengthy", width=200
    )

    says = "Type numbers from 1 to 4, such as 1 4, or press Enter to go on."
    assert shown.count(says) == 1
    assert shown.count(ASKS) == 2
    assert await marks() == ['["part-9"]']


async def test_it_comes_after_the_follow_up(terminal, marks):
    """Which may leave nothing to mark; the number told is that with its credit."""
    nothing_left = await terminal.sit(UNSURE, FOLLOW_UP, talks=True, question="images")
    some_left = await terminal.sit(
        EIGHT, "and then word8\n\n", "1\n", talks=True, question="lengthy"
    )

    assert f"{FOLLOWED}/100" in nothing_left
    assert ASKS not in nothing_left
    assert "1  Part 9 of a long story" in some_left
    assert stays(some_left) in some_left
    assert await marks() == ['["part-9"]']


@pytest.mark.parametrize(
    ("typed", "talks"),
    [
        pytest.param(CERTAIN, True, id="the grade is certain"),
        pytest.param(UNSURE, False, id="a pipe"),
    ],
)
async def test_it_is_not_always_asked(terminal, marks, typed, talks):
    shown = await terminal.sit(typed, "skip\n", "1\n", talks=talks, question="images")

    assert ASKS not in shown
    assert await marks() == []


async def test_a_pipe_goes_on_with_the_next_answer(terminal):
    """What follows an uncertain grade there is the next answer, also if it is a number."""
    shown = await terminal.sit(UNSURE, "skip\n", "1\n\n", question="images", count=2)

    assert "Question 2 of 2" in shown
    assert "2 answers" in shown


@pytest.mark.parametrize("leaving", ["", "quit\n"])
async def test_leaving_there(terminal, marks, leaving):
    """Politely, and with the answer counted."""
    shown = await terminal.sit(UNSURE, "skip\n", leaving, talks=True, question="images", count=5)

    after = shown.partition(ASKS)[2]
    assert "1 answer: 1 partial" in after
    assert after.rstrip().endswith("Goodbye. Everything graded is saved.")
    assert await marks() == []


async def test_help_and_streak_can_be_asked_for_there(terminal, marks):
    shown = await terminal.sit(
        UNSURE, "skip\n", "help\nstreak\n", "1\n", talks=True, question="images"
    )

    assert "an empty line" in shown.partition(ASKS)[2]
    assert "1 answer, the best scored" in shown.partition(ASKS)[2]
    assert await marks() == ['["instance"]']
