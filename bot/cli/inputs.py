"""The settings and the bank, or the end of the command with everything that is wrong with them."""

from __future__ import annotations

from pathlib import Path

from bot.cli import Ended
from bot.content import BankError, load_bank
from bot.core.questions import Bank
from bot.settings import Settings, SettingsError, load_settings


def settings_or_end() -> Settings:
    """The settings, or the end with every bad value."""
    try:
        return load_settings()
    except SettingsError as error:
        raise Ended(str(error), 2) from None


def load_coach_bank(root: Path | None = None) -> Bank:
    """The bank of the settings, or the end with every fault."""
    try:
        return load_bank(root or settings_or_end().content)
    except BankError as error:
        raise Ended(f"{error}\nMend these first; `coach bank check` tells more.") from None
