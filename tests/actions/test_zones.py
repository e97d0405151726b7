"""Time zones by what a person types."""

from __future__ import annotations

import re
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from bot.actions.progress import zones
from bot.actions.zones import advice, closest_zones, matching_zones, zone_named


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        (" europe/berlin ", "Europe/Berlin"),
        ("america/new york", "America/New_York"),
        ("utc", "UTC"),
        ("us/pacific", "US/Pacific"),
        ("Berlin", None),
        ("", None),
        ("../Europe/Berlin", None),
    ],
)
def test_by_name(typed, name):
    """In any case, with or without underscores."""
    assert zone_named(typed) == name


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        pytest.param("", "UTC", id="nothing typed"),
        pytest.param("ber", "Europe/Berlin", id="beginning of a city, a large one first"),
        pytest.param("asia/ka", "Asia/Karachi", id="with its area"),
        pytest.param("york", "America/New_York", id="a later word"),
        pytest.param("olkat", "Asia/Kolkata", id="somewhere within"),
    ],
)
def test_while_typing(typed, first):
    assert matching_zones(typed)[0] == first


def test_nothing_fits():
    assert matching_zones("xyzzy") == []


def test_no_more_than_discord_shows():
    assert len(zones("a")) == 25
    assert len(zones("")) == 25


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Europe/Belrin", "Europe/Berlin"),
        ("berlin", "Europe/Berlin"),
        ("Tokio", "Asia/Tokyo"),
        ("new yrok", "America/New_York"),
        ("America/NewYork", "America/New_York"),
        ("New York City", "America/New_York"),
        ("Sydney/Australia", "Australia/Sydney"),
        ("Asia/Berlin", "Europe/Berlin"),
        ("Roma", "Europe/Rome"),
        ("Argentina", "America/Argentina/Buenos_Aires"),
    ],
)
def test_what_somebody_may_have_meant(typed, meant):
    assert closest_zones(typed)[0] == meant
    assert len(closest_zones(typed)) <= 3


@pytest.mark.parametrize(
    "typed",
    ["Mars/Phobos", "Mars", "x", "", "/", "Germany", "Mumbai", "India", "CEST", "Asia/Munich", "2"],
)
def test_nothing_is_guessed_from_afar(typed):
    """A name shares a few letters with any other."""
    says = advice(typed)

    assert "Did you mean" not in says
    assert "such as Europe/Berlin or Asia/Kolkata" in says


@pytest.mark.parametrize(
    ("typed", "fixed"),
    [
        ("UTC+2", "Etc/GMT-2"),
        ("utc + 02:00", "Etc/GMT-2"),
        ("GMT-5", "Etc/GMT+5"),
        ("GMT−5", "Etc/GMT+5"),
        ("+02", "Etc/GMT-2"),
        ("-0800", "Etc/GMT+8"),
        ("UTC2", "Etc/GMT-2"),
        ("+00:00", "UTC"),
        ("UTC+14", "Etc/GMT-14"),
        ("UTC+15", None),
        ("UTC-14", None),
        ("UTC+5:30", None),
        ("+0530", None),
        ("+530", None),
    ],
)
def test_an_offset_is_no_place(typed, fixed):
    """A city is wanted; where one zone is always so far from UTC, it is named."""
    says = advice(typed)

    assert "time zone of a city, such as Europe/Berlin or Asia/Kolkata" in says
    assert re.findall(r"([A-Z]\S+) is always", says) == ([fixed] if fixed else [])
    assert fixed is None or zone_named(fixed) == fixed


def test_one_that_is_much_nearer_stands_alone():
    """Nobody who types Rome means Nome."""
    assert advice("rome") == "Did you mean Europe/Rome?"
    assert advice("Asia").count("Asia/") == 3


def test_every_zone_offered_is_one():
    """Each once, and found again by its own name."""
    offered = matching_zones("")
    assert len(offered) == len(set(offered)) > 300
    for name in offered:
        assert ZoneInfo(name).key == name
    rest = offered[25:]
    assert all(before < after for before, after in pairwise(rest))
    assert [zone_named(name.lower()) for name in offered[:40]] == offered[:40]
