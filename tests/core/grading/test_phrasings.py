"""The phrasing language does what content/README.md promises to authors."""

import pytest

from bot.core.grading import PhrasingError, parse_phrasing
from tests.grading_sample import concept, grader, made


@pytest.mark.parametrize(
    ("phrasing", "says", "does_not"),
    [
        pytest.param("kernel share", "they are sharing one kernel", "the kernel", id="every word"),
        pytest.param("share kernel", "the kernels are shared", "shareware", id="inflection"),
        pytest.param(
            "share|borrow kernel", "it borrows the kernel", "it has a kernel", id="choice"
        ),
        pytest.param("clean_up", "to clean it up", "clean water dries up", id="side by side"),
        pytest.param("host > container", "host to container", "container to host", id="order"),
        pytest.param("not publish", "it never publishes", "it publishes", id="denied"),
        pytest.param("publish", "it publishes", "it does not publish", id="said"),
        pytest.param("=kill", "kill", "killed", id="exact form"),
        pytest.param("-p", "run it with -p", "run it with -v", id="flag"),
        pytest.param("8080:80", "-p 8080:80", "-p 80:8080", id="ports"),
        pytest.param("unless_stopped", "--restart=unless-stopped", "it has stopped", id="hyphen"),
        pytest.param("graceful", "it ends in an orderly way", "it ends", id="longer synonym"),
        pytest.param("persist", "nothing is lost", "it is lost", id="synonym with not"),
        pytest.param("not persist", "then it is gone, not persisted", "it persists", id="not kept"),
        pytest.param("orchestrator", "use swarm", "use ansible", id="kind of"),
        pytest.param("swarm", "use swarm", "use kubernetes", id="no kind for another"),
        pytest.param("multi_stage", "a multistage build", "a stage", id="written as one word"),
        pytest.param("--restart=no", "--restart=no", "--restart=always", id="flag and value"),
        pytest.param("--restart=no", "--restart no", "--restart", id="value after a blank"),
        pytest.param("--restart", "--restart=no", "restart", id="flag with any value"),
        pytest.param("multi_stage", "a mutlistage build", "a stage", id="as one word, with a slip"),
        pytest.param("megabytes", "it has 512 MB", "it has 512 files", id="unit of an amount"),
        pytest.param("listen|listening", "it is listenning", "list it", id="slip in any form"),
        pytest.param("image_id", "image ID", "the image I'd say", id="a noun like a contraction"),
        pytest.param(
            "main|process|writes > writes|prints",
            "the main process writes",
            "it writes",
            id="shared choice",
        ),
        pytest.param("a1|b1 > b1|c1 > c1|d1", "a1 b1 c1", "b1 c1", id="two shared choices"),
        pytest.param("healthcheck", "a health check", "a check", id="written as two words"),
    ],
)
def test_what_a_phrasing_accepts(phrasing, says, does_not):
    """One sentence that makes the concept, and a near one that does not."""
    one = grader(concept("c", phrasing), prompt="?")

    assert (made(one.grade("q", says)), made(one.grade("q", does_not))) == ({"c"}, set())


@pytest.mark.parametrize(
    ("phrasing", "complaint"),
    [
        pytest.param("(vm) own kernel", "names no role", id="unknown role"),
        pytest.param("the of it", "only little words", id="little words"),
        pytest.param("publish not", "ends in 'not'", id="dangling not"),
        pytest.param("a| b", "empty choice", id="empty choice"),
        pytest.param("stop >", "each side of '>'", id="one-sided order"),
        pytest.param("stop (kill) it", "at the start", id="role in the middle"),
    ],
)
def test_faults_tell_the_author_what_to_write(phrasing, complaint):
    """A phrasing that cannot be read is refused with a sentence."""
    with pytest.raises(PhrasingError, match=complaint):
        parse_phrasing(phrasing, {"stop"})


def test_words_far_apart_do_not_make_an_idea():
    """Two words at the two ends of a long answer are no statement."""
    one = grader(concept("c", "share kernel"), prompt="?")
    filler = "It is slow on old laptops. Nobody likes long builds. Tests take ages. Coffee helps. "

    assert made(one.grade("q", f"We share code. {filler * 2} The kernel panicked.")) == set()
