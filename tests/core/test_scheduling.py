"""What is asked next: what is new, then what is about to be forgotten, then the weakest."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.questions import Kind
from bot.core.scheduling import Review, choose
from tests.discord_app.sample_bank import IMAGES

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
A, B, C, D = (replace(IMAGES, id=letter) for letter in "abcd")


def ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def chosen(questions, reviews=(), asked=None, *, previous=None, now=NOW, seed=1) -> str:
    """Which is asked; what was answered was also asked then."""
    last = {review.question_id: review.at for review in reviews} | (asked or {})
    rng = random.Random(seed)
    return choose(questions, reviews, last, previous=previous, now=now, rng=rng).id


def every(questions, reviews=(), asked=None, **options) -> set[str]:
    return {chosen(questions, reviews, asked, seed=seed, **options) for seed in range(20)}


def test_new_ones_first():
    """Whatever is due, and whichever of them chance picks."""
    forgotten = Review("a", ago(300), 10)
    assert every([A, B, C], [forgotten]) == {"b", "c"}


def test_new_ones_of_the_kind_that_was_asked_least():
    scenario = replace(D, kind=Kind.SCENARIO)
    assert every([A, B, scenario], asked={"a": ago(1)}) == {"d"}
    assert every([A, B, scenario], asked={"d": ago(1)}) == {"a", "b"}


def test_the_same_dice_choose_the_same():
    """In whichever order the questions come when none is new."""
    reviews = [Review(q.id, ago(5), 80) for q in (A, B, C)]
    assert chosen([A, B, C], reviews, seed=3) == chosen([A, B, C], reviews, seed=3)
    assert every([A, B, C], reviews) == {"a", "b", "c"}


def test_never_the_one_just_asked():
    reviews = [Review("a", ago(300), 0), Review("b", ago(0.1), 100)]
    assert chosen([A, B], reviews, previous="a") == "b"
    assert chosen([A], reviews, previous="a") == "a"
    assert every([A, B], previous="a") == {"b"}


@pytest.mark.parametrize(
    ("weaker", "stronger"),
    [
        pytest.param([(30, 10)], [(30, 50)], id="incorrect before partial"),
        pytest.param([(30, 50)], [(30, 80)], id="partial before correct"),
        pytest.param([(30, 80)], [(30, 95)], id="correct before easy"),
        pytest.param([(40, 80)], [(30, 80)], id="longer ago"),
        pytest.param([(30, 80)], [(60, 80), (30, 80)], id="known once before known twice"),
    ],
)
def test_what_is_about_to_be_forgotten(weaker, stronger):
    """Both are due; the one with the smaller chance of being remembered comes."""
    reviews = [Review("a", ago(days), score) for days, score in stronger]
    reviews += [Review("b", ago(days), score) for days, score in weaker]
    assert every([A, B], reviews) == {"b"}


def test_an_easy_answer_with_the_hint_is_not_easy():
    reviews = [Review("a", ago(30), 95), Review("b", ago(30), 95, hint_used=True)]
    assert every([A, B], reviews) == {"b"}


@pytest.mark.parametrize(("days", "which"), [(8, "a"), (7.99, "b")])
def test_no_fuzz(days, which):
    """An easy answer is due after eight days to the minute; before, the weaker one comes anyway."""
    reviews = [Review("b", ago(300), 0), Review("a", ago(days), 100)]
    assert every([A, B], reviews, {"b": ago(0.5)}) == {which}


def test_due_before_not_due():
    """Answered badly a while ago, against answered well just yesterday."""
    reviews = [Review("a", ago(1.5), 100), Review("b", ago(4), 20)]
    assert every([A, B], reviews) == {"b"}


def test_not_again_on_the_same_day():
    """What was answered in vain this morning rests; what is known comes rather than that."""
    reviews = [Review("b", ago(20), 100), Review("a", ago(0.2), 0)]
    assert every([A, B], reviews) == {"b"}


def test_put_aside():
    """It comes back after a day, and then before all that was answered."""
    reviews = [Review("a", ago(30), 50)]
    assert every([A, B], reviews, {"b": ago(0.9)}) == {"a"}
    assert every([A, B], reviews, {"b": ago(1.1)}) == {"b"}


def test_asked_again_and_put_aside():
    """A question that is due is not pressed on somebody who has just put it aside."""
    reviews = [Review("a", ago(300), 0), Review("b", ago(5), 60)]
    assert every([A, B], reviews, {"a": ago(0.5)}) == {"b"}


def test_moments_in_any_zone():
    """The same log with other clocks leads to the same question."""
    reviews = [Review("a", ago(3), 40), Review("b", ago(3.1), 40)]
    nepal = timezone(timedelta(hours=5, minutes=45))
    moved = [replace(review, at=review.at.astimezone(nepal)) for review in reviews]
    assert chosen([A, B], moved, now=NOW.astimezone(nepal)) == chosen([A, B], reviews)


@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.integers(0, 400), st.integers(0, 100)), max_size=12
    ),
    st.sampled_from("abc"),
)
def test_always_one_of_those_wanted(answers, previous):
    """Whatever the log: a question that fits, never the one before, and none twice while new."""
    reviews = [
        Review(q, ago(days), score) for q, days, score in sorted(answers, key=lambda a: -a[1])
    ]
    found = chosen([A, B], reviews, previous=previous)
    assert found in {"a", "b"} - {previous}
    new = {"a", "b"} - {review.question_id for review in reviews} - {previous}
    assert not new or found in new
