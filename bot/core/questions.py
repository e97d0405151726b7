"""What a question is: its concepts, its misconceptions and the examples its author wrote."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class Kind(StrEnum):
    """What a question asks for: a fact or comparison, or a way out of a situation."""

    GENERAL = "general"
    SCENARIO = "scenario"


class Level(StrEnum):
    """The seniority a question is meant for."""

    JUNIOR = "junior"
    MID = "mid"
    SENIOR = "senior"


class Verdict(StrEnum):
    """What a score means in one word."""

    CORRECT = "correct"
    PARTIAL = "partial"
    INCORRECT = "incorrect"


@dataclass(frozen=True, slots=True)
class Concept:
    """One idea that a good answer makes.

    Attributes:
        id: Unique within its question; a lower-case slug.
        name: Shown to the learner as made or missed, so plain words.
        phrasings: Ways to say it, in the phrasing language of content/README.md. One is enough.
        weight: Points, relative to the other concepts. At least 1.
        why: Why it matters; shown when it was missed.
        probe: A follow-up question that leads there without giving it away.
        partly: Phrasings that go half of the way and earn half of the points.
        bonus: A bonus concept can make up for others but is not needed for full marks.
    """

    id: str
    name: str
    phrasings: tuple[str, ...]
    weight: int
    why: str
    probe: str
    partly: tuple[str, ...] = ()
    bonus: bool = False


@dataclass(frozen=True, slots=True)
class Misconception:
    """A known wrong belief, with its correction.

    Attributes:
        id: Unique within its question; a lower-case slug.
        name: The belief, in plain words.
        says: How it is recognised, in the phrasing language.
        correction: What is true instead, in a sentence or two.
        example: An answer that holds the belief. The bank check grades it.
        unless: Phrasings that show the learner knows better; if one is found, nothing fires.
        spoils: Ids of the concepts that cannot be fully made by an answer with this belief.
    """

    id: str
    name: str
    says: tuple[str, ...]
    correction: str
    example: str
    unless: tuple[str, ...] = ()
    spoils: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """An answer with the verdict that a fair interviewer gives it."""

    answer: str
    verdict: Verdict
    style: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a learner can read more."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Question:
    """One interview question with everything needed to ask, grade and explain it.

    Attributes:
        id: Unique in the bank; a lower-case slug, also the name of its file.
        topic: The folder it lies in, such as `docker`.
        version: A short hash of the question's file; it changes whenever the text does.
        roles: Things that are told apart, such as `stop` and `kill`, each with its names.
        enough: Points that earn full marks.
        terse_ok: Whether a bare list of names can be a full answer.
        neighbours: Ids of questions whose model answer may rightly pass here, too.
    """

    id: str
    topic: str
    kind: Kind
    level: Level
    tags: tuple[str, ...]
    prompt: str
    hint: str
    concepts: tuple[Concept, ...]
    misconceptions: tuple[Misconception, ...]
    answer: str
    explanation: str
    references: tuple[Reference, ...]
    examples: tuple[Example, ...]
    version: str
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    enough: int = 0
    terse_ok: bool = False
    neighbours: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Fill in `enough`: without a number of the author's, every core concept is needed."""
        if self.enough == 0:
            core = sum(c.weight for c in self.concepts if not c.bonus)
            object.__setattr__(self, "enough", core)

    def concept(self, concept_id: str) -> Concept | None:
        """The concept with this id, or None where the bank has changed since."""
        return next((c for c in self.concepts if c.id == concept_id), None)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The synonyms of one topic.

    Attributes:
        synonyms: Groups of words or short phrases that mean the same; any one stands for all.
        kinds: A general word with its kinds (`orchestrator`: swarm, kubernetes). The general word
            in a phrasing accepts each kind; a kind never stands for another.
    """

    synonyms: tuple[tuple[str, ...], ...] = ()
    kinds: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Topic:
    """A folder of the bank: its name for people, its tags and its lexicon."""

    id: str
    name: str
    summary: str
    tags: Mapping[str, str]
    lexicon: Lexicon


class Bank:
    """All questions, by id, in the order of their files."""

    def __init__(self, questions: Iterable[Question], topics: Iterable[Topic]) -> None:
        self.questions: Mapping[str, Question] = MappingProxyType({q.id: q for q in questions})
        self.topics: Mapping[str, Topic] = MappingProxyType({t.id: t for t in topics})

    def matching(
        self, *, topic: str | None = None, kind: Kind | None = None, level: Level | None = None
    ) -> tuple[Question, ...]:
        """The questions that fit every filter given.

        Args:
            topic: A topic id or a tag, such as `docker` or `networking`.
            kind: Only this kind.
            level: Only this level.
        """
        return tuple(
            q
            for q in self.questions.values()
            if (topic is None or topic == q.topic or topic in q.tags)
            and (kind is None or kind == q.kind)
            and (level is None or level == q.level)
        )
