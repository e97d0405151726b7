"""What grading an answer yields: a score, a verdict, and the learner's own words as evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from bot.core.questions import Verdict

CORRECT_FROM = 70
PARTIAL_FROM = 35


def verdict_of(score: int) -> Verdict:
    """The verdict of a score from 0 to 100: correct from 70, partial from 35."""
    if score >= CORRECT_FROM:
        return Verdict.CORRECT
    return Verdict.PARTIAL if score >= PARTIAL_FROM else Verdict.INCORRECT


class State(StrEnum):
    """How far an answer makes a concept."""

    MADE = "made"
    PARTLY = "partly"
    MISSED = "missed"


class Confidence(StrEnum):
    """How sure the grader is of its verdict."""

    HIGH = "high"
    LOW = "low"


class Remark(StrEnum):
    """Something about the answer as a whole that the learner should be told."""

    EMPTY = "empty"
    KEYWORD_LIST = "keyword_list"
    ECHO = "echo"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Quote:
    """An exact slice of an answer.

    Attributes:
        text: The learner's own characters, `answer[start:end]`.
        start: First character in the answer.
        end: One past the last character.
        read_as: Typing slips in it: each word as typed, with the word it was read as.
    """

    text: str
    start: int
    end: int
    read_as: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ConceptResult:
    """How one concept fared. `mixed` means that it was also contradicted."""

    id: str
    name: str
    state: State
    quotes: tuple[Quote, ...] = ()
    mixed: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    """A misconception found in an answer, with the words that show it."""

    id: str
    name: str
    quote: Quote
    correction: str


@dataclass(frozen=True, slots=True)
class Grade:
    """A graded answer.

    Attributes:
        score: 0 to 100.
        verdict: What the score means.
        confidence: Low near a cut or on thin evidence.
        concepts: One result for each concept of the question, in its order.
        misconceptions: The wrong beliefs found, in the order of the question.
        remarks: What else to tell the learner.
    """

    score: int
    verdict: Verdict
    confidence: Confidence
    concepts: tuple[ConceptResult, ...]
    misconceptions: tuple[Held, ...] = ()
    remarks: tuple[Remark, ...] = ()

    def without_words(self) -> Grade:
        """The same grade, with none of the learner's own words."""
        return replace(
            self,
            concepts=tuple(replace(concept, quotes=()) for concept in self.concepts),
            misconceptions=tuple(
                replace(held, quote=Quote("", 0, 0)) for held in self.misconceptions
            ),
        )

    def as_json(self) -> dict[str, Any]:
        """The grade as plain values: the form that is printed, stored and exported."""
        return {
            "score": self.score,
            "verdict": self.verdict.value,
            "confidence": self.confidence.value,
            "concepts": [
                {
                    "id": c.id,
                    "name": c.name,
                    "state": c.state.value,
                    "quotes": [q.text for q in c.quotes],
                    "mixed": c.mixed,
                    "read_as": [list(pair) for q in c.quotes for pair in q.read_as],
                    "places": [_place(q) for q in c.quotes],
                }
                for c in self.concepts
            ],
            "misconceptions": [
                {
                    "id": m.id,
                    "name": m.name,
                    "quote": m.quote.text,
                    "correction": m.correction,
                    "place": _place(m.quote),
                }
                for m in self.misconceptions
            ],
            "remarks": [r.value for r in self.remarks],
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Grade:
        """The grade that `as_json` gave, with what later versions may have added left out."""
        return cls(
            score=stored["score"],
            verdict=Verdict(stored["verdict"]),
            confidence=Confidence(stored["confidence"]),
            concepts=tuple(
                ConceptResult(
                    id=c["id"],
                    name=c["name"],
                    state=State(c["state"]),
                    quotes=tuple(map(_quote, c["quotes"], c["places"])),
                    mixed=c["mixed"],
                )
                for c in stored["concepts"]
            ),
            misconceptions=tuple(
                Held(m["id"], m["name"], _quote(m["quote"], m["place"]), m["correction"])
                for m in stored["misconceptions"]
            ),
            remarks=tuple(Remark(r) for r in stored["remarks"] if r in set(Remark)),
        )


def _place(quote: Quote) -> dict[str, Any]:
    return {
        "start": quote.start,
        "end": quote.end,
        "read_as": [list(pair) for pair in quote.read_as],
    }


def _quote(text: str, place: Mapping[str, Any]) -> Quote:
    pairs = tuple((typed, read) for typed, read in place["read_as"])
    return Quote(text, place["start"], place["end"], pairs)
