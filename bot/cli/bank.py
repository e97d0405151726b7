"""`coach bank`: checks, schemas and a list, for people who write questions."""

from __future__ import annotations

import sys
from pathlib import Path

from bot.cli.inputs import load_coach_bank, settings_or_end
from bot.content.check import report
from bot.content.schema import schema_text


def check(path: Path | None) -> int:
    """Print every fault, or that there is none."""
    found = report(path or settings_or_end().content)
    print(found)
    return 1 if found.faults else 0


def schema(of: str) -> int:
    """Print one of the JSON Schemas."""
    sys.stdout.write(schema_text(of))
    return 0


def show_all() -> int:
    """Print a line for each question."""
    questions = load_coach_bank().questions.values()
    widest = max(len(question.id) for question in questions)
    for question in questions:
        prompt = " ".join(question.prompt.split())
        print(f"{question.id:{widest}}  {question.kind:8}  {question.level:6}  {prompt}")
    return 0
