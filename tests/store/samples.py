"""A learner, a card and an attempt with all that a row needs."""

from datetime import UTC, datetime, timedelta
from typing import Any

from bot.store import attempts, cards, learners
from bot.store.attempts import MAIN, NewAttempt

NOW = datetime(2026, 3, 2, 12, 30, 15, 250_000, tzinfo=UTC)
# As large as Discord's are.
ANA, BEN = 1_234_567_890_123_456_789, 9_223_372_036_854_775_807


def later(minutes: float) -> datetime:
    """So long after the first moment."""
    return NOW + timedelta(minutes=minutes)


async def a_card(connection, learner_id: int = ANA, **changes: Any):
    """Make a learner known and put a question to them."""
    await learners.lock(connection, learner_id, NOW)
    values = {
        "question_id": "images",
        "surface": "dm",
        "channel_id": 11,
        "guild_id": None,
        "filters": {"topic": None, "kind": None, "level": None},
        "state": "open",
        "asked_at": NOW,
    }
    return await cards.add(connection, learner_id=learner_id, **(values | changes))


def an_attempt(card, **changes: Any) -> NewAttempt:
    """A partial answer to a card, about to be kept."""
    values = {
        "learner_id": card.learner_id,
        "card_id": card.id,
        "kind": MAIN,
        "follows": None,
        "concept": None,
        "surface": "server",
        "channel_id": 987_654_321_987_654_321,
        "guild_id": 123_456_789_123_456_789,
        "question_id": card.question_id,
        "question_version": "5f1c0d9a",
        "hint_used": True,
        "counted": True,
        "answer": "An image is a *template* — “schreibgeschützt” 🐳\n@everyone",
        "grade": {"score": 55, "quotes": [{"start": 0, "end": 8}], "note": None, "né": "ü"},
        "score": 55,
        "verdict": "partial",
        "at": NOW,
        "delivery": "interaction:1",
        "fingerprint": "f" * 64,
    }
    return NewAttempt(**(values | changes))


async def kept(connection, card, **changes: Any) -> int:
    """Keep an attempt that is new; gives its id."""
    attempt_id = await attempts.add_once(connection, an_attempt(card, **changes))
    assert attempt_id is not None
    return attempt_id
