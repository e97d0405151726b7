"""What is kept of a person or a server: shown, handed over as JSON, and deleted."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from bot.actions.coach import Coach
from bot.store import personal, servers

log = logging.getLogger(__name__)

# Other programs read larger numbers inexactly.
_LARGEST = 2**53

ABOUT = (
    "All that this interview coach keeps of you, by table. Scores come from a program that looks "
    "for ideas in text; they are for practice and not for decisions about hiring."
)


async def show(coach: Coach, *, learner_id: int) -> Mapping[str, int]:
    """How many rows of each table name a person; tables with none are left out."""
    async with coach.database.reading() as connection:
        found = await personal.read_all(connection, learner_id)
    return {name: len(rows) for name, rows in found.items() if rows}


async def export(coach: Coach, *, learner_id: int, now: datetime) -> str:
    """All that is kept of a person, as JSON."""
    async with coach.database.reading() as connection:
        found = await personal.read_all(connection, learner_id)
    whole = {"about": ABOUT, "made_at": now, "learner_id": learner_id, "kept": found}
    return json.dumps(_plain(whole), ensure_ascii=False, indent=1)


async def delete(coach: Coach, *, learner_id: int) -> bool:
    """Delete all of it, once and for all; gives whether there was anything."""
    async with coach.database.writing() as connection:
        found = await personal.delete_all(connection, learner_id)
    if found:
        # Not whose: the log must not remember them either.
        log.info("learner deleted")
    return found


async def delete_server(coach: Coach, *, guild_id: int) -> None:
    """Delete what is kept of a server. People keep their answers, without the place."""
    async with coach.database.writing() as connection:
        await servers.forget(connection, guild_id)
    log.info("server deleted: guild=%d", guild_id)


def _plain(value: Any) -> Any:
    match value:
        case dict():
            return {str(key): _plain(each) for key, each in value.items()}  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType] - it came as Any
        case list() | tuple():
            return [_plain(each) for each in value]  # pyright: ignore[reportUnknownVariableType] - the same
        case datetime() | date():
            return value.isoformat()
        case int() if abs(value) > _LARGEST:
            return str(value)
        case _:
            return value
