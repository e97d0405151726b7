"""What is bounded in a grade: the bonus, the width of a quote, the hits, the trust in it."""

import pytest

from bot.core.grading import Verdict
from bot.core.grading.reading import MOST_HITS
from tests.grading_sample import concept, grader


@pytest.mark.parametrize(("weight", "least"), [(1, 2), (5, 40)])
def test_a_bonus_never_makes_up_for_the_point(weight, least):
    """Beside the point is never correct, however much the bonus weighs."""
    one = grader(
        concept("core", "alpha", weight=4), concept("extra", "gamma", weight=weight, bonus=True),
        prompt="?",
    )  # fmt: skip

    found = one.grade("q", "gamma")

    assert least <= found.score < 50
    assert found.verdict is not Verdict.CORRECT


@pytest.mark.parametrize(
    ("between", "quotes"),
    [
        pytest.param("and the ", ["alpha and the beta"], id="near"),
        pytest.param("and of the " * 20, ["alpha", "beta"], id="far apart"),
    ],
)
def test_a_wide_quote_comes_in_pieces(between, quotes):
    """Nobody reads half of the answer again to find two words in it."""
    one = grader(concept("c", "alpha beta"), prompt="?")

    (result,) = one.grade("q", f"so alpha {between}beta, I think").concepts

    assert [quote.text for quote in result.quotes] == quotes


@pytest.mark.parametrize(
    ("answer", "confidence"),
    [
        pytest.param("alpha because beta comes before gamma", "high", id="known"),
        pytest.param("alpha weil der Behälter zuerst kommt", "low", id="mostly foreign"),
    ],
)
def test_words_that_nobody_knows_make_unsure(answer, confidence):
    """Full marks on one word, in a language that the bank does not speak."""
    one = grader(concept("c", "alpha"), prompt="Does beta come before or because of gamma?")

    found = one.grade("q", answer)

    assert (found.score, found.confidence) == (100, confidence)


def test_what_is_said_over_and_over_is_heard_a_few_times():
    """So that no answer takes long: every further hit would be tried with every other."""
    one = grader(concept("c", "alpha beta"), prompt="?")

    _, reading = one.read("q", "so alpha is beta. " * 200)

    heard = [len(reading.hits(slot)) for slot in range(len(reading.filled_by))]
    assert max(heard) == MOST_HITS < 100
