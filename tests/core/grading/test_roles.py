"""Who is said to do what, through pronouns, contrasts, lists and passive sentences."""

import pytest

from tests.grading_sample import STOP_AND_KILL, made

RIGHT = {"asks", "forces"}


@pytest.mark.parametrize(
    "answer",
    [
        "stop sends SIGTERM, kill sends SIGKILL",
        "stop sends SIGTERM and kill sends SIGKILL",
        "docker stop = SIGTERM; docker kill = SIGKILL",
        "SIGTERM for stop, SIGKILL for kill",
        "SIGTERM is sent by docker stop and SIGKILL by docker kill",
        "SIGTERM is what stop sends, SIGKILL is what kill sends",
        "With stop the process gets a SIGTERM; the other one sends SIGKILL",
        "Unlike kill, stop is graceful. Kill happens at once.",
        "Stop is graceful, unlike kill, which is immediate",
        "The former is graceful, the latter is immediate: stop and kill.",
        "Docker stop is graceful. It sends SIGTERM. Docker kill isn't: it acts at once.",
        "stop and kill send SIGTERM and SIGKILL respectively",
        "- stop\n  - SIGTERM\n- kill\n  - SIGKILL",
        "kill will stop it immediately while stop is graceful",
        "SIGTERM vs SIGKILL",
        "graceful, immediate",
        "stop (SIGTERM) vs kill (SIGKILL)",
        "SIGTERM (stop) vs SIGKILL (kill)",
        "one sends SIGTERM (stop), the other SIGKILL (kill)",
        "SIGTERM is what you get from stop. SIGKILL from kill.",
        "Stop sends SIGTERM. Instead of asking first like stop, kill sends SIGKILL.",
    ],
)
def test_right_ways_round(answer):
    """Every way to tell the two apart correctly is understood."""
    grade = STOP_AND_KILL.grade("q", answer)

    assert (made(grade) & RIGHT, grade.misconceptions) == (RIGHT, ())


@pytest.mark.parametrize(
    "answer",
    [
        "stop sends SIGKILL, kill sends SIGTERM",
        "docker kill sends SIGTERM and docker stop sends SIGKILL",
        "SIGKILL is sent by docker stop and SIGTERM by docker kill",
        "SIGKILL for stop, SIGTERM for kill",
        "Unlike stop, kill is graceful",
        "kill ends it gracefully. The other one is immediate.",
        "docker stop is not graceful, it ends the process immediately",
        "Both stop and kill send SIGKILL",
        "SIGKILL vs SIGTERM",
    ],
)
def test_wrong_ways_round(answer):
    """A swap earns nothing and is named, with the learner's own words."""
    grade = STOP_AND_KILL.grade("q", answer)

    assert grade.verdict == "incorrect"
    assert [held.id for held in grade.misconceptions] == ["swapped"]
    assert grade.misconceptions[0].quote.text in answer


def test_right_and_wrong_about_one_fact_is_at_most_partial():
    """Saying both earns half and says so; it does not fail the answer."""
    grade = STOP_AND_KILL.grade(
        "q", "stop sends SIGTERM and kill sends SIGKILL. But stop is immediate."
    )

    mixed = [c.id for c in grade.concepts if c.mixed]
    assert (mixed, grade.verdict) == (["asks", "forces"], "partial")


def test_what_goes_on_of_the_same_thing_names_no_other():
    """The two halves of a terse sentence are no pair where the second one goes on of the first."""
    assert STOP_AND_KILL.grade("q", "immediate end, SIGTERM").misconceptions != ()
    assert STOP_AND_KILL.grade("q", "immediate end, even SIGTERM").misconceptions == ()
