"""Runs the migrations in the transaction that it is handed; see bot/store/database.py."""

from __future__ import annotations

from alembic import context

from bot.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    # SQLite can change few things of a table in place.
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
