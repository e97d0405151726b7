"""Where a database is: the path of an SQLite file, or a server."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.store.faults import DatabaseFault

_SQLITE = ("sqlite+aiosqlite", "sqlite")
_POSTGRES = ("postgresql+asyncpg", "postgresql", "postgres")
# What the driver takes from an address; it fails at any other.
_OPTIONS = {"host", "passfile", "port", "prepared_statement_cache_size", "ssl", "sslmode"}


@dataclass(frozen=True, slots=True)
class Address:
    """A database that can be opened.

    Attributes:
        url: With the driver that is used.
        name: For people; without the password.
        file: The file of an SQLite database; None for a server.
    """

    url: URL
    name: str
    file: Path | None = None

    @classmethod
    def of(cls, text: str) -> Address:
        """Read a path, or an sqlite:/// or postgresql:// address.

        Raises:
            DatabaseFault: If it is neither.
        """
        scheme, slashes, rest = text.partition("://")
        if not slashes:
            return cls._file(text)
        if scheme in _SQLITE:
            return cls._file(rest.removeprefix("/"))
        if scheme in _POSTGRES:
            return cls._server(f"{_POSTGRES[0]}://{rest}")
        raise DatabaseFault(
            f"A database at {scheme}:// cannot be used; "
            "give the path of a file, or a postgresql:// address."
        )

    @classmethod
    def _file(cls, path: str) -> Address:
        if path in {"", ":memory:"}:
            raise DatabaseFault("The database needs a file; give its path.")
        return cls(URL.create(_SQLITE[0], database=path), path, Path(path))

    @classmethod
    def _server(cls, text: str) -> Address:
        try:
            url = make_url(text)
        except (ArgumentError, ValueError):
            raise DatabaseFault(
                "The database's address cannot be read; write postgresql://user:password@host/name."
            ) from None
        if unknown := sorted(url.query.keys() - _OPTIONS):
            raise DatabaseFault(
                f"The database's address cannot use {', '.join(unknown)}; leave it out."
            )
        # The driver calls it `ssl`; addresses from elsewhere have the name of libpq.
        if mode := url.query.get("sslmode"):
            url = url.difference_update_query(["sslmode"]).update_query_dict({"ssl": mode})
        port = f":{url.port}" if url.port else ""
        return cls(url, f"{url.database or ''} on {url.host or 'localhost'}{port}".strip())
