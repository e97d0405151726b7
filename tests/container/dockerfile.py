"""Reads a Dockerfile into its stages."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field


@dataclass
class Stage:
    """The steps of one image, in their order: the word they begin with, and the rest."""

    base: str
    name: str
    steps: list[tuple[str, str]] = field(default_factory=list)

    def all(self, word: str) -> list[str]:
        """The rest of each step that begins with this word."""
        return [rest for begins, rest in self.steps if begins == word]

    def last(self, word: str) -> str:
        """The rest of the last such step."""
        return self.all(word)[-1]

    def place(self, word: str, having: str = "") -> int:
        """Where the first such step is that has some text in it."""
        return next(i for i, (w, rest) in enumerate(self.steps) if w == word and having in rest)


def stages(text: str) -> list[Stage]:
    """Every stage, with comments left out and continued lines joined."""
    lines = (line for line in text.splitlines() if line.strip() and not line.startswith("#"))
    whole = re.sub(r"\\\n\s*", "", "\n".join(lines))
    found: list[Stage] = []
    for line in whole.splitlines():
        word, _, rest = line.partition(" ")
        if word == "FROM":
            base, _, name = rest.partition(" AS ")
            found.append(Stage(base, name))
        else:
            found[-1].steps.append((word, rest.strip()))
    return found


def exec_form(rest: str) -> list[str]:
    """The words of a command that no shell reads; fails for one that a shell would."""
    words = json.loads(rest)
    assert all(isinstance(word, str) for word in words)
    return words
