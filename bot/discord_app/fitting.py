"""Makes text fit and behave: people's words shown as they are, long texts cut between words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

# What Discord reads as layout, links, mentions or time stamps when it stands unescaped. Marks that
# only count at the start of a line (#, -, >) are left alone: a quote never starts one.
_MARKUP = re.compile(r"([\\`*_~|<\[\]()@])")
# Discord makes a link of an address wherever it stands.
_LINK = re.compile(r":(?=//)")
_BLANKS = re.compile(r"\s+")
# Zero-width joiners hold emoji and several scripts together; every other format character
# (text direction overrides above all) can make a card lie about what was written.
_JOINERS = "\u200c\u200d"
_FENCE = "```"
_CODE = re.compile(r"`[^`]*`?")
# Lines that stand for themselves in markdown: blank ones, headings, lists, quotes and tables.
_OWN_LINE = re.compile(r"\s*($|#|>|\||[-*+]\s|\d+[.)]\s)")
_ELLIPSIS = "…"
_SENTENCE_END = re.compile(r"[.!?;:]\s+|\n")


def plain(text: str) -> str:
    """The text on one line, without control and text direction characters."""
    visible = (
        " " if char.isspace() else char
        for char in text
        if char.isspace()
        or char in _JOINERS
        or unicodedata.category(char) not in {"Cc", "Cf", "Cs"}
    )
    return _BLANKS.sub(" ", "".join(visible)).strip()


def flowing(markdown: str) -> str:
    """Markdown with the wrapped lines of a paragraph joined: Discord shows every line break."""
    lines: list[str] = []
    in_code = joinable = False
    for line in markdown.strip().splitlines():
        if line.lstrip().startswith(_FENCE):
            in_code = not in_code
            joinable = False
            lines.append(line)
        elif in_code or not joinable or _OWN_LINE.match(line):
            lines.append(line.rstrip())
            joinable = not in_code and bool(line.strip()) and not line.lstrip().startswith("#")
        else:
            lines[-1] += f" {line.strip()}"
    return "\n".join(lines)


def quoted(text: str, limit: int = 160) -> str:
    """A person's own words, safe to show inside a card: no layout, no links, no mentions.

    Args:
        text: What was written.
        limit: Most characters of the original that are shown; cut between words.
    """
    words = plain(text)
    cut = words if len(words) <= limit else f"{_head(words, limit)} {_ELLIPSIS}"
    return _LINK.sub(r"\:", _MARKUP.sub(r"\\\1", cut))


def around(text: str, start: int, end: int, room: int) -> tuple[str, str]:
    """What stands right before and after a slice, in whole words of the same sentence.

    Args:
        text: All of it.
        start: First character of the slice.
        end: One past its last character.
        room: Most characters on each side.
    """
    before = _SENTENCE_END.split(text[:start])[-1]
    if len(before) > room:
        before = f"{_ELLIPSIS} {before[-room:].partition(' ')[2]}"
    after = _SENTENCE_END.split(text[end:], maxsplit=1)[0]
    if len(after) > room:
        after = f"{_head(after, room)} {_ELLIPSIS}"
    return before, after


def shorten(text: str, limit: int) -> str:
    """The beginning of a text, cut between words, with code, bold and spoilers closed again."""
    if len(text) <= limit:
        return text
    # Room for the ellipsis and for closing a fence on a line of its own.
    return _closed(_head(text, max(1, limit - len(_FENCE) - 4)))


def _head(text: str, room: int) -> str:
    """At most so many characters, up to the end of a line or else of a word.

    A single word that is longer than that has nothing to be cut between and is cut inside.
    """
    head = text[: room + 1]
    cut = head.rfind("\n")
    if cut < room * 2 // 3:
        cut = max(head.rfind(" "), cut)
    return (head[:cut] if cut > 0 else head[:room]).rstrip()


def _closed(head: str) -> str:
    """Close what a cut left open, and say with an ellipsis that there was more."""
    if head.count(_FENCE) % 2:
        return f"{head}\n{_FENCE}\n{_ELLIPSIS}"
    outside = "".join(head.split(_FENCE)[::2])
    for mark in ("`", "**"):
        if outside.count(mark) % 2:
            head += mark
    if _CODE.sub("", outside).count("||") % 2:
        head += "||"
    return f"{head} {_ELLIPSIS}"


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a card that may be shortened.

    Attributes:
        text: All of it.
        least: What stays of it at the least, in characters.
    """

    text: str
    least: int


def fit(parts: Sequence[Part], limit: int) -> tuple[list[str], bool]:
    """Shorten parts, the last one first, until they fit together.

    Args:
        parts: The most important one first.
        limit: Most characters in all.

    Returns:
        The texts, in order, and whether anything was cut.
    """
    texts = [part.text for part in parts]
    over = sum(map(len, texts)) - limit
    if over <= 0:
        return texts, False
    for at in reversed(range(len(parts))):
        before = len(texts[at])
        texts[at] = shorten(texts[at], max(parts[at].least, before - over))
        over -= before - len(texts[at])
        if over <= 0:
            break
    return texts, True
