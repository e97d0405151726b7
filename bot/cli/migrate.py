"""`coach migrate`: brings the database's schema up to date."""

from __future__ import annotations

import asyncio

from bot.cli import logs
from bot.cli.inputs import settings_or_end
from bot.cli.wiring import migrate_database


def run() -> int:
    """Migrate the database of the settings."""
    settings = settings_or_end()
    logs.set_up(settings.log, settings.log_format, secrets=settings.passwords)
    asyncio.run(migrate_database(settings.database))
    print("The database is up to date.")
    return 0
