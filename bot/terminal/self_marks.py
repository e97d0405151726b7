"""After an uncertain grade: the ideas it did not find, to be marked by whoever did say them."""

from __future__ import annotations

import re
import uuid

from rich.table import Table
from rich.text import Text

from bot.actions import self_marks
from bot.actions.practice import Result
from bot.core.grading import ConceptResult, State
from bot.terminal.entries import Command, Ending
from bot.terminal.sitting import LEARNER, Left, Sitting

_ASKS = "Did you say one of these? Numbers, or Enter to go on."
_NO = frozenset({"", "no", "none", "n", "0"})
_BETWEEN = re.compile(r"[\s,;.]+(?:and[\s,;.]+)?")


async def offer(sitting: Sitting, result: Result) -> None:
    """Ask a person what an uncertain grade may have missed; a pipe is asked nothing.

    Raises:
        Left: The learner leaves.
    """
    concepts = self_marks.checklist(result)
    if not concepts or not sitting.reader.talks:
        return
    sitting.screen.show(_numbered(concepts))
    numbers = await _asked(sitting, result, len(concepts))
    if not numbers:
        return
    await self_marks.mark(
        sitting.coach,
        attempt_id=result.attempt_id,
        learner_id=LEARNER,
        concepts=[concepts[number - 1].id for number in numbers],
        delivery=uuid.uuid4().hex,
        now=sitting.clock(),
    )
    sitting.screen.say(f"Noted beside the grade; the grade itself stays {result.score}.")


async def _asked(sitting: Sitting, result: Result, highest: int) -> list[int]:
    """The numbers that the learner names, or none."""
    while True:
        sitting.screen.say(_ASKS)
        entry = await sitting.reader.read_line()
        sitting.screen.gap()
        if entry.ending is not Ending.SENT:
            raise Left(result)
        said = entry.text.strip().lower()
        match entry.command:
            case Command.QUIT:
                raise Left(result)
            case Command.HELP | Command.STREAK as command:
                await sitting.aside(command)
            case _ if said in _NO or entry.command is Command.SKIP:
                return []
            case _:
                numbers = _numbers(said, highest)
                if numbers is not None:
                    return numbers
                sitting.screen.say(_unclear(highest), "yellow")


def _numbered(concepts: tuple[ConceptResult, ...]) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold cyan", justify="right", no_wrap=True)
    table.add_column()
    for number, concept in enumerate(concepts, start=1):
        name = Text(concept.name)
        if concept.state is State.PARTLY:
            name.append(" (found in part)", "yellow")
        table.add_row(str(number), name)
    return table


def _numbers(said: str, highest: int) -> list[int] | None:
    """The numbers that were named, or None where anything else was said."""
    words = [word for word in _BETWEEN.split(said) if word]
    if not words or not all(re.fullmatch(r"[0-9]{1,4}", word) for word in words):
        return None
    numbers = [int(word) for word in words]
    return numbers if all(1 <= number <= highest for number in numbers) else None


def _unclear(highest: int) -> str:
    if highest == 1:
        return "Type 1 if you said it, or press Enter to go on."
    return f"Type numbers from 1 to {highest}, such as 1 {highest}, or press Enter to go on."
