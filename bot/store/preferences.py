"""What learners let others see of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.tables import insert, preferences


@dataclass(frozen=True, slots=True)
class Preferences:
    """The wishes of one learner; these are those of whoever never said anything.

    Attributes:
        leaderboard: Whether their name may stand on a server's leaderboard.
        quotes: Whether a very good answer may be shown to others, with their name.
    """

    leaderboard: bool = True
    quotes: bool = False


async def read(connection: AsyncConnection, learner_id: int) -> Preferences:
    """What a learner wishes."""
    of = await read_all(connection, [learner_id])
    return of.get(learner_id, Preferences())


async def read_all(
    connection: AsyncConnection, learner_ids: Collection[int]
) -> dict[int, Preferences]:
    """What those learners wish who ever said so."""
    rows = await connection.execute(
        select(preferences).where(preferences.c.learner_id.in_(learner_ids))
    )
    return {row.learner_id: Preferences(row.leaderboard, row.quotes) for row in rows}


async def write(connection: AsyncConnection, learner_id: int, wishes: Preferences) -> None:
    """Keep what a learner wishes; they must be known."""
    values = {"leaderboard": wishes.leaderboard, "quotes": wishes.quotes}
    new = insert(connection, preferences).values(learner_id=learner_id, **values)
    await connection.execute(new.on_conflict_do_update(index_elements=["learner_id"], set_=values))
