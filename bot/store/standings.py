"""Points of a server: what people answered to questions that were put to everybody there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.attempts import MAIN
from bot.store.tables import attempts, cards, preferences


@dataclass(frozen=True, slots=True)
class Standing:
    """The points of one person: the scores of their counted answers, added up."""

    learner_id: int
    points: int
    answers: int


async def read(
    connection: AsyncConnection, guild_id: int, *, since: datetime | None, limit: int
) -> Sequence[Standing]:
    """Those with the most points who let themselves be shown, the first of them first.

    Args:
        connection: A transaction.
        guild_id: The server.
        since: Only answers from this moment on.
        limit: How many people at most.
    """
    points = func.sum(attempts.c.score)
    query = (
        select(attempts.c.learner_id, points, func.count())
        .select_from(
            attempts.join(cards, cards.c.id == attempts.c.card_id).outerjoin(
                preferences, preferences.c.learner_id == attempts.c.learner_id
            )
        )
        .where(
            attempts.c.guild_id == guild_id,
            attempts.c.kind == MAIN,
            attempts.c.counted,
            cards.c.occasion.is_not(None),
            or_(preferences.c.leaderboard.is_(None), preferences.c.leaderboard),
        )
        .group_by(attempts.c.learner_id)
        # Of equals, whoever needed fewer answers, then whoever began first.
        .order_by(points.desc(), func.count(), func.min(attempts.c.id))
        .limit(limit)
    )
    if since is not None:
        query = query.where(attempts.c.at >= since)
    return [Standing(*row) for row in await connection.execute(query)]
