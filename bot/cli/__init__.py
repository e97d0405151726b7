"""The `coach` command line: reads settings, builds what is needed, ends in plain words."""

from __future__ import annotations


class Ended(Exception):
    """A command cannot go on. The text is what the person at the terminal reads.

    Attributes:
        status: The exit status: 2 where what was given is wrong, 1 where something else is.
    """

    def __init__(self, sentence: str, status: int = 1) -> None:
        super().__init__(sentence)
        self.status = status
