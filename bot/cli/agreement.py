"""`coach bank agreement`: how well the grader agrees with the people who labelled some answers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.cli import Ended
from bot.cli.inputs import load_coach_bank
from bot.cli.jsonl import answers, opened
from bot.core.agreement import Agreement, Pair, agreement, by_style
from bot.core.grading import Grader
from bot.core.questions import Bank, Verdict

_VERDICTS = tuple(v.value for v in Verdict)

# What the answers are judged by. A kappa must reach its target, a share must not pass it.
_LEAST_KAPPA = 0.80
_SHARES = (
    ("same verdict", "accuracy", None, ""),
    ("wrong answers called correct", "false_accept", 0.03, "0"),
    ("wrong answers given any credit", "wrong_given_credit", 0.12, "5 %"),
    ("right answers called incorrect", "false_reject", 0.03, "0"),
    ("right answers not called correct", "right_not_full", 0.20, "8 %"),
)
# Of more styles than this, those with the same first part, up to a slash, are told together.
_MOST_STYLES = 25


def run(file: Path, *, show: bool) -> int:
    """Grade the labelled answers of a file and print the figures, over all and by style.

    Args:
        file: JSON lines with `qid`, `answer`, `verdict` and, where there are any, `score`, `style`.
        show: Also print each answer whose verdict differs.
    """
    bank = load_coach_bank()
    grader = Grader(bank)
    with opened(file) as lines:
        rows = [_checked(number, row, bank) for number, row in answers(lines)]
    if not rows:
        raise Ended(f"{file} has no answers; write one JSON object a line.", 2)
    pairs: list[Pair] = []
    for row in rows:
        grade = grader.grade(row["qid"], row["answer"])
        fair = Verdict(row["verdict"])
        pair = Pair(
            style=str(row.get("style", "any")),
            given=grade.verdict,
            given_score=grade.score,
            fair=fair,
            fair_score=float(row.get("score", {"correct": 90, "partial": 50}.get(fair, 10))),
        )
        pairs.append(pair)
        if show and pair.given is not pair.fair:
            found = [f"{c.id} {c.state}" for c in grade.concepts if c.quotes]
            found += [f"holds {held.id}" for held in grade.misconceptions]
            print(f"{row['qid']}: {pair.fair}, graded {pair.given} ({grade.score}) [{pair.style}]")
            print(f"  {row['answer']}\n  found: {', '.join(found) or 'nothing'}\n")
    _print(agreement(pairs), _passing_elsewhere(rows, bank, grader), pairs)
    return 0


def _passing_elsewhere(rows: list[dict[str, Any]], bank: Bank, grader: Grader) -> float:
    """The share of right answers that some other question would call correct, of all such pairs.

    Questions that name each other as neighbours are left out: there it may rightly pass.
    """
    passes = [
        grader.grade(question.id, row["answer"]).verdict is Verdict.CORRECT
        for row in rows
        if row["verdict"] == Verdict.CORRECT
        for question in bank.questions.values()
        if question.id != row["qid"] and row["qid"] not in question.neighbours
    ]
    return sum(passes) / len(passes) if passes else 0.0


def _print(total: Agreement, elsewhere: float, pairs: list[Pair]) -> None:
    print(f"{total.answers} answers")
    name = "quadratic weighted kappa of the verdicts"
    if total.qwk is None:
        print(f"  {name:42} too few answers for a kappa")
    else:
        target = f">= {_LEAST_KAPPA:.2f}, aim 0.90"
        _line(name, f"{total.qwk:.3f}", target, missed=total.qwk < _LEAST_KAPPA)
    if total.pearson is not None:
        _line("correlation of the scores", f"{total.pearson:.3f}")
    for name, key, most, aim in _SHARES:
        _share(name, getattr(total, key), most, aim)
    _share("right answers that pass at other questions", elsewhere, 0.01, "0")
    print("\nby style: same verdict, of how many; then what differed (fair > given)")
    styles = by_style(pairs)
    if len(styles) > _MOST_STYLES:
        styles = by_style(replace(p, style=p.style.partition("/")[0]) for p in pairs)
    for style, group in styles.items():
        wrong = [f"{p.fair} > {p.given}" for p in group if p.fair is not p.given]
        counts = ", ".join(f"{wrong.count(kind)} {kind}" for kind in dict.fromkeys(wrong))
        print(f"  {style:28} {len(group) - len(wrong):3} of {len(group):3}   {counts}".rstrip())


def _share(name: str, value: float, most: float | None, aim: str) -> None:
    target = "" if most is None else f"<= {100 * most:.0f} %, aim {aim}"
    _line(name, f"{100 * value:.1f} %", target, missed=most is not None and value > most)


def _line(name: str, value: str, target: str = "", *, missed: bool = False) -> None:
    print(f"  {name:42} {value:>8}   {target:18}{'  MISSED' if missed else ''}".rstrip())


def _checked(number: int, row: dict[str, Any], bank: Bank) -> dict[str, Any]:
    if row["qid"] not in bank.questions:
        raise Ended(f"Line {number}: there is no question {row['qid']!r} in the bank.", 2)
    if row.get("verdict") not in _VERDICTS:
        raise Ended(f'Line {number} needs a "verdict": {", ".join(_VERDICTS)}.', 2)
    if not isinstance(row.get("score", 0), int | float):
        raise Ended(f'Line {number}: "score" must be a number from 0 to 100.', 2)
    return row
