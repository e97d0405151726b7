"""Who practises, and the time zones they chose."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.days import ZoneChoice
from bot.store.tables import insert, learners, zone_choices


async def lock(connection: AsyncConnection, learner_id: int, now: datetime) -> None:
    """Make a learner known, and let no one else change what is theirs in this transaction."""
    new = insert(connection, learners).values(id=learner_id, since=now)
    # What it sets is no key, so that others may still add rows that belong to the learner. Else
    # whoever holds a card and adds an answer to it, and whoever holds the learner and wants that
    # card, would wait for each other.
    unchanged = {"since": learners.c.since}
    await connection.execute(new.on_conflict_do_update(index_elements=["id"], set_=unchanged))


async def zones(connection: AsyncConnection, learner_id: int) -> list[ZoneChoice]:
    """The time zones a learner chose, oldest first."""
    rows = await connection.execute(
        select(zone_choices.c.zone, zone_choices.c.effective_from, zone_choices.c.chosen_at)
        .where(zone_choices.c.learner_id == learner_id)
        .order_by(zone_choices.c.id)
    )
    return [ZoneChoice(zone, effective_from, at) for zone, effective_from, at in rows]


async def add_zone(connection: AsyncConnection, learner_id: int, choice: ZoneChoice) -> None:
    """Keep a choice of a time zone."""
    await connection.execute(
        insert(connection, zone_choices).values(
            learner_id=learner_id,
            zone=choice.zone,
            effective_from=choice.effective_from,
            chosen_at=choice.chosen_at,
        )
    )
