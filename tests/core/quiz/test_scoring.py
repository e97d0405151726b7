"""Points, places, bars and gaps."""

from __future__ import annotations

import pytest

from bot.core import quiz as q
from bot.core.grading import Grade, Grader
from bot.core.quiz import Given, Player, Quiz, Rules
from bot.core.quiz.concepts import RoundCount, counted, gaps
from bot.core.quiz.scoring import points_of, ranking, team_means, team_ranking
from tests.core.quiz.test_moves import NOW
from tests.discord_app.sample_bank import BANK, FULL_ANSWER, HALF_ANSWER, IMAGES, PORTS


@pytest.mark.parametrize(
    ("score", "taken", "points"),
    [(100, 0, 110), (100, 30, 105), (100, 60, 100), (55, 0, 60), (0, 0, 0), (9, 0, 9)],
)
def test_the_speed_bonus_is_a_tenth_at_most(score, taken, points):
    given = {1: Given(NOW, taken)}

    assert points_of({1: score}, given, Rules(1, 60, speed_bonus=True)) == {1: points}
    assert points_of({1: score}, given, Rules(1, 60)) == {1: score}


def standing(*players: Player):
    quiz = Quiz(Rules(3, 60), 1, players={p.id: p for p in players})
    return [(place.place, place.id) for place in ranking(quiz)]


def test_the_earlier_answers_win_a_tie():
    fast = Player(1, "a", points=150, answered=2, taken=30)
    slow = Player(2, "b", points=150, answered=2, taken=31)
    best = Player(3, "c", points=151, answered=2, taken=120)

    assert standing(slow, fast, best) == [(1, 3), (2, 1), (3, 2)]


def test_a_round_without_an_answer_took_all_of_its_time():
    twice = Player(1, "a", points=100, answered=2, taken=50)
    once = Player(2, "b", points=100, answered=1, taken=20)

    assert standing(once, twice) == [(1, 1), (2, 2)]


def test_equals_share_a_place_and_the_silent_have_none():
    same = [Player(n, "x", points=100, answered=1, taken=5) for n in (1, 2)]

    assert standing(*same, Player(3, "y", points=90, answered=1), Player(4, "z")) == [
        (1, 1),
        (1, 2),
        (3, 3),
    ]


def test_a_team_earns_the_mean_of_those_who_answered():
    players = {n: Player(n, "x", team=n % 2) for n in range(1, 6)}

    assert team_means({1: 100, 3: 50, 2: 30}, players, 2) == (30, 75)
    assert team_means({}, players, 2) == (0, 0)
    ranked = team_ranking(Quiz(Rules(1, 60, teams=2), 1, team_points=(30, 75)))
    assert [(place.place, place.id) for place in ranked] == [(1, 1), (2, 0)]


def count_of(*answers: str) -> RoundCount:
    grader = Grader(BANK)
    return counted(grader.grade(IMAGES.id, answer) for answer in answers)


def test_what_a_group_made_together():
    count = count_of(FULL_ANSWER, HALF_ANSWER, "A container is a virtual machine.")

    assert count.answers == 3
    assert count.made["template"] == 2
    assert count.made["instance"] == 1
    assert count.beliefs == {"vm": 1}
    assert RoundCount.from_json(count.as_json()) == count


def test_the_gaps_are_what_fewest_made():
    missed = count_of(HALF_ANSWER, HALF_ANSWER)
    nobody = RoundCount(2, {}, {})

    found = gaps([(1, IMAGES, missed), (2, PORTS, nobody)], most=5)

    assert [(gap.number, gap.concept.id, gap.share) for gap in found] == [
        (1, "instance", 0),
        (2, "publish", 0),
    ]
    assert gaps([(1, IMAGES, count_of(FULL_ANSWER))], most=5) == []
    assert gaps([(1, IMAGES, RoundCount(0, {}, {}))], most=5) == []
    assert len(gaps([(1, IMAGES, nobody), (2, PORTS, nobody)], most=2)) == 2


def test_no_grades_at_all():
    assert counted(list[Grade]()) == RoundCount(0, {}, {})
    assert q.Rules(1, 60).teams == 0
