"""What a group knows: how many made each concept, and which are worth another look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.core.grading import Grade, State
from bot.core.questions import Concept, Question

# A partly made concept counts so much.
HALF = 0.5
# What more people than this made is no gap of the group.
MOSTLY = 0.5


@dataclass(frozen=True, slots=True)
class RoundCount:
    """What the answers of a round came to, all together.

    Attributes:
        answers: How many there were.
        made: How many made each concept, by its id; one that is made partly counts half.
        beliefs: How many showed each misconception, by its id.
    """

    answers: int
    made: Mapping[str, float]
    beliefs: Mapping[str, int]

    def as_json(self) -> dict[str, Any]:
        """Plain values, for keeping."""
        return {"answers": self.answers, "made": self.made, "beliefs": self.beliefs}

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> RoundCount:
        """What was kept."""
        return cls(values["answers"], values["made"], values["beliefs"])


@dataclass(frozen=True, slots=True)
class Gap:
    """A concept that the group missed.

    Attributes:
        number: The round.
        question: What was asked.
        concept: What was missed.
        share: How many made it, 0 to 1.
    """

    number: int
    question: Question
    concept: Concept
    share: float


def counted(grades: Iterable[Grade]) -> RoundCount:
    """The grades of a round, all together."""
    answers = 0
    made: Counter[str] = Counter()
    halves: Counter[str] = Counter()
    beliefs: Counter[str] = Counter()
    for grade in grades:
        answers += 1
        made.update(c.id for c in grade.concepts if c.state is State.MADE)
        halves.update(c.id for c in grade.concepts if c.state is State.PARTLY)
        beliefs.update(held.id for held in grade.misconceptions)
    whole = {each: made[each] + HALF * halves[each] for each in [*made, *halves]}
    return RoundCount(answers, whole, dict(beliefs))


def gaps(rounds: Iterable[tuple[int, Question, RoundCount]], most: int) -> list[Gap]:
    """The concepts that fewest people made, those first; what most people made is no gap.

    Args:
        rounds: Each round with its question and what came of it.
        most: How many at the most.
    """
    found = [
        Gap(number, question, concept, count.made.get(concept.id, 0) / count.answers)
        for number, question, count in rounds
        if count.answers
        for concept in question.concepts
        if not concept.bonus
    ]
    missed = [gap for gap in found if gap.share <= MOSTLY]
    missed.sort(key=lambda gap: (gap.share, -gap.concept.weight, gap.number))
    return missed[:most]
