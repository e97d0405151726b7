"""Turns what pydantic finds wrong with a file into sentences for its author."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.content.faults import YamlPath, did_you_mean, listed, nearest, quoted, slugged
from bot.content.model import (
    ConceptShape,
    ExampleShape,
    LexiconShape,
    MisconceptionShape,
    QuestionShape,
    ReferenceShape,
    Shape,
    TopicShape,
)

# The mappings inside a file, by the keys that lead there.
_INSIDE: dict[type[Shape], dict[tuple[str, ...], type[Shape]]] = {
    QuestionShape: {
        (): QuestionShape,
        ("concepts",): ConceptShape,
        ("misconceptions",): MisconceptionShape,
        ("references",): ReferenceShape,
        ("examples",): ExampleShape,
    },
    TopicShape: {(): TopicShape},
    LexiconShape: {(): LexiconShape},
}

_COUNTED = {
    "phrasings": "a concept needs at least {least} phrasings and this one has {count}; think how "
    "others would say it",
    "examples": "a question needs at least {least} examples and this one has {count}; add answers "
    "of other quality",
    "synonyms": "a group of synonyms needs at least two entries; add one, or delete the group",
}


@dataclass(frozen=True, slots=True)
class _Slip:
    """One value that does not fit.

    Attributes:
        key: The key it stands under, in a list or alone.
        shown: As it is written in the file.
        value: As it was read.
        limits: What was expected, in pydantic's terms.
    """

    key: str
    shown: str
    value: object
    limits: Mapping[str, object]


class Wording:
    """Words for the faults of one file.

    Args:
        shape: What the file should be.
        written: How numbers, booleans and empty values were spelled.
    """

    def __init__(self, shape: type[Shape], written: Mapping[YamlPath, str]) -> None:
        self._inside = _INSIDE[shape]
        self._written = written

    def faults(self, error: ValidationError) -> Iterator[tuple[YamlPath, str]]:
        """Path and sentence of each fault."""
        found = [(_path(details), details) for details in error.errors(include_url=False)]
        # A key that is only misspelt is not missing.
        meant = {self._meant(path) for path, it in found if it["type"] == "extra_forbidden"}
        for path, details in found:
            if details["type"] != "missing" or path not in meant:
                yield path, self._sentence(path, details)

    def _sentence(self, path: YamlPath, details: ErrorDetails) -> str:
        kind, value = details["type"], details["input"]
        key = next((part for part in reversed(path) if isinstance(part, str)), "file")
        if kind == "extra_forbidden":
            return self._unknown(path)
        if kind == "missing":
            return f"{quoted(path[-1])} is missing; add it: {self._about(path)}"
        if value is None:
            return self._empty(path, key)
        words = _SENTENCES.get(kind)
        if words is None:
            return f"{quoted(key)} cannot be {quoted(value)}: {details['msg']}"
        shown = self._written.get(path, str(value))
        return words(_Slip(key, shown, value, details.get("ctx", {})))

    def _empty(self, path: YamlPath, key: str) -> str:
        field = self._shape_at(path).model_fields.get(key)
        if isinstance(path[-1], int) or (field and not field.is_required()):
            return f"{quoted(key)} is empty here; write something, or delete the line"
        return f"{quoted(key)} is empty here; write {self._about(path)}"

    def _about(self, path: YamlPath) -> str:
        """What a missing key is for, from its description."""
        field = self._shape_at(path).model_fields.get(str(path[-1]))
        text = (field.description if field else None) or "see README.md"
        return text[0].lower() + text[1:].rstrip(".")

    def _shape_at(self, path: YamlPath) -> type[Shape]:
        keys = tuple(part for part in path[:-1] if isinstance(part, str))
        return self._inside.get(keys) or self._inside[()]

    def _meant(self, path: YamlPath) -> YamlPath:
        """The path of the key that one which nobody knows is a slip for, if any."""
        known = () if self._home(path) else self._shape_at(path).model_fields
        return (*path[:-1], nearest(str(path[-1]), known) or "")

    def _home(self, path: YamlPath) -> str:
        """Where a key belongs that is unknown where it stands."""
        here = self._shape_at(path)
        for keys, shape in self._inside.items():
            if shape is not here and path[-1] in shape.model_fields:
                return f"inside {quoted(keys[0])}" if keys else "at the top level"
        return ""

    def _unknown(self, path: YamlPath) -> str:
        key = str(path[-1])
        if home := self._home(path):
            return f"{quoted(key)} belongs {home}; check the indentation"
        known = self._shape_at(path).model_fields
        return f"{quoted(key)} is not a key" + (
            did_you_mean(key, known, otherwise="the keys here are ")
        )


def _path(details: ErrorDetails) -> YamlPath:
    return tuple(part for part in details["loc"] if part != "[key]")


def _not_text(slip: _Slip) -> str:
    if isinstance(slip.value, dict):
        return "the colon and space make a key here; put the whole text in quotes"
    if isinstance(slip.value, list):
        return f"{quoted(slip.key)} holds a list here; write one text"
    what = "true or false" if isinstance(slip.value, bool) else "a number"
    return f'{quoted(slip.shown)} is {what}, and text is needed; put it in quotes: "{slip.shown}"'


def _not_list(slip: _Slip) -> str:
    example = "" if isinstance(slip.value, dict) else f": `- {slip.shown[:40]}`"
    return f"{quoted(slip.key)} must be a list; begin each entry with `- ` on its own line{example}"


def _not_mapping(slip: _Slip) -> str:
    where = "the file" if slip.key == "file" else f"each entry of {quoted(slip.key)}"
    return f"{where} must be lines of `key: value`, not {quoted(slip.shown)}"


def _no_choice(slip: _Slip) -> str:
    choices = re.findall(r"'([^']*)'", str(slip.limits.get("expected", "")))
    near = did_you_mean(str(slip.value), choices)
    return f"{quoted(slip.shown)} is no {slip.key}{near or '; write ' + listed(choices)}"


def _bad_pattern(slip: _Slip) -> str:
    if slip.key == "url":
        return f"{quoted(slip.shown)} is no full address; write one that begins with https://"
    slug = slugged(str(slip.value))
    rule = f"{quoted(slip.shown)} may hold only small letters, digits and single hyphens"
    return f"{rule}; write {quoted(slug)}" if slug else rule


def _too_few(slip: _Slip) -> str:
    words = _COUNTED.get(slip.key, "{key} is empty here; add an entry, or delete the line")
    least, count = slip.limits.get("min_length"), slip.limits.get("actual_length")
    return words.format(key=quoted(slip.key), least=least, count=count)


def _out_of_range(slip: _Slip) -> str:
    wanted = "a whole number from 1 to 5" if slip.key == "weight" else "1 or more"
    return f"{quoted(slip.key)} is {slip.shown}; write {wanted}"


def _too_long(slip: _Slip) -> str:
    most = slip.limits.get("max_length")
    return f"this text has {len(str(slip.value))} characters and at most {most} fit; shorten it"


def _not_whole(slip: _Slip) -> str:
    key, shown = quoted(slip.key), quoted(slip.shown)
    return f"{key} is {shown}; write a whole number without quotes, such as 3"


_SENTENCES: dict[str, Callable[[_Slip], str]] = {
    "string_type": _not_text,
    "list_type": _not_list,
    "dict_type": _not_mapping,
    "model_type": _not_mapping,
    "int_type": _not_whole,
    "int_from_float": _not_whole,
    "bool_type": lambda slip: (
        f"{quoted(slip.key)} is {quoted(slip.shown)}; write true or false, without quotes"
    ),
    "enum": _no_choice,
    "string_pattern_mismatch": _bad_pattern,
    "string_too_short": lambda slip: f"{quoted(slip.key)} is empty here; write the text",
    "string_too_long": _too_long,
    "too_short": _too_few,
    "greater_than_equal": _out_of_range,
    "less_than_equal": _out_of_range,
}
