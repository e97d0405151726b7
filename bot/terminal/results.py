"""A grade as it is shown: what was said, what was missing, what was wrong, and a better answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import RenderableType
from rich.text import Text

from bot.actions.practice import Result
from bot.core.grading import ConceptResult, Confidence, Held, Remark, State
from bot.core.questions import Question, Verdict
from bot.core.streaks import StreakReport
from bot.terminal.screen import Screen, bullet, indented, markdown, printable

COLOURS = {Verdict.CORRECT: "green", Verdict.PARTIAL: "yellow", Verdict.INCORRECT: "red"}
_REMARKS = {
    Remark.KEYWORD_LIST: (
        "This reads like a list of keywords. An interviewer wants a sentence: say how they belong "
        "together, and it can earn full marks."
    ),
    Remark.ECHO: "This mostly repeats the question; say in your own words what the answer is.",
    Remark.MIXED: "Two of your sentences contradict each other; only the clear ones count in full.",
}
_UNSURE = "The grade is not certain here; compare with the model answer and judge for yourself."


def verdict_line(screen: Screen, result: Result) -> Text:
    """The verdict, a bar and the score."""
    filled = round(result.score / 10)
    bar = screen.mark("█", "#") * filled + screen.mark("░", ".") * (10 - filled)
    colour = COLOURS[result.verdict]
    line = Text(result.verdict.capitalize(), style=f"bold {colour}")
    return line.append(f"  {bar}  {result.score}/100", style=colour)


def evidence(screen: Screen, result: Result) -> Iterator[RenderableType]:
    """The answer with its evidence marked, what it made, and what was wrong with it."""
    grade = result.grade
    if screen.framed:
        yield indented(marked_answer(result))
        yield Text()
    made = [c for c in grade.concepts if c.state is not State.MISSED]
    for concept in made:
        yield from _made(screen, concept)
    if not made:
        yield Text("None of the ideas that count here were found in your answer.")
    for held in grade.misconceptions:
        yield from _wrong(screen, held)
    yield from _notes(result)


def marked_answer(result: Result) -> Text:
    """The learner's own words; what counted is bold, what was wrong is struck in red."""
    text = Text(printable(result.answer))
    for concept in result.grade.concepts:
        style = "bold green" if concept.state is State.MADE else "bold yellow"
        for quote in concept.quotes:
            text.stylize(style, quote.start, quote.end)
    for held in result.grade.misconceptions:
        text.stylize("bold red", held.quote.start, held.quote.end)
    return text


def missing(
    screen: Screen, question: Question, found: Iterable[ConceptResult]
) -> list[RenderableType]:
    """What was not said and why it matters, the most valuable first; then what could be added."""
    states = {concept.id: concept.state for concept in found}
    missed = [c for c in question.concepts if states.get(c.id) is State.MISSED]
    parts: list[RenderableType] = []
    core = sorted((c for c in missed if not c.bonus), key=lambda c: -c.weight)
    if core:
        parts.append(screen.heading("What was missing"))
    for concept in core:
        parts.append(bullet(screen.mark("○", "-"), Text(concept.name, "bold")))
        parts.append(indented(markdown(concept.why), 2))
    bonus = [c for c in missed if c.bonus]
    if bonus:
        parts += [Text()] if core else []
        parts.append(screen.heading("Worth a mention, too"))
        parts += [bullet(screen.mark("○", "-"), concept.name) for concept in bonus]
    return parts


def model_answer(screen: Screen, question: Question) -> list[RenderableType]:
    """The model answer, the reason behind it and where to read more."""
    parts: list[RenderableType] = [
        screen.heading("Model answer"),
        markdown(question.answer),
        Text(),
        screen.heading("Why"),
        markdown(question.explanation),
    ]
    if question.references:
        parts += [Text(), screen.heading("Read more")]
        for reference in question.references:
            parts.append(Text(reference.title))
            # In one piece, so that it can be clicked or copied.
            parts.append(Text(f"  {reference.url}", "cyan", no_wrap=True, overflow="ignore"))
    return parts


def streak_line(report: StreakReport) -> Text:
    """The streak in one line."""
    parts = [f"Streak: {_counted(report.days, 'day')}"]
    if report.freezes:
        parts.append(f"{_counted(report.freezes, 'freeze')} in hand")
    if report.correct_run > 1:
        parts.append(f"{report.correct_run} correct in a row")
    if not report.today_counts:
        parts.append("today does not count yet")
    return Text(" · ".join(parts), style="magenta")


def _made(screen: Screen, concept: ConceptResult) -> Iterator[RenderableType]:
    whole = concept.state is State.MADE
    sign = screen.mark("✓", "+") if whole else screen.mark("◐", "~")
    colour = "green" if whole else "yellow"
    name = Text(concept.name)
    if not whole:
        name.append(" (contradicted)" if concept.mixed else " (partly)", colour)
    yield bullet(sign, name, colour)
    for quote in concept.quotes:
        yield indented(Text(f"“{one_line(quote.text)}”", style="italic"), 4)
        for typed, read in quote.read_as:
            yield indented(Text(f"“{printable(typed)}” was read as “{read}”", style="dim"), 4)


def _wrong(screen: Screen, held: Held) -> Iterator[RenderableType]:
    yield bullet(screen.mark("✗", "!"), held.name, "red")
    if held.quote.text:
        yield indented(Text(f"“{one_line(held.quote.text)}”", style="italic red"), 4)
    yield indented(markdown(held.correction), 4)


def _notes(result: Result) -> Iterator[RenderableType]:
    notes = [_REMARKS[remark] for remark in result.grade.remarks if remark in _REMARKS]
    if result.grade.confidence is Confidence.LOW:
        notes.append(_UNSURE)
    for note in notes:
        yield Text()
        yield Text(note, style="yellow")


def one_line(text: str) -> str:
    """A quote without its line breaks."""
    return " ".join(printable(text).split())


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
