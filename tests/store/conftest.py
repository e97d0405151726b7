"""The store on both sorts of database."""

from tests.databases import _postgres_of_this_run, database, nothing_yet, postgres, url

__all__ = ["_postgres_of_this_run", "database", "nothing_yet", "postgres", "url"]
