"""`coach grade`: a JSON object a line in, its grade out."""

from __future__ import annotations

import json
from pathlib import Path

from bot.cli import Ended
from bot.cli.inputs import load_coach_bank
from bot.cli.jsonl import answers, opened
from bot.core.grading import Grader


def run(file: Path | None) -> int:
    """Grade every line of a file, or of standard input."""
    bank = load_coach_bank()
    grader = Grader(bank)
    with opened(file) as lines:
        for number, row in answers(lines):
            qid = row["qid"]
            if qid not in bank.questions:
                raise Ended(
                    f"Line {number}: there is no question {qid!r}; `coach bank list` shows all.", 2
                )
            print(json.dumps({"qid": qid, **grader.grade(qid, row["answer"]).as_json()}))
    return 0
