"""Teams that stay even."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from bot.core.quiz.states import Player


def smallest(players: Iterable[Player], teams: int) -> int:
    """The team with the fewest members, the first among equals."""
    sizes = [0] * teams
    for player in players:
        if player.here and player.team is not None:
            sizes[player.team] += 1
    return sizes.index(min(sizes))


def evened(players: Mapping[int, Player], teams: int) -> Mapping[int, Player]:
    """The same players, with the last ones of larger teams moved until no team is two larger."""
    after = dict(players)
    while True:
        members = [[p for p in after.values() if p.team == team] for team in range(teams)]
        large = max(members, key=len)
        few = min(range(teams), key=lambda team: len(members[team]))
        if len(large) - len(members[few]) < 2:
            return after
        moved = large[-1]
        after[moved.id] = replace(moved, team=few)
