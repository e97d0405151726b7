"""Time zones by what a person types."""

from __future__ import annotations

from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from bot.actions.progress import zones
from bot.actions.zones import closest_zones, matching_zones, zone_named


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
    ],
)
def test_what_somebody_may_have_meant(typed, meant):
    assert meant in closest_zones(typed)
    assert len(closest_zones(typed)) == 3


def test_every_zone_offered_is_one():
    """Each once, and found again by its own name."""
    offered = matching_zones("")
    assert len(offered) == len(set(offered)) > 300
    for name in offered:
        assert ZoneInfo(name).key == name
    rest = offered[25:]
    assert all(before < after for before, after in pairwise(rest))
    assert [zone_named(name.lower()) for name in offered[:40]] == offered[:40]
