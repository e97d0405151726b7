"""What a bank holds, in numbers, for people who write questions."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from bot.core.grading import CORRECT_FROM, PARTIAL_FROM, Grader
from bot.core.questions import Bank, Question, Verdict


@dataclass(frozen=True, slots=True)
class Close:
    """The example of a question that is graded closest to where its verdict would change.

    Attributes:
        score: What the grader gives it, 0 to 100.
        margin: Points until the verdict is another one; negative where it is the wrong one.
    """

    question_id: str
    style: str
    verdict: Verdict
    score: int
    margin: int


@dataclass(frozen=True, slots=True)
class Stats:
    """The numbers of a bank.

    Attributes:
        sorts: How many questions there are of each topic, tag, kind and level.
        phrasings: Of all concepts; the concepts with the fewest and the most have so many.
        examples: How many example answers there are of each verdict.
        closest: For each question its closest example, the closest of all first.
    """

    questions: int
    sorts: dict[str, Counter[str]]
    concepts: int
    phrasings: int
    fewest_phrasings: int
    most_phrasings: int
    misconceptions: int
    examples: Counter[str]
    closest: tuple[Close, ...]


def stats(bank: Bank, grader: Grader) -> Stats:
    """Count everything, and grade every example."""
    questions = tuple(bank.questions.values())
    concepts = [concept for question in questions for concept in question.concepts]
    lengths = [len(concept.phrasings) for concept in concepts]
    closest = [close for question in questions if (close := _closest(question, grader))]
    return Stats(
        questions=len(questions),
        sorts={
            "topic": Counter(q.topic for q in questions),
            "tag": Counter(tag for q in questions for tag in q.tags),
            "kind": Counter(q.kind.value for q in questions),
            "level": Counter(q.level.value for q in questions),
        },
        concepts=len(concepts),
        phrasings=sum(lengths),
        fewest_phrasings=min(lengths, default=0),
        most_phrasings=max(lengths, default=0),
        misconceptions=sum(len(q.misconceptions) for q in questions),
        examples=Counter(e.verdict.value for q in questions for e in q.examples),
        closest=tuple(sorted(closest, key=lambda close: (close.margin, close.question_id))),
    )


def _closest(question: Question, grader: Grader) -> Close | None:
    found: list[Close] = []
    for example in question.examples:
        score = grader.grade(question.id, example.answer).score
        margin = _margin(score, example.verdict)
        found.append(Close(question.id, example.style, example.verdict, score, margin))
    return min(found, key=lambda close: close.margin, default=None)


def _margin(score: int, verdict: Verdict) -> int:
    """Points from a score to the nearest one that means something else."""
    match verdict:
        case Verdict.CORRECT:
            return score - CORRECT_FROM + 1
        case Verdict.PARTIAL:
            return min(score - PARTIAL_FROM + 1, CORRECT_FROM - score)
        case Verdict.INCORRECT:
            return PARTIAL_FROM - score
