"""The environment, `.env` and secret files -> one frozen Settings, or one error with every mistake.

Only the command line and the demo read this; everything else is handed what it needs.
"""

from __future__ import annotations

import os
import re
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import unquote, urlsplit

from pydantic import BeforeValidator, Field, SecretStr, ValidationError, ValidationInfo
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from pydantic_settings import SettingsError as Unreadable

# Where Docker and Kubernetes put secrets: one file each, named like the variable.
_SECRETS = Path("/run/secrets")
# Far more than Discord gives anybody.
MOST_SHARDS = 10_000
_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "sqlite+aiosqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
    "postgresql+asyncpg": "postgresql+asyncpg",
}


class SettingsError(ValueError):
    """The text has one sentence for each bad value, and never a secret."""


class LogLevel(StrEnum):
    """How much is logged."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class LogFormat(StrEnum):
    """Lines for people, lines for machines, or whichever fits where they go."""

    AUTO = "auto"
    HUMAN = "human"
    JSON = "json"


def data_folder() -> Path:
    """Where this person's programs keep data: the usual place of the operating system."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "interview-coach"


def database_url(value: str) -> str:
    """A file or an address -> the address with the driver that we use.

    Raises:
        ValueError: If the address is of a database that we do not speak to.
    """
    if "://" in value:
        try:
            urlsplit(value)
        except ValueError:
            raise ValueError("is no address; write postgresql://user:password@host/name") from None
        scheme, _, rest = value.partition("://")
        if scheme not in _DRIVERS:
            raise ValueError(
                f"begins with {scheme}://; use the path of a file, or a postgresql:// address"
            )
        return f"{_DRIVERS[scheme]}://{rest}"
    path = Path(value).expanduser().absolute()
    if path.is_dir():
        raise ValueError(f"is a folder ({path}); name a file in it, such as {path / 'coach.db'}")
    return f"sqlite+aiosqlite:///{path}"


def _token(value: object) -> object:
    text = str(value).strip().removeprefix("Bot ").strip()
    if len(text.split()) > 1 or not text.isascii():
        raise ValueError("does not look like a bot token; copy it again from the Developer Portal")
    return text


def _folder(value: object) -> object:
    path = Path(str(value)).expanduser().absolute()
    if not path.is_dir():
        raise ValueError(f"is not a folder: {path}")
    return path


def _port(value: object) -> object:
    text = str(value).strip()
    if not text.isdecimal() or int(text) > 65_535:
        raise ValueError(f"is {text!r}; use a number up to 65535, or 0 for none")
    return int(text)


def _days(value: object) -> object:
    text = str(value).strip()
    if not text.isdecimal() or int(text) > 36_500:
        raise ValueError(f"is {text!r}; use a number of days, or 0 for no end")
    return int(text)


def _shard_count(value: object) -> object:
    text = str(value).strip()
    if not text.isdecimal() or not 0 < int(text) <= MOST_SHARDS:
        raise ValueError(f"is {text!r}; use the number of all shards, from 1 to {MOST_SHARDS:,}")
    return int(text)


def _shard_ids(value: object, info: ValidationInfo) -> object:
    if "shard_count" not in info.data:
        # It is wrong, and that has been said.
        return None
    count = info.data["shard_count"]
    if value is None and count is None:
        return None
    if value is None:
        raise ValueError(
            f"is missing: of the {count} shards of SHARD_COUNT, say which are this process's, "
            "such as 0,1 or 0-3"
        )
    text = str(value).replace(" ", "")
    if count is None:
        raise ValueError(f"is {text!r} without SHARD_COUNT; set both, or neither")
    if not re.fullmatch(r"\d{1,5}(-\d{1,5})?(,\d{1,5}(-\d{1,5})?)*", text):
        raise ValueError(f"is {text!r}; write shards such as 0,1 or 0-3")
    ids: set[int] = set()
    for part in text.split(","):
        first, _, last = part.partition("-")
        ids.update(range(int(first), int(last or first) + 1))
    if not ids or max(ids) >= count:
        raise ValueError(f"is {text!r}; of {count} shards, the first is 0 and the last {count - 1}")
    return tuple(sorted(ids))


def _one_of(kind: type[StrEnum]) -> BeforeValidator:
    def check(value: object) -> object:
        word = str(value).strip().lower()
        words = [member.value for member in kind]
        if word not in words:
            raise ValueError(f"is {word!r}; use {', '.join(words[:-1])} or {words[-1]}")
        return word

    return BeforeValidator(check)


class Settings(BaseSettings):
    """Everything that can be set from outside. The README has the same list."""

    model_config = SettingsConfigDict(
        frozen=True,
        extra="ignore",
        env_ignore_empty=True,
        env_file_encoding="utf-8",
        validate_default=False,
    )

    token: Annotated[SecretStr | None, BeforeValidator(_token)] = Field(
        default=None,
        validation_alias="DISCORD_TOKEN",
        description="The bot's token from the Discord Developer Portal. Needed by `coach run`.",
    )
    database: Annotated[str, BeforeValidator(lambda value: database_url(str(value).strip()))] = (
        Field(
            default_factory=lambda: database_url(str(data_folder() / "coach.db")),
            validation_alias="COACH_DATABASE",
            description="The path of an SQLite file, or a postgresql:// address.",
        )
    )
    content: Annotated[Path | None, BeforeValidator(_folder)] = Field(
        default=None,
        validation_alias="COACH_CONTENT",
        description="A folder of questions to use in place of the ones that come with the bot.",
    )
    log: Annotated[LogLevel, _one_of(LogLevel)] = Field(
        default=LogLevel.INFO,
        validation_alias="COACH_LOG",
        description="How much is logged: debug, info, warning or error.",
    )
    log_format: Annotated[LogFormat, _one_of(LogFormat)] = Field(
        default=LogFormat.AUTO,
        validation_alias="COACH_LOG_FORMAT",
        description="human, json, or auto: human in a terminal and JSON elsewhere.",
    )

    health_host: Annotated[str, BeforeValidator(lambda value: str(value).strip())] = Field(
        default="127.0.0.1",
        validation_alias="COACH_HEALTH_HOST",
        description="The address at which `coach run` tells how it is.",
    )
    health_port: Annotated[int, BeforeValidator(_port)] = Field(
        default=9464,
        validation_alias="COACH_HEALTH_PORT",
        description="The port of that address; 0 for none.",
    )
    shard_count: Annotated[int | None, BeforeValidator(_shard_count)] = Field(
        default=None,
        validation_alias="SHARD_COUNT",
        description="How many shards all processes have together. Default: as Discord advises.",
    )
    shard_ids: Annotated[tuple[int, ...] | None, NoDecode, BeforeValidator(_shard_ids)] = Field(
        default=None,
        validate_default=True,
        validation_alias="SHARD_IDS",
        description="Which of them are this process's, such as 0,1 or 0-3. Default: all.",
    )

    keep_answers: Annotated[int, BeforeValidator(_days)] = Field(
        default=180,
        validation_alias="COACH_KEEP_ANSWERS",
        description="Days for which the words of answers are kept; 0 for as long as the rest.",
    )

    @property
    def passwords(self) -> tuple[str, ...]:
        """What must never be shown of the database's address, as written and decoded."""
        written = urlsplit(self.database).password or ""
        return tuple({written, unquote(written)} - {""})


def load_settings(
    env_file: Path | None = Path(".env"), secrets: Path | None = _SECRETS
) -> Settings:
    """Read the environment, then `.env` in the current folder, then secret files; first one wins.

    Raises:
        SettingsError: With one line for each bad value.
    """
    sources: dict[str, Any] = {"_env_file": env_file}
    if secrets is not None and secrets.is_dir():
        sources["_secrets_dir"] = secrets
    try:
        return Settings(**sources)
    except ValidationError as error:
        raise SettingsError("\n".join(_sentence(dict(fault)) for fault in error.errors())) from None
    except Unreadable as error:
        cause = error.__cause__
        name = cause.filename if isinstance(cause, OSError) else secrets
        raise SettingsError(
            f"{name} cannot be read; it must be text, and the user who runs the bot must have "
            "access."
        ) from None
    except (OSError, UnicodeDecodeError):
        raise SettingsError(f"{env_file} cannot be read; it must be a UTF-8 text file.") from None


def _sentence(fault: dict[str, Any]) -> str:
    name = ".".join(str(part) for part in fault["loc"])
    if field := Settings.model_fields.get(name):
        # What is missing is named by its field.
        name = str(field.validation_alias)
    cause = fault.get("ctx", {}).get("error", fault["msg"])
    return f"{name} {cause}."
