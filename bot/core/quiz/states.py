"""What is known of a quiz at one moment, and why a move may be refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

# Answers that were sent in time may take so long to arrive.
GRACE = timedelta(seconds=1.5)
# How long the points of a round are shown before the next one, and before the podium.
BREAK_TIME = timedelta(seconds=15)
LAST_BREAK_TIME = timedelta(seconds=6)
# When a lobby starts by itself.
LOBBY_TIME = timedelta(minutes=5)
# So many rounds in a row without any answer end a quiz.
SILENT_ROUNDS = 3


class Phase(StrEnum):
    """What a quiz is doing.

    Attributes:
        LOBBY: People join.
        OPENING: A round has begun, and its question is on its way into the channel.
        ASKING: Answers are taken until the time is up.
        HELD: The same, but the time stands still.
        CLOSED: The answers are being graded.
        GRADED: The points are given, and are on their way into the channel.
        BREAK: The points are shown; the next round follows by itself.
        RESTING: The same, but the time stands still.
        ENDING: All is done but for the podium, which is on its way into the channel.
        OVER: Nothing more happens.
    """

    LOBBY = "lobby"
    OPENING = "opening"
    ASKING = "asking"
    HELD = "held"
    CLOSED = "closed"
    GRADED = "graded"
    BREAK = "break"
    RESTING = "resting"
    ENDING = "ending"
    OVER = "over"


RUNNING = frozenset(Phase) - {Phase.LOBBY, Phase.ENDING, Phase.OVER}
# In these, answers are taken.
OPEN = frozenset({Phase.OPENING, Phase.ASKING, Phase.HELD})


class Ending(StrEnum):
    """Why a quiz ends."""

    PLAYED = "played"
    BY_HOST = "by_host"
    SILENT = "silent"
    NOBODY = "nobody"
    LOST = "lost"
    REMOVED = "removed"


class Why(StrEnum):
    """Why a move is refused."""

    NOT_NOW = "not_now"
    NOT_PLAYING = "not_playing"
    FROM_NEXT_ROUND = "from_next_round"
    PLAYS_ALREADY = "plays_already"
    OTHER_ROUND = "other_round"
    TOO_LATE = "too_late"
    TOO_EARLY = "too_early"
    NO_PLAYERS = "no_players"
    NO_SUCH_TEAM = "no_such_team"
    HOSTS_ALREADY = "hosts_already"
    NOT_THE_ANSWERS = "not_the_answers"


class IllegalMove(Exception):
    """A move that is refused; the quiz stays as it is."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True, slots=True)
class Rules:
    """What was agreed before the quiz.

    Attributes:
        rounds: How many there are.
        seconds: How long each takes.
        speed_bonus: Whether an early answer earns up to a tenth more.
        teams: How many there are; 0 for everyone for themselves.
        picked: Whether people pick their team; else teams are kept even.
    """

    rounds: int
    seconds: int
    speed_bonus: bool = False
    teams: int = 0
    picked: bool = False


@dataclass(frozen=True, slots=True)
class Player:
    """Somebody who takes part.

    Attributes:
        id: Who it is.
        name: How they are called on the podium.
        since: The first round that they play.
        team: Their team, from 0; None without teams.
        here: False once they left in the middle; their points stay.
        points: Of all rounds so far.
        answered: How many rounds they answered.
        taken: The seconds that those answers took, which break ties.
    """

    id: int
    name: str
    since: int = 1
    team: int | None = None
    here: bool = True
    points: int = 0
    answered: int = 0
    taken: float = 0.0


@dataclass(frozen=True, slots=True)
class Given:
    """The last answer of a player in a round, without its words.

    Attributes:
        at: When it was sent.
        taken: The seconds of the round that were over by then.
    """

    at: datetime
    taken: float


@dataclass(frozen=True, slots=True)
class Quiz:
    """All that the rules need to know.

    Attributes:
        rules: What was agreed.
        host: Who leads it.
        phase: What it is doing.
        until: When what it is doing ends by itself; None if nothing is timed.
        number: The round, from 1; 0 before the first.
        left: The seconds that remain while time stands still.
        players: Everyone who takes or took part, in the order in which they joined.
        answers: Who has answered this round.
        points: What this round brought, once it is graded.
        void: This round was skipped and brings nothing.
        team_points: Of each team, over all rounds.
        silent: Rounds in a row without any answer.
        ending: Why it ends, once that is known.
    """

    rules: Rules
    host: int
    phase: Phase = Phase.LOBBY
    until: datetime | None = None
    number: int = 0
    left: float | None = None
    players: Mapping[int, Player] = field(default_factory=dict[int, Player])
    answers: Mapping[int, Given] = field(default_factory=dict[int, Given])
    points: Mapping[int, int] = field(default_factory=dict[int, int])
    void: bool = False
    team_points: tuple[float, ...] = ()
    silent: int = 0
    ending: Ending | None = None

    def playing(self) -> list[Player]:
        """Who plays the round that is on."""
        return [p for p in self.players.values() if p.here and p.since <= self.number]

    def everyone_answered(self) -> bool:
        """Whether there is nobody to wait for."""
        playing = self.playing()
        return bool(playing) and all(p.id in self.answers for p in playing)

    def is_last_round(self) -> bool:
        """Whether no round follows this one."""
        return self.number >= self.rules.rounds


def opened(rules: Rules, *, host: int, now: datetime) -> Quiz:
    """A quiz whose lobby opens now."""
    return Quiz(rules, host, until=now + LOBBY_TIME, team_points=(0.0,) * rules.teams)
