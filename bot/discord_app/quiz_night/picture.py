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
_STEP_WIDTH = 200

BACKGROUND = "#1e1f22"
TEXT = "#f2f3f5"
FAINT = "#949ba4"
MEDALS = ("#f0b232", "#b5bac1", "#c27c4e")
# Where the steps stand, how high they are: the winner in the middle.
_STEPS = ((250, 250), (45, 180), (455, 130))
_LIST_LEFT = 700


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
    pen.text((45, 34), _fitting(title, 34, 900), fill=TEXT, font=_font(34))
    # Without a list, the steps stand in the middle.
    shift = 0 if len(entries) > len(_STEPS) else 148
    pen.line((45 + shift, _GROUND, 655 + shift, _GROUND), fill=FAINT, width=3)
    for entry, (start, height), medal in zip(entries, _STEPS, MEDALS, strict=False):
        left = start + shift
        top = _GROUND - height
        middle = left + _STEP_WIDTH / 2
        pen.rounded_rectangle((left, top, left + _STEP_WIDTH, _GROUND), 12, fill=medal)
        pen.rectangle((left, _GROUND - 12, left + _STEP_WIDTH, _GROUND), fill=medal)
        pen.text((middle, top + 62), str(entry.place), BACKGROUND, _font(64), anchor="mm")
        name = _fitting(drawable(entry.name, entry.place), 26, _STEP_WIDTH)
        pen.text((middle, top - 52), name, TEXT, _font(26), anchor="ms")
        pen.text((middle, top - 18), entry.points, FAINT, _font(20), anchor="ms")
    for at, entry in enumerate(entries[3:8]):
        y = 205 + at * 62
        name = _fitting(drawable(entry.name, entry.place), 22, 230)
        pen.text((_LIST_LEFT, y), f"{entry.place}", FAINT, _font(22), anchor="ls")
        pen.text((_LIST_LEFT + 42, y), name, TEXT, _font(22), anchor="ls")
        pen.text((_LIST_LEFT + 42, y + 25), entry.points, FAINT, _font(17), anchor="ls")
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


def _fitting(text: str, size: int, width: float) -> str:
    """A text cut to a width, with an ellipsis."""
    font = _font(size)
    if font.getlength(text) <= width:
        return text
    while text and font.getlength(f"{text}…") > width:
        text = text[:-1]
    return f"{text.rstrip()}…"
