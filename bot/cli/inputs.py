"""The settings and the bank, or the end of the command with everything that is wrong with them."""

from __future__ import annotations

from pathlib import Path

from bot.cli import Ended
from bot.content import BankError, load_bank, read_bank
from bot.content.faults import shown
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
        faults = "\n".join(map(shown, error.faults))
        raise Ended(f"{faults}\nMend these first; `coach bank check` tells more.") from None


def load_drafts(question_id: str) -> tuple[Bank, int]:
    """Every question that can be graded, finished or not, and the number of faults in the bank.

    Ends where the one asked for is not among them.
    """
    reading = read_bank(settings_or_end().content, drafts=True)
    if reading.bank is not None and question_id in reading.bank.questions:
        return reading.bank, len(reading.faults)
    # A topic whose words cannot be read has no questions.
    its = [fault for fault in reading.faults if fault.path.stem in {question_id, "lexicon"}]
    if its or reading.bank is None:
        faults = "\n".join(map(shown, its or reading.faults))
        raise Ended(f"{faults}\n{question_id!r} cannot be graded; mend these first.")
    raise Ended(f"There is no question {question_id!r}; `coach bank list` shows all.", 2)
