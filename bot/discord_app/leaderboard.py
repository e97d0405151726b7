"""`/leaderboard`: who has the most points in a server, and how long they have kept going."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from discord import app_commands

from bot.actions.leaderboard import Rank, Span, leaderboard
from bot.discord_app import descriptions, replies, words
from bot.discord_app.amounts import count, place
from bot.discord_app.client import Command, Feature, client_of
from bot.discord_app.events import Interaction
from bot.discord_app.pages import BLURPLE, Page, notice

TITLES = {Span.WEEK: "the last 7 days", Span.MONTH: "the last 30 days", Span.ALL: "all time"}


def feature() -> Feature:
    """`/leaderboard`."""
    commands: list[Command] = [leaderboard_command]
    return Feature(name="leaderboard", commands=commands)


@app_commands.command(name="leaderboard", description=descriptions.LEADERBOARD_COMMAND)
@app_commands.describe(span=descriptions.SPAN_OPTION)
@app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
@app_commands.allowed_installs(guilds=True, users=False)
async def leaderboard_command(
    interaction: Interaction, span: Literal["week", "month", "all"] = "week"
) -> None:
    """Show the leaderboard of the server."""
    await replies.wait(interaction)
    client = client_of(interaction)
    assert interaction.guild_id is not None
    ranks = await leaderboard(
        client.coach,
        guild_id=interaction.guild_id,
        span=Span(span),
        now=client.now(interaction),
    )
    await replies.put(interaction, leaderboard_page(ranks, Span(span), interaction.user.id))


def leaderboard_page(ranks: Sequence[Rank], span: Span, learner_id: int) -> Page:
    """The leaderboard as one of those on it sees it."""
    title = f"### 🏆 Leaderboard · {TITLES[span]}"
    if not ranks:
        return notice(f"{title}\n{words.NOBODY_RANKED}", colour=BLURPLE)
    lines = [_line(rank, rank.learner_id == learner_id) for rank in ranks]
    return notice("\n".join([title, *lines, f"-# {words.HOW_RANKED}"]), colour=BLURPLE)


def _line(rank: Rank, own: bool) -> str:
    streak = f" · 🔥 {count(rank.streak, 'day')}" if rank.streak > 1 else ""
    you = " ← you" if own else ""
    told = f"{rank.points:,} points · {count(rank.answers, 'answer')}"
    return f"{place(rank.place)} <@{rank.learner_id}> · {told}{streak}{you}"
