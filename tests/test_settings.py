"""What can be set from outside, and what is said about a bad value."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.settings import (
    LogFormat,
    LogLevel,
    Settings,
    SettingsError,
    database_url,
    load_settings,
)

ROOT = Path(__file__).parent.parent


@pytest.fixture
def empty(tmp_path, monkeypatch):
    """An empty current folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_everything_has_a_default(empty):
    """Nothing has to be set to practise; data goes where the system keeps it."""
    settings = load_settings()

    assert settings.token is None
    assert settings.content is None
    assert (settings.log, settings.log_format) == (LogLevel.INFO, LogFormat.AUTO)
    assert settings.database.startswith("sqlite+aiosqlite:///")
    assert settings.database.endswith("interview-coach/coach.db")


def test_the_environment_wins_over_the_file_and_the_file_over_secrets(empty, monkeypatch):
    """A value is taken from where it is easiest to change."""
    secrets = empty / "secrets"
    secrets.mkdir()
    (secrets / "DISCORD_TOKEN").write_text("from-secrets\n")
    (secrets / "COACH_LOG").write_text("error")
    (empty / ".env").write_text("COACH_LOG=warning\nCOACH_LOG_FORMAT=json\n")
    monkeypatch.setenv("COACH_LOG_FORMAT", "human")

    settings = load_settings(secrets=secrets)

    assert settings.token is not None
    assert settings.token.get_secret_value() == "from-secrets"
    assert settings.log is LogLevel.WARNING
    assert settings.log_format is LogFormat.HUMAN


def test_an_empty_value_is_as_good_as_none(empty, monkeypatch):
    """The line `DISCORD_TOKEN=` of .env.example sets nothing."""
    monkeypatch.setenv("DISCORD_TOKEN", "")

    assert load_settings().token is None


def test_every_bad_value_is_named_at_once(empty, monkeypatch):
    """One error, one line for each, and no secret in it."""
    monkeypatch.setenv("DISCORD_TOKEN", "my secret")
    monkeypatch.setenv("COACH_DATABASE", "mysql://me:hidden@host/db")
    monkeypatch.setenv("COACH_CONTENT", str(empty / "nowhere"))
    monkeypatch.setenv("COACH_LOG", "loud")
    monkeypatch.setenv("COACH_LOG_FORMAT", "xml")

    with pytest.raises(SettingsError) as error:
        load_settings()

    lines = str(error.value).splitlines()
    assert [line.split()[0] for line in lines] == [
        "DISCORD_TOKEN",
        "COACH_DATABASE",
        "COACH_CONTENT",
        "COACH_LOG",
        "COACH_LOG_FORMAT",
    ]
    assert lines[3] == "COACH_LOG is 'loud'; use debug, info, warning or error."
    assert "secret" not in str(error.value)
    assert "hidden" not in str(error.value)


def test_a_file_that_is_no_text_is_named(empty):
    """A `.env` saved in another encoding ends in a sentence."""
    (empty / ".env").write_bytes("COACH_LOG=é".encode("latin-1"))

    with pytest.raises(SettingsError, match=r"\.env cannot be read"):
        load_settings()


@pytest.mark.parametrize(
    ("given", "url"),
    [
        pytest.param("/data/coach.db", "sqlite+aiosqlite:////data/coach.db", id="file"),
        pytest.param("sqlite:///x.db", "sqlite+aiosqlite:///x.db", id="sqlite address"),
        pytest.param("postgres://a:b@c/d", "postgresql+asyncpg://a:b@c/d", id="short name"),
        pytest.param("postgresql://c/d", "postgresql+asyncpg://c/d", id="long name"),
        pytest.param("postgresql+asyncpg://c/d", "postgresql+asyncpg://c/d", id="with driver"),
    ],
)
def test_a_database_is_a_file_or_an_address(given, url):
    """The driver is ours to choose."""
    assert database_url(given) == url


def test_a_relative_file_lies_in_the_current_folder(empty):
    """As for every other program."""
    assert database_url("coach.db") == f"sqlite+aiosqlite:///{empty / 'coach.db'}"


def test_a_folder_is_no_database(empty):
    """The sentence says what to write instead."""
    with pytest.raises(ValueError, match=r"is a folder .*coach\.db"):
        database_url(str(empty))


def test_secrets_are_not_shown(empty, monkeypatch):
    """Neither the token nor the database's password gets into a log by accident."""
    monkeypatch.setenv("DISCORD_TOKEN", "abc.def")
    monkeypatch.setenv("COACH_DATABASE", "postgresql://me:p%40ss@host/db")

    settings = load_settings()

    assert "abc.def" not in repr(settings)
    assert set(settings.passwords) == {"p%40ss", "p@ss"}


@pytest.mark.parametrize("page", ["README.md", ".env.example"])
def test_every_setting_is_described(page):
    """A setting that is not in the table cannot be found by those who need it."""
    text = (ROOT / page).read_text(encoding="utf-8")
    known = {field.validation_alias for field in Settings.model_fields.values()}

    named = set(re.findall(r"\b(?:DISCORD|COACH|SHARD)_[A-Z_]+", text))

    assert known <= named
    assert {name for name in named if not name.startswith("COACH_TEST_")} <= known


@pytest.mark.parametrize(
    ("given", "ids"),
    [
        pytest.param("0", (0,), id="one"),
        pytest.param(" 3, 1 ", (1, 3), id="two"),
        pytest.param("0-2", (0, 1, 2), id="a range"),
        pytest.param("0-1,3,1", (0, 1, 3), id="both"),
    ],
)
def test_a_process_can_be_some_of_the_shards(empty, monkeypatch, given, ids):
    """So that several processes share the servers."""
    monkeypatch.setenv("SHARD_COUNT", "4")
    monkeypatch.setenv("SHARD_IDS", given)

    settings = load_settings()

    assert (settings.shard_count, settings.shard_ids) == (4, ids)


@pytest.mark.parametrize(
    ("count", "ids", "sentence"),
    [
        pytest.param("2", "2", "SHARD_IDS is '2'; of 2 shards, the first is 0 and the last 1."),
        pytest.param("4", "2-4", "SHARD_IDS is '2-4'; of 4 shards, the first is 0 and the last 3."),
        pytest.param("4", "3-2", "SHARD_IDS is '3-2'; of 4 shards, the first is 0 and the last 3."),
        pytest.param("2", "first", "SHARD_IDS is 'first'; write shards such as 0,1 or 0-3."),
        pytest.param("", "0", "SHARD_IDS is '0' without SHARD_COUNT; set both, or neither."),
        pytest.param(
            "2",
            "",
            "SHARD_IDS is missing: of the 2 shards of SHARD_COUNT, say which are this process's, "
            "such as 0,1 or 0-3.",
        ),
        pytest.param(
            "0", "0", "SHARD_COUNT is '0'; use the number of all shards, from 1 to 10,000."
        ),
    ],
)
def test_shards_that_cannot_be_are_one_sentence(empty, monkeypatch, count, ids, sentence):
    monkeypatch.setenv("SHARD_COUNT", count)
    monkeypatch.setenv("SHARD_IDS", ids)

    with pytest.raises(SettingsError) as refused:
        load_settings()

    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("name", "given", "sentence"),
    [
        pytest.param("COACH_HEALTH_PORT", "70000", "a number up to 65535", id="no port"),
        pytest.param("COACH_HEALTH_PORT", "x", "a number up to 65535", id="no number"),
    ],
)
def test_what_cannot_be_is_said(empty, monkeypatch, name, given, sentence):
    """With what can be."""
    monkeypatch.setenv(name, given)

    with pytest.raises(SettingsError, match=sentence):
        load_settings()


def test_a_secret_that_cannot_be_read_is_named(empty):
    """As when it is not text, or when a container's user may not read a file of the host."""
    secrets = empty / "secrets"
    secrets.mkdir()
    (secrets / "DISCORD_TOKEN").write_bytes(b"\xff\xfe\x00")

    with pytest.raises(SettingsError, match=r"secrets.* cannot be read"):
        load_settings(secrets=secrets)
