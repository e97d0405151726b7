"""Puts the bot together from its features."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from bot.actions import Coach
from bot.discord_app import (
    daily,
    guide,
    leaderboard,
    practice,
    privacy,
    progress,
    quiz_night,
    self_marks,
    servers,
)
from bot.discord_app.chat import Chat
from bot.discord_app.client import CoachClient, Feature
from bot.discord_app.duties import Duty


def build_bot(
    coach: Coach,
    *,
    clock: Callable[[], datetime] | None = None,
    rng: random.Random | None = None,
    poll: float = daily.EVERY,
    keep: timedelta | None = None,
    **options: Any,
) -> CoachClient:
    """The bot with all its features, not connected to anything yet.

    Args:
        coach: The bank, the grader and the database.
        clock: Where the time comes from; without one, each event brings its own.
        rng: The dice for choosing questions.
        poll: Seconds after which it looks again for what is due, at the latest.
        keep: How long the words of answers are kept; None for as long as nobody deletes them.
        options: For discord.py, such as `shard_count`.
    """
    client = CoachClient(coach, clock=clock, rng=rng, **options)
    chat = Chat(client)
    client.add(practice.feature())
    client.add(self_marks.feature())
    client.add(daily.feature(client, every=poll))
    client.add(leaderboard.feature())
    client.add(progress.feature())
    client.add(quiz_night.feature(client, every=poll))
    client.add(guide.feature())
    client.add(servers.feature(client))
    client.add(privacy.feature(client, keep=keep))
    client.add(
        Feature(
            name="chat",
            heard=chat.heard,
            edited=chat.edited,
            duties=[Duty("chat", chat.forget, every=86_400)],
        )
    )
    return client
