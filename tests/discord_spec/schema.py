"""A JSON Schema validator that reads Discord's API description the way Discord means it.

`anyOf` and `oneOf` both mean "exactly one", integers may be sent as strings of digits, and unions
are resolved by `type`, so that a fault names its real place instead of a whole union.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from jsonschema import Draft202012Validator, validators
from jsonschema.exceptions import ValidationError

_DIGITS = re.compile(r"-?\d+\Z")
_ADDRESS = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*://\S+\Z")
_TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d")


def _is_integer(_checker, value) -> bool:
    if isinstance(value, bool):
        return False
    if isinstance(value, float):
        return value.is_integer()  # discord.py sends a poll's duration as 1.0
    return isinstance(value, int) or (isinstance(value, str) and bool(_DIGITS.match(value)))


def _type(validator, types, instance, schema):
    types = [types] if isinstance(types, str) else types
    if any(validator.is_type(instance, each) for each in types):
        return
    is_whole = isinstance(instance, int) and not isinstance(instance, bool)
    if not (schema.get("format") == "snowflake" and is_whole):
        yield ValidationError(f"{instance!r:.80} is not of type {' or '.join(types)}")


def _format(_validator, name, instance, _schema):
    is_text = isinstance(instance, str)
    if name == "uri" and is_text and not _ADDRESS.match(instance):
        yield ValidationError(f"{instance!r:.80} is not an absolute address")
    elif name == "int32" and isinstance(instance, int) and not -(2**31) <= instance < 2**31:
        yield ValidationError(f"{instance!r} does not fit int32")
    elif name == "date-time" and is_text and not _TIMESTAMP.match(instance):
        yield ValidationError(f"{instance!r:.80} is not an ISO 8601 time")


def _max_length(_validator, limit, instance, _schema):
    if isinstance(instance, str) and len(instance) > limit:
        yield ValidationError(f"{len(instance)} characters, at most {limit} allowed")


def _max_items(_validator, limit, instance, _schema):
    if isinstance(instance, list) and len(instance) > limit:
        yield ValidationError(f"{len(instance)} items, at most {limit} allowed")


def _pattern(_validator, pattern, instance, _schema):
    if isinstance(instance, str) and not re.search(pattern, instance):
        yield ValidationError(f"{instance!r:.60} does not match {pattern}")


def _for_numbers(name: str):
    base = Draft202012Validator.VALIDATORS[name]

    def check(validator, limit, instance, schema):
        if isinstance(instance, (int, float)):
            yield from base(validator, limit, instance, schema)

    return check


def _types_of(validator, schema) -> set[Any] | None:
    """The values of `type` that a branch of a union is for."""
    while "$ref" in schema and len(schema) == 1:
        schema = validator._resolver.lookup(schema["$ref"]).contents
    prop = schema.get("properties", {}).get("type")
    if prop is None:
        return None
    values = prop.get("enum") or ([prop["const"]] if "const" in prop else None)
    return set(values) if values else None


def _union(validator, branches, instance, _schema) -> Iterator[ValidationError]:
    live = [(at, branch) for at, branch in enumerate(branches) if branch.get("type") != "null"]
    if instance is None and len(live) != len(branches):
        return
    if isinstance(instance, dict) and isinstance(instance.get("type"), int):
        typed = [(at, branch, _types_of(validator, branch)) for at, branch in live]
        if all(types for *_, types in typed):
            live = [(at, branch) for at, branch, types in typed if instance["type"] in types]
            if not live:
                allowed = sorted(set().union(*(types for *_, types in typed)))
                yield ValidationError(f"type {instance['type']} is not one of {allowed}")
                return
    faults = []
    for at, branch in live:
        errors = list(validator.descend(instance, branch, schema_path=at))
        if not errors:
            return
        faults.append(errors)
    yield from min(faults, key=len)


Validator = validators.extend(
    Draft202012Validator,
    validators={
        "type": _type,
        "format": _format,
        "anyOf": _union,
        "oneOf": _union,
        "maxLength": _max_length,
        "maxItems": _max_items,
        "minimum": _for_numbers("minimum"),
        "maximum": _for_numbers("maximum"),
        "pattern": _pattern,
    },
    type_checker=Draft202012Validator.TYPE_CHECKER.redefine("integer", _is_integer),
)
