"""How often one person may do a thing: enough for anybody who means it, too little to do harm.

What was done is remembered in memory only; after a restart everybody begins anew.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.actions import Refused

# People and things remembered at most; the ones that did nothing for the longest go first.
REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class Limit:
    """So many times in so long."""

    name: str
    most: int
    within: timedelta
    sentence: str


ANSWERS = Limit(
    "answers",
    20,
    timedelta(minutes=1),
    "That was a lot of answers in one minute. Take a breath, and send this one again in a moment.",
)
SET_UPS = Limit(
    "set-ups",
    30,
    timedelta(hours=1),
    "You have set up many daily questions in the last hour. Please go on in a while.",
)
QUIZZES = Limit(
    "quizzes",
    6,
    timedelta(hours=1),
    "You have started many quizzes in the last hour. Let the others rest, and go on in a while.",
)


class TooOften(Refused):
    """Somebody did a thing more often than anybody needs to."""


class Limits:
    """Counts what each person does."""

    def __init__(self) -> None:
        """Nobody has done anything."""
        self._done: OrderedDict[tuple[str, int], deque[datetime]] = OrderedDict()

    def take(self, limit: Limit, person_id: int, now: datetime) -> None:
        """Note that a person does a thing.

        Raises:
            TooOften: If they have done it too often; then it is not noted.
        """
        key = (limit.name, person_id)
        done = self._done.setdefault(key, deque())
        self._done.move_to_end(key)
        if len(self._done) > REMEMBERED:
            self._done.popitem(last=False)
        while done and done[0] <= now - limit.within:
            done.popleft()
        if len(done) >= limit.most:
            raise TooOften(limit.sentence)
        done.append(now)
