"""Finds the question to put next, and says what there is where nothing fits."""

from __future__ import annotations

import difflib
import random
from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from bot.actions.cards import Filters
from bot.actions.coach import Coach
from bot.actions.refusals import Refused
from bot.core.questions import Bank, Question
from bot.core.scheduling import Review, choose
from bot.store import attempts, cards

MOST_NAMED = 12


class NoQuestion(Refused):
    """The filters match nothing; the sentence names what there is."""


class UnknownQuestion(Refused):
    """There is no question with this id."""


class DoesNotFit(Refused):
    """The question that was named is not of the sort that was wanted."""


def named(bank: Bank, question_id: str, filters: Filters) -> Question:
    """The question with this id.

    Raises:
        UnknownQuestion: If there is none; the sentence names similar ones.
        NoQuestion: If no question at all fits the filters.
        DoesNotFit: If others do.
    """
    question = bank.questions.get(question_id)
    if question is None:
        near = difflib.get_close_matches(question_id, bank.questions, n=3, cutoff=0.5)
        meant = f" Did you mean {_listed(near, 'or')}?" if near else ""
        raise UnknownQuestion(f"There is no question called “{question_id[:100]}”.{meant}")
    if question not in wanted(bank, filters):
        raise DoesNotFit(
            f"“{question.id}” is a {question.level.value} {question.kind.value} question on "
            f"{question.topic}, not a {_wishes(filters, 'question')}. "
            "Ask for it alone, or for any question of that sort."
        )
    return question


def wanted(bank: Bank, filters: Filters) -> Sequence[Question]:
    """The questions that fit.

    Raises:
        NoQuestion: If there are none.
    """
    found = bank.matching(topic=filters.topic, kind=filters.kind, level=filters.level)
    if not found:
        raise NoQuestion(_nothing(bank, filters))
    return found


async def next_question(
    coach: Coach, learner_id: int, filters: Filters, now: datetime, rng: random.Random
) -> Question:
    """The question to put next.

    Raises:
        NoQuestion: If none fits.
    """
    fitting = wanted(coach.bank, filters)
    async with coach.database.reading() as connection:
        asked = await cards.last_asked(connection, learner_id)
        outcomes = await attempts.outcomes(connection, learner_id)
    return choose(
        fitting,
        # An answer after the model answer tells nothing about what is known.
        [Review(o.question_id, o.at, o.score, o.hint_used) for o in outcomes if o.counted],
        asked,
        previous=next(reversed(asked), None),
        now=now,
        rng=rng,
    )


def _nothing(bank: Bank, filters: Filters) -> str:
    topic = filters.topic
    of_topic = bank.matching(topic=topic)
    if topic is not None and not of_topic:
        return f"There are no questions on “{topic[:100]}”. There are some on {_topics(bank)}."
    sorts = Counter(f"{q.level.value} {q.kind.value}" for q in of_topic)
    there = _listed([f"{sort} ({number})" for sort, number in sorts.most_common()])
    wishes = _wishes(filters, "questions")
    return f"There are no {wishes} yet. There are {there or 'none at all'}."


def _wishes(filters: Filters, noun: str) -> str:
    """The filters in words: `senior scenario questions on networking`."""
    words = [wish.value for wish in (filters.level, filters.kind) if wish]
    on = ["on", filters.topic[:100]] if filters.topic else []
    return " ".join([*words, noun, *on])


def _topics(bank: Bank) -> str:
    numbers = Counter(q.topic for q in bank.questions.values())
    tags = Counter(tag for q in bank.questions.values() for tag in q.tags if tag not in numbers)
    names = [*numbers.most_common(), *tags.most_common()][:MOST_NAMED]
    return _listed([f"{name} ({number})" for name, number in names]) or "nothing yet"


def _listed(words: Sequence[str], last: str = "and") -> str:
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
