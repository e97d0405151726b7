"""Turns YAML's complaints about a file into sentences for its author."""

from __future__ import annotations

import yaml

# What the two parsers of PyYAML say, in the order of precedence, and what that means in practice.
# `{line}` is the line where the thing began that went wrong.
_SENTENCES: tuple[tuple[str, str], ...] = (
    ("found a tab", "a tab indents this line; use spaces"),
    ("unexpected end of stream", "the quotes opened here are never closed; close them"),
    ("unexpected document", "the quotes opened here are never closed; close them"),
    ("quoted scalar", "a backslash means something in double quotes; use single quotes"),
    (
        "mapping values are not allowed",
        "a colon with a space makes a key; put the whole text in quotes, or check the indentation",
    ),
    ("sequence entries are not allowed", "a list begins on a line of its own; move the `-` down"),
    ("mapping keys are not allowed", "text that begins with `?` must be in quotes"),
    ("expected ',' or ']'", "the list opened with `[` in line {line} is not closed; add a `]`"),
    ("expected ',' or '}'", "the braces opened in line {line} are not closed; add a `}}`"),
    (
        "scanning a block scalar",
        "text that begins with `|` or `>` must be in quotes, or start on the next line",
    ),
    ("scanning an alias", "text that begins with `*` must be in quotes"),
    ("scanning an anchor", "text that begins with `&` must be in quotes"),
    ("a tag", "text that begins with `!` must be in quotes"),
    ("tag handle", "text that begins with `!` must be in quotes"),
    ("directive", "a line that begins with `%` means something to YAML; delete it"),
    ("YAML document", "a line that begins with `%` means something to YAML; delete it"),
    ("expected '<document start>'", "{unfit}; a file is lines of `key: value`"),
    ("expected <document start>", "{unfit}; a file is lines of `key: value`"),
    ("node content", "there is a stray sign here; delete it, or put the whole text in quotes"),
    ("parsing a block collection", "{unfit}"),
    (
        "expected ':'",
        "this line has no key; write `key: text`, or indent it to belong to the line above",
    ),
    ("expected key", "{unfit}"),
    ("expected <block end>", "{unfit}"),
)
_UNFIT = "this line does not fit the lines above it; check its indentation"
_AFTER = "there is text after the closing quote or bracket; put the whole text in quotes"
_BEGUN_EARLIER = ("unexpected end of stream", "unexpected document", "expected ':'")


def sentence(error: yaml.MarkedYAMLError, text: str) -> tuple[int, str]:
    """The line, counted from 1, and the sentence for a mistake in the syntax."""
    what = f"{error.context or ''} {error.problem or ''}".replace("block sequence", "sequence")
    mark = error.problem_mark or error.context_mark
    begin = error.context_mark or mark
    if mark is None or begin is None:
        return 1, "this file cannot be read as YAML; compare it with the example in README.md"
    lines = text.removesuffix("\n").split("\n")
    written = lines[mark.line] if mark.line < len(lines) else ""
    line = begin.line if any(part in what for part in _BEGUN_EARLIER) else mark.line
    line = min(line, len(lines) - 1) + 1
    if "cannot start any token" in what:
        return line, _bad_start(written[mark.column : mark.column + 1])
    unfit = _AFTER if written[: mark.column].strip(" -") else _UNFIT
    for part, says in _SENTENCES:
        if part in what:
            return line, says.format(line=begin.line + 1, unfit=unfit)
    return line, f"YAML cannot read this line ({error.problem}); put the text in quotes"


def _bad_start(character: str) -> str:
    if character == "\t":
        return "a tab indents this line; use spaces"
    return f"text cannot begin with {character} here; put the whole text in quotes"
