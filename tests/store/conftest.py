"""The store on both sorts of database."""

from tests.databases import (
    _empty_postgres,
    _empty_sqlite,
    _with_tables,
    _without_tables,
    database,
    nothing_yet,
    postgres,
    url,
)

__all__ = [
    "_empty_postgres",
    "_empty_sqlite",
    "_with_tables",
    "_without_tables",
    "database",
    "nothing_yet",
    "postgres",
    "url",
]
