"""What every action needs, built once and passed in."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.core.grading import Grader
from bot.core.questions import Bank
from bot.metrics import Metrics
from bot.store import Database


@dataclass(frozen=True, slots=True)
class Coach:
    """The bank, its grader and the database; and what is counted while people practise."""

    bank: Bank
    grader: Grader
    database: Database
    metrics: Metrics = field(default_factory=Metrics)
