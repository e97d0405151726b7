"""Makes the core's questions and topics from the shapes of the files."""

from __future__ import annotations

import hashlib
import json
from types import MappingProxyType

from bot.content.model import LexiconShape, QuestionShape, TopicShape
from bot.core.questions import (
    Concept,
    Example,
    Lexicon,
    Misconception,
    Question,
    Reference,
    Topic,
)


def topic(name: str, about: TopicShape, words: LexiconShape) -> Topic:
    """The topic of this folder."""
    synonyms = tuple(tuple(group) for group in words.synonyms)
    kinds = MappingProxyType({head: tuple(entries) for head, entries in words.kinds.items()})
    tags = MappingProxyType(dict(about.tags))
    return Topic(name, about.name, about.summary, tags, Lexicon(synonyms, kinds))


def question(shape: QuestionShape, topic_id: str) -> Question:
    """The question of this file."""
    return Question(
        id=shape.id,
        topic=topic_id,
        kind=shape.kind,
        level=shape.level,
        tags=tuple(shape.tags),
        prompt=shape.prompt,
        hint=shape.hint,
        concepts=tuple(
            Concept(
                id=c.id,
                name=c.name,
                phrasings=tuple(c.phrasings),
                weight=c.weight,
                why=c.why,
                probe=c.probe,
                partly=tuple(c.partly),
                bonus=c.bonus,
            )
            for c in shape.concepts
        ),
        misconceptions=tuple(
            Misconception(
                id=m.id,
                name=m.name,
                says=tuple(m.says),
                correction=m.correction,
                example=m.example,
                unless=tuple(m.unless),
                spoils=tuple(m.spoils),
            )
            for m in shape.misconceptions
        ),
        answer=shape.answer,
        explanation=shape.explanation,
        references=tuple(Reference(r.title, r.url) for r in shape.references),
        examples=tuple(Example(e.answer, e.verdict, e.style) for e in shape.examples),
        version=_version(shape),
        roles=MappingProxyType({role: tuple(names) for role, names in shape.roles.items()}),
        enough=shape.enough,
        terse_ok=shape.terse_ok,
        neighbours=tuple(shape.neighbours),
    )


def _version(shape: QuestionShape) -> str:
    """A hash of what the question says; comments, quotes and line breaks do not change it."""
    said = json.dumps(shape.model_dump(mode="json", exclude_defaults=True), sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:12]
