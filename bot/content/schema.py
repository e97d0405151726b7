"""JSON Schemas of the bank's files, for editors that complete and check while one writes."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from bot.content.model import LexiconShape, QuestionShape, Shape, TopicShape

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def question_schema() -> dict[str, Any]:
    """The shape of a question's file."""
    return _schema(QuestionShape, "Question")


def topic_schema() -> dict[str, Any]:
    """The shape of topic.yaml."""
    return _schema(TopicShape, "Topic")


def lexicon_schema() -> dict[str, Any]:
    """The shape of lexicon.yaml."""
    return _schema(LexiconShape, "Lexicon")


SCHEMAS: dict[str, Callable[[], dict[str, Any]]] = {
    "question": question_schema,
    "topic": topic_schema,
    "lexicon": lexicon_schema,
}


def schema_text(name: str) -> str:
    """The schema as it is shipped, in `content/<name>.schema.json`."""
    return json.dumps(SCHEMAS[name](), indent=2, ensure_ascii=False) + "\n"


def _schema(shape: type[Shape], title: str) -> dict[str, Any]:
    return {"$schema": _DIALECT, **shape.model_json_schema(), "title": title}
