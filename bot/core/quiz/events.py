"""What can happen in a quiz. Events that say when they happened are judged by that moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from bot.core.quiz.states import Ending


@dataclass(frozen=True, slots=True)
class Joined:
    """Somebody wants to play.

    Attributes:
        who: Who it is.
        name: How they are called.
        team: The team they picked, from 0; None to be given one.
    """

    who: int
    name: str
    team: int | None = None


@dataclass(frozen=True, slots=True)
class Left:
    """Somebody does not want to play any more."""

    who: int


@dataclass(frozen=True, slots=True)
class Begun:
    """The lobby closes and the first round opens."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The question of a round is in the channel.

    Attributes:
        until: When the time will be up.
    """

    until: datetime


@dataclass(frozen=True, slots=True)
class Answered:
    """A player sent an answer; the last one counts."""

    who: int
    number: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Closed:
    """The time is up, or everyone has answered."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Graded:
    """The answers are graded: the score of each, 0 to 100."""

    scores: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Revealed:
    """The points are in the channel."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Next:
    """On with it: a round is closed before its time, or the next one opens."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A round is dropped: it brings nothing to anybody."""


@dataclass(frozen=True, slots=True)
class Paused:
    """Time stands still."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Resumed:
    """Time goes on."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Interrupted:
    """The bot was away for so many seconds, which are given back.

    Fewer than none where its clock was put back.
    """

    seconds: float


@dataclass(frozen=True, slots=True)
class HandedOver:
    """Somebody else leads the quiz."""

    to: int


@dataclass(frozen=True, slots=True)
class Ended:
    """It ends before its time; answers that were given are still graded."""

    why: Ending


@dataclass(frozen=True, slots=True)
class Crowned:
    """The podium is in the channel."""


Event: TypeAlias = (
    Joined
    | Left
    | Begun
    | Asked
    | Answered
    | Closed
    | Graded
    | Revealed
    | Next
    | Skipped
    | Paused
    | Resumed
    | Interrupted
    | HandedOver
    | Ended
    | Crowned
)
