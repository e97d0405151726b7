"""The podium: a picture that anybody's name fits on, and the same in words."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from bot.discord_app.quiz_night.picture import Entry, _shrunk, draw, drawable
from bot.discord_app.quiz_night.podium import alt_text


@pytest.mark.parametrize(
    ("name", "drawn"),
    [
        ("Ana", "Ana"),
        ("Ωμέγα", "Ωμέγα"),
        ("Чарли", "Чарли"),
        ("محمد", "محمد"),
        ("Ana 🚀", "Ana"),
        ("李小龍", "#3"),
        ("Ana 李", "#3"),
        ("🚀🚀", "#3"),
        ("", "#3"),
    ],
)
def test_names_are_drawn_as_far_as_the_font_goes(name, drawn):
    assert drawable(name, 3) == drawn


def test_a_longer_name_is_written_smaller_before_it_is_cut():
    assert _shrunk("Ana", 36, 200) == ("Ana", 36)
    name, size = _shrunk("Benjamin Oak", 36, 200)
    assert (name, 24 <= size < 36) == ("Benjamin Oak", True)
    name, size = _shrunk("Somebody with a long name", 36, 200)
    assert name.startswith("Somebody")
    assert (name[-1], size) == ("…", 24)


@pytest.mark.parametrize("number", [1, 2, 3, 4, 12])
def test_the_picture(number):
    entries = [Entry(n, f"Somebody with a long name {n}", f"{n} points") for n in range(number)]

    image = Image.open(io.BytesIO(draw("Quiz night", entries)))

    assert image.format == "PNG"
    assert image.size == (1000, 560)
    assert len(image.getcolors(100_000)) > 10


def test_the_picture_in_words():
    entries = [Entry(1, "Ana", "200 points"), Entry(2, "Ben", "1 point")]

    assert alt_text(entries) == "The podium. 1: Ana, 200 points; 2: Ben, 1 point."
