"""What every step at the terminal needs, and what can be said at any of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.actions import Coach, progress
from bot.actions.practice import Card, Place, Result, Surface
from bot.terminal import cards, results
from bot.terminal.drafts import Drafts
from bot.terminal.entries import Command, Ending, Entry, Reader
from bot.terminal.screen import Screen, printable

# Whoever sits at this terminal. No Discord id is this low.
LEARNER = 1
PLACE = Place(Surface.TERMINAL)


class Left(Exception):
    """The learner leaves. Everything graded is saved.

    Attributes:
        result: What was graded and shown just before.
    """

    def __init__(self, result: Result | None = None) -> None:
        super().__init__()
        self.result = result


@dataclass(frozen=True, slots=True)
class Sitting:
    """The coach, and the means to talk with the learner.

    Attributes:
        clock: The time, with its zone.
    """

    coach: Coach
    screen: Screen
    reader: Reader
    drafts: Drafts
    clock: Callable[[], datetime]

    async def read(self, begun: str = "") -> Entry:
        """What the learner says next."""
        entry = await self.reader.read(begun)
        if self.reader.talks and (entry.command or entry.ending is not Ending.SENT):
            self.screen.gap()
        return entry

    def leave_if_over(self, entry: Entry, card: Card | None = None) -> None:
        """Leave where the input ended; keep the answer to a card that was not sent.

        Raises:
            Left: Unless something was sent.
        """
        if entry.ending is Ending.SENT:
            return
        if card is not None and entry.text.strip():
            self.keep(card, entry.text)
        raise Left

    def keep(self, card: Card, text: str) -> None:
        """Keep an unfinished answer and say so."""
        if self.drafts.keep(card, text):
            where = "" if self.reader.talks else " in a terminal"
            self.screen.say(
                f"Your unfinished answer is kept; `coach practice`{where} goes on with it."
            )
        else:
            self.screen.say("Your unfinished answer could not be kept. Copy it from here:")
            self.screen.say(printable(text))

    async def aside(self, command: Command) -> None:
        """Carry out a command that belongs to no question.

        Raises:
            Left: On quit.
        """
        match command:
            case Command.QUIT:
                raise Left
            case Command.STREAK:
                report = await progress.streak(self.coach, learner_id=LEARNER, now=self.clock())
                self.screen.show(results.streak_line(report))
                cards.show_streak(self.screen, report)
            case Command.AGAIN:
                self.screen.say("There is no question before this one to try again.")
            case _:
                cards.show_help(self.screen)
