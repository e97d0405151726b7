"""What can be told of an answer whatever was asked: its words, how they are meant, mere lists."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.grading.clouds import clouded
from bot.core.grading.lists import listed
from bot.core.grading.polarity import polarities
from bot.core.grading.tokens import Tokens, tokenize


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer taken apart.

    Attributes:
        tokens: Its words.
        polarity: For each word how it is meant: said, denied, either, hearsay.
        clouded: For each word whether its clause denies something.
        in_list: For each word whether it stands in a mere list of keywords.
    """

    tokens: Tokens
    polarity: list[int]
    clouded: list[bool]
    in_list: list[bool]


def taken_apart(text: str) -> Answer:
    """Take an answer apart; whoever asks several questions of it does so only once."""
    tokens = tokenize(text)
    polarity = polarities(tokens)
    return Answer(tokens, polarity, clouded(tokens, polarity), listed(tokens))
