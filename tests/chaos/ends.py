"""What ended with a process: the answers that it had in hand, and those that it never read.

A process that is about to end says so itself, at that very moment; see `tests/wire/coach.py`. So
there is no time within which a loss would be forgiven: what a process had read and did not have in
hand any more when it was killed must be stored, or have been answered.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tests.wire.server import Wire


@dataclass(frozen=True)
class End:
    """How a process left a session.

    Attributes:
        read: The last event that it had read.
        cut_off: The interactions and messages that it was answering, and could not.
    """

    read: int
    cut_off: frozenset[int]


@dataclass
class Ends:
    """How each session ended whose process is no more."""

    wire: Wire
    _of: dict[str, End] = field(default_factory=dict)

    def note(self, read: Mapping[str, int], cut_off: Iterable[int]) -> None:
        """Note that a process has ended, and with it all sessions that are not known to have.

        Args:
            read: How far it had read each session when it was told to end.
            cut_off: What it had in hand when it did end: if it was killed, all it had.
        """
        ids = frozenset(cut_off)
        for session_id in self.wire.session_ids:
            self._of.setdefault(session_id, End(read.get(session_id, 0), ids))

    def cut_off(self, event_id: int) -> bool:
        """Whether no process could answer: each one told of it ended before, or none was told."""
        told = self.wire.told.get(event_id, ())
        return not any(self._could(event_id, *each) for each in told)

    def _could(self, event_id: int, session_id: str, number: int) -> bool:
        if number > self.wire.read_until.get(session_id, math.inf):
            return False
        end = self._of.get(session_id)
        return end is None or (number <= end.read and event_id not in end.cut_off)
