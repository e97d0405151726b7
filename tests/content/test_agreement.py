"""The grader agrees with people on labelled answers to the shipped questions.

The files hold answers of many styles with the scores that fair interviewers gave. What is asked for
here is what must hold on answers that nobody has seen; `coach bank agreement` prints the figures.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.content import load_bank
from bot.core.agreement import Pair, agreement
from bot.core.grading import Grader
from bot.core.questions import Verdict

DATA = Path(__file__).parents[1] / "data"
FILES = sorted(DATA.glob("*.jsonl"))
# Answers to the questions that came later; see the README beside them.
WIDE = sorted((DATA / "wide").glob("*.jsonl"))


@pytest.fixture(scope="module")
def grader():
    return Grader(load_bank())


def compared(grader, row):
    given = grader.grade(row["qid"], row["answer"])
    fair = Verdict(row["verdict"])
    return Pair(row["style"], given.verdict, given.score, fair, row["score"])


def rows_of(file):
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_agreement(grader, file):
    """Right answers are rarely refused, wrong ones rarely praised, and verdicts agree."""
    rows = rows_of(file)

    found = agreement([compared(grader, row) for row in rows])

    assert len(rows) >= 200
    assert found.qwk >= 0.80
    assert found.false_accept <= 0.03
    assert found.wrong_given_credit <= 0.12
    assert found.false_reject <= 0.03
    assert found.right_not_full <= 0.20


@pytest.mark.parametrize("file", WIDE, ids=lambda file: file.stem)
def test_agreement_over_the_whole_bank(grader, file):
    """Answers of strangers to the questions that came later, eight to each of twenty."""
    rows = rows_of(file)

    found = agreement([compared(grader, row) for row in rows])

    assert len(rows) == 160
    assert len({row["qid"] for row in rows}) == 20
    assert found.qwk >= 0.75


def test_what_nobody_had_seen_holds_for_the_bank(grader):
    """The sample that nothing was mended by: little is refused, and hardly anything praised."""
    found = agreement([compared(grader, row) for row in rows_of(DATA / "wide" / "third.jsonl")])

    assert found.qwk >= 0.80
    assert found.false_accept <= 0.03
    assert found.right_not_full <= 0.20
