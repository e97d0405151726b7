"""Compares what people sent and saw in quizzes with what is stored of them.

An answer counts as acknowledged once its sender has read that it is in. The last one of a round
counts, so an acknowledged one may only have given way to another of the same person that was not
acknowledged before it was sent.
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

import discord

from tests.chaos.course import Course
from tests.chaos.people import SCORE
from tests.chaos.quiz_night import LATE, NOT_SAVED, TAKEN, TOKEN, Answer, Card

SILENT = "  lost without a word"
CUT_OFF = "  form taken, then cut off with its process"
STILL_OPEN = "  form refused by Discord, still open with its text"
ON_PODIUM = re.compile(r"<@(\d+)> · \*\*(\d+)\*\*")
OWN_ROUND = re.compile(r"^\*\*(\d+)\.\*\* [^\n]*\n↳ (\d+) / 100", re.MULTILINE)
# Seconds that whatever has become due may take.
SLACK = timedelta(seconds=10)
TIMED = frozenset({"lobby", "asking", "break"})


@dataclass
class Kept:
    """What is stored."""

    quizzes: dict[int, sqlite3.Row]
    players: dict[tuple[int, int], sqlite3.Row]
    rounds: dict[int, sqlite3.Row]
    # By the round and the person.
    answers: dict[tuple[int, int], sqlite3.Row]
    attempts: dict[int, sqlite3.Row]

    @classmethod
    def of(cls, database: sqlite3.Connection) -> Kept:
        """Read all of it."""

        def all_of(table: str, *key: str) -> dict:
            rows = database.execute(f"SELECT * FROM {table}")
            return {tuple(r[k] for k in key) if len(key) > 1 else r[key[0]]: r for r in rows}

        return cls(
            all_of("quizzes", "id"),
            all_of("quiz_players", "quiz_id", "learner_id"),
            all_of("quiz_rounds", "id"),
            all_of("quiz_answers", "round_id", "learner_id"),
            all_of("attempts", "id"),
        )


def check_quizzes(course: Course, found, kept: Kept) -> None:
    """Compare."""
    answers = [answer for stage in course.stages for answer in stage.answers]
    cards = [card for stage in course.stages for card in stage.cards]
    _answers(course, found, kept, answers)
    _joins(course, found, kept)
    _grades(found, kept)
    _looks(course, found, kept)
    _cards(found, kept, cards)
    _counting(found, kept, cards)
    _private(course, found)
    _ends(found, kept)
    found.figures["quizzes"] = len(kept.quizzes)
    found.figures["  rounds"] = len(kept.rounds)
    found.figures["  people at them"] = len(kept.players)
    endings = Counter(row["ending"] or row["phase"] for row in kept.quizzes.values())
    found.figures["  how they ended"] = ", ".join(f"{n} {how}" for how, n in endings.items())


def _answers(course: Course, found, kept: Kept, answers: list[Answer]) -> None:
    lost, silent, denied, counts = [], [], [], Counter()
    by_place: defaultdict[tuple[int, int], list[Answer]] = defaultdict(list)
    for each in answers:
        by_place[each.round_id, each.person].append(each)
    late = {row["delivery"]: row for row in kept.attempts.values()}
    for each in answers:
        seen = each.seen()
        row = kept.answers.get((each.round_id, each.person))
        words = row["words"] if row else None
        if TAKEN in seen:
            counts["  acknowledged"] += 1
            # Another one of theirs may count, unless it was taken before this one was sent.
            may_count = [
                other.text
                for other in by_place[each.round_id, each.person]
                if other.taken_at is None or other.taken_at >= each.at
            ]
            if words not in may_count:
                lost.append(f"round {each.round_id}: {each.token} was taken, {words} is stored")
        elif LATE in seen:
            counts["  kept as practice, for they came late"] += 1
            practice = late.get(f"interaction:{each.event_id}")
            if practice is None or practice["answer"] != each.text or practice["counted"]:
                lost.append(f"round {each.round_id}: {each.token} came late and is not practice")
        elif words == each.text or f"interaction:{each.event_id}" in late:
            counts["  stored, and the reply not seen"] += 1
            if NOT_SAVED in seen:
                denied.append(f"round {each.round_id}: {each.token}")
        elif seen.strip():
            counts["  given back, or told not to be saved"] += 1
        elif not each.accepted():
            counts[STILL_OPEN] += 1
        elif course.ends.cut_off(each.event_id):
            counts[CUT_OFF] += 1
        else:
            counts[SILENT] += 1
            silent.append(f"round {each.round_id}: {each.token}")
    found.must_not("quiz answers acknowledged and lost", lost)
    found.must_not("quiz answers lost without a word while a bot was there", silent)
    found.must_not("quiz answers kept and said not to be", denied)
    found.figures["quiz answers sent"] = len(answers)
    found.figures.update(sorted((f"{name} (quiz)", number) for name, number in counts.items()))


def _joins(course: Course, found, kept: Kept) -> None:
    """Whoever was told to be in is among the players."""
    told = {
        (quiz_id, player.id)
        for stage in course.stages
        for player in stage.players
        for quiz_id in player.joined
    }
    lost = [f"quiz {quiz_id}: {who}" for quiz_id, who in sorted(told - kept.players.keys())]
    found.must_not("joins acknowledged and lost", lost)


def _grades(found, kept: Kept) -> None:
    """Each answer of a round whose points are given is an attempt of its own, and no other is."""
    wrong = []
    graded = {round_id for round_id, row in kept.rounds.items() if row["counts"]}
    for (round_id, person), row in kept.answers.items():
        attempt = kept.attempts.get(row["attempt_id"])
        if attempt is None:
            if round_id in graded:
                wrong.append(f"round {round_id}: {person} has no grade")
        elif (attempt["learner_id"], attempt["answer"], attempt["score"]) != (
            person,
            row["words"],
            row["score"],
        ):
            wrong.append(f"round {round_id}: {person} has the grade of another answer")
    found.must_not("quiz answers with no grade or a wrong one", wrong)
    counted = Counter(
        (row["learner_id"], row["delivery"])
        for row in kept.attempts.values()
        if row["delivery"].startswith("quiz:")
    )
    twice = [f"{person} in {of}" for (person, of), number in counted.items() if number > 1]
    mine = Counter(row["attempt_id"] for row in kept.answers.values() if row["attempt_id"])
    twice += [f"attempt {id_} for {n} answers" for id_, n in mine.items() if n > 1]
    if sum(counted.values()) > len(kept.answers):
        twice.append(f"{sum(counted.values())} attempts of {len(kept.answers)} answers")
    found.must_not("people graded twice in a round", twice)


def _looks(course: Course, found, kept: Kept) -> None:
    """What people read of their own rounds is what is stored."""
    wrong = []
    numbers = {(row["quiz_id"], row["number"]): id_ for id_, row in kept.rounds.items()}
    for look in (look for stage in course.stages for look in stage.looks):
        if look.button == "My result":
            score = SCORE.search(look.text)
            told = [(look.number, int(score[1]))] if score else []
        else:
            told = [
                (numbers.get((look.number, int(number))), int(score))
                for number, score in OWN_ROUND.findall(look.text)
            ]
        for round_id, score in told:
            row = kept.answers.get((round_id, look.person))
            if row is None or row["score"] != score:
                wrong.append(f"round {round_id}: {look.person} reads {score}")
    found.must_not("quiz results that are not those of the answer", wrong)


def _cards(found, kept: Kept, cards: list[Card]) -> None:
    """Each card is posted once, is known, and none is missing."""
    posted = Counter((card.kind, card.number) for card in cards)
    for kind, what in {
        "lobby": "lobbies posted twice",
        "question": "rounds posted twice",
        "points": "points of a round posted twice",
        "podium": "podiums posted twice",
    }.items():
        twice = [f"{kind} {id_}: {n}" for (k, id_), n in posted.items() if k == kind and n > 1]
        found.must_not(what, twice)
    ids = {(card.kind, card.number): card.id for card in cards}
    missing = []
    for id_, row in kept.rounds.items():
        quiz = kept.quizzes[row["quiz_id"]]
        if quiz["phase"] == "over" or row["number"] < quiz["number"]:
            missing += _unlike(ids, "question", id_, row["message_id"])
            missing += _unlike(ids, "points", id_, row["reveal_id"])
    for id_, row in kept.quizzes.items():
        if row["phase"] == "over":
            missing += _unlike(ids, "lobby", id_, row["lobby_id"])
            if row["number"]:
                missing += _unlike(ids, "podium", id_, row["podium_id"])
    found.must_not("cards of a quiz that are missing, or kept as others", missing)


def _unlike(ids: dict[tuple[str, int], int], kind: str, number: int, kept: int | None) -> list[str]:
    posted = ids.get((kind, number))
    if posted is not None and posted == kept:
        return []
    return [f"{kind} {number}: posted as {posted}, kept as {kept}"]


def _counting(found, kept: Kept, cards: list[Card]) -> None:
    """Points are the sum of the rounds, and the podium says the same."""
    wrong = []
    points: Counter[tuple[int, int]] = Counter()
    rounds: Counter[tuple[int, int]] = Counter()
    for (round_id, person), row in kept.answers.items():
        if row["points"] is not None:
            points[kept.rounds[round_id]["quiz_id"], person] += row["points"]
            rounds[kept.rounds[round_id]["quiz_id"], person] += 1
    for key, row in kept.players.items():
        if (row["points"], row["answered"]) != (points[key], rounds[key]):
            wrong.append(f"quiz {key[0]}: {key[1]} has {row['points']}, earned {points[key]}")
    for card in cards:
        if card.kind != "podium":
            continue
        told = [(int(person), int(number)) for person, number in ON_PODIUM.findall(card.text)]
        earned = {who: number for (quiz, who), number in points.items() if quiz == card.number}
        if sorted(told) != sorted(earned.items()):
            wrong.append(f"podium {card.number}: shows {told}, earned {earned}")
    found.must_not("people counted twice or wrongly in a quiz", wrong)


def _private(course: Course, found) -> None:
    """Nobody has said that others may read their answers."""
    wrong = [f"everybody reads {token}" for stage in course.stages for token in stage.shown]
    for player in (player for stage in course.stages for player in stage.players):
        read = TOKEN.findall("\n".join(player.forms))
        wrong += [f"{player.id} finds {t}" for t in read if not t.startswith(f"zq{player.id}x")]
    found.must_not("quiz answers shown to others", wrong)


def _ends(found, kept: Kept) -> None:
    """Quizzes are over; or the time of what they are doing is not."""
    now, stuck, broken = discord.utils.utcnow().replace(tzinfo=None), [], []
    for id_, row in kept.quizzes.items():
        if row["ending"] in {"lost", "removed"}:
            broken.append(f"quiz {id_}: {row['ending']}")
        if row["phase"] == "over":
            continue
        until = datetime.fromisoformat(row["until"]) if row["until"] else None
        longest = timedelta(minutes=5)
        if row["phase"] not in TIMED or not until or not now - SLACK < until < now + longest:
            stuck.append(f"quiz {id_}: {row['phase']} until {until}, now {now}")
    found.must_not("quizzes stuck", stuck)
    found.must_not("quizzes broken off", broken)
