"""`coach bank stats`: what the bank holds, and where its examples are graded on the edge."""

from __future__ import annotations

from bot.cli.inputs import load_coach_bank
from bot.content.stats import Stats, stats
from bot.core.grading import Grader

MOST_SHOWN = 10


def run() -> int:
    """Print the numbers."""
    bank = load_coach_bank()
    found = stats(bank, Grader(bank))
    print(f"{found.questions} question{'' if found.questions == 1 else 's'}")
    for sort, numbers in found.sorts.items():
        told = ", ".join(f"{name} {number}" for name, number in numbers.most_common())
        print(f"  by {sort:6} {told}")
    print()
    print(f"{found.concepts} concepts with {found.phrasings} phrasings")
    print(f"  for each: {_average(found):.1f} on average, {_range(found)}")
    print(f"{found.misconceptions} misconceptions")
    print()
    print(f"{found.examples.total()} example answers")
    for verdict, number in found.examples.most_common():
        print(f"  {verdict:9} {number}")
    print()
    print("The examples closest to a cut (points until the verdict would be another):")
    for close in found.closest[:MOST_SHOWN]:
        example = f"{close.verdict}, graded {close.score}"
        print(f"  {close.margin:3}  {close.question_id:28} {example:24} {close.style}")
    return 0


def _average(found: Stats) -> float:
    return found.phrasings / found.concepts if found.concepts else 0.0


def _range(found: Stats) -> str:
    return f"from {found.fewest_phrasings} to {found.most_phrasings}"
