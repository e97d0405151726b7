"""The self-mark: where a grade is uncertain, the learner says which concepts they made.

It is kept beside the grade, never over it: no score, verdict or streak changes by it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from bot.actions.coach import Coach
from bot.actions.refusals import Refused
from bot.actions.results import Result, result_in
from bot.core.grading import ConceptResult, Confidence, State
from bot.store import attempts, cards, self_marks

__all__ = ["AlreadyMade", "NothingToMark", "UnknownConcept", "checklist", "mark", "marked"]


class NothingToMark(Refused):
    """The grade is certain, or every concept is made."""

    sentence = "There is nothing to mark here: I am certain of this grade, or it is complete."


class UnknownConcept(Refused):
    """The question looks for no such concept."""

    sentence = "That is none of the ideas that this question looks for. Choose from its list."


class AlreadyMade(Refused):
    """The grade counts this concept already; the sentence names it."""


def checklist(result: Result) -> tuple[ConceptResult, ...]:
    """The concepts that may be marked: all that an uncertain grade does not count in full."""
    if result.grade.confidence is not Confidence.LOW:
        return ()
    return tuple(c for c in result.grade.concepts if c.state is not State.MADE)


def marked(result: Result) -> tuple[ConceptResult, ...]:
    """The concepts that the learner marked, but for those that a follow-up has made since."""
    return tuple(c for c in checklist(result) if c.id in result.marked)


async def mark(
    coach: Coach,
    *,
    attempt_id: int,
    learner_id: int,
    concepts: Iterable[str],
    delivery: str,
    now: datetime,
) -> Result:
    """Note which concepts the learner says they made, in place of what they said before.

    Args:
        coach: The coach.
        attempt_id: An answer, or that to its follow-up: the mark is the same.
        learner_id: Who says it.
        concepts: The ids of the concepts; none takes an earlier mark back.
        delivery: The same for each delivery of one submission.
        now: The moment.

    Returns:
        The result of that attempt, with the mark.

    Raises:
        CardGone: If there is no such attempt, or its question has left the bank.
        NotYours: If it is somebody else's.
        NothingToMark: If the grade leaves nothing open.
        UnknownConcept: If the grade knows no such concept.
        AlreadyMade: If the grade counts one of them in full.
    """
    chosen = set(concepts)
    async with coach.database.writing() as connection:
        attempt = await attempts.get(connection, attempt_id)
        result = await result_in(coach, connection, attempt, learner_id, repeated=True)
        in_order = _checked(result, chosen)
        assert attempt is not None
        main = attempt.follows or attempt.id
        # One at a time, so that what counts as newest is the same for all.
        await cards.get(connection, attempt.card_id, lock=True)
        if chosen != set(await self_marks.newest(connection, main)):
            await self_marks.add_once(
                connection,
                attempt_id=main,
                learner_id=learner_id,
                concepts=in_order,
                delivery=delivery,
                at=now,
            )
        return replace(result, marked=await self_marks.newest(connection, main))


def _checked(result: Result, chosen: set[str]) -> list[str]:
    """The chosen concepts in the question's order, if all of them may be marked."""
    concepts = result.grade.concepts
    if chosen - {c.id for c in concepts}:
        raise UnknownConcept
    made = next((c for c in concepts if c.id in chosen and c.state is State.MADE), None)
    if made is not None:
        raise AlreadyMade(f"The grade already counts “{made.name}” in full; mark only the others.")
    if not checklist(result):
        raise NothingToMark
    return [c.id for c in concepts if c.id in chosen]
