"""One small question with roles, for tests of the rules of grading."""

from bot.core.grading import Grader
from bot.core.questions import (
    Bank,
    Concept,
    Kind,
    Level,
    Lexicon,
    Misconception,
    Question,
    Topic,
)

LEXICON = Lexicon(
    synonyms=(
        ("graceful", "gracefully", "cleanly", "politely", "in an orderly way"),
        ("immediate", "immediately", "at once", "instantly", "right away"),
        ("sigterm", "sig term", "signal 15", "-15"),
        ("sigkill", "sig kill", "signal 9", "-9"),
        ("survive", "persist", "remain", "still there", "not lost"),
        ("lost", "gone", "deleted"),
    ),
    kinds={"orchestrator": ("kubernetes", "swarm")},
)


def concept(name, *phrasings, weight=1, partly=(), bonus=False):
    """A concept whose name is its id."""
    return Concept(name, name, phrasings, weight, "why", "probe?", tuple(partly), bonus)


def question(*concepts, misconceptions=(), **rest):
    """A question about stop and kill, unless the test says otherwise."""
    return Question(
        id="q",
        topic="docker",
        kind=Kind.GENERAL,
        level=Level.JUNIOR,
        tags=(),
        prompt=rest.pop(
            "prompt", "What is the difference between `docker stop` and `docker kill`?"
        ),
        hint="hint",
        concepts=concepts,
        misconceptions=misconceptions,
        answer="",
        explanation="",
        references=(),
        examples=(),
        version="1",
        **rest,
    )


def grader(*concepts, **rest):
    """A grader of that one question, whose id is `q`."""
    return Grader(Bank([question(*concepts, **rest)], [Topic("docker", "Docker", "", {}, LEXICON)]))


STOP_AND_KILL = grader(
    concept("asks", "(stop) sigterm", "(stop) graceful", weight=2),
    concept("waits", "(stop) sigterm > sigkill", "(stop) time clean_up|finish"),
    concept("forces", "(kill) sigkill", "(kill) immediate", "(kill) not time|chance", weight=2),
    misconceptions=(
        Misconception(
            id="swapped",
            name="stop and kill swapped",
            says=("(stop) sigkill", "(kill) sigterm", "(stop) immediate", "(kill) graceful"),
            correction="It is the other way round.",
            example="docker stop sends SIGKILL",
            unless=("(stop) sigterm > sigkill",),
            spoils=("asks", "forces"),
        ),
    ),
    roles={"stop": ("docker stop", "=stop"), "kill": ("docker kill", "=kill")},
)


def made(grade):
    """The ids of the concepts that were made."""
    return {c.id for c in grade.concepts if c.state == "made"}
