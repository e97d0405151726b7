"""What every action needs, built once and passed in."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.grading import Grader
from bot.core.questions import Bank
from bot.store import Database


@dataclass(frozen=True, slots=True)
class Coach:
    """The bank, its grader and the database."""

    bank: Bank
    grader: Grader
    database: Database
