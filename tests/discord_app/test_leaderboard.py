"""`/leaderboard` as people see it."""

from __future__ import annotations

import pytest

from bot.actions.leaderboard import Rank, Span
from bot.discord_app.leaderboard import leaderboard_page
from tests.discord_app.conftest import shown


async def test_nobody_yet(world):
    asked = await world.ana.slash(world.channel, "leaderboard")

    assert asked.response.ephemeral
    assert "Nobody has points yet" in shown(asked.response)


@pytest.mark.parametrize(("span", "title"), [("month", "last 30 days"), ("all", "all time")])
async def test_how_far_back(world, span, title):
    asked = await world.ana.slash(world.channel, "leaderboard", span=span)

    assert title in shown(asked.response)


def test_the_page():
    ranks = [Rank(1, 11, 1250, 14, 9), Rank(2, 12, 900, 10, 1), Rank(4, 13, 80, 1, 0)]

    text = shown(leaderboard_page(ranks, Span.WEEK, 12))

    assert "the last 7 days" in text
    assert "🥇 <@11> · 1,250 points · 14 answers · 🔥 9 days" in text
    assert "🥈 <@12> · 900 points · 10 answers ← you" in text
    assert "**4.** <@13> · 80 points · 1 answer" in text
    assert "/settings leaderboard off" in text
