"""`coach doctor`: looks at everything the bot needs, and says what is to be done."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from bot.cli import Ended, logs
from bot.cli.inputs import load_coach_bank
from bot.settings import LogLevel, Settings, SettingsError, load_settings
from bot.store import Database, DatabaseFault, SchemaOutOfDate, schedules

_TOKENLESS = (
    "there is none; set DISCORD_TOKEN to the one at https://discord.com/developers/applications, "
    "page Bot"
)


def run() -> int:
    """Print a line for each thing; 0 if nothing is to be done, else 1."""
    try:
        settings = load_settings()
    except SettingsError as error:
        for line in str(error).splitlines():
            _say("settings", line, well=False)
        return 1
    # What libraries warn about is said in words of our own.
    logs.set_up(LogLevel.ERROR, settings.log_format, secrets=_secrets(settings))
    _say("settings", "every value can be used", well=True)
    well = [_questions(settings)]
    channels = asyncio.run(_database(settings))
    well += [channels is not None, _discord(settings, channels or [])]
    return 0 if all(well) else 1


def _secrets(settings: Settings) -> list[str]:
    token = settings.token.get_secret_value() if settings.token else ""
    return [token, *settings.passwords]


def _questions(settings: Settings) -> bool:
    try:
        bank = load_coach_bank(settings.content)
    except Ended as faults:
        number = len(str(faults).splitlines()) - 1
        says = f"{number} mistakes; `coach bank check` lists them with file and line"
        return _say("questions", says, well=False)
    return _say("questions", f"{len(bank.questions)} can be asked", well=True)


async def _database(settings: Settings) -> Sequence[tuple[int, int]] | None:
    """The channels in which the bot is to post; None if the database cannot be used."""
    try:
        database = await Database.open(settings.database)
    except SchemaOutOfDate as fault:
        _say("database", "it can be reached", well=True)
        _say("schema", str(fault), well=False)
        return None
    except DatabaseFault as fault:
        _say("database", str(fault), well=False)
        return None
    try:
        async with database.reading() as connection:
            channels = await schedules.channels(connection)
    except DatabaseFault as fault:
        _say("database", str(fault), well=False)
        return None
    finally:
        await database.close()
    _say("database", "it can be reached", well=True)
    _say("schema", "it is up to date", well=True)
    return channels


def _discord(settings: Settings, channels: Sequence[tuple[int, int]]) -> bool:
    if settings.token is None:
        return _say("token", _TOKENLESS, well=False)
    from bot.discord_app.checkup import look

    found = asyncio.run(look(settings.token.get_secret_value(), channels))
    for each in found:
        _say(each.about, each.says, well=each.well)
    return all(each.well for each in found)


def _say(about: str, says: str, *, well: bool) -> bool:
    print(f"{'ok   ' if well else 'to do'}  {about}: {says}", flush=True)
    return well
