"""Reads JSON lines; a line that is wrong ends the command with its number."""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Generator, Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

from bot.cli import Ended


@contextlib.contextmanager
def opened(file: Path | None) -> Generator[BinaryIO]:
    """A file, or standard input where none is named."""
    if file is None:
        if sys.stdin.isatty():
            print("Type one JSON object a line; Ctrl-D ends.", file=sys.stderr)
        yield sys.stdin.buffer
        return
    try:
        lines = file.open("rb")
    except OSError as error:
        raise Ended(f"{file} cannot be read: {error.strerror}.", 2) from None
    with lines:
        yield lines


def answers(lines: Iterable[bytes]) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects with their line numbers; each has the texts `qid` and `answer`."""
    for number, raw in enumerate(lines, start=1):
        try:
            # A byte order mark is what some editors put first.
            line = raw.decode("utf-8-sig" if number == 1 else "utf-8").strip()
        except UnicodeDecodeError:
            raise Ended(f"Line {number} is not UTF-8 text.", 2) from None
        if not line:
            continue
        try:
            parsed: object = json.loads(line)
        except (ValueError, RecursionError):
            raise Ended(f"Line {number} is not JSON; write one object a line.", 2) from None
        yield number, _checked(number, parsed)


def _checked(number: int, parsed: object) -> dict[str, Any]:
    if not isinstance(parsed, dict):
        raise Ended(f'Line {number} is not an object; write {{"qid": ..., "answer": ...}}.', 2)
    fields = cast("dict[str, Any]", parsed)
    for name in ("qid", "answer"):
        if name not in fields:
            raise Ended(f'Line {number} has no "{name}".', 2)
        if not isinstance(fields[name], str):
            raise Ended(f'Line {number}: "{name}" must be text in quotes.', 2)
    return fields
