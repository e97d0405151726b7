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


TEN = "image layer tag digest size registry manifest cache stage base".split()


@pytest.mark.parametrize(
    ("answer", "wholly"),
    [
        pytest.param(" with ".join(TEN), True, id="strung by a little word"),
        pytest.param(" of the ".join(TEN), True, id="strung by two"),
        pytest.param(" -> ".join(TEN), True, id="strung by arrows"),
        pytest.param(" #".join(["", *TEN]), True, id="hashtags"),
        pytest.param(f"I have heard of {', '.join([*TEN, 'name', 'port', 'user'])}.", True,
                     id="too many for one sentence"),
        pytest.param(f"It is not for {' '.join(TEN)}", True, id="soup behind a few little words"),
        pytest.param(f"I look at the {', '.join(TEN)}.", False, id="a row in a sentence"),
        pytest.param("docker ps lists all containers including stopped ones and their names",
                     False, id="a dense sentence"),
        pytest.param("build -> tag -> push -> pull -> run", False, id="a few steps"),
    ],
)  # fmt: skip
def test_strung_together(answer, wholly):
    """Words that always have the same between them, or nothing, state nothing."""
    tokens = tokenize(answer)
    inside = dict(zip(tokens.words, listed(tokens), strict=True))

    assert [inside.get(word, False) for word in TEN] == [wholly] * len(TEN)
