"""Practising at the terminal: what a learner types and what they get to see."""

from __future__ import annotations

import random
import re
from datetime import timedelta

import pytest

from bot.actions import Refused, practice
from bot.actions.practice import Filters
from bot.core.questions import Kind, Level
from bot.terminal.drafts import Drafts
from bot.terminal.sitting import LEARNER, PLACE
from tests.discord_app.sample_bank import FOLLOWED, HALF
from tests.terminal.conftest import START

PARTIAL = "An image is a read-only template.\n\n"
FOLLOW_UP = "Each start makes a new running instance.\n\n"
CORRECT = "An image is a template; a container is a running instance of it.\n\n"
WRONG = "A container is a virtual machine.\n\n"
MODEL_ANSWER = "A container is a running instance of it."


def _in_order(text, *parts):
    place = 0
    for part in parts:
        place = text.find(part, place)
        assert place >= 0, f"{part!r} is not there, or too early, in {text}"


async def _asked(coach, question):
    return await practice.ask(
        coach,
        learner_id=LEARNER,
        place=PLACE,
        question_id=question,
        now=START,
        rng=random.Random(1),
    )


async def test_a_correct_answer_is_shown_with_its_evidence(terminal):
    """Question, verdict, quotes, model answer, reason, reading, streak: in this order."""
    shown = await terminal.sit(CORRECT, question="images")

    _in_order(
        shown,
        "What is a Docker image",
        "Correct",
        "100/100",
        "An image is a read-only template",
        "“template”",
        "A container is a running instance",
        "“running instance”",
        "Model answer",
        MODEL_ANSWER,
        "Many containers can share one image.",
        "https://docs.docker.com/images",
        "Streak: 1 day",
        "1 answer: 1 correct",
    )
    assert "What was missing" not in shown


async def test_what_was_missed_is_shown_with_its_reason(terminal):
    """And nothing is asked after an answer that was not partial."""
    shown = await terminal.sit("It is something with computers.\n\n", question="images")

    _in_order(
        shown, "Incorrect", "What was missing", "is a read-only template", "Nothing that runs"
    )
    assert "follow-up" not in shown


async def test_a_wrong_belief_is_corrected(terminal):
    """With the words that show it."""
    shown = await terminal.sit(WRONG, question="images")

    _in_order(
        shown,
        "A container is a virtual machine",
        "“virtual machine”",
        "A container shares the kernel of its host",
    )


async def test_a_partial_answer_gets_one_follow_up_for_some_credit(terminal):
    """What would give it away is shown only after it."""
    shown = await terminal.sit(PARTIAL, FOLLOW_UP, question="images")

    _in_order(
        shown,
        "Partial",
        f"{HALF}/100",
        "One follow-up",
        "What happens when you start an image twice?",
        f"That earns {FOLLOWED - HALF} points more.",
        f"{FOLLOWED}/100",
        MODEL_ANSWER,
    )
    assert "A container is a running instance" not in shown[: shown.index("One follow-up")]
    assert "1 answer: 1 correct" in shown


async def test_a_follow_up_can_be_skipped(terminal):
    """Then the rest is shown at once."""
    shown = await terminal.sit(PARTIAL, "hint\nskip\n", question="images")

    _in_order(shown, "One follow-up", "no hint for a follow-up", "What was missing", MODEL_ANSWER)
    assert "1 answer: 1 partial" in shown


async def test_leaving_at_a_follow_up_still_shows_the_rest(terminal):
    """The answer was graded; its result is not withheld."""
    shown = await terminal.sit(PARTIAL, question="images", count=5)

    _in_order(shown, "One follow-up", "What was missing", MODEL_ANSWER, "1 answer: 1 partial")


async def test_a_follow_up_that_says_nothing_new_earns_nothing(terminal):
    """And that is said."""
    shown = await terminal.sit(PARTIAL, "I do not know\n\n", question="images")

    _in_order(shown, "That does not earn more.", f"{HALF}/100")


async def test_commands(terminal):
    """Hint, help and streak change nothing; the answer still counts."""
    shown = await terminal.sit("hint\nhelp\nstreak\n", CORRECT, question="images")

    _in_order(shown, "Think of a recipe", "an empty line", "Streak: 0 days", "Correct")


async def test_show_gives_the_answer_away(terminal):
    """And goes on; the question is not counted as answered."""
    shown = await terminal.sit("show\n", question="images")

    assert MODEL_ANSWER in shown
    assert "1 answer" not in shown


async def test_skip_goes_on_with_another_question(terminal):
    """Until the input ends."""
    shown = await terminal.sit("skip\nskip\nskip\n", count=3)

    assert shown.count("Skipped") == 3
    assert "Question 3 of 3" in shown


async def test_an_answer_that_is_refused_can_be_changed(terminal):
    """A sentence says why, and the question is still there."""
    shown = await terminal.sit("x" * 4001 + "\n\n", "skip\n", question="images")

    _in_order(shown, "4,000", "Skipped")


@pytest.mark.parametrize("talks", [True, False])
async def test_the_end_of_input_after_a_refusal_ends_the_sitting(terminal, talks):
    """What was refused is not sent again and again."""
    shown = await terminal.sit("x" * 4001, talks=talks, question="images")

    assert shown.count("4,000") == 1
    assert shown.rstrip().endswith("Goodbye. Nothing was graded this time.")


async def test_a_refused_answer_to_a_follow_up_can_be_given_anew(terminal):
    """It is not added to the one that was too long."""
    shown = await terminal.sit(PARTIAL, "x" * 4001 + "\n\n", FOLLOW_UP, question="images")

    _in_order(shown, "One follow-up", "4,000", "That earns")


async def test_a_pipe_holds_several_answers(terminal):
    """Each to the question that was asked last; no prompts, no colours, no frames."""
    shown = await terminal.sit(CORRECT, CORRECT, WRONG, filters=Filters(kind=Kind.GENERAL))

    assert shown.count("Model answer") >= 2
    assert "> " not in shown
    assert "\x1b" not in shown
    assert "─" not in shown


@pytest.mark.parametrize(
    ("options", "says"),
    [
        pytest.param({"question": "images"}, "One question was asked for", id="question"),
        pytest.param({"count": 2}, "2 questions were asked for", id="count"),
    ],
)
@pytest.mark.parametrize("before", ["", "hint\n"])
async def test_answers_that_were_not_asked_for_are_left_out_aloud(terminal, options, says, before):
    """Nobody believes that they were graded."""
    extra = {"filters": Filters(topic="images")} | options
    asked = options.get("count", 1)

    shown = await terminal.sit(*[CORRECT] * asked, before, CORRECT, **extra)

    _in_order(shown, says, "the rest of the input was left out", "Goodbye")
    assert f"{asked} answer" in shown


@pytest.mark.parametrize("rest", ["", "\n \n", "quit\n", "hint\nquit\n"])
async def test_nothing_was_left_out_where_no_answer_follows(terminal, rest):
    """A farewell is not one."""
    shown = await terminal.sit(CORRECT, rest, question="images")

    assert "left out" not in shown


async def test_nothing_is_asked_of_an_empty_pipe_again(terminal):
    """After the last answer there is no further question."""
    shown = await terminal.sit(CORRECT, filters=Filters(topic="images"))

    assert "Question 2" not in shown


async def test_between_questions_a_person_can_read(terminal):
    """Enter goes on, again repeats, quit ends."""
    shown = await terminal.sit(
        CORRECT, "what?\n", "again\n", WRONG, "\n", "skip\n", "quit\n", talks=True
    )

    _in_order(shown, "Enter: next question", "Press Enter for the next", "Question 2", "Question 3")
    assert shown.rstrip().endswith("Goodbye. Everything graded is saved.")


@pytest.mark.parametrize("typed", ["", "quit\n", "skip\n", "show\n", "An image\n/quit\n"])
@pytest.mark.parametrize("talks", [True, False])
async def test_the_farewell_tells_no_tales(terminal, typed, talks):
    """Where nothing was graded, nothing was saved."""
    shown = await terminal.sit(typed, talks=talks, question="images")

    assert shown.rstrip().endswith("Goodbye. Nothing was graded this time.")


async def test_again_before_any_answer_is_explained(terminal):
    """There is nothing to repeat yet."""
    shown = await terminal.sit("again\n", CORRECT, question="images")

    assert "no question before this one" in shown


async def test_an_unfinished_answer_waits_for_the_next_time(terminal):
    """The same question is asked again, and the answer is gone on with."""
    left = await terminal.sit("An image is a template,\n/quit\n", talks=True, question="images")
    back = await terminal.sit("and a container a running instance.\n\n", talks=True)

    assert "unfinished answer is kept" in left
    _in_order(back, "Welcome back", "What is a Docker image", "100/100")


@pytest.mark.parametrize(
    "options",
    [
        pytest.param({"question": "ports"}, id="question"),
        pytest.param({"filters": Filters(topic="networking")}, id="topic"),
        pytest.param({"filters": Filters(kind=Kind.SCENARIO)}, id="kind"),
    ],
)
async def test_a_kept_answer_does_not_force_itself_on_anyone(terminal, options):
    """Who asks for something else gets something else, and finds the answer later."""
    await terminal.sit("An image is a template,\n/quit\n", talks=True, question="images")

    other = await terminal.sit("Publish it.\n\n", "quit\n", talks=True, **options)
    back = await terminal.sit("and a container a running instance.\n\n", talks=True)

    assert "Welcome back" not in other
    assert "A container runs a web server" in other
    _in_order(back, "Welcome back", "What is a Docker image", "100/100")


@pytest.mark.parametrize(
    ("begun", "later"),
    [
        pytest.param({"filters": Filters(topic="images")}, {}, id="topic, nothing"),
        pytest.param(
            {"filters": Filters(topic="images")},
            {"filters": Filters(kind=Kind.GENERAL)},
            id="topic, kind",
        ),
        pytest.param({"question": "images"}, {"filters": Filters(topic="images")}, id="it fits"),
        pytest.param({"filters": Filters(topic="images")}, {"question": "images"}, id="itself"),
    ],
)
async def test_only_what_is_asked_for_decides_whether_to_go_on(terminal, begun, later):
    """Not what was asked for when it was begun."""
    await terminal.sit("An image is a template,\n/quit\n", talks=True, **begun)

    back = await terminal.sit("/quit\n", talks=True, **later)

    _in_order(back, "Welcome back", "What is a Docker image", "An image is a template,")


async def test_what_was_begun_last_comes_first(terminal):
    """And the other one when that is done."""
    await terminal.sit("An image\n/quit\n", talks=True, question="images")
    await terminal.sit("A port\n/quit\n", talks=True, question="ports")

    first = await terminal.sit("/skip\nquit\n", talks=True)
    then = await terminal.sit("/skip\nquit\n", talks=True)
    at_last = await terminal.sit("quit\n", talks=True)

    _in_order(first, "Welcome back", "A container runs a web server", "Skipped")
    _in_order(then, "Welcome back", "What is a Docker image", "Skipped")
    assert "Welcome back" not in at_last


async def test_a_pipe_does_not_go_on_with_an_answer(terminal):
    """What it holds is graded alone, and the answer begun waits on for its person."""
    await terminal.sit("A container is a virtual machine,\n/quit\n", talks=True, question="images")

    piped = await terminal.sit(CORRECT, question="images")
    back = await terminal.sit("/quit\n", talks=True, question="images")

    assert "Welcome back" not in piped
    assert "100/100" in piped
    assert "virtual machine" not in piped
    _in_order(back, "Welcome back", "A container is a virtual machine,")


async def test_an_answer_in_the_hands_of_another_process_is_not_offered(terminal, coach):
    """When that process is gone, it is."""
    card = await _asked(coach, "images")
    other = Drafts(terminal.folder)
    other.keep(card, "An image is a template,")

    meanwhile = await terminal.sit("/quit\n", talks=True)
    other.close()
    afterwards = await terminal.sit("/quit\n", talks=True)

    assert "Welcome back" not in meanwhile
    _in_order(afterwards, "Welcome back", "An image is a template,")


async def test_an_answer_that_was_saved_is_not_begun_again(terminal, coach):
    """Even where its process was killed before it could drop the draft."""
    card = await _asked(coach, "images")
    await practice.answer(
        coach, card_id=card.id, learner_id=LEARNER, text="a template", delivery="1", now=START
    )
    killed = Drafts(terminal.folder)
    killed.keep(card, "a template")
    killed.close()

    shown = await terminal.sit("/quit\n", talks=True)

    assert "Welcome back" not in shown
    assert list(terminal.folder.iterdir()) == []


@pytest.mark.parametrize("talks", [True, False])
async def test_an_unfinished_answer_to_a_follow_up_waits_too(terminal, talks):
    """For a person, with all that was shown before it."""
    left = await terminal.sit(PARTIAL, "Each start makes\n/quit\n", talks=talks, question="images")
    other = await terminal.sit(CORRECT, question="images")
    back = await terminal.sit("a new running instance.\n\n", "quit\n", talks=True)
    at_last = await terminal.sit("quit\n", talks=True)

    _in_order(left, "One follow-up", "unfinished answer is kept", "1 answer: 1 partial")
    assert MODEL_ANSWER not in left
    assert "Welcome back" not in other
    _in_order(
        back,
        "Welcome back. You had begun an answer to the follow-up",
        "What is a Docker image",
        "Each start makes",
        f"{HALF}/100",
        "One follow-up",
        f"That earns {FOLLOWED - HALF} points more.",
        MODEL_ANSWER,
        f"{FOLLOWED}/100",
    )
    assert "Welcome back" not in at_last


async def test_a_follow_up_that_was_begun_can_be_skipped(terminal):
    """Then it is gone."""
    await terminal.sit(PARTIAL, "Each\n/quit\n", talks=True, question="images")

    back = await terminal.sit("/skip\n", "quit\n", talks=True)
    at_last = await terminal.sit("quit\n", talks=True)

    _in_order(back, "Welcome back", MODEL_ANSWER)
    assert "Welcome back" not in at_last


async def test_trying_again_in_the_middle_of_an_answer_loses_nothing(terminal):
    """It waits for the next time."""
    await terminal.sit(
        "Publish it.\n\n", "\n", "An image is\n/again\n", "/quit\n", talks=True, question="ports",
        count=3,
    )  # fmt: skip

    back = await terminal.sit("/quit\n", talks=True)

    _in_order(back, "Welcome back", "An image is")


async def test_again_with_nothing_to_repeat_changes_nothing(terminal):
    """The answer in which it was said is still there."""
    shown = await terminal.sit(
        "An image is a template,\n/again\n",
        "and a container a running instance.\n\n",
        question="images",
    )

    _in_order(shown, "no question before this one", "100/100")


async def test_what_cannot_be_shortened_is_not_offered_for_it(terminal):
    """A simple terminal cannot change a line that was sent."""
    await terminal.sit("An image\n/quit\n", talks=True, question="images")
    await terminal.sit("x" * 4001 + "\n\n", talks=True, question="images")

    shown = await terminal.sit("/quit\n", talks=True)

    assert "Welcome back" not in shown


async def test_the_streak_grows_from_day_to_day(terminal):
    """Kept in the database between sittings."""
    for _ in range(3):
        shown = await terminal.sit(CORRECT, question="images")
        terminal.now += timedelta(days=1)

    assert "Streak: 3 days" in shown


async def test_a_time_zone_can_be_set(terminal):
    """And says from when it counts."""
    shown = await terminal.sit("skip\n", zone="Europe/Berlin", question="images")

    assert re.search(r"(From \w+ on, your|Your) days begin and end in Europe/Berlin", shown)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        pytest.param({"question": "nope"}, "nope", id="question"),
        pytest.param({"filters": Filters(topic="cooking")}, "cooking|docker", id="topic"),
        pytest.param(
            {"question": "images", "filters": Filters(kind=Kind.SCENARIO)},
            "^“images” is a junior general question on docker, not a scenario question[.] Ask",
            id="another kind",
        ),
        pytest.param(
            {
                "question": "ports",
                "filters": Filters(topic="images", kind=Kind.GENERAL, level=Level.JUNIOR),
            },
            "^“ports” is a mid scenario .*, not a junior general question on images[.] Ask",
            id="another topic, kind and level",
        ),
        pytest.param({"zone": "Europe/Berlni"}, "Europe/Berlin", id="zone"),
    ],
)
async def test_what_is_not_there_is_refused_with_what_is(terminal, options, says):
    """Before anything is asked."""
    with pytest.raises(Refused, match=says):
        await terminal.sit("skip\n", **options)

    assert terminal.shown == ""


@pytest.mark.parametrize("width", [40, 80, 200])
async def test_every_line_fits(terminal, width):
    """On a narrow terminal as on a wide one; addresses alone stay in one piece."""
    shown = await terminal.sit(
        PARTIAL, "skip\n", talks=True, colour=True, width=width, question="images"
    )

    plain = re.sub(r"\x1b\[[0-9;]*m", "", shown)
    assert all(len(line) <= min(width, 92) for line in plain.splitlines() if "://" not in line)
    assert "╭" in plain


async def test_evidence_stands_out_in_the_answer(terminal):
    """A terminal shows the answer again with the words that counted."""
    shown = await terminal.sit(CORRECT, talks=True, colour=True, question="images")

    assert re.search(r"\x1b\[1;32mtemplate\x1b\[0m", shown)


async def test_an_answer_cannot_steer_the_terminal(terminal):
    """Control characters are shown as such; the quotes stay in place."""
    shown = await terminal.sit(
        "\x1b]0;owned\x07 a template, a running instance\n\n", colour=True, question="images"
    )

    assert "\x1b]0;" not in shown
    assert "\x07" not in shown
    assert re.search(r"\x1b\[1;32mtemplate\x1b\[0m", shown)
