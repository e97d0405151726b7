"""`python -m tests.chaos`: the real bot while things go wrong, and what became of every answer."""

from __future__ import annotations

import argparse
import asyncio
import sys

from tests.chaos.course import Course
from tests.chaos.run import Findings, run


def main() -> int:
    """Let a course happen and print what it came to."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument("--seconds", type=float, default=180)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--log", type=argparse.FileType("w"), help="for what the bot says")
    wanted = parser.parse_args()
    course, found = asyncio.run(
        run(seconds=wanted.seconds, seed=wanted.seed, people=wanted.people, log=wanted.log)
    )
    print(report(course, found, seed=wanted.seed))
    return any(found.violations.values())


def report(course: Course, found: Findings, *, seed: int) -> str:
    """The whole table."""
    lines = [f"Chaos: {course.seconds:.0f} s, seed {seed}, {len(course.people)} people"]
    lines += ["", "Faults"]
    lines += [f"  {name:<58}{number:>8}" for name, number in sorted(course.done.items())]
    lines += ["", "Figures"]
    lines += [f"  {name:<58}{value:>8}" for name, value in found.figures.items()]
    lines += [f"  {'log: ' + said:<58}{n:>8}" for said, n in course.errors.most_common(8)]
    lines += ["", "Must be 0"]
    for name, examples in found.violations.items():
        lines.append(f"  {name:<58}{len(examples):>8}")
        lines += [f"      {example}" for example in examples[:5]]
    lines += ["", "As near as can be had here: the clock is stepped for the bot's process only."]
    if not course.disk:
        lines.append("No file system could be mounted: a full disk is a limit on file sizes.")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
