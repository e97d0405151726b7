"""What a learner can enter: an answer, or one of a few words that are commands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Command(StrEnum):
    """A word that is not an answer."""

    HINT = "hint"
    SKIP = "skip"
    SHOW = "show"
    AGAIN = "again"
    STREAK = "streak"
    HELP = "help"
    QUIT = "quit"


_SPELLINGS = {
    **{command.value: command for command in Command},
    "?": Command.HELP,
    "next": Command.SKIP,
    "exit": Command.QUIT,
}


def command_in(line: str) -> Command | None:
    """The command that a line is, if it is nothing else: `skip`, `Skip` and `/skip`."""
    return _SPELLINGS.get(line.strip().lower().removeprefix("/"))


def slash_command_in(line: str) -> Command | None:
    """The command that a line inside an answer is: there, only `/skip` is one and `skip` is not."""
    return command_in(line) if line.strip().startswith("/") else None


class Ending(StrEnum):
    """How an entry ended."""

    SENT = "sent"
    CLOSED = "closed"
    INTERRUPTED = "interrupted"


@dataclass(frozen=True, slots=True)
class Entry:
    """What was entered.

    Attributes:
        text: The answer or command; in an interrupted entry, what was typed until then.
        ending: How it ended.
        kept: The unfinished answer in which a command was typed.
    """

    text: str
    ending: Ending = Ending.SENT
    kept: str = ""

    @property
    def command(self) -> Command | None:
        """The command that it is, if any."""
        return command_in(self.text) if self.ending is Ending.SENT else None


class Reader(Protocol):
    """Where entries come from."""

    @property
    def talks(self) -> bool:
        """Whether a person sits there who is asked, and can take a break."""
        ...

    @property
    def edits(self) -> bool:
        """Whether an answer that was begun can be changed, and not only gone on with."""
        ...

    async def read(self, begun: str = "") -> Entry:
        """The next entry. `begun` is an answer to go on with."""
        ...

    async def read_line(self) -> Entry:
        """One line, possibly empty."""
        ...

    async def at_end(self) -> bool:
        """Whether it is known that nothing will follow."""
        ...

    async def left_over(self) -> bool:
        """Whether there are answers that nobody asked for. None can be read after this."""
        ...
