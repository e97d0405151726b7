"""Compares what people sent and saw with what is stored, and knows nothing else of the bot.

An answer counts as acknowledged once its sender has seen a result or was told that it is saved. A
form that Discord took, and that a killed process could neither keep nor answer, is counted by
itself: its sender sees the question as it was before.
"""

from __future__ import annotations

import contextlib
import re
import sqlite3
from collections import Counter
from dataclasses import dataclass, field

from tests.chaos.course import Course
from tests.chaos.people import SCORE, Person, Sent, text_in
from tests.chaos.quiz_checker import CUT_OFF, SILENT, STILL_OPEN, Kept, check_quizzes
from tests.chaos.quiz_night import TOKEN

SAVED = "graded and saved"


@dataclass
class Findings:
    """What the course came to.

    Attributes:
        violations: What must never be, by its name; each with an example or more.
        figures: What else there is to say.
    """

    violations: dict[str, list[str]] = field(default_factory=dict)
    figures: dict[str, object] = field(default_factory=dict)

    def must_not(self, name: str, found: list[str]) -> None:
        self.violations.setdefault(name, []).extend(found)


def check(course: Course, stuck: list[str]) -> Findings:
    """Compare.

    Args:
        course: A course that is over; its bot has ended.
        stuck: The people for whom nothing went on at the end, and how they were stuck.
    """
    found = Findings()
    with contextlib.closing(sqlite3.connect(course.database)) as database:
        database.row_factory = sqlite3.Row
        attempts = {
            row["delivery"]: row
            for row in database.execute(
                "SELECT a.*, c.learner_id AS asked FROM attempts a JOIN cards c ON c.id = a.card_id"
            )
        }
        drops = list(database.execute("SELECT * FROM drops"))
        plans = list(database.execute("SELECT * FROM schedules"))
        quizzes = Kept.of(database)
        intact = [row[0] for row in database.execute("PRAGMA integrity_check")]
    _answers(course, found, attempts)
    _people(course, found)
    _drops(course, found, drops, plans)
    check_quizzes(course, found, quizzes)
    tokens = Counter(t for a in quizzes.attempts.values() for t in TOKEN.findall(a["answer"]))
    found.must_not("answers stored twice", [t for t, number in tokens.items() if number > 1])
    found.must_not("stuck sessions", stuck)
    found.figures["in hand when a stop could wait no longer"] = course.given_up
    found.must_not("database damaged", [each for each in intact if each != "ok"])
    found.must_not("process that did not stop or start as it should", course.wrong)
    return found


def _answers(course: Course, found: Findings, attempts) -> None:
    lost, other, silent = [], [], []
    counts = Counter()
    for sent in course.book.sent:
        row, seen = attempts.get(sent.delivery), sent.seen()
        score = SCORE.search(seen)
        told = score is not None or SAVED in seen
        if told and row is None:
            lost.append(f"{sent.delivery}: seen with its result, and not stored")
        if row is not None:
            counts["answers stored"] += 1
            other += _differences(sent, row, score)
        fate = _fate(course, sent, seen, told=told, stored=row is not None)
        counts[fate] += 1
        if fate == SILENT:
            silent.append(sent.delivery)
    found.must_not("answers acknowledged and lost", lost)
    found.must_not("answers lost without a word while a bot was there", silent)
    found.must_not("results that are not those of the answer", other)
    found.figures["answers sent"] = len(course.book.sent)
    found.figures.update(sorted(counts.items()))
    waits = sorted(s.seen_at - s.at for s in course.book.sent if s.seen_at is not None)
    if waits:
        found.figures["seconds to the result, p50"] = f"{waits[len(waits) // 2]:.2f}"
        found.figures["seconds to the result, p99"] = f"{waits[int(len(waits) * 0.99)]:.2f}"
    found.figures["times that nothing came in time, and a person tried again"] = course.book.nothing


def _fate(course: Course, sent: Sent, seen: str, *, told: bool, stored: bool) -> str:
    """What became of an answer, as its sender knows it."""
    if told:
        return "  acknowledged"
    if stored:
        return "  stored, and the result not seen"
    if seen.strip() and _changed(sent, seen):
        return "  given back, or told not to be saved"
    by_form = sent.delivery.startswith("interaction:")
    if by_form and not sent.accepted():
        return STILL_OPEN
    if course.ends.cut_off(int(sent.delivery.rpartition(":")[2])):
        return CUT_OFF if by_form else "  message that no bot could answer"
    return SILENT


def _changed(sent: Sent, seen: str) -> bool:
    """Whether there is more to see than the question that was there before."""
    return seen.split() != sent.before.split()


def _differences(sent: Sent, row, score: re.Match[str] | None) -> list[str]:
    """How what is stored differs from what was sent, and what was shown from what is stored."""
    found = []
    if row["answer"] != sent.text:
        found.append(f"{sent.delivery}: stored with other words")
    if not row["learner_id"] == row["asked"] == sent.person:
        found.append(f"{sent.delivery}: stored for somebody else")
    if score is not None and int(score[1]) != row["score"]:
        found.append(f"{sent.delivery}: stored with {row['score']}, shown as {score[0]}")
    return found


def _people(course: Course, found: Findings) -> None:
    """Nobody reads a word that somebody else wrote, and no message is answered twice."""
    wrong, twice = [], []
    places = [course.channel, *course.daily, *(p for s in course.stages for p in s.places())]
    for person in course.people:
        read = TOKEN.findall(person.everything(places))
        wrong += [f"{person.id} reads {t}" for t in read if not t.startswith(f"zq{person.id}x")]
        wrong += _foreign(person)
        replies = Counter(person._replies.values())
        twice += [f"message:{id_}" for id_, number in replies.items() if number > 1]
    found.must_not("replies to the wrong person", wrong)
    found.must_not("messages answered twice", twice)


def _foreign(person: Person) -> list[str]:
    """Replies in a person's direct messages to messages that are not there."""
    messages = person.env.backend.messages.get(person.member.user.dm_channel.id, {})
    return [f"a reply to {to}" for to in person._replies.values() if to not in messages]


def _drops(course: Course, found: Findings, drops, plans) -> None:
    ids = {channel.id for channel in course.daily}
    posted = {
        id_: [
            message
            for message in course.env.backend.messages.get(id_, {}).values()
            if "Question of the day" in text_in(message.components)
        ]
        for id_ in ids
    }
    kept = Counter(row["channel_id"] for row in drops if row["message_id"])
    found.must_not("drops doubled", [f"channel {c}" for c, m in posted.items() if len(m) > 1])
    found.must_not(
        "drops lost within the window", [f"channel {c}" for c, m in posted.items() if not m]
    )
    found.must_not(
        "drops whose message is not kept",
        [f"channel {c}" for c in ids if kept[c] != len(posted[c])],
    )
    found.figures["drops due"] = len(plans)
    found.figures["drops posted"] = sum(map(len, posted.values()))
