"""A question that is not finished, but whose phrasings are: enough to grade answers with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import cast

from pydantic import ValidationError

from bot.content.faults import YamlPath
from bot.content.model import QuestionShape

# What no grade depends on; whatever is wrong with it can wait.
_TEXTS = ("hint", "answer", "explanation")
_REST = ("tags", "neighbours", "references", "examples")
_NOTHING = "…"


def draft(value: object, faults: Iterable[tuple[YamlPath, str]]) -> QuestionShape | None:
    """The question with stand-ins for what is still missing, or None where it cannot be graded.

    Args:
        value: The file as read.
        faults: What is wrong in it beyond its shape.
    """
    if any(path[0] not in _TEXTS + _REST for path, _ in faults):
        return None
    try:
        shape = QuestionShape.model_validate(_completed(value))
    except ValidationError:
        return None
    concepts = [
        concept.model_copy(update={"phrasings": list(dict.fromkeys(concept.phrasings))})
        for concept in shape.concepts
    ]
    return shape.model_copy(update={"concepts": concepts, "examples": []})


def _completed(value: object) -> object:
    if not isinstance(value, dict):
        return value
    question = cast("dict[str, object]", value)
    concepts = question.get("concepts")
    beliefs = question.get("misconceptions", [])
    return {
        **{key: kept for key, kept in question.items() if key not in _REST},
        **{key: question.get(key) or _NOTHING for key in _TEXTS},
        "concepts": _each(concepts, {"name": _NOTHING, "why": _NOTHING, "probe": _NOTHING}),
        "misconceptions": _each(beliefs, {"correction": _NOTHING, "example": _NOTHING}),
        "tags": ["draft"],
        "references": [{"title": _NOTHING, "url": "https://draft.invalid"}],
        "examples": [{"verdict": "incorrect", "answer": _NOTHING}] * 8,
    }


def _each(entries: object, missing: Mapping[str, object]) -> object:
    if not isinstance(entries, list):
        return entries
    return [
        {**missing, **_repeated(cast("dict[str, object]", entry))}
        if isinstance(entry, dict)
        else entry
        for entry in cast("list[object]", entries)
    ]


def _repeated(entry: dict[str, object]) -> dict[str, object]:
    """One phrasing is few, but it can be graded with; as often as needed, it is enough."""
    phrasings = entry.get("phrasings")
    if isinstance(phrasings, list):
        return entry | {"phrasings": cast("list[object]", phrasings) * 3}
    return entry
