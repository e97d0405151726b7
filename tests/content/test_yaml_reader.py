"""YAML as a teacher means it, and files that mean harm."""

from __future__ import annotations

import json
import time

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from bot.content import yaml_reader
from bot.content.yaml_reader import MAX_BYTES, MAX_DEPTH, MAX_NODES, read_yaml

PARSERS = [yaml.SafeLoader] + ([yaml.CSafeLoader] if yaml.__with_libyaml__ else [])


@pytest.fixture(params=PARSERS, ids=lambda parser: parser.__name__)
def _each_parser(request, monkeypatch):
    """The parser in C, and the one in Python that stands in for it."""
    monkeypatch.setattr(yaml_reader, "_PARSER", request.param)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *[(text, text) for text in ("22:22", "8080:80", "no", "NO", "yes", "on", "Off", "y", "n")],
        *[(text, text) for text in ("017", "0o17", "0x1F", "0b1", "1_000", "+12e03x", "1.2.3")],
        *[(text, text) for text in ("2026-01-01", "2026-01-01 10:00:00", "=kill", "<<", ".5.1")],
        *[(text, text) for text in ("-p", "--rm", "(stop) sigterm", "a|b c_d", "host > container")],
        *[(text, text) for text in (".inf", "-.INF", ".nan", "--", "1.", "exit_code 137", "00")],
        ("137", 137),
        ("-1", -1),
        ("0", 0),
        ("3.10", 3.1),
        ("1e3", 1000.0),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ('"8080"', "8080"),
        ("'no'", "no"),
        ('""', ""),
        ('"\\u00e9\\t"', "é\t"),
        ("|\n  two\n  lines\n", "two\nlines\n"),
        (">\n  one\n  line\n", "one line\n"),
        ("[a, b]", ["a", "b"]),
        ("{a: 1}", {"a": 1}),
        ("9" * 31, "9" * 31),
    ],
)
@pytest.mark.usefixtures("_each_parser")
def test_value(text, value):
    """Only what everybody would call a number, true, false or nothing is not text."""
    document = read_yaml(f"key: {text}\n".encode())

    assert (document.value, document.faults) == ({"key": value}, [])
    assert type(document.value["key"]) is type(value)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"\xef\xbb\xbfa: 1\nb: [x]\n", id="byte order mark"),
        pytest.param(b"a: 1\r\nb: [x]\r\n", id="Windows line ends"),
        pytest.param(b"a: 1\rb: [x]\r", id="old Mac line ends"),
        pytest.param(b"---\na: 1\nb: [x]\n...\n", id="document marks"),
        pytest.param(b"# about\na: 1\nb:\n- x", id="no line end, list not indented"),
    ],
)
@pytest.mark.usefixtures("_each_parser")
def test_same_value(data):
    """How a file is saved does not change what it says."""
    document = read_yaml(data)

    assert (document.value, document.faults) == ({"a": 1, "b": ["x"]}, [])


def test_lines():
    """Every path has its line, also behind blocks, comments and Windows line ends."""
    text = "a: |\n  1\n  2\n# note\nb:\n  - c: x\n    d: [y,\n      z]\n  -\n    - e\n"

    lines = read_yaml(text.replace("\n", "\r\n").encode()).lines

    assert lines == {
        (): 1,
        ("a",): 1,
        ("b",): 5,
        ("b", 0): 6,
        ("b", 0, "c"): 6,
        ("b", 0, "d"): 7,
        ("b", 0, "d", 0): 7,
        ("b", 0, "d", 1): 8,
        ("b", 1): 10,
        ("b", 1, 0): 10,
    }


QUOTE = "put the whole text in quotes"
STRAY = f"there is a stray sign here; delete it, or {QUOTE}"
COLON = f"a colon with a space makes a key; {QUOTE}, or check the indentation"
UNFIT = "this line does not fit the lines above it; check its indentation"
AFTER = f"there is text after the closing quote or bracket; {QUOTE}"
TAB = "a tab indents this line; use spaces"
BLOCK = "text that begins with `|` or `>` must be in quotes, or start on the next line"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a: b: c", 1, COLON),
        ("a: 1\nb: use it: now", 2, COLON),
        ("a: one\n  b: two", 2, COLON),
        ("a: `docker stop` waits", 1, f"text cannot begin with ` here; {QUOTE}"),
        ("- @channel", 1, f"text cannot begin with @ here; {QUOTE}"),
        ("a: %d", 1, f"text cannot begin with % here; {QUOTE}"),
        ("a: *.py", 1, "text that begins with `*` must be in quotes"),
        ("a: &.x", 1, "text that begins with `&` must be in quotes"),
        ("a: !<x y", 1, "text that begins with `!` must be in quotes"),
        ("a: > container", 1, BLOCK),
        ("a: | grep", 1, BLOCK),
        ('a: "stop" waits', 1, AFTER),
        ("a: [stop] waits", 1, AFTER),
        ("a: 'it's'", 1, AFTER),
        ("a: 1\nb: [x\nc: 2\n", 3, "the list opened with `[` in line 2 is not closed; add a `]`"),
        ("a: {x: 1\n", 1, "the braces opened in line 1 are not closed; add a `}`"),
        ("a: 1\nb: 'open\nc: 2\n", 2, "the quotes opened here are never closed; close them"),
        ('a: 1\nb: "open\n', 2, "the quotes opened here are never closed; close them"),
        ("a:\n\t- b", 2, TAB),
        ("\ta: b", 1, TAB),
        ("a: b\n\tc: d", 2, TAB),
        ("a:\n    b: 1\n  c: 2", 3, UNFIT),
        ("a: |\n  one\n two", 3, UNFIT),
        ("- a\nb: c", 2, UNFIT),
        ('- "stop" waits', 1, AFTER),
        ('- a: "stop" waits', 1, AFTER),
        ("b: 1\na: 'open\n---\n", 2, "the quotes opened here are never closed; close them"),
        ("a: - b", 1, "a list begins on a line of its own; move the `-` down"),
        ('a: "\\d"', 1, "a backslash means something in double quotes; use single quotes"),
        ("a: ]", 1, STRAY),
        ("a: 1\n---\nb: 2", 2, ("a second document begins here; one file holds one, "
         "so delete this `---`")),
        ("? [a]\n: b", 1, "a key is one word followed by a colon; this is more"),
        ("a: b\nno colon here\nc: d", 2, ("this line has no key; write `key: text`, "
         "or indent it to belong to the line above")),
        ("%YAML 1.1\n%YAML 1.1\n---\na: 1", 2, ("a line that begins with `%` means "
         "something to YAML; delete it")),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("_each_parser")
def test_syntax(text, line, message):
    """Whichever parser reads it, the author gets the same sentence about the same line."""
    document = read_yaml(text.encode())

    assert document.faults == [(line, message)]
    assert (document.whole, document.value) == (False, None)


def _nested(open_: str, close: str, times: int) -> bytes:
    return ("a: " + open_ * times + close * times).encode()


LAUGHS = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{chr(c + 1)}: &{chr(c + 1)} [{','.join([f'*{chr(c)}'] * 9)}]\n" for c in range(97, 106)
)
TOO_DEEP = f"this is nested more than {MAX_DEPTH} levels deep; write it flat"
TOO_LARGE = f"the file is larger than {MAX_BYTES // 1024} KB; keep to one question"
NAMED = "gives something a name; delete it, or quote the text"


@pytest.mark.parametrize(
    ("data", "line", "message"),
    [
        pytest.param(_nested("[", "]", 100_000), 1, TOO_DEEP, id="brackets"),
        pytest.param(_nested("{x: ", "}", 40_000), 1, TOO_DEEP, id="braces"),
        pytest.param(b"- " * 100_000, 1, TOO_DEEP, id="dashes"),
        pytest.param(b"[" * 200_000, 1, TOO_DEEP, id="never closed"),
        pytest.param(b"? " * 100_000, 1, "a key is one word followed by a colon; this is more",
                     id="keys of keys"),
        pytest.param(b"[" * 1_000_000 + b"]" * 1_000_000, 1, TOO_LARGE, id="a million brackets"),
        pytest.param(b"a: " + b"x" * 5_000_000, 1, TOO_LARGE, id="5 MB"),
        pytest.param(b"- x\n" * (MAX_NODES + 5), MAX_NODES,
                     f"the file has more than {MAX_NODES} entries; keep to one question",
                     id="many entries"),
        pytest.param(LAUGHS.encode(), 1, f"`&a` {NAMED}", id="billion laughs"),
        pytest.param(b"a: &a [*a]", 1, f"`&a` {NAMED}", id="endless"),
        pytest.param(b"!!python/object/apply:os.system [exit]", 1,
                     "`!python/object/apply:os.system` is a YAML tag; "
                     "delete it, or put the whole text in quotes", id="code"),
        pytest.param(b"a: !!binary aGk=", 1,
                     "`!binary` is a YAML tag; delete it, or put the whole text in quotes",
                     id="binary tag"),
        pytest.param(b"a: 1\nb: \xff\xfe", 2, "this line is not UTF-8 text; "
                     "save the file as UTF-8", id="not UTF-8"),
        pytest.param("a: 1\n".encode("utf-16"), 1, "the file is saved as UTF-16; save it as UTF-8",
                     id="UTF-16"),
        pytest.param(b"a: 1\nb: x\0y", 2, "there is an invisible character (U+0000); delete it",
                     id="NUL"),
        pytest.param(b"\x7fELF\x02\x01", 1, "there is an invisible character (U+007F); delete it",
                     id="program"),
        pytest.param("a: \u202ex".encode(), 1, "there is an invisible character (U+202E); "
                     "delete it", id="writing direction"),
        pytest.param("a: x\u2028b: y".encode(), 1, "there is an invisible character (U+2028); "
                     "delete it", id="line separator"),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("_each_parser")
def test_hostile(data, line, message):
    """It neither crashes nor hangs nor runs anything, and says what is wrong."""
    before = time.process_time()

    document = read_yaml(data)

    assert document.faults[0] == (line, message)
    assert time.process_time() - before < 5


def test_second_value_of_a_key_is_checked_but_not_kept():
    """Lines and spelling stay those of the first."""
    document = read_yaml(b"a: 1\nb: x\na: [2, 3, !t 4]\n")

    assert document.value == {"a": 1, "b": "x"}
    assert document.lines == {(): 1, ("a",): 1, ("b",): 2}
    assert document.written == {("a",): "1"}
    assert [line for line, _ in document.faults] == [3, 3]


@given(st.text(max_size=200))
@example("a: &b *b")
@example("\ufeff\ufeff")
def test_any_text(text):
    """Whatever the file holds, the answer is a value or a fault with a line of the file."""
    document = read_yaml(text.encode("utf-8", "replace"))

    last = len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    assert document.whole or document.faults
    assert all(1 <= line <= last and message for line, message in document.faults)


@given(st.binary(max_size=200))
def test_any_bytes(data):
    """Nothing is raised."""
    read_yaml(data)


YAMLISH = st.lists(
    st.sampled_from([*list("abc :-?[]{}&*!|>'\"%@`#,\n\t\\~=1."), "- ", ": ", "\n  ", "---\n"]),
    max_size=40,
).map("".join)


@given(YAMLISH)
@example("---")
def test_both_parsers_agree(text):
    """What one parser reads, the other reads the same, so a bank means the same everywhere."""
    if len(PARSERS) < 2:
        pytest.skip("PyYAML was built without libyaml")
    documents = []
    for parser in PARSERS:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(yaml_reader, "_PARSER", parser)
            documents.append(read_yaml(text.encode()))

    slow, fast = documents
    if slow.whole and fast.whole:
        assert json.dumps(slow.value) == json.dumps(fast.value)
        assert slow.lines == fast.lines
