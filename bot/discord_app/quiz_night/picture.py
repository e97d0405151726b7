"""Draws the podium of a quiz."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

FONT = Path(__file__).parent / "fonts" / "DejaVuSans-Bold.ttf"
# No font has a letter for this.
_NO_LETTER = "\U0010ffff"
_SIZE = (1000, 560)
_GROUND = 500
# A telephone shows the picture at a third of its size: letters must bear that.
_TITLE, _NAME, _POINTS, _LISTED, _LISTED_POINTS = 44, 36, 30, 30, 24

BACKGROUND = "#1e1f22"
TEXT = "#f2f3f5"
FAINT = "#949ba4"
MEDALS = ("#f0b232", "#b5bac1", "#c27c4e")
# In which column each step stands and how high it is: the winner in the middle.
_STEPS = ((1, 250), (0, 180), (2, 130))
_LIST_LEFT = 690


@dataclass(frozen=True, slots=True)
class Entry:
    """A player or a team on the podium, best first.

    Attributes:
        place: From 1; equals share one.
        name: Shown as far as the font has its letters.
        points: With their unit, such as `240 points`.
    """

    place: int
    name: str
    points: str


def draw(title: str, entries: Sequence[Entry]) -> bytes:
    """The podium as a PNG. It takes a while, so call it in a thread.

    Args:
        title: What stands above it.
        entries: The best first; the first three stand on steps, the next five in a list.
    """
    image = Image.new("RGB", _SIZE, BACKGROUND)
    pen = ImageDraw.Draw(image)
    pen.text((45, 30), _fitting(title, _TITLE, 910), fill=TEXT, font=_font(_TITLE))
    # Without a list, the steps have all the room.
    first, width = (40, 205) if len(entries) > len(_STEPS) else (80, 280)
    pen.line((first, _GROUND, first + 3 * width, _GROUND), fill=FAINT, width=3)
    for entry, (column, height), medal in zip(entries, _STEPS, MEDALS, strict=False):
        left = first + column * width
        right, top, middle = left + width - 4, _GROUND - height, left + width / 2
        pen.rounded_rectangle((left, top, right, _GROUND), 12, fill=medal)
        pen.rectangle((left, _GROUND - 12, right, _GROUND), fill=medal)
        pen.text((middle, top + 68), str(entry.place), BACKGROUND, _font(76), anchor="mm")
        name, size = _shrunk(drawable(entry.name, entry.place), _NAME, width - 8)
        pen.text((middle, top - 54), name, TEXT, _font(size), anchor="ms")
        points = _fitting(entry.points, _POINTS, width - 8)
        pen.text((middle, top - 16), points, FAINT, _font(_POINTS), anchor="ms")
    for at, entry in enumerate(entries[3:8]):
        y = 180 + at * 72
        name, size = _shrunk(drawable(entry.name, entry.place), _LISTED, 225)
        pen.text((_LIST_LEFT, y), f"{entry.place}", FAINT, _font(_LISTED), anchor="ls")
        pen.text((_LIST_LEFT + 48, y), name, TEXT, _font(size), anchor="ls")
        points = _fitting(entry.points, _LISTED_POINTS, 225)
        pen.text((_LIST_LEFT + 48, y + 30), points, FAINT, _font(_LISTED_POINTS), anchor="ls")
    file = io.BytesIO()
    image.save(file, "PNG", optimize=True)
    return file.getvalue()


def drawable(name: str, place: int) -> str:
    """A name without the signs that the font lacks; the place, if it lacks a letter."""
    kept: list[str] = []
    for sign in name:
        if _has(sign):
            kept.append(sign)
        elif sign.isalnum():
            return f"#{place}"
    return " ".join("".join(kept).split()) or f"#{place}"


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONT), size)


@cache
def _shape(sign: str) -> bytes:
    drawn = Image.new("1", (40, 40))
    ImageDraw.Draw(drawn).text((8, 30), sign, 1, _font(20), anchor="ls")
    return drawn.tobytes()


@cache
def _has(sign: str) -> bool:
    return sign.isspace() or _shape(sign) != _shape(_NO_LETTER)


def _shrunk(text: str, size: int, width: float) -> tuple[str, int]:
    """A text and its size: made smaller by a third at most before it is cut to a width."""
    least = size * 2 // 3
    while size > least and _font(size).getlength(text) > width:
        size -= 1
    return _fitting(text, size, width), size


def _fitting(text: str, size: int, width: float) -> str:
    """A text cut to a width, with an ellipsis."""
    font = _font(size)
    if font.getlength(text) <= width:
        return text
    while text and font.getlength(f"{text}…") > width:
        text = text[:-1]
    return f"{text.rstrip()}…"
