"""Points and places: what a round brings, and who is ahead of whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.core.quiz.states import Given, Player, Quiz, Rules

# What an answer at once earns on top of its score; less the later it comes.
MOST_BONUS = 0.1


@dataclass(frozen=True, slots=True)
class Place:
    """A player or a team with its place.

    Attributes:
        place: From 1; equals share one.
        id: Of the player; of the team, from 0.
        points: Of all rounds.
    """

    place: int
    id: int
    points: float


def points_of(
    scores: Mapping[int, int], answers: Mapping[int, Given], rules: Rules
) -> dict[int, int]:
    """What each answer of a round earns: its score, and the bonus where there is one."""
    return {who: score + _bonus(score, answers[who], rules) for who, score in scores.items()}


def _bonus(score: int, given: Given, rules: Rules) -> int:
    if not rules.speed_bonus:
        return 0
    return int(score * MOST_BONUS * (1 - given.taken / rules.seconds))


def team_means(
    points: Mapping[int, int], players: Mapping[int, Player], teams: int
) -> tuple[float, ...]:
    """What a round brings to each team: the mean of its members who answered."""
    of: list[list[int]] = [[] for _ in range(teams)]
    for who, earned in points.items():
        team = players[who].team
        if team is not None and team < teams:
            of[team].append(earned)
    return tuple(sum(each) / len(each) if each else 0.0 for each in of)


def ranking(quiz: Quiz) -> list[Place]:
    """Who is ahead: more points, then the earlier answers. Whoever never answered is left out."""
    seconds = quiz.rules.seconds
    return ranked(
        # A round without an answer took all of its time.
        (p.id, p.points, (-p.points, p.taken - p.answered * seconds))
        for p in quiz.players.values()
        if p.answered
    )


def team_ranking(quiz: Quiz) -> list[Place]:
    """Which team is ahead."""
    return ranked((team, points, (-points, 0.0)) for team, points in enumerate(quiz.team_points))


def ranked(entries: Iterable[tuple[int, float, tuple[float, float]]]) -> list[Place]:
    """Places for entries of who, what they have, and by what they are ordered: smaller first."""
    found: list[Place] = []
    before = None
    for at, (who, points, order) in enumerate(sorted(entries, key=lambda e: (e[2], e[0])), 1):
        found.append(Place(found[-1].place if order == before else at, who, points))
        before = order
    return found
