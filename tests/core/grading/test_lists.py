"""What is a list of keywords, and what only looks like one."""

import pytest

from bot.core.grading.lists import listed
from bot.core.grading.tokens import tokenize


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        pytest.param("# image, layer, tag, id, size", "image layer tag id size", id="heading"),
        pytest.param("USER web  # safe, small, own, fast, new, short", "", id="comments"),
        pytest.param("image, tag, none, id, none network", "image tag none id none network",
                     id="none"),
        pytest.param("image, tag, size: none of them, id", "", id="none of them"),
    ],
)  # fmt: skip
def test_listed(answer, words):
    """Nouns in a row state nothing; comments in code do."""
    tokens = tokenize(answer)

    inside = [w for w, yes in zip(tokens.words, listed(tokens), strict=True) if yes]
    assert inside == words.split()
