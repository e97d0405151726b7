"""The JSON Schemas that editors use."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest

from bot.content import default_root, lexicon_schema, question_schema, topic_schema
from bot.content.schema import SCHEMAS, schema_text
from bot.content.yaml_reader import read_yaml

SAMPLES = Path(__file__).parent / "samples"
FILES = {"question": "stop-vs-kill.yaml", "topic": "topic.yaml", "lexicon": "lexicon.yaml"}


@pytest.mark.parametrize("name", SCHEMAS)
def test_shipped_schema_is_up_to_date(name):
    """If this fails: `coach bank schema NAME > content/NAME.schema.json`."""
    shipped = default_root() / f"{name}.schema.json"

    assert shipped.read_text(encoding="utf-8") == schema_text(name)


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_takes_what_the_reader_takes(name):
    """A schema is a schema, knows the sound sample, and refuses a misspelled key."""
    validator = jsonschema.Draft202012Validator(SCHEMAS[name]())
    validator.check_schema(validator.schema)
    sample = read_yaml((SAMPLES / FILES[name]).read_bytes()).value

    assert list(validator.iter_errors(sample)) == []
    assert not validator.is_valid({**sample, "colour": "red"})


def test_schemas_explain_themselves():
    """Every key has a description that editors show."""
    for schema in (question_schema(), topic_schema(), lexicon_schema()):
        shapes = [schema, *schema.get("$defs", {}).values()]
        for shape in shapes:
            for key, value in shape.get("properties", {}).items():
                assert value.get("description"), key


def test_question_schema_refuses_what_the_reader_refuses():
    """Choices, counts and ranges are in the schema too."""
    validator = jsonschema.Draft202012Validator(question_schema())
    sample = read_yaml((SAMPLES / "stop-vs-kill.yaml").read_bytes()).value

    for change in ({"kind": "quiz"}, {"tags": []}, {"enough": 0}, {"examples": []}, {"hint": ""}):
        assert not validator.is_valid({**sample, **change}), change
