"""The base of everything that a person is refused."""

from __future__ import annotations


class Refused(Exception):
    """Something cannot be done; `str()` is a sentence for the learner."""

    sentence = "That is not possible now."

    def __init__(self, sentence: str | None = None) -> None:
        super().__init__(sentence or self.sentence)
