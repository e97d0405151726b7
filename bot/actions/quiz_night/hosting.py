"""What only the host may do, or whoever keeps order in the channel."""

from __future__ import annotations

from datetime import datetime

from bot.actions.quiz_night.plays import Plays
from bot.actions.refusals import Refused
from bot.core.quiz import Event, HandedOver, Quiz
from bot.store.quizzes import Kept


class NotHost(Refused):
    """Somebody else leads the quiz."""


def may_lead(kept: Kept, actor_id: int, *, manages: bool) -> None:
    """Make sure that somebody may do what is the host's.

    Raises:
        NotHost: If they may not.
    """
    if actor_id != kept.quiz.host and not manages:
        raise NotHost(
            f"Only the host, <@{kept.quiz.host}>, can do that. "
            "They can hand the quiz to you with **/quiz handover**."
        )


async def lead(
    plays: Plays, kept: Kept, event: Event, *, actor_id: int, manages: bool, now: datetime
) -> Quiz:
    """Play an event that is the host's.

    Args:
        plays: Where it is played.
        kept: The quiz.
        event: Such as `Begun` or `Next`.
        actor_id: Who wants it.
        manages: Whether they may delete messages of others here.
        now: The moment.

    Raises:
        NotHost: If they may not.
        NotNow: If the rules refuse it.
    """
    may_lead(kept, actor_id, manages=manages)
    return await plays.play(kept.id, event, now=now)


async def hand_over(
    plays: Plays, kept: Kept, *, to: int, actor_id: int, manages: bool, now: datetime
) -> Quiz:
    """Let somebody else lead the quiz."""
    return await lead(plays, kept, HandedOver(to), actor_id=actor_id, manages=manages, now=now)
