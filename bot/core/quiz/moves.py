"""The table of legal moves, and what each of them does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.core.quiz import events as ev
from bot.core.quiz.scoring import points_of, team_means
from bot.core.quiz.states import (
    BREAK_TIME,
    GRACE,
    LAST_BREAK_TIME,
    OPEN,
    SILENT_ROUNDS,
    Ending,
    Given,
    IllegalMove,
    Phase,
    Player,
    Quiz,
    Why,
)
from bot.core.quiz.teams import evened, smallest


def step(quiz: Quiz, event: ev.Event) -> Quiz:
    """The state after an event.

    Raises:
        IllegalMove: If it is refused; the state that was given still holds.
    """
    move = MOVES.get((quiz.phase, type(event)))
    if move is None:
        late = isinstance(event, ev.Answered) and quiz.phase is not Phase.LOBBY
        raise IllegalMove(Why.TOO_LATE if late else Why.NOT_NOW)
    return move(quiz, event)


def _join(quiz: Quiz, event: ev.Joined) -> Quiz:
    before = quiz.players.get(event.who)
    if before is not None and before.here and event.team in {None, before.team}:
        raise IllegalMove(Why.PLAYS_ALREADY)
    if event.team is not None and not 0 <= event.team < quiz.rules.teams:
        raise IllegalMove(Why.NO_SUCH_TEAM)
    if before is not None and quiz.phase is not Phase.LOBBY:
        if before.here:
            # Whoever changes sides in the middle would take the points along.
            raise IllegalMove(Why.PLAYS_ALREADY)
        since = max(before.since, _next_round(quiz))
        return _with_player(quiz, replace(before, here=True, since=since))
    team = event.team
    if team is None and quiz.rules.teams:
        team = smallest(quiz.players.values(), quiz.rules.teams)
    player = Player(event.who, event.name, since=_next_round(quiz), team=team)
    return _with_player(quiz, player)


def _next_round(quiz: Quiz) -> int:
    """The first round that somebody plays who joins now."""
    return quiz.number if quiz.phase is Phase.OPENING else quiz.number + 1


def _leave(quiz: Quiz, event: ev.Left) -> Quiz:
    player = quiz.players.get(event.who)
    if player is None or not player.here:
        raise IllegalMove(Why.NOT_PLAYING)
    if quiz.phase is Phase.LOBBY:
        rest = {who: p for who, p in quiz.players.items() if who != event.who}
        return replace(quiz, players=rest)
    return _with_player(quiz, replace(player, here=False))


def _begin(quiz: Quiz, _: ev.Begun) -> Quiz:
    if not quiz.players:
        raise IllegalMove(Why.NO_PLAYERS)
    if quiz.rules.teams and not quiz.rules.picked:
        quiz = replace(quiz, players=evened(quiz.players, quiz.rules.teams))
    return _opening(quiz)


def _opening(quiz: Quiz) -> Quiz:
    return replace(
        quiz,
        phase=Phase.OPENING,
        number=quiz.number + 1,
        until=None,
        left=None,
        answers={},
        points={},
        void=False,
    )


def _ask(quiz: Quiz, event: ev.Asked) -> Quiz:
    return replace(quiz, phase=Phase.ASKING, until=event.until)


def _answer(quiz: Quiz, event: ev.Answered) -> Quiz:
    player = quiz.players.get(event.who)
    if event.number != quiz.number:
        raise IllegalMove(Why.TOO_LATE if event.number < quiz.number else Why.OTHER_ROUND)
    if player is None or not player.here:
        raise IllegalMove(Why.NOT_PLAYING)
    if player.since > quiz.number:
        raise IllegalMove(Why.FROM_NEXT_ROUND)
    if quiz.until is not None and event.at > quiz.until + GRACE:
        raise IllegalMove(Why.TOO_LATE)
    taken = min(max(quiz.rules.seconds - _left(quiz, event.at), 0.0), quiz.rules.seconds)
    return replace(quiz, answers={**quiz.answers, event.who: Given(event.at, taken)})


def _left(quiz: Quiz, at: datetime) -> float:
    """The seconds that remain of what is timed."""
    if quiz.left is not None:
        return quiz.left
    if quiz.until is None:
        return float(quiz.rules.seconds)
    return max(0.0, (quiz.until - at).total_seconds())


def _close(quiz: Quiz, event: ev.Closed) -> Quiz:
    assert quiz.until is not None
    if event.at < quiz.until + GRACE and not quiz.everyone_answered():
        raise IllegalMove(Why.TOO_EARLY)
    return _closing(quiz)


def _closing(quiz: Quiz) -> Quiz:
    return replace(quiz, phase=Phase.CLOSED, until=None, left=None)


def _grade(quiz: Quiz, event: ev.Graded) -> Quiz:
    if event.scores.keys() != quiz.answers.keys():
        raise IllegalMove(Why.NOT_THE_ANSWERS)
    points = {} if quiz.void else points_of(event.scores, quiz.answers, quiz.rules)
    players = {
        who: replace(
            player,
            points=player.points + points[who],
            answered=player.answered + 1,
            taken=player.taken + quiz.answers[who].taken,
        )
        if who in points
        else player
        for who, player in quiz.players.items()
    }
    means = team_means(points, quiz.players, quiz.rules.teams)
    silent = quiz.silent + 1 if not quiz.answers else 0
    return replace(
        quiz,
        phase=Phase.GRADED,
        points=points,
        players=players,
        team_points=tuple(t + m for t, m in zip(quiz.team_points, means, strict=True)),
        # A round that the host skipped tells nothing about who is there.
        silent=quiz.silent if quiz.void else silent,
    )


def _reveal(quiz: Quiz, event: ev.Revealed) -> Quiz:
    if quiz.ending is None and quiz.silent >= SILENT_ROUNDS:
        quiz = replace(quiz, ending=Ending.SILENT)
    if quiz.ending is not None:
        return replace(quiz, phase=Phase.ENDING)
    wait = LAST_BREAK_TIME if quiz.is_last_round() else BREAK_TIME
    return replace(quiz, phase=Phase.BREAK, until=event.at + wait)


def _go_on(quiz: Quiz, _: ev.Next) -> Quiz:
    if quiz.is_last_round():
        return replace(quiz, phase=Phase.ENDING, until=None, left=None, ending=Ending.PLAYED)
    return _opening(quiz)


def _skip(quiz: Quiz, _: ev.Skipped) -> Quiz:
    return _closing(replace(quiz, void=True))


def _hurry(quiz: Quiz, _: ev.Next) -> Quiz:
    return _closing(quiz)


def _pause(quiz: Quiz, event: ev.Paused) -> Quiz:
    phase = Phase.HELD if quiz.phase is Phase.ASKING else Phase.RESTING
    return replace(quiz, phase=phase, left=_left(quiz, event.at), until=None)


def _resume(quiz: Quiz, event: ev.Resumed) -> Quiz:
    assert quiz.left is not None
    phase = Phase.ASKING if quiz.phase is Phase.HELD else Phase.BREAK
    return replace(quiz, phase=phase, until=event.at + timedelta(seconds=quiz.left), left=None)


def _interrupt(quiz: Quiz, event: ev.Interrupted) -> Quiz:
    assert quiz.until is not None
    return replace(quiz, until=quiz.until + timedelta(seconds=event.seconds))


def _hand_over(quiz: Quiz, event: ev.HandedOver) -> Quiz:
    if event.to == quiz.host:
        raise IllegalMove(Why.HOSTS_ALREADY)
    return replace(quiz, host=event.to)


def _cancel(quiz: Quiz, event: ev.Ended) -> Quiz:
    return replace(quiz, phase=Phase.OVER, until=None, ending=event.why)


def _end(quiz: Quiz, event: ev.Ended) -> Quiz:
    if quiz.phase in OPEN and quiz.answers:
        return _closing(replace(quiz, ending=event.why))
    return replace(quiz, phase=Phase.ENDING, until=None, left=None, ending=event.why)


def _end_soon(quiz: Quiz, event: ev.Ended) -> Quiz:
    return replace(quiz, ending=quiz.ending or event.why)


def _crown(quiz: Quiz, _: ev.Crowned) -> Quiz:
    return replace(quiz, phase=Phase.OVER)


def _with_player(quiz: Quiz, player: Player) -> Quiz:
    return replace(quiz, players={**quiz.players, player.id: player})


_ALWAYS: Mapping[type[ev.Event], Callable[..., Quiz]] = {
    ev.Joined: _join,
    ev.Left: _leave,
    ev.HandedOver: _hand_over,
}

_OF_PHASE: Mapping[Phase, Mapping[type[ev.Event], Callable[..., Quiz]]] = {
    Phase.LOBBY: {
        **_ALWAYS,
        ev.Begun: _begin,
        ev.Interrupted: _interrupt,
        ev.Ended: _cancel,
    },
    Phase.OPENING: {
        **_ALWAYS,
        ev.Asked: _ask,
        ev.Answered: _answer,
        ev.Skipped: _skip,
        ev.Ended: _end,
    },
    Phase.ASKING: {
        **_ALWAYS,
        ev.Answered: _answer,
        ev.Closed: _close,
        ev.Next: _hurry,
        ev.Skipped: _skip,
        ev.Paused: _pause,
        ev.Interrupted: _interrupt,
        ev.Ended: _end,
    },
    Phase.HELD: {
        **_ALWAYS,
        ev.Answered: _answer,
        ev.Next: _hurry,
        ev.Skipped: _skip,
        ev.Resumed: _resume,
        ev.Ended: _end,
    },
    Phase.CLOSED: {**_ALWAYS, ev.Graded: _grade, ev.Ended: _end_soon},
    Phase.GRADED: {**_ALWAYS, ev.Revealed: _reveal, ev.Ended: _end_soon},
    Phase.BREAK: {
        **_ALWAYS,
        ev.Next: _go_on,
        ev.Paused: _pause,
        ev.Interrupted: _interrupt,
        ev.Ended: _end,
    },
    Phase.RESTING: {**_ALWAYS, ev.Next: _go_on, ev.Resumed: _resume, ev.Ended: _end},
    Phase.ENDING: {ev.Crowned: _crown},
    Phase.OVER: {},
}

# Every legal move. A pair that is missing here is an illegal move.
MOVES: Mapping[tuple[Phase, type[Any]], Callable[..., Quiz]] = {
    (phase, event): move for phase, moves in _OF_PHASE.items() for event, move in moves.items()
}
