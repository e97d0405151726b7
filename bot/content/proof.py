"""Puts a bank to the test: does the grader do with each question what its author meant?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from bot.content.faults import Fault, Places, YamlPath
from bot.core.grading import CORRECT_FROM, Grade, Grader, State, Verdict
from bot.core.grading.answers import Answer, taken_apart
from bot.core.grading.explaining import shown_by
from bot.core.grading.reading import Reading
from bot.core.grading.rubric import Rubric
from bot.core.grading.scoring import grade as graded
from bot.core.grading.scoring import most
from bot.core.questions import Bank, Question

# A phrasing of a core concept is too loose when it is found in more than this many model answers to
# other questions: four, or in a large bank one in ten.
FEWEST_LOOSE, LOOSE_IN = 4, 10


def proof(
    bank: Bank, places: Places, grader: Grader | None = None, *, only: str | None = None
) -> tuple[Fault, ...]:
    """Every expectation of the bank that the grader does not meet, in the order of the files.

    Args:
        bank: All questions.
        places: Where each stands.
        grader: The grader of the bank; a new one if there is none at hand.
        only: The id of the one question to put to the test, within the whole bank.
    """
    grader = Grader(bank) if grader is None else grader
    asked = [q for q in bank.questions.values() if only is None or q.id == only]
    answers = {q.id: taken_apart(q.answer) for q in bank.questions.values()}
    found = [
        places.fault(question.id, path, message)
        for question in asked
        for path, message in (
            *_question(question, grader),
            *_mistaken(question, answers, grader),
        )
    ]
    return tuple(sorted(set(found)))


def _question(question: Question, grader: Grader) -> Iterator[tuple[YamlPath, str]]:
    yield from _model_answer(grader.grade(question.id, question.answer))
    yield from _taught(question, grader)
    prompt = grader.grade(question.id, question.prompt)
    if prompt.score:
        made = [c.name for c in prompt.concepts if c.state is not State.MISSED]
        yield (
            ("prompt",),
            (
                f"the prompt alone scores {prompt.score} ({'; '.join(made)}); "
                "make those phrasings say more than the prompt does"
            ),
        )
    for i, concept in enumerate(question.concepts):
        for key, phrasings, enough in (
            ("phrasings", concept.phrasings, (State.MADE,)),
            ("partly", concept.partly, (State.MADE, State.PARTLY)),
        ):
            for k, phrasing in enumerate(phrasings):
                said = spoken(phrasing, question)
                result = grader.grade(question.id, said)
                path: YamlPath = ("concepts", i, key, k)
                if result.concepts[i].state not in enough:
                    yield path, f"`{phrasing}` does not make its own concept, said as `{said}`"
                for held in result.misconceptions:
                    yield path, f"`{phrasing}` also shows the misconception `{held.id}`"
    for i, misconception in enumerate(question.misconceptions):
        result = grader.grade(question.id, misconception.example)
        if misconception.id not in [held.id for held in result.misconceptions]:
            yield (
                ("misconceptions", i, "example"),
                f"this example does not show `{misconception.id}`; widen `says` or change it",
            )
    for i, example in enumerate(question.examples):
        result = grader.grade(question.id, example.answer)
        if result.verdict is not example.verdict:
            yield (
                ("examples", i),
                (
                    f"this {example.style or 'example'} is graded {result.verdict} "
                    f"({result.score}: {_why(result)}), not {example.verdict}"
                ),
            )


def _taught(question: Question, grader: Grader) -> Iterator[tuple[YamlPath, str]]:
    """Beliefs found in what the question tells to be true; a correction may quote its belief."""
    taught: list[tuple[YamlPath, str]] = [(("explanation",), question.explanation)]
    taught += [(("concepts", i, "why"), c.why) for i, c in enumerate(question.concepts)]
    for path, text in taught:
        for held in grader.grade(question.id, text).misconceptions:
            yield path, f"this shows the misconception `{held.id}` with “{held.quote.text}”"


def _model_answer(grade: Grade) -> Iterator[tuple[YamlPath, str]]:
    if grade.score < 100:
        missed = [c.name for c in grade.concepts if c.state is not State.MADE]
        yield (
            ("answer",),
            f"the model answer scores {grade.score}, not 100; not made: {'; '.join(missed)}",
        )
    for held in grade.misconceptions:
        yield ("answer",), f"the model answer shows `{held.id}` with “{held.quote.text}”"


def _mistaken(
    question: Question, answers: dict[str, Answer], grader: Grader
) -> Iterator[tuple[YamlPath, str]]:
    """What the model answers to other questions are taken for."""
    for i, neighbour in enumerate(question.neighbours):
        if neighbour not in answers:
            yield ("neighbours", i), f"there is no question `{neighbour}`; name one or leave it out"
    found: defaultdict[YamlPath, list[str]] = defaultdict(list)
    for other, answer in answers.items():
        if other == question.id or other in question.neighbours:
            continue
        rubric, reading = grader.read(question.id, answer)
        for path, shown in _shown(rubric, reading):
            found[path].append(shown)
        # Where two names are a full answer, another answer may well contain them.
        if question.terse_ok or most(rubric, reading) < CORRECT_FROM:
            continue
        grade = graded(rubric, reading)
        if grade.verdict is Verdict.CORRECT:
            yield (
                ("concepts",),
                (
                    f"the model answer of `{other}` passes here with {grade.score} "
                    f"({_evidence(grade)}); tighten these phrasings or name it under neighbours"
                ),
            )
    loose = max(FEWEST_LOOSE, len(answers) // LOOSE_IN)
    for path, shown in found.items():
        if len(shown) > loose:
            yield (
                path,
                (
                    f"this phrasing is too loose: {len(shown)} model answers to other questions "
                    f"say it, too (“{'”, “'.join(dict.fromkeys(shown[:3]))}”); add a telling word"
                ),
            )


def _shown(rubric: Rubric, reading: Reading) -> Iterator[tuple[YamlPath, str]]:
    """The phrasings of core concepts that an answer says, with the words that show them."""
    for i, patterns in enumerate(rubric.concepts):
        if patterns.concept.bonus:
            continue
        # Most phrasings end here, so nothing is called for them.
        for pattern in [p for p in patterns.full if not p.mask & reading.missing]:
            if shown := shown_by(reading, pattern):
                k = patterns.concept.phrasings.index(pattern.source)
                yield ("concepts", i, "phrasings", k), shown


def _evidence(grade: Grade) -> str:
    return ", ".join(f"{c.id}: “{c.quotes[0].text}”" for c in grade.concepts if c.quotes)


def _why(grade: Grade) -> str:
    """What was found, in the shortest form that helps an author."""
    parts = [f"{c.id} {c.state}" for c in grade.concepts if c.state is not State.MISSED]
    parts += [f"holds {held.id}: “{held.quote.text}”" for held in grade.misconceptions]
    parts += [str(remark) for remark in grade.remarks]
    return ", ".join(parts) or "nothing found"


def spoken(phrasing: str, question: Question) -> str:
    """A phrasing as somebody would type it in the fewest words."""
    role = ""
    if match := re.match(r"\(\s*([^()]*?)\s*\)\s*", phrasing):
        role = f"{question.roles[match[1]][0].lstrip('=')} is "
        phrasing = phrasing[match.end() :]
    words = [piece.split("|")[0].lstrip("=") for piece in phrasing.split() if piece != ">"]
    return role + " ".join(
        word if word.startswith(("-", "/")) else word.replace("_", " ") for word in words
    )
