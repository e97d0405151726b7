"""How a team did, and its run of days."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from bot.core.grading import Grader
from bot.core.questions import Kind
from bot.core.scheduling import choose_for_team
from bot.core.team import team_result, team_run, unanswered
from tests.discord_app.sample_bank import BANK, FULL_ANSWER, HALF_ANSWER, IMAGES

A, B, C = (replace(IMAGES, id=letter) for letter in "abc")


def every(questions, asked, averages=None, previous=None) -> set[str]:
    return {
        choose_for_team(
            questions, asked, averages or {}, previous=previous, rng=random.Random(seed)
        ).id
        for seed in range(20)
    }


def test_nothing_comes_again_before_all_have_come():
    assert every([A, B, C], {}) == {"a", "b", "c"}
    assert every([A, B, C], {"a": 1, "c": 1}, {"a": 0}) == {"b"}
    assert every([A, B, C], {"a": 2, "b": 1, "c": 2}, {"a": 0, "b": 100}) == {"b"}


def test_then_what_was_known_least():
    asked = {"a": 1, "b": 1, "c": 1}
    assert every([A, B, C], asked, {"a": 80, "b": 20, "c": 50}) == {"b"}
    assert every([A, B, C], asked, {"a": 80, "b": 20}) == {"c"}
    assert every([A, B, C], asked, {"a": 80, "b": 20, "c": 50}, previous="b") == {"c"}


def test_the_only_question_comes_again():
    assert every([A], {"a": 3}, previous="a") == {"a"}


def test_kinds_take_turns():
    scenario = replace(C, kind=Kind.SCENARIO)
    assert every([A, B, scenario], {"a": 1}) == {"c"}


def grades(*answers):
    return [Grader(BANK).grade("images", answer) for answer in answers]


def test_the_gap_is_what_most_people_missed():
    result = team_result(IMAGES, grades(FULL_ANSWER, HALF_ANSWER, "No idea."))

    assert result.answered == 3
    assert result.average == round(sum(g.score for g in grades(FULL_ANSWER, HALF_ANSWER, "")) / 3)
    assert result.gap is not None
    assert result.gap.id == "instance"
    assert result.missed_by == 2


def test_nobody_missed_anything():
    result = team_result(IMAGES, grades(FULL_ANSWER))

    assert (result.gap, result.missed_by) == (None, 0)


def test_nobody_answered():
    result = team_result(IMAGES, [])

    assert (result.answered, result.average, result.gap) == (0, None, None)


@pytest.mark.parametrize(
    ("answers", "run"),
    [
        pytest.param([], 0, id="no drop yet"),
        pytest.param([0], 0, id="the first one waits"),
        pytest.param([3, 1, 2], 3, id="all answered"),
        pytest.param([0, 1, 2], 2, id="today's waits, the run stands"),
        pytest.param([0, 0, 2], 0, id="yesterday's went unanswered"),
        pytest.param([1, 0, 2], 1, id="begun anew"),
    ],
)
def test_the_run_of_a_team(answers, run):
    assert team_run(answers) == run


@pytest.mark.parametrize(
    ("answers", "pause"),
    [
        ([0] * 4, False),
        ([0] * 5, True),
        ([0] * 5 + [1], True),
        ([0, 0, 0, 0, 1], False),
        ([], False),
    ],
)
def test_time_to_pause(answers, pause):
    assert unanswered(answers) is pause
