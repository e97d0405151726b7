"""The figures by which the grader is judged, against values worked out by hand."""

import pytest

from bot.core.agreement import Pair, agreement, pearson, quadratic_weighted_kappa
from bot.core.questions import Verdict

C, P, W = Verdict.CORRECT, Verdict.PARTIAL, Verdict.INCORRECT


@pytest.mark.parametrize(
    ("a", "b", "kappa"),
    [
        pytest.param([0, 1, 2], [0, 1, 2], 1.0, id="perfect"),
        pytest.param([0, 2], [2, 0], -1.0, id="reversed"),
        pytest.param([0, 0, 2, 2], [0, 2, 0, 2], 0.0, id="chance"),
        pytest.param([0, 1, 2, 2], [0, 1, 2, 1], 0.8, id="one off by one"),
        pytest.param([1, 1], [1, 1], None, id="all the same"),
        pytest.param([1, 1], [1, 2], None, id="people say the same of all"),
        pytest.param([1, 2], [1, 1], 0.0, id="the grader says the same of all"),
    ],
)
def test_kappa(a, b, kappa):
    """Far disagreement costs four times as much as near disagreement."""
    assert quadratic_weighted_kappa(a, b) == pytest.approx(kappa)


def test_errors_are_counted_by_side():
    """Wrong answers praised and right answers refused are different failures."""
    pairs = [
        Pair("x", given, 0, fair, 0)
        for fair, given in [(W, C), (W, P), (W, W), (W, W), (C, W), (C, P), (C, C), (C, C), (P, P)]
    ]

    found = agreement(pairs)

    assert (found.false_accept, found.wrong_given_credit) == (0.25, 0.5)
    assert (found.false_reject, found.right_not_full) == (0.25, 0.5)
    assert found.accuracy == pytest.approx(5 / 9)


def test_correlation():
    """Straight lines correlate fully; with a side that does not vary there is nothing to say."""
    assert pearson([1, 2, 3], [2, 4, 6]) == pytest.approx(1)
    assert pearson([1, 2, 3], [5, 5, 5]) is None


def test_nothing_to_compare():
    """No answers, no figures."""
    with pytest.raises(ValueError, match="at least one"):
        agreement([])
