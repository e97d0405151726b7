"""Why a database cannot be used, each as a sentence for whoever runs the bot."""

from __future__ import annotations

import sqlite3

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoneFree


class DatabaseFault(Exception):
    """The database cannot be used; `str()` says why and what to do."""


class SchemaOutOfDate(DatabaseFault):
    """The schema is older or newer than this version of the bot."""


# What SQLite says -> what that means for the file.
_SQLITE = {
    "locked": "is in use by another program; close that one, or try again in a moment",
    "readonly": "cannot be changed: give the bot write access to the file and to its folder",
    "unable to open": "cannot be opened: its folder must be there, and the bot must have access",
    "not a database": "is not an SQLite database; move it away, or set COACH_DATABASE to another",
    "malformed": "is damaged; put a backup in its place",
    "disk is full": "cannot grow: there is no space left on the disk",
    "disk i/o": "cannot be read or written: check the disk",
    "already exists": "has tables of another program; set COACH_DATABASE to one of its own",
}

# Names of what PostgreSQL and its driver raise -> what that means for the server.
_POSTGRES = {
    "InvalidPasswordError": "refused the user name or password",
    "InvalidAuthorizationSpecificationError": "refused the user name or password",
    "InvalidCatalogNameError": "has no database of that name; create it first",
    "InsufficientPrivilegeError": "does not let this user do that; grant it the database",
    "TooManyConnectionsError": "has no connection left; raise max_connections there",
    "CannotConnectNowError": "is starting or stopping; try again in a moment",
    "ConnectionDoesNotExistError": "closed the connection; check that it runs",
    "InterfaceError": "closed the connection; check that it runs",
    "InternalClientError": "closed the connection; check that it runs",
    "AdminShutdownError": "closed the connection; check that it runs",
    "ReadOnlySQLTransactionError": "only reads; use the address of the main server",
    "DiskFullError": "cannot grow: there is no space left on the disk",
    "DuplicateTableError": "has tables of another program; set COACH_DATABASE to one of its own",
}


def explained(error: Exception, name: str) -> DatabaseFault | None:
    """A failure in plain words, or None for one that only a programmer can mend.

    Args:
        error: What a driver or the network raised.
        name: The file or the server, without passwords.
    """
    if isinstance(error, NoneFree):
        return DatabaseFault(f"The database {name} has too much to do; try again in a moment.")
    if isinstance(error, OSError) and error.filename is not None:
        return DatabaseFault(f"The database {name} {_SQLITE['unable to open']}.")
    if isinstance(error, OSError):
        return DatabaseFault(
            f"The database {name} cannot be reached; check that it runs, and its address."
        )
    if isinstance(error, ModuleNotFoundError):
        return DatabaseFault(
            f"The database {name} needs one more package: "
            "python -m pip install 'interview-coach[postgres]'"
        )
    of_driver = isinstance(error, DBAPIError | sqlite3.Error)
    if not of_driver and not type(error).__module__.startswith("asyncpg"):
        return None
    cause = (error.orig if isinstance(error, DBAPIError) else None) or error
    meaning = _of_sqlite(cause) if isinstance(cause, sqlite3.Error) else _of_postgres(cause)
    return None if meaning is None else DatabaseFault(f"The database {name} {meaning}.")


def _of_sqlite(cause: BaseException) -> str | None:
    said = str(cause).lower()
    return next((meaning for words, meaning in _SQLITE.items() if words in said), None)


def _of_postgres(cause: BaseException) -> str | None:
    kinds = {kind.__name__ for each in _chain(cause) for kind in type(each).__mro__}
    return next((meaning for kind, meaning in _POSTGRES.items() if kind in kinds), None)


def _chain(error: BaseException | None) -> list[BaseException]:
    found: list[BaseException] = []
    while error is not None and len(found) < 5:
        found.append(error)
        error = error.__cause__
    return found
