"""Texts that fit, and words that stay words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord_app.fitting import Part, around, fit, flowing, plain, quoted, shorten


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param("**bold** _it_ ~~no~~", r"\*\*bold\*\* \_it\_ \~\~no\~\~", id="layout"),
        pytest.param("`code` ||spoiler||", r"\`code\` \|\|spoiler\|\|", id="code and spoilers"),
        pytest.param("@everyone <@123>", r"\@everyone \<\@123>", id="mentions"),
        pytest.param("[here](http://evil)", r"\[here\]\(http\://evil\)", id="masked link"),
        pytest.param("a\\*b", r"a\\\*b", id="escapes of their own"),
        pytest.param("one\n> two\n# three", "one > two # three", id="lines"),
        pytest.param("\u202eevil\u2066\u200b", "evil", id="direction overrides"),
        pytest.param("a\x00\x07b", "ab", id="control characters"),
        pytest.param("👩‍💻 क्‍ष", "👩‍💻 क्‍ष", id="joiners stay"),
        pytest.param("\ud800x", "x", id="half a character"),
    ],
)
def test_quotes_are_harmless(typed, expected):
    assert quoted(typed) == expected


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        pytest.param("a [x] b", "a ", " b", id="all of it"),
        pytest.param("Not this. But a [x] b. Nor this.", "But a ", " b", id="sentence"),
        pytest.param("one two three [x] four five six", "… three ", " four five …", id="cut"),
        pytest.param("([x]), y", "(", "), y", id="punctuation"),
        pytest.param("[x]", "", "", id="alone"),
    ],
)
def test_the_words_around_a_quote(text, before, after):
    start, end = text.index("["), text.index("]") - 1
    bare = text.replace("[", "").replace("]", "")

    assert around(bare, start, end, 10) == (before, after)


def test_a_quote_is_cut_between_words():
    assert quoted("one two three four", 10) == "one two …"
    assert quoted("x" * 20, 10) == "x" * 10 + " …"


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        pytest.param("short", 10, "short", id="fits"),
        pytest.param("one two three four five", 20, "one two three …", id="words"),
        pytest.param("use **bold words here** now", 20, "use **bold** …", id="bold is closed"),
        pytest.param("use `docker run image` now", 22, "use `docker run` …", id="code is closed"),
        pytest.param(
            "```\na b\nc d\ne f g\n```", 19, "```\na b\nc d\n```\n…", id="fence is closed"
        ),
        pytest.param(
            "||**a secret** that is long||", 24, "||**a secret**|| …", id="spoiler is closed"
        ),
        pytest.param("run `a || b` and more of it", 24, "run `a || b` and …", id="pipes in code"),
    ],
)
def test_shorten(text, limit, expected):
    assert shorten(text, limit) == expected


@given(st.text(st.sampled_from("ab `*\n"), max_size=300), st.integers(20, 200))
def test_shortened_texts_always_fit_and_never_cut_a_word(text, limit):
    short = shorten(text, limit)

    assert len(short) <= limit
    if short != text:
        words = text.replace("*", " ").replace("`", " ").split()
        longest = max(map(len, words), default=0)
        kept = short.replace("*", " ").replace("`", " ").replace("…", " ").split()
        assert longest > limit - 8 or all(word in words for word in kept)


@given(st.lists(st.tuples(st.text("ab \n", max_size=400), st.integers(0, 60)), max_size=6))
def test_parts_always_fit_if_their_least_does(parts):
    parts = [Part(text, max(20, least)) for text, least in parts]

    texts, cut = fit(parts, 400)

    assert sum(map(len, texts)) <= 400
    assert cut == (sum(len(part.text) for part in parts) > 400)


def test_the_last_part_is_cut_first():
    texts, cut = fit([Part("first " * 10, 20), Part("last " * 10, 20)], 90)

    assert texts[0] == "first " * 10
    assert len(texts[1]) <= 30
    assert cut


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        pytest.param("one\ntwo\n\nthree\nfour", "one two\n\nthree four", id="paragraphs"),
        pytest.param("see:\n- a\n  more a\n- b", "see:\n- a more a\n- b", id="list"),
        pytest.param("1. a\n2. b\n> q\n> r", "1. a\n2. b\n> q\n> r", id="numbers and quotes"),
        pytest.param(
            "run\n```sh\na\nb\n```\nthen\ngo", "run\n```sh\na\nb\n```\nthen go", id="code"
        ),
        pytest.param("# Head\ntext\nmore", "# Head\ntext more", id="heading"),
    ],
)
def test_wrapped_lines_flow(written, shown):
    assert flowing(written) == shown


def test_plain_is_one_line():
    assert plain("  a\t\n b \r\n") == "a b"
