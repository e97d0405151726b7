"""What can be told of an answer whatever was asked: its words, how they are meant, mere lists."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.grading.clouds import clouded
from bot.core.grading.lists import listed
from bot.core.grading.polarity import polarities
from bot.core.grading.tokens import Tokens, tokenize

# Stems. Not seconds: "second" is mostly the one after the first.
_UNITS = {
    "kb": ("kb", "kilobyt"),
    "mb": ("mb", "megabyt"),
    "gb": ("gb", "gigabyt"),
    "min": ("min", "minut"),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer taken apart.

    Attributes:
        tokens: Its words.
        polarity: For each word how it is meant: said, denied, either, hearsay.
        clouded: For each word whether its clause denies something.
        in_list: For each word whether it stands in a mere list of keywords.
        units: The amounts, each with the stems of what its unit is called ("512mb").
    """

    tokens: Tokens
    polarity: list[int]
    clouded: list[bool]
    in_list: list[bool]
    units: list[tuple[int, str]]


def taken_apart(text: str) -> Answer:
    """Take an answer apart; whoever asks several questions of it does so only once."""
    tokens = tokenize(text)
    polarity = polarities(tokens)
    units = [
        (i, unit)
        for i, exact in enumerate(tokens.literal)
        if exact
        for unit in _UNITS.get(tokens.words[i].lstrip("0123456789."), ())
    ]
    return Answer(tokens, polarity, clouded(tokens, polarity), listed(tokens), units)
