"""The question bank on disk: reads it, and lists every mistake with file and line."""

from __future__ import annotations

from bot.content.bank import Reading, default_root, load_bank, read_bank
from bot.content.faults import BankError, Fault, Places
from bot.content.schema import lexicon_schema, question_schema, topic_schema

__all__ = [
    "BankError",
    "Fault",
    "Places",
    "Reading",
    "default_root",
    "lexicon_schema",
    "load_bank",
    "question_schema",
    "read_bank",
    "topic_schema",
]
