"""Which database an address means, and how it is named to people."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.store import DatabaseFault
from bot.store.address import Address


@pytest.mark.parametrize(
    ("text", "path"),
    [
        pytest.param("coach.db", "coach.db", id="a path"),
        pytest.param("/data/coach.db", "/data/coach.db", id="a full path"),
        pytest.param("sqlite:///coach.db", "coach.db", id="sqlite"),
        pytest.param("sqlite:////data/coach.db", "/data/coach.db", id="sqlite, full path"),
        pytest.param("sqlite+aiosqlite:////data/a b%20?c.db", "/data/a b%20?c.db", id="odd signs"),
    ],
)
def test_a_file(text, path):
    found = Address.of(text)
    assert found.file == Path(path)
    assert (found.name, found.url.database) == (path, path)
    assert found.url.drivername == "sqlite+aiosqlite"


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+asyncpg"])
def test_a_server(scheme):
    """Its name tells where it is, and neither who nor the password."""
    found = Address.of(f"{scheme}://coach:p%40ss%2Fword@db.example:5433/interviews")
    assert found.file is None
    assert found.name == "interviews on db.example:5433"
    assert found.url.drivername == "postgresql+asyncpg"
    assert found.url.password == "p@ss/word"


def test_names_of_servers():
    assert Address.of("postgresql:///interviews").name == "interviews on localhost"
    assert Address.of("postgresql://db.example/interviews").name == "interviews on db.example"


@pytest.mark.parametrize(
    ("options", "query"),
    [
        pytest.param("sslmode=require", {"ssl": "require"}, id="as libpq says it"),
        pytest.param("ssl=verify-full", {"ssl": "verify-full"}, id="as the driver says it"),
    ],
)
def test_an_encrypted_connection(options, query):
    assert dict(Address.of(f"postgresql://db.example/interviews?{options}").url.query) == query


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("", "needs a file; give its path", id="nothing"),
        pytest.param(":memory:", "needs a file; give its path", id="in memory"),
        pytest.param("sqlite://", "needs a file; give its path", id="sqlite without a path"),
        pytest.param("mysql://root:hush@db/x", r"at mysql:// cannot be used", id="another sort"),
        pytest.param("postgresql://u:hush@db:port/x", "cannot be read; write", id="no port"),
        pytest.param(
            "postgresql://u:hush@db/x?channel_binding=require&sslmode=require",
            r"cannot use channel_binding; leave it out",
            id="an option the driver does not know",
        ),
    ],
)
def test_what_cannot_be_used(text, said):
    """One sentence that gives away no password."""
    with pytest.raises(DatabaseFault, match=said) as refused:
        Address.of(text)
    assert "hush" not in str(refused.value)
    assert "\n" not in str(refused.value)
