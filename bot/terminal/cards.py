"""The question's card, the help and the streak, as a terminal shows them."""

from __future__ import annotations

from collections import Counter

from rich.table import Table
from rich.text import Text

from bot.actions.practice import Card
from bot.core.questions import Concept, Question, Verdict
from bot.core.streaks import DayMark, StreakReport
from bot.terminal.results import COLOURS
from bot.terminal.screen import Screen, markdown

HOW_TO_ANSWER = "Answer in your own words. An empty line sends; `help` shows what else you can say."
HELP = (
    ("an empty line", "sends your answer; Ctrl-D does too"),
    ("hint", "a nudge in the right direction"),
    ("skip", "leave this question; it will come back another day"),
    ("show", "give up and see the model answer"),
    ("again", "try the last question once more"),
    ("streak", "your last 14 days"),
    ("quit", "stop; an unfinished answer is kept for next time"),
)
_DAYS = {
    DayMark.COUNTED: ("■", "#", "green", "counted"),
    DayMark.KEPT: ("■", "#", "cyan", "kept by a change of time zone"),
    DayMark.FROZEN: ("❄", "*", "cyan", "missed, forgiven by a freeze"),
    DayMark.MISSED: ("□", ".", "red", "missed"),
    DayMark.PENDING: ("…", "?", "yellow", "still open"),
    DayMark.BEFORE: ("·", " ", "dim", "before you began"),
}


def show_card(screen: Screen, question: Question, number: int, count: int | None) -> None:
    """A question, with what it is about."""
    title = f"Question {number} of {count}" if count and count > 1 else f"Question {number}"
    about = f"{question.topic} · {question.kind} · {question.level} · {question.id}"
    screen.card(title, markdown(question.prompt), about)


def show_hint(screen: Screen, card: Card) -> None:
    """The question's hint."""
    screen.card("Hint", markdown(card.question.hint))


def show_probe(screen: Screen, probe: Concept) -> None:
    """The follow-up question."""
    screen.card("One follow-up, for extra points", markdown(probe.probe))


def show_help(screen: Screen) -> None:
    """What can be typed."""
    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold", no_wrap=True)
    table.add_column()
    for word, meaning in HELP:
        table.add_row(word, meaning)
    note = Text("\nInside an answer, write a command with a slash: /hint, /skip, /quit.", "dim")
    note.append("\nAfter an uncertain grade you can mark what it did not find; the grade stays.")
    screen.show(table, note)


def show_streak(screen: Screen, report: StreakReport) -> None:
    """The last days, each with what counted."""
    table = Table.grid(padding=(0, 2))
    for day in report.recent:
        if day.mark is DayMark.BEFORE:
            continue
        shape, ascii_shape, colour, says = _DAYS[day.mark]
        if day.attempts:
            answers = "1 answer" if day.attempts == 1 else f"{day.attempts} answers"
            says += f": {answers}, the best scored {day.best}"
        table.add_row(f"{day.day:%a %d %b}", Text(screen.mark(shape, ascii_shape), colour), says)
    zone = f"Days begin and end in {report.zone}; `coach practice --timezone` changes that."
    screen.show(table, Text(zone, "dim"))


def summary(verdicts: Counter[Verdict]) -> Text:
    """How a session went."""
    answered = verdicts.total()
    text = Text("1 answer" if answered == 1 else f"{answered} answers")
    for index, verdict in enumerate(v for v in Verdict if verdicts[v]):
        text.append(", " if index else ": ")
        text.append(f"{verdicts[verdict]} {verdict.value}", style=COLOURS[verdict])
    return text
