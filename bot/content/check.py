"""What `coach bank check` says about a bank, a topic's folder or a single file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.content.bank import Reading, default_root, read_bank
from bot.content.faults import Fault, shown
from bot.content.proof import proof
from bot.content.synonyms import synonym_faults

_SUFFIXES = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a check.

    Attributes:
        reading: Everything that was read.
        faults: The faults in what was asked for, in the order of files and lines.
        file: The one file that was asked for, if it was one.
    """

    reading: Reading
    faults: tuple[Fault, ...]
    file: Path | None = None

    def __str__(self) -> str:
        """One fault a line and their number, or one friendly line with what was read."""
        if self.faults:
            lines = [shown(fault) for fault in self.faults]
            return "\n".join([*lines, f"{_counted(len(self.faults), 'fault')} to mend."])
        if self.file is not None:
            return f"All is well with {self.file.name}."
        bank = self.reading.bank
        questions = tuple(bank.questions.values()) if bank else ()
        examples = _counted(sum(len(q.examples) for q in questions), "example answer")
        topics = _counted(len(bank.topics) if bank else 0, "topic")
        return f"All is well: {_counted(len(questions), 'question')} with {examples} in {topics}."


def report(path: Path | None = None) -> Report:
    """Check a bank, one topic's folder, or one file within its topic.

    Questions without faults are then put to the test with the grader.

    Args:
        path: The bank that `coach` uses where none is given.
    """
    path = default_root() if path is None else path
    if not path.exists():
        message = "there is nothing here; name a bank, the folder of a topic or a file"
        return Report(read_bank(path), (Fault(path, 1, message),))
    if path.is_file():
        reading = read_bank(path.parent.parent, topics=(path.parent,))
        # A question is tested alone, which is much faster; a lexicon shows in every question.
        only = path.stem if reading.bank and path.stem in reading.bank.questions else None
        faults = _all_faults(reading, only=only)
        inside = tuple(fault for fault in faults if fault.path == path)
        if not inside and path.suffix not in _SUFFIXES:
            inside = (Fault(path, 1, "this is no question; questions end in .yaml"),)
        return Report(reading, inside, path)
    is_topic = any(entry.suffix in _SUFFIXES and entry.is_file() for entry in path.iterdir())
    reading = read_bank(path.parent, topics=(path,)) if is_topic else read_bank(path)
    return Report(reading, _all_faults(reading))


def _all_faults(reading: Reading, *, only: str | None = None) -> tuple[Fault, ...]:
    bank, places = reading.bank, reading.places
    found = proof(bank, places, only=only) if bank else ()
    # A question that could not be read may be the one that asks for an entry.
    unused = synonym_faults(bank, places) if bank and not reading.faults else ()
    return tuple(sorted({*reading.faults, *found, *unused}))


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
