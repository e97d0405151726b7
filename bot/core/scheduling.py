"""Which question to ask next: a new one, then what is about to be forgotten, then the weakest.

A team is not asked again what it forgets, but what it knew least.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from fsrs import Card as Memory
from fsrs import Rating, Scheduler

from bot.core.grading import verdict_of
from bot.core.questions import Question, Verdict

# A question that was put aside comes back after this.
ASIDE = timedelta(days=1)
# From this score on, without the hint, an answer came easily.
EASY_FROM = 90

# Whole days only: minutes after an answer its words are still in the ear. No fuzz, because the
# same log must always lead to the same question.
_SCHEDULER = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)


@dataclass(frozen=True, slots=True)
class Review:
    """An answer of the past, as far as it tells how well a question is known."""

    question_id: str
    at: datetime
    score: int
    hint_used: bool = False


@dataclass(frozen=True, slots=True)
class _Known:
    """How well a question is known.

    Attributes:
        due: Whether it is time to ask it again.
        recall: The chance that it can be answered now, 0 to 1.
        stability: Days until that chance has fallen to nine in ten.
    """

    due: bool
    recall: float
    stability: float


def choose(
    questions: Sequence[Question],
    reviews: Collection[Review],
    asked: Mapping[str, datetime],
    *,
    previous: str | None,
    now: datetime,
    rng: random.Random,
) -> Question:
    """The next question.

    Args:
        questions: Those wanted; at least one.
        reviews: All answers of the learner, oldest first.
        asked: When each question was last put to the learner, answered or not.
        previous: The question put last, which is not asked again if there is another.
        now: The present moment.
        rng: Decides between questions that are equally good.
    """
    others = [q for q in questions if q.id != previous] or list(questions)
    unseen = [q for q in others if q.id not in asked]
    if unseen:
        return _spread(unseen, questions, asked, rng)
    known = {q.id: _known(q.id, reviews, asked, now) for q in others}
    rng.shuffle(others)
    return min(
        others, key=lambda q: (not known[q.id].due, known[q.id].recall, known[q.id].stability)
    )


def choose_for_team(
    questions: Sequence[Question],
    asked: Mapping[str, int],
    averages: Mapping[str, float],
    *,
    previous: str | None,
    rng: random.Random,
) -> Question:
    """The next question for a team: none comes again before all have come equally often.

    Args:
        questions: Those wanted; at least one.
        asked: How often each question was put to the team.
        averages: The average score of its answers, 0 to 100; none where nobody answered.
        previous: The question put last, which is not asked again if there is another.
        rng: Decides between questions that are equally good.
    """
    others = [q for q in questions if q.id != previous] or list(questions)
    least = min(asked.get(q.id, 0) for q in others)
    fitting = [q for q in others if asked.get(q.id, 0) == least]
    if not least:
        return _spread(fitting, questions, asked, rng)
    # What nobody answered is known least of all.
    rng.shuffle(fitting)
    return min(fitting, key=lambda q: averages.get(q.id, -1.0))


def _spread(
    unseen: Sequence[Question],
    questions: Sequence[Question],
    asked: Collection[str],
    rng: random.Random,
) -> Question:
    """One at random, of the kind that was asked least so far."""
    seen = Counter(q.kind for q in questions if q.id in asked)
    least = min(seen[q.kind] for q in unseen)
    return rng.choice([q for q in unseen if seen[q.kind] == least])


def _known(
    question_id: str, reviews: Collection[Review], asked: Mapping[str, datetime], now: datetime
) -> _Known:
    # Without an id it would sleep for a millisecond to make one.
    memory = Memory(card_id=1)
    for review in reviews:
        if review.question_id == question_id:
            at = review.at.astimezone(UTC)
            memory, _ = _SCHEDULER.review_card(memory, _rating(review), at)
    now = now.astimezone(UTC)
    rests = now < asked[question_id] + ASIDE
    if memory.stability is None:
        # It was put aside: not known, but not wanted now either.
        return _Known(due=not rests, recall=1.0 if rests else 0.0, stability=0.0)
    recall = _SCHEDULER.get_card_retrievability(memory, now)
    return _Known(memory.due <= now and not rests, recall, memory.stability)


def _rating(review: Review) -> Rating:
    verdict = verdict_of(review.score)
    if verdict is Verdict.INCORRECT:
        return Rating.Again
    if verdict is Verdict.PARTIAL:
        return Rating.Hard
    easy = review.score >= EASY_FROM and not review.hint_used
    return Rating.Easy if easy else Rating.Good
