"""`make bench`: how fast grading is, as ratios against things run side by side in the same process.

Absolute times depend on the machine and on what else it does; the ratios much less.
"""

import difflib
import gc
import json
import statistics
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import yaml
from rapidfuzz import fuzz

from bot.content import default_root, load_bank
from bot.core.grading import Grader
from bot.core.questions import Bank, Question

ROUNDS = 200
DEV_ANSWERS = Path(__file__).parents[1] / "data" / "dev_answers.jsonl"


def main() -> None:
    """Print the whole table."""
    bank = load_bank()
    grader = Grader(bank)
    _grading(bank, grader)
    _hostile(bank, grader)
    _throughput(grader)
    _loading()
    _memory()


def _grading(bank: Bank, grader: Grader) -> None:
    print(f"Grading, medians over all {len(bank.questions)} questions of {ROUNDS} rounds each")
    print("  words   median      p99   against token_set_ratio   against SequenceMatcher")
    for length in (10, 100, 500):
        ours: list[float] = []
        fuzzy: list[float] = []
        plain: list[float] = []
        for question in bank.questions.values():
            answer = _words(question, length)
            times = _side_by_side(
                lambda q=question, a=answer: grader.grade(q.id, a),
                lambda q=question, a=answer: fuzz.token_set_ratio(a, q.answer),
                lambda q=question, a=answer: difflib.SequenceMatcher(None, a, q.answer).ratio(),
                rounds=ROUNDS // len(bank.questions) + 2,
            )
            ours += times[0]
            fuzzy += times[1]
            plain += times[2]
        median = statistics.median(ours)
        print(
            f"  {length:5}  {median * 1e3:5.3f} ms {_p99(ours) * 1e3:5.2f} ms"
            f"   {median / statistics.median(fuzzy):17.2f} x"
            f"   {median / statistics.median(plain):20.3f} x"
        )


def _hostile(bank: Bank, grader: Grader) -> None:
    """The slowest 4,000 characters of several kinds."""
    question = max(bank.questions.values(), key=lambda q: sum(len(c.phrasings) for c in q.concepts))
    kinds = {
        "the model answers again": (question.answer + " ") * 20,
        "one word": "docker " * 600,
        "every phrasing": " ".join(p for c in question.concepts for p in c.phrasings) * 3,
        "no blank": "a" * 4000,
        "unknown words": " ".join(f"qzx{i}vv" for i in range(600)),
        "punctuation": ".,;:()" * 700,
        "negations": "not never without " * 230,
        "flags": "-p --x /a/b 80:80 " * 230,
        "emoji": "🙂" * 4000,
    }
    print(f"\n4,000 hostile characters on {question.id}, the slowest of 5, first time included")
    for name, text in kinds.items():
        slowest = 0.0
        for _ in range(5):
            started = time.perf_counter()
            grader.grade(question.id, text[:4000])
            slowest = max(slowest, time.perf_counter() - started)
        print(f"  {name:24} {slowest * 1e3:6.2f} ms")


def _throughput(grader: Grader) -> None:
    rows = [json.loads(line) for line in DEV_ANSWERS.read_text(encoding="utf-8").splitlines()]
    started = time.perf_counter()
    for row in rows:
        grader.grade(row["qid"], row["answer"])
    spent = time.perf_counter() - started
    print(f"\n{len(rows)} labelled answers: {len(rows) / spent:,.0f} answers a second")


def _loading() -> None:
    files = sorted(default_root().rglob("*.yaml"))
    texts = [file.read_bytes() for file in files]
    scanner = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    ours, bare = _side_by_side(
        load_bank, lambda: [yaml.load(text, Loader=scanner) for text in texts], rounds=5
    )
    median = statistics.median(ours)
    print(
        f"\nLoading the bank ({len(files)} files, {sum(map(len, texts)) / 1e3:.0f} kB): "
        f"{median * 1e3:.0f} ms, {median / statistics.median(bare):.2f} x a bare parse by "
        f"{scanner.__name__}"
    )


def _memory() -> None:
    gc.collect()
    tracemalloc.start()
    bank = load_bank()
    loaded = tracemalloc.get_traced_memory()[0]
    grader = Grader(bank)
    for question in bank.questions.values():
        grader.grade(question.id, question.answer)
    compiled = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    print(f"Memory: {loaded / 1e6:.1f} MB for the bank, {compiled / 1e6:.1f} MB ready to grade")


def _words(question: Question, length: int) -> str:
    """Answers as people give them, not the model answer: as many words as asked for."""
    texts = [e.answer for e in question.examples]
    words = " ".join(texts).split()
    return " ".join((words * (length // len(words) + 1))[:length])


def _side_by_side(*calls: Callable[[], object], rounds: int) -> list[list[float]]:
    """Time each call in turn, round by round, so that a busy moment hits all of them."""
    for call in calls:
        call()
    times: list[list[float]] = [[] for _ in calls]
    for _ in range(rounds):
        for call, spent in zip(calls, times, strict=True):
            started = time.perf_counter()
            call()
            spent.append(time.perf_counter() - started)
    return times


def _p99(times: list[float]) -> float:
    return sorted(times)[int(0.99 * (len(times) - 1))]


if __name__ == "__main__":
    main()
