"""A question put to a learner: where, by which wishes, and what has become of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from bot.actions.coach import Coach
from bot.actions.refusals import Refused
from bot.core.questions import Concept, Kind, Level, Question
from bot.store.cards import CardRow


class Surface(StrEnum):
    """Where a question is put; `GROUP` where it is put to many people at once."""

    TERMINAL = "terminal"
    DM = "dm"
    SERVER = "server"
    PRIVATE = "private"
    GROUP = "group"


class CardState(StrEnum):
    """What has become of a question that was put."""

    OPEN = "open"
    ANSWERED = "answered"
    SKIPPED = "skipped"
    SHOWN = "shown"


@dataclass(frozen=True, slots=True)
class Place:
    """The channel in which a question is put."""

    surface: Surface
    channel_id: int = 0
    guild_id: int | None = None


@dataclass(frozen=True, slots=True)
class Filters:
    """Which questions are wanted."""

    topic: str | None = None
    kind: Kind | None = None
    level: Level | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """A question put to a learner.

    Attributes:
        probe: The follow-up that is open for an answer now.
        occasion: What it belongs to where the question is put to many, such as `drop:12`.
    """

    id: int
    learner_id: int
    question: Question
    place: Place
    filters: Filters
    state: CardState
    hint_used: bool
    probe: Concept | None
    occasion: str | None = None


class CardGone(Refused):
    """The card, or its question, is no longer there."""

    sentence = "This question is no longer available. Please ask for a new one."


class NotYours(Refused):
    """The card was put to somebody else."""

    sentence = "This question was put to someone else. Ask for one of your own to answer it."


def card_of(coach: Coach, row: CardRow | None, learner_id: int) -> Card:
    """A card as it is kept -> a card that one can work with.

    Raises:
        CardGone: If there is none, or its question has left the bank.
        NotYours: If it was put to somebody else.
    """
    if row is None:
        raise CardGone
    if row.learner_id != learner_id:
        raise NotYours
    question = coach.bank.questions.get(row.question_id)
    if question is None:
        raise CardGone
    return Card(
        id=row.id,
        learner_id=row.learner_id,
        question=question,
        place=Place(Surface(row.surface), row.channel_id, row.guild_id),
        filters=filters_of(row.filters),
        state=CardState(row.state),
        hint_used=row.hint_used,
        probe=question.concept(row.probe) if row.probe else None,
        occasion=row.occasion,
    )


def filters_of(kept: Mapping[str, str | None]) -> Filters:
    """Filters as they are kept -> as they are used."""
    return Filters(
        topic=kept["topic"],
        kind=Kind(kept["kind"]) if kept["kind"] else None,
        level=Level(kept["level"]) if kept["level"] else None,
    )


def new_card(question: Question, learner_id: int, place: Place, filters: Filters) -> dict[str, Any]:
    """What is kept of a question that is put now."""
    return {
        "learner_id": learner_id,
        "question_id": question.id,
        "surface": place.surface.value,
        "channel_id": place.channel_id,
        "guild_id": place.guild_id,
        "filters": asdict(filters),
        "state": CardState.OPEN.value,
    }
