"""When something is due in a quiz, and when to look at it again."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.actions.quiz_night import Due, Kept
from bot.core.quiz import GRACE, Phase

# While something is timed, a sign of life is left so often.
BEAT = timedelta(seconds=2)
# After a failure that may pass, it is tried again after this.
AGAIN = timedelta(seconds=2)

# In these, the next thing to do has been due from the beginning.
_AT_ONCE = frozenset({Phase.OPENING, Phase.CLOSED, Phase.GRADED, Phase.ENDING})
_AT_ITS_TIME = frozenset({Phase.LOBBY, Phase.ASKING, Phase.BREAK})


def is_due(quiz: Due | Kept, now: datetime) -> bool:
    """Whether there is something to do by now."""
    if isinstance(quiz, Kept):
        if quiz.quiz.phase is Phase.ASKING and quiz.quiz.everyone_answered():
            return True
        phase, until = quiz.quiz.phase, quiz.quiz.until
    else:
        phase, until = quiz.phase, quiz.until
    if phase in _AT_ONCE or (phase is Phase.LOBBY and quiz.lobby_id is None):
        return True
    return phase in _AT_ITS_TIME and until is not None and _end(phase, until) <= now


def _end(phase: Phase, until: datetime) -> datetime:
    """When what is timed is over: answers may still be on their way when the time is up."""
    return until + GRACE if phase is Phase.ASKING else until


def next_look(due: Due, now: datetime) -> datetime | None:
    """When a quiz wants to be looked at again; None where it waits for a press."""
    if is_due(due, now):
        return now + AGAIN
    if due.until is None:
        return None
    return min(_end(due.phase, due.until), now + BEAT)


def whole_second(moment: datetime) -> datetime:
    """The next whole second: Discord shows no parts of it."""
    down = moment.replace(microsecond=0)
    return down if down == moment else down + timedelta(seconds=1)
