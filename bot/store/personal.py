"""All that is kept of one person, found by the columns that name people.

A new table is covered when it calls such a column by one of these names; a test walks all tables
and fails for a column that could name somebody and is neither here nor known not to.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Table, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.tables import learners, metadata

# Names whose row it is: the row goes with them.
OWNER = "learner_id"
# Names who did something for a server: the row is the server's and stays, without the name.
DOERS = ("set_up_by", "host_id")
NOBODY = 0
# What people wrote, in columns that can be emptied by themselves. An attempt's grade has words of
# theirs, too; see bot/actions/retention.py.
WORDS = ("words",)


async def read_all(connection: AsyncConnection, learner_id: int) -> dict[str, list[dict[str, Any]]]:
    """Every row that names a person, by table."""
    found: dict[str, list[dict[str, Any]]] = {}
    for table in metadata.sorted_tables:
        condition = _naming(table, learner_id)
        if condition is not None:
            rows = await connection.execute(select(table).where(condition))
            found[table.name] = [dict(row) for row in rows.mappings()]
    return found


async def delete_all(connection: AsyncConnection, learner_id: int) -> bool:
    """Delete every row of a person, and their name in those of servers; gives whether any was."""
    # Whoever adds something of theirs at this moment comes before or after, not between.
    own = select(learners.c.id).where(learners.c.id == learner_id)
    known = (await connection.execute(own.with_for_update())).first() is not None
    found = False
    for table in reversed(metadata.sorted_tables):
        for name in DOERS:
            if name in table.c:
                named = update(table).where(table.c[name] == learner_id).values({name: NOBODY})
                done = await connection.execute(named.returning(table.c[name]))
                found = found or done.first() is not None
        if OWNER in table.c:
            await connection.execute(delete(table).where(table.c[OWNER] == learner_id))
    await connection.execute(delete(learners).where(learners.c.id == learner_id))
    return known or found


async def empty_words(connection: AsyncConnection, before: datetime) -> None:
    """Empty what people wrote before a moment, where nothing else depends on it."""
    for table in metadata.sorted_tables:
        for name in WORDS:
            if name in table.c:
                old = (table.c.at < before) & (table.c[name] != "")
                await connection.execute(update(table).where(old).values({name: ""}))


def _naming(table: Table, learner_id: int) -> ColumnElement[bool] | None:
    """The condition for rows that name a person; None for a table that names nobody."""
    if table is learners:
        return learners.c.id == learner_id
    columns = [table.c[name] for name in (OWNER, *DOERS) if name in table.c]
    return or_(*(column == learner_id for column in columns)) if columns else None
