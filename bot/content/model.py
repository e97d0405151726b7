"""The shape of the bank's files, for checking them and for the JSON Schema that editors use."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, Strict, StringConstraints

from bot.core.questions import Kind, Level, Verdict

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"

Slug = Annotated[str, StringConstraints(pattern=SLUG, max_length=60)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=150)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=600)]
Prose = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2500)]
Phrasing = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Url = Annotated[str, StringConstraints(pattern=r"^https://[^\s/]+\.[^\s]+$", max_length=300)]


def _without_defaults(schema: dict[str, Any]) -> None:
    """Leave out defaults: `0` and the empty text stand for "not given" and may not be written."""
    for shape in schema.get("properties", {}).values():
        shape.pop("default", None)
        shape.pop("title", None)


class Shape(BaseModel):
    """A mapping of the file: no unknown keys, and nothing is converted."""

    model_config = ConfigDict(
        strict=True, extra="forbid", frozen=True, json_schema_extra=_without_defaults
    )


class ConceptShape(Shape):
    """One idea that a good answer makes."""

    id: Slug = Field(description="Unique within the question: small letters, digits, hyphens.")
    name: Line = Field(description="The idea in plain words; shown as made or missed.")
    weight: int = Field(ge=1, le=5, description="Points, from 1 to 5.")
    phrasings: list[Phrasing] = Field(
        min_length=3, description="Ways to say it, two or three telling words each."
    )
    partly: list[Phrasing] = Field(
        default=[], description="Phrasings that go half of the way and earn half of the points."
    )
    why: Text = Field(description="Why it matters; shown when it was missed.")
    probe: Text = Field(description="A follow-up question that leads there.")
    bonus: bool = Field(default=False, description="Tops up what is missing but is not needed.")


class MisconceptionShape(Shape):
    """A known wrong belief, with its correction."""

    id: Slug = Field(description="Unique within the question: small letters, digits, hyphens.")
    name: Line = Field(description="The belief in plain words.")
    says: list[Phrasing] = Field(min_length=1, description="Phrasings that state the belief.")
    unless: list[Phrasing] = Field(
        default=[], description="Phrasings that show the learner knows better."
    )
    spoils: list[Slug] = Field(default=[], description="The concepts it contradicts, by id.")
    correction: Text = Field(description="What is true instead, in a sentence or two.")
    example: Text = Field(description="An answer that holds the belief.")


class ReferenceShape(Shape):
    """Where a learner can read more."""

    title: Line = Field(description="The title of the page.")
    url: Url = Field(description="Its address, beginning with https://.")


class ExampleShape(Shape):
    """An answer with the verdict of a fair interviewer."""

    verdict: Annotated[Verdict, Strict(False)] = Field(description="What the answer deserves.")
    style: Line = Field(default="", description="What kind of answer it is, in a word.")
    answer: Prose = Field(description="The answer, as a person would type it.")


class QuestionShape(Shape):
    """A question of the interview bank."""

    id: Slug = Field(description="The name of the file without `.yaml`.")
    kind: Annotated[Kind, Strict(False)] = Field(description="A fact, or a way out of a situation.")
    level: Annotated[Level, Strict(False)] = Field(description="The seniority it is meant for.")
    tags: list[Slug] = Field(min_length=1, description="Tags that topic.yaml declares.")
    prompt: Text = Field(description="The question, in Markdown.")
    hint: Text = Field(description="A nudge that does not give the answer away.")
    roles: dict[Slug, Annotated[list[Phrasing], Field(min_length=1)]] = Field(
        default={}, description="Things that are told apart, each with its names."
    )
    concepts: list[ConceptShape] = Field(min_length=1, description="The ideas of a good answer.")
    misconceptions: list[MisconceptionShape] = Field(default=[], description="Wrong beliefs.")
    enough: int = Field(default=0, ge=1, description="Points that earn full marks.")
    terse_ok: bool = Field(default=False, description="A bare list of names is a fair answer.")
    neighbours: list[Slug] = Field(
        default=[], description="Questions whose model answer may rightly pass here."
    )
    answer: Prose = Field(description="The model answer, in Markdown, 40 to 120 words.")
    explanation: Prose = Field(description="The reason behind it.")
    references: list[ReferenceShape] = Field(min_length=1, description="Where to read more.")
    examples: list[ExampleShape] = Field(
        min_length=8, description="Answers of every quality; the bank check grades them."
    )


class TopicShape(Shape):
    """What a topic is called, and its tags."""

    name: Line = Field(description="What people call the topic.")
    summary: Text = Field(description="What it covers, in a sentence.")
    tags: dict[Slug, Line] = Field(min_length=1, description="Each tag with what it stands for.")


class LexiconShape(Shape):
    """The synonyms of a topic."""

    synonyms: list[Annotated[list[Phrasing], Field(min_length=2)]] = Field(
        default=[], description="Groups of words or short phrases; any one stands for all."
    )
    kinds: dict[Phrasing, Annotated[list[Phrasing], Field(min_length=1)]] = Field(
        default={}, description="A general word with its kinds."
    )
