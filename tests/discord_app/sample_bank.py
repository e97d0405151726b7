"""Three small questions for tests of what people see on Discord."""

from bot.core.grading import Grader, with_follow_up
from bot.core.questions import (
    Bank,
    Concept,
    Kind,
    Level,
    Lexicon,
    Misconception,
    Question,
    Reference,
    Topic,
)


def question(question_id, *concepts, **rest):
    """A question with everything it needs but what the test is about."""
    filled = {
        "topic": "docker",
        "kind": Kind.GENERAL,
        "level": Level.JUNIOR,
        "tags": ("images",),
        "prompt": "What is a Docker image, and what is a container?",
        "hint": "Think of a recipe and a cake.",
        "misconceptions": (),
        "answer": "An **image** is a read-only template.\nA container is a running instance of it.",
        "explanation": "Many containers can share one image.",
        "references": (Reference("Images", "https://docs.docker.com/images"),),
        "examples": (),
        "version": "1",
    }
    return Question(id=question_id, concepts=concepts, **(filled | rest))


TEMPLATE = Concept(
    id="template",
    name="An image is a read-only template",
    phrasings=("template", "immutable"),
    weight=2,
    why="Nothing that runs can change it.",
    probe="What can a running program change in its image?",
)
INSTANCE = Concept(
    id="instance",
    name="A container is a running instance",
    phrasings=("running instance", "running copy"),
    weight=2,
    why="One image can be started many times.",
    probe="What happens when you start an image twice?",
)
IMAGES = question(
    "images",
    TEMPLATE,
    INSTANCE,
    misconceptions=(
        Misconception(
            id="vm",
            name="A container is a virtual machine",
            says=("virtual machine",),
            correction="A container shares the kernel of its host; a virtual machine has its own.",
            example="A container is a virtual machine.",
        ),
    ),
)
PORTS = question(
    "ports",
    Concept("publish", "Publish the port", ("publish",), 1, "Nobody can reach it.", "Which flag?"),
    kind=Kind.SCENARIO,
    level=Level.MID,
    tags=("networking",),
    prompt="A container runs a web server, but your browser cannot reach it. What do you check?",
    hint="Which flag opens a door?",
    answer="Publish the port with `-p 8080:80`.",
)
LENGTHY = question(
    "lengthy",
    *(
        Concept(
            f"part-{n}",
            f"Part {n} of a long story that goes on " + "and on " * 20,
            (f"word{n}",),
            1,
            "because " * 50,
            "and then? " * 100,
        )
        for n in range(12)
    ),
    tags=("lengthy",),
    level=Level.SENIOR,
    prompt="A long story. " * 120,
    answer="```sh\n" + "docker run --rm image command\n" * 150 + "```\nThat is **all**.",
    explanation="It explains itself. " * 200,
)
BANK = Bank(
    [IMAGES, PORTS, LENGTHY],
    [
        Topic(
            id="docker",
            name="Docker",
            summary="Containers.",
            tags={"images": "Images", "networking": "Networks", "lengthy": "Long ones"},
            lexicon=Lexicon(),
        )
    ],
)
FULL_ANSWER = "An image is a template, and a container is a running instance of it."
HALF_ANSWER = "An image is a template."
FOLLOW_UP_ANSWER = "Each time another running instance."

# How points become scores is for the tests of grading; others take them from here.
_grader = Grader(BANK)
_half = _grader.grade(IMAGES.id, HALF_ANSWER)
HALF = _half.score
_, FOLLOWED = with_follow_up(IMAGES, _half, INSTANCE, _grader.grade(IMAGES.id, FOLLOW_UP_ANSWER))
HALF_SCORE = f"{HALF} / 100"
FOLLOWED_SCORE = f"{FOLLOWED} / 100  (+{FOLLOWED - HALF} from the follow-up)"
