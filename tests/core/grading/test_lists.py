"""What is a list of keywords, and what only looks like one."""

import pytest

from bot.core.grading.lists import listed
from bot.core.grading.tokens import tokenize
from tests.grading_sample import concept, grader


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        pytest.param("# image, layer, tag, id, size", "image layer tag id size", id="heading"),
        pytest.param("USER web  # safe, small, own, fast, new, short", "", id="comments"),
        pytest.param("image, tag, none, id, none network", "image tag none id none network",
                     id="none"),
        pytest.param("image, tag, size: none of them, id", "", id="none of them"),
        pytest.param("I would take buildkit. buildah / kaniko / podman", "", id="slashes"),
        pytest.param("system df, builder prune, image prune, leave it alone, container prune", "",
                     id="what to do"),
        pytest.param("ignores build, creates services, plain containers, tag, id", "", id="verbs"),
        pytest.param("image, tag, copy-on-write, size, id", "image tag copy on write size id",
                     id="a noun that begins as a command does"),
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


@pytest.mark.parametrize(
    ("answer", "wholly"),
    [
        pytest.param("Image: layer, tag, size. Cache: stage, base, hash.", True, id="one line"),
        pytest.param("Image:\n- layer\n- tag\n- size\nCache:\n- stage\n- base\n- hash", True,
                     id="dashes"),
        pytest.param("Image: layer, tag. Cache: stage, base, hash.", False,
                     id="a terse comparison"),
        pytest.param("next: stage 1, tag check, layer size, cache-first", False, id="a few steps"),
        pytest.param("image: web\ntag: v1\nsize: 10\nstage: base\nhash: x", False, id="a file"),
        pytest.param("- the image has layers\n- a tag moves\n- its size counts", False,
                     id="statements with dashes"),
    ],
)  # fmt: skip
def test_names_under_headings(answer, wholly):
    """A heading does not make a statement of many names; a few under each compare two things."""
    assert set(listed(tokenize(answer))) == {wholly}


@pytest.mark.parametrize(
    ("answer", "passes"),
    [
        pytest.param("stop: name, port, cleanly exit. kill: user, log, exit instantly.",
                     True, id="said of the headings"),
        pytest.param("topics: stop, cleanly exit, port. words: kill, log, exit instantly.",
                     False, id="other headings"),
        pytest.param("stop, cleanly exit, name, kill, exit instantly, log, port",
                     False, id="no heading"),
    ],
)  # fmt: skip
def test_a_list_says_more_of_its_heading_than_a_name(answer, passes):
    """Whoever writes what each of two things does, under its name, has told them apart."""
    one = grader(
        concept("stops", "(stop) graceful exit"), concept("kills", "(kill) exit immediate"),
        roles={"stop": ("=stop",), "kill": ("=kill",)},
    )  # fmt: skip

    assert (one.grade("q", answer).score > 60) == passes
