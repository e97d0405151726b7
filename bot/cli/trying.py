"""`coach bank try`: type answers to a question and see why the grader says what it says."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterable, Iterator
from itertools import takewhile

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from bot.cli.inputs import load_drafts
from bot.core.grading import Grade, Grader, State
from bot.core.grading.explaining import Attempted, attempted, words
from bot.core.grading.reading import Reading
from bot.core.grading.rubric import Pattern, Rubric

# How many of the phrasings that were not found are shown for a concept: the nearest ones.
NEAREST = 3

_QUIT = {"quit", "exit", "/quit", "/exit"}
_COLOURS = {State.MADE: "green", State.PARTLY: "yellow", State.MISSED: "red"}


def run(question_id: str) -> int:
    """Read answers until the end of input: one a line, and in a pipe one a paragraph."""
    bank, faults = load_drafts(question_id)
    if faults:
        told = "1 fault" if faults == 1 else f"{faults} faults"
        print(f"The bank has {told}; `coach bank check` lists them.", file=sys.stderr)
    console = Console()
    grader = Grader(bank)
    if sys.stdin.isatty():
        console.print(Text(bank.questions[question_id].prompt, style="bold"))
        console.print("Type an answer on one line; quit or Ctrl-D ends.", style="dim")
        answers = _typed(console)
    else:
        answers = _paragraphs(sys.stdin)
    for answer in takewhile(lambda text: text.strip().lower() not in _QUIT, answers):
        if answer.strip():
            rubric, reading = grader.read(question_id, answer)
            _show(console, rubric, reading, grader.grade(question_id, answer))
    return 0


def _typed(console: Console) -> Iterator[str]:
    with contextlib.suppress(EOFError, KeyboardInterrupt):
        while True:
            yield console.input("\n[bold]> [/bold]")
    console.print()


def _paragraphs(lines: Iterable[str]) -> Iterator[str]:
    answer = ""
    for line in lines:
        if line.strip():
            answer += line
        elif answer:
            yield answer
            answer = ""
    yield answer


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
