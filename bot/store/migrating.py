"""Brings the schema of a database up to date, one process at a time."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.store.address import Address
from bot.store.connecting import (
    check_schema,
    in_plain_words,
    is_newer,
    revision_of,
    sqlite_engine,
    try_file,
)
from bot.store.tables import SCHEMA

_SCRIPTS = Path(__file__).parent / "migrations"

# Any number, as long as nobody else locks the same one in the same database.
_LOCK = 5_604_210_117


async def migrate(address: Address) -> None:
    """Bring the schema up to date, all of it or nothing; does nothing where it is.

    Raises:
        DatabaseFault: If the database cannot be used, or its schema is newer.
    """
    with in_plain_words(address):
        try_file(address)
        engine = _engine(address)
        try:
            async with engine.begin() as connection:
                await connection.run_sync(_upgrade, address)
        finally:
            await engine.dispose()


def _engine(address: Address) -> AsyncEngine:
    if address.file is None:
        return create_async_engine(address.url, pool_size=1)
    # Whoever migrates locks out all others from the start. Tables that are made anew would take
    # rows of other tables with them if foreign keys were watched meanwhile.
    return sqlite_engine(address, "BEGIN EXCLUSIVE", "busy_timeout=60000", "foreign_keys=OFF")


def _upgrade(connection: Connection, address: Address) -> None:
    if address.file is None:
        connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _LOCK})
    before = revision_of(connection)
    if before == SCHEMA:
        return
    if before is not None and is_newer(before):
        check_schema(before, address)
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    if address.file is not None:
        broken = connection.execute(text("PRAGMA foreign_key_check")).first()
        assert broken is None, f"the migration would leave {broken} without what it points to"
