"""What is wrong in the bank, where, and how that is told to the author."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

YamlPath = tuple[str | int, ...]

# A suggestion for a longer word is not worth its time: similarity takes the square of the length.
_LONGEST_GUESSED = 60


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One mistake in one file: what is wrong, and what to write instead.

    Attributes:
        path: The file, or the folder where a whole file is missing.
        line: Counted from 1.
        message: A sentence without a full stop, for the author.
    """

    path: Path
    line: int
    message: str

    def __str__(self) -> str:
        """The form that editors and terminals turn into a link: `file:line: message`."""
        return f"{self.path}:{self.line}: {self.message}"


def shown(fault: Fault) -> str:
    """A fault for somebody at a terminal: relative to where they stand, if the file lies below."""
    here, path = Path.cwd(), fault.path.absolute()
    near = path.relative_to(here) if path.is_relative_to(here) else fault.path
    return str(Fault(near, fault.line, fault.message))


class BankError(Exception):
    """The bank cannot be used; `faults` says why, in the order of files and lines."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(sorted(set(faults)))
        super().__init__("\n".join(str(fault) for fault in self.faults))


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read, with the line of everything in it."""

    path: Path
    lines: Mapping[YamlPath, int]

    def line(self, path: YamlPath) -> int:
        """The line of a path in the file, or of the nearest thing that holds it."""
        for length in range(len(path), -1, -1):
            if (line := self.lines.get(path[:length])) is not None:
                return line
        return 1

    def fault(self, path: YamlPath, message: str) -> Fault:
        """A fault at this place."""
        return Fault(self.path, self.line(path), message)


class Places:
    """Where each question stands, so that later checks can name file and line."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self._sources = sources

    def fault(self, question_id: str, path: YamlPath, message: str) -> Fault:
        """A fault in a question, or in a topic's `docker/topic` or `docker/lexicon`.

        Args:
            question_id: Raises KeyError where nothing of this name was read.
            path: Keys and indexes, such as `("concepts", 0, "phrasings", 2)`.
            message: What is wrong, what to write instead.
        """
        return self._sources[question_id].fault(path, message)


def quoted(text: object) -> str:
    """Text as it stands in a message: in backticks, on one line, not too long."""
    line = " ".join(str(text).split())
    return f"`{line if len(line) <= 60 else line[:57] + '…'}`"


def listed(words: Iterable[str], last: str = "or") -> str:
    """Words as a person would list them: `a`, `b` or `c`."""
    items = [quoted(word) for word in words]
    return f" {last} ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)


def slugged(text: str) -> str:
    """The nearest slug: `Stop vs. kill` becomes `stop-vs-kill`."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60]


def nearest(word: str, known: Iterable[str]) -> str | None:
    """What of the known is so close to a word that it may be meant."""
    names = {name.casefold(): name for name in known}
    if len(word) > _LONGEST_GUESSED:
        return None
    return next((names[near] for near in get_close_matches(word.casefold(), names, 1)), None)


def did_you_mean(word: str, known: Iterable[str], *, otherwise: str = "") -> str:
    """`; did you mean …?` where something known is close, else the list of what is known."""
    names = list(known)
    if near := nearest(word, names):
        return f"; did you mean {quoted(near)}?"
    return f"; {otherwise}{listed(names)}" if names and otherwise else ""
