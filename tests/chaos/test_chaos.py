"""A short course, with a quiz: some things go wrong. `make chaos` has a long one, with all of them.

What the checker found nothing against is then falsified, each time in one way: it must notice.
"""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import logging
import shutil
import sqlite3

import pytest

from tests.chaos.__main__ import report
from tests.chaos.checker import check
from tests.chaos.run import run

SEED = 7
FAULTS = ("502 though done", "gateway cut", "kill -9", "429 burst")


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    """The course, and what the checker found."""
    kept = tmp_path_factory.mktemp("chaos")
    try:
        return asyncio.run(run(seconds=5, seed=SEED, people=12, drops=4, faults=FAULTS, keep=kept))
    finally:
        logging.disable(logging.NOTSET)


@pytest.mark.timeout(300)
def test_nothing_is_lost_or_doubled_while_things_go_wrong(ran):
    course, found = ran

    assert not any(found.violations.values()), report(course, found, seed=SEED)
    assert set(FAULTS) <= course.done.keys()
    assert found.figures["answers sent"] > 12
    assert found.figures["quiz answers sent"] >= 12
    assert found.figures["quizzes"] >= 1


# What is changed in the database, by what the checker must say.
STORED = {
    "answers acknowledged and lost": "DELETE FROM attempts WHERE delivery LIKE 'interaction:%'",
    "results that are not those of the answer": "UPDATE attempts SET score = score + 1",
    "answers stored twice": "UPDATE attempts SET answer = (SELECT max(answer) FROM attempts)",
    "drops whose message is not kept": "UPDATE drops SET message_id = NULL",
    "quiz answers acknowledged and lost": "DELETE FROM quiz_answers",
    "quiz answers with no grade or a wrong one": "UPDATE quiz_answers SET attempt_id = NULL",
    "people graded twice in a round": (
        "UPDATE quiz_answers SET attempt_id = (SELECT min(attempt_id) FROM quiz_answers)"
    ),
    "quiz results that are not those of the answer": "UPDATE quiz_answers SET score = score + 1",
    "cards of a quiz that are missing, or kept as others": (
        "UPDATE quiz_rounds SET reveal_id = reveal_id + 1"
    ),
    "people counted twice or wrongly in a quiz": "UPDATE quiz_players SET points = points + 1",
    "quizzes stuck": "UPDATE quizzes SET phase = 'opening'",
    "quizzes broken off": "UPDATE quizzes SET ending = 'lost'",
    "joins acknowledged and lost": "DELETE FROM quiz_players",
}


def twice(kind):
    """Let all cards of a kind be there twice."""

    def change(course, patch):
        for stage in course.stages:
            more = [card for card in stage.cards if card.kind == kind]
            patch.setattr(stage, "cards", stage.cards + more)

    return change


def unanswered(course, patch):
    sent = [dataclasses.replace(e, seen=lambda: "") for e in course.book.sent if e.accepted()]
    patch.setattr(course.book, "sent", sent)
    execute(course, "DELETE FROM attempts")


def told(course, patch, what):
    """Let everybody in a quiz be told the same of their answers."""
    for stage in course.stages:
        given = [dataclasses.replace(answer, seen=lambda: what) for answer in stage.answers]
        patch.setattr(stage, "answers", given)


def unanswered_in_a_quiz(course, patch):
    told(course, patch, "")
    execute(course, "DELETE FROM quiz_answers")


def denied(course, patch):
    told(course, patch, "Sorry, that was not saved.")


def shown_to_everybody(course, patch):
    stage = course.stages[0]
    patch.setattr(stage, "shown", [stage.answers[0].token])


def found_in_a_form(course, patch):
    stage = course.stages[0]
    other = next(p for p in stage.players if p.id != stage.answers[0].person)
    patch.setattr(other, "forms", [stage.answers[0].text])


def read_by_another(course, patch):
    sent = course.book.sent[0]
    other = next(person for person in course.people if person.id != sent.person)
    patch.setattr(other, "everything", lambda _: sent.text)


def replied_twice(course, patch):
    person = next(person for person in course.people if person._replies)
    patch.setitem(person._replies, 1, next(iter(person._replies.values())))


def drop_doubled(course, patch):
    messages = course.env.backend.messages[next(iter(course.daily)).id]
    patch.setitem(messages, 1, next(iter(messages.values())))


def drop_gone(course, patch):
    patch.setitem(course.env.backend.messages, next(iter(course.daily)).id, {})


# What is changed in the record of what people sent and saw.
SEEN = {
    "answers lost without a word while a bot was there": unanswered,
    "quiz answers lost without a word while a bot was there": unanswered_in_a_quiz,
    "quiz answers kept and said not to be": denied,
    "lobbies posted twice": twice("lobby"),
    "rounds posted twice": twice("question"),
    "points of a round posted twice": twice("points"),
    "podiums posted twice": twice("podium"),
    "quiz answers shown to others": shown_to_everybody,
    "replies to the wrong person": read_by_another,
    "messages answered twice": replied_twice,
    "drops doubled": drop_doubled,
    "drops lost within the window": drop_gone,
}
# What the checker is told, and passes on.
TOLD = {
    "stuck sessions",
    "database damaged",
    "process that did not stop or start as it should",
}


def execute(course, change: str) -> None:
    with contextlib.closing(sqlite3.connect(course.database)) as database, database:
        assert database.execute(change).rowcount


@pytest.fixture
def copy(ran, tmp_path, monkeypatch):
    """The course on a copy of its database."""
    course, _ = ran
    shutil.copy(course.database, tmp_path)
    monkeypatch.setattr(course, "folder", tmp_path)
    return course


@pytest.mark.parametrize(("name", "change"), STORED.items())
def test_the_checker_sees_what_is_stored_wrongly(copy, name, change):
    execute(copy, change)

    assert check(copy, []).violations[name]


@pytest.mark.parametrize(
    ("name", "change"), [*SEEN.items(), ("quiz answers shown to others", found_in_a_form)]
)
def test_the_checker_sees_what_people_should_not_have_seen(copy, monkeypatch, name, change):
    change(copy, monkeypatch)

    assert check(copy, []).violations[name]


def test_there_is_no_check_that_was_never_seen_to_fail(copy):
    assert check(copy, []).violations.keys() == STORED.keys() | SEEN.keys() | TOLD
