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

FILES = sorted((Path(__file__).parents[1] / "data").glob("*.jsonl"))


@pytest.fixture(scope="module")
def grader():
    return Grader(load_bank())


def compared(grader, row):
    given = grader.grade(row["qid"], row["answer"])
    fair = Verdict(row["verdict"])
    return Pair(row["style"], given.verdict, given.score, fair, row["score"])


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_agreement(grader, file):
    """Right answers are rarely refused, wrong ones rarely praised, and verdicts agree."""
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]

    found = agreement([compared(grader, row) for row in rows])

    assert len(rows) >= 200
    assert found.qwk >= 0.80
    assert found.false_accept <= 0.03
    assert found.wrong_given_credit <= 0.12
    assert found.false_reject <= 0.03
    assert found.right_not_full <= 0.20
