"""`coach bank try`: type answers to a question and see why the grader says what it says."""

from __future__ import annotations

import sys

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from bot.cli import Ended
from bot.cli.inputs import load_coach_bank
from bot.core.grading import Grade, Grader, State
from bot.core.grading.explaining import Attempted, attempted, words
from bot.core.grading.reading import Reading
from bot.core.grading.rubric import Pattern, Rubric

# How many of the phrasings that were not found are shown for a concept: the nearest ones.
NEAREST = 3

_COLOURS = {State.MADE: "green", State.PARTLY: "yellow", State.MISSED: "red"}


def run(question_id: str) -> int:
    """Read answers, one a line, until the end of input."""
    bank = load_coach_bank()
    if question_id not in bank.questions:
        raise Ended(f"There is no question {question_id!r}; `coach bank list` shows all.", 2)
    console = Console()
    grader = Grader(bank)
    if sys.stdin.isatty():
        console.print(Text(bank.questions[question_id].prompt, style="bold"))
        console.print("Type an answer on one line; Ctrl-D ends.", style="dim")
    for line in _lines(console):
        if line.strip():
            rubric, reading = grader.read(question_id, line)
            _show(console, rubric, reading, grader.grade(question_id, line))
    return 0


def _lines(console: Console) -> list[str] | map[str]:
    if not sys.stdin.isatty():
        return [line.rstrip("\n") for line in sys.stdin]
    return map(str, iter(lambda: _ask(console), None))


def _ask(console: Console) -> str | None:
    try:
        return console.input("\n[bold]> [/bold]")
    except (EOFError, KeyboardInterrupt):
        console.print()
        return None


def _show(console: Console, rubric: Rubric, reading: Reading, grade: Grade) -> None:
    console.print(_as_read(rubric, reading))
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for patterns, result in zip(rubric.concepts, grade.concepts, strict=True):
        kind = "bonus" if patterns.concept.bonus else f"{patterns.concept.weight} points"
        head = f"[{_COLOURS[result.state]}]{result.state}[/] {escape(result.id)} ({kind})"
        table.add_row(head, _tried(reading, patterns.full + patterns.partly))
    for patterns in rubric.misconceptions:
        fired = any(held.id == patterns.misconception.id for held in grade.misconceptions)
        excused = [a for p in patterns.unless if (a := attempted(reading, p)).shown_by]
        told = _tried(reading, patterns.says, strict=True)
        if excused and not fired:
            told += f"\n[dim]excused by[/] {escape(excused[0].source)}"
        state = "[red]held[/]" if fired else "[dim]not held[/]"
        table.add_row(f"{state} {escape(patterns.misconception.id)}", told)
    console.print(table)
    remarks = "".join(f", {remark}" for remark in grade.remarks)
    console.print(
        f"[bold]{grade.score} {grade.verdict}[/bold], confidence {grade.confidence}{remarks}"
    )


def _as_read(rubric: Rubric, reading: Reading) -> Text:
    """The answer with what the grader makes of each word: dim, corrected, denied, of whom."""
    out = Text()
    for word in words(rubric, reading):
        style = "dim" if word.little else "red" if word.polarity else "cyan"
        out.append(word.typed, style)
        marks = [mark for mark in (word.read_as and f"={word.read_as}", word.polarity) if mark]
        if word.of and not word.little:
            marks.append("/".join(word.of))
        if marks:
            out.append(f"[{', '.join(marks)}]", "dim")
        out.append(" ")
    return out


def _tried(reading: Reading, patterns: tuple[Pattern, ...], *, strict: bool = False) -> str:
    tried = [attempted(reading, pattern, strict=strict) for pattern in patterns]
    found = [a for a in tried if a.shown_by]
    if found:
        return "\n".join(f"{escape(a.source)}  [green]“{escape(a.shown_by)}”[/]" for a in found)
    near = sorted((a for a in tried if a.nearness), key=lambda a: -a.nearness)[:NEAREST]
    return "\n".join(map(_lacking, near)) or "[dim]nothing near[/]"


def _lacking(tried: Attempted) -> str:
    return f"{escape(tried.source)}  [dim]{escape(tried.lacks)}[/]"
