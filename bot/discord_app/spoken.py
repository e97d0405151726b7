"""Reads a direct message: its text, and what it asks for."""

from __future__ import annotations

import re

import discord

from bot.actions import Refused
from bot.actions.practice import Filters
from bot.core.questions import Bank, Kind, Level
from bot.discord_app import words

# Longer messages arrive as message.txt; this is four bytes for each character of an answer.
FILE_LIMIT = 16_000
FILLER = frozenset("a an another about for me new on one please question questions the".split())


def filters_of(asked: list[str], bank: Bank) -> tuple[Filters, list[str]]:
    """What the words after "practice" ask for, and the words that nothing is known by."""
    topics = {
        name.casefold(): topic.id
        for topic in bank.topics.values()
        for name in (topic.id, topic.name)
    }
    tags = {tag.casefold(): tag for topic in bank.topics.values() for tag in topic.tags}
    kinds = {kind.value: kind for kind in Kind}
    levels = {level.value: level for level in Level}
    topic: str | None = None
    kind: Kind | None = None
    level: Level | None = None
    unknown: list[str] = []
    for word in asked:
        if word in kinds:
            kind = kinds[word]
        elif word in levels:
            level = levels[word]
        elif word in tags or word in topics:
            # A tag is narrower than its topic, so it wins: "docker networking".
            if topic is None or word in tags:
                topic = tags.get(word) or topics[word]
        elif word not in FILLER:
            unknown.append(word)
    return Filters(topic=topic, kind=kind, level=level), unknown


def known_words(bank: Bank) -> list[str]:
    """The words that "practice" understands."""
    return [*bank.topics, *Kind, *Level]


def bare(text: str) -> str:
    """A message as a command: lower case, without slash and full stop."""
    return re.sub(r"\s+", " ", text.strip().lstrip("/!").rstrip(".!?").casefold()).strip()


def practice_words(text: str) -> list[str] | None:
    """The words after "practice", or None if the message does not begin with it."""
    first, *rest = bare(text).split() or [""]
    return [word.strip(",;") for word in rest] if first in {"practice", "practise"} else None


async def text_of(message: discord.Message) -> str:
    """What a message says; Discord turns very long ones into a text file.

    Raises:
        Refused: If the file is not plain text of a sensible length.
    """
    if message.content.strip() or not message.attachments:
        return message.content
    file = message.attachments[0]
    is_text = (file.content_type or "").startswith("text/") or file.filename.endswith(".txt")
    if len(message.attachments) > 1 or not is_text:
        return ""
    if file.size > FILE_LIMIT:
        raise Refused(words.FILE_TOO_LONG)
    try:
        return (await file.read()).decode()
    except UnicodeDecodeError as error:
        raise Refused(words.FILE_TOO_LONG) from error
