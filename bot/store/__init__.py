"""The only place that speaks SQL."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncConnection as Connection

from bot.store.database import Database
from bot.store.faults import DatabaseFault, SchemaOutOfDate

__all__ = ["Connection", "Database", "DatabaseFault", "SchemaOutOfDate"]
