"""Takes an answer in: what may be graded, and how it is kept."""

from __future__ import annotations

import hashlib
import unicodedata
from datetime import datetime

from bot.actions.refusals import Refused
from bot.core.grading import Grade, verdict_of
from bot.core.questions import Concept, Question
from bot.store.attempts import MAIN, PROBE, Attempt, NewAttempt
from bot.store.cards import CardRow

LONGEST_ANSWER = 4000


class EmptyAnswer(Refused):
    """Nothing was said."""

    sentence = "There was no text in that. Write your answer in your own words and send it again."


class TooLong(Refused):
    """The answer is longer than can be graded."""


def readable(text: str) -> str:
    """An answer with what no database keeps replaced, sign by sign, so that places stay the same.

    Raises:
        EmptyAnswer: If there is nothing to see in it.
        TooLong: If it is longer than can be graded.
    """
    if all(sign.isspace() or unicodedata.category(sign) in {"Cc", "Cf"} for sign in text):
        raise EmptyAnswer
    if len(text) > LONGEST_ANSWER:
        raise TooLong(
            f"Your answer is too long: it has {len(text):,} characters, and at most "
            f"{LONGEST_ANSWER:,} can be graded. Shorten it and send it again."
        )
    return text.encode(errors="replace").decode().replace("\0", "\N{REPLACEMENT CHARACTER}")


def main_attempt(
    row: CardRow,
    question: Question,
    grade: Grade,
    text: str,
    delivery: str,
    now: datetime,
    *,
    counted: bool,
) -> NewAttempt:
    """An answer to a question, as it is kept."""
    return NewAttempt(
        learner_id=row.learner_id,
        card_id=row.id,
        kind=MAIN,
        follows=None,
        concept=None,
        surface=row.surface,
        channel_id=row.channel_id,
        guild_id=row.guild_id,
        question_id=question.id,
        question_version=question.version,
        hint_used=row.hint_used,
        counted=counted,
        answer=text,
        grade=grade.as_json(),
        score=grade.score,
        verdict=grade.verdict.value,
        at=now,
        delivery=delivery,
        fingerprint=fingerprint("", text),
    )


def probe_attempt(
    row: CardRow,
    main: Attempt,
    question: Question,
    concept: Concept,
    graded: tuple[Grade, int],
    text: str,
    delivery: str,
    now: datetime,
) -> NewAttempt:
    """An answer to a follow-up, as it is kept.

    Args:
        row: The card.
        main: The answer that it follows.
        question: The question of the card.
        concept: What the follow-up asks about.
        graded: The grade with that concept, and the score with the extra credit.
        text: The learner's words.
        delivery: The same for each delivery.
        now: When it was given.
    """
    grade, score = graded
    return NewAttempt(
        learner_id=row.learner_id,
        card_id=row.id,
        kind=PROBE,
        follows=main.id,
        concept=concept.id,
        surface=row.surface,
        channel_id=row.channel_id,
        guild_id=row.guild_id,
        question_id=question.id,
        question_version=question.version,
        hint_used=row.hint_used,
        counted=main.counted,
        answer=text,
        grade=grade.as_json(),
        score=score,
        verdict=verdict_of(score).value,
        at=now,
        delivery=delivery,
        fingerprint=fingerprint(str(main.id), text),
    )


def fingerprint(follows: str, text: str) -> str:
    """The same for the same words to the same question or follow-up."""
    return hashlib.sha256(f"{follows}\n{text.strip()}".encode()).hexdigest()
