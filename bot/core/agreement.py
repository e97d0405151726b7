"""How well grades agree with people's: the figures by which the grader is judged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

from bot.core.questions import Verdict

_RANK = {Verdict.INCORRECT: 0, Verdict.PARTIAL: 1, Verdict.CORRECT: 2}


@dataclass(frozen=True, slots=True)
class Pair:
    """One answer as a person and as the grader graded it.

    Attributes:
        style: What kind of answer it is, such as `typos`.
        given: The grader's verdict and score.
        fair: The person's.
    """

    style: str
    given: Verdict
    given_score: float
    fair: Verdict
    fair_score: float


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement over a set of answers; every figure is a share from 0 to 1 but the first three.

    Attributes:
        answers: How many.
        qwk: Quadratic weighted kappa of the three verdicts (Cohen 1968); 1 is perfect, 0 chance.
            None where it is not defined, as people gave every answer the same verdict.
        pearson: Correlation of the scores; None where those of one side are all the same.
        accuracy: Same verdict.
        false_accept: Wrong answers called correct.
        wrong_given_credit: Wrong answers called correct or partial.
        false_reject: Right answers called incorrect.
        right_not_full: Right answers not called correct.
    """

    answers: int
    qwk: float | None
    pearson: float | None
    accuracy: float
    false_accept: float
    wrong_given_credit: float
    false_reject: float
    right_not_full: float


def agreement(pairs: Sequence[Pair]) -> Agreement:
    """The figures over all pairs.

    Raises:
        ValueError: If there are none.
    """
    if not pairs:
        raise ValueError("there is nothing to compare; give at least one labelled answer")
    fair = [_RANK[p.fair] for p in pairs]
    given = [_RANK[p.given] for p in pairs]
    wrong = [g for f, g in zip(fair, given, strict=True) if f == 0]
    right = [g for f, g in zip(fair, given, strict=True) if f == len(_RANK) - 1]
    return Agreement(
        answers=len(pairs),
        qwk=quadratic_weighted_kappa(fair, given),
        pearson=pearson([p.fair_score for p in pairs], [p.given_score for p in pairs]),
        accuracy=_share(f == g for f, g in zip(fair, given, strict=True)),
        false_accept=_share(g == len(_RANK) - 1 for g in wrong),
        wrong_given_credit=_share(g > 0 for g in wrong),
        false_reject=_share(g == 0 for g in right),
        right_not_full=_share(g < len(_RANK) - 1 for g in right),
    )


def by_style(pairs: Iterable[Pair]) -> dict[str, list[Pair]]:
    """The pairs of each style, styles in alphabetical order."""
    out: defaultdict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        out[pair.style].append(pair)
    return dict(sorted(out.items()))


def quadratic_weighted_kappa(fair: Sequence[int], given: Sequence[int]) -> float | None:
    """Cohen's kappa with quadratic weights, for ranks 0, 1, 2.

    None where the fair ranks do not vary: whatever is given then, chance would do as well.
    """
    if len(set(fair)) < 2:
        return None
    n = len(_RANK)
    total = len(fair)
    observed = expected = 0.0
    counts_fair = [fair.count(k) for k in range(n)]
    counts_given = [given.count(k) for k in range(n)]
    for x, y in zip(fair, given, strict=True):
        observed += (x - y) ** 2
    for i in range(n):
        for j in range(n):
            expected += (i - j) ** 2 * counts_fair[i] * counts_given[j] / total
    return 1 - observed / expected


def pearson(a: Sequence[float], b: Sequence[float]) -> float | None:
    """Pearson's correlation; None where one side does not vary."""
    mean_a, mean_b = sum(a) / len(a), sum(b) / len(b)
    both = sum((x - mean_a) * (y - mean_b) for x, y in zip(a, b, strict=True))
    spread = sqrt(sum((x - mean_a) ** 2 for x in a) * sum((y - mean_b) ** 2 for y in b))
    return both / spread if spread else None


def _share(flags: Iterable[bool]) -> float:
    values = list(flags)
    return sum(values) / len(values) if values else 0.0
