"""Score, verdict, confidence and evidence of whole answers."""

import pytest

from bot.core.grading import Remark
from bot.core.grading.scoring import score_of
from bot.core.questions import Misconception
from tests.grading_sample import STOP_AND_KILL, concept, grader, made


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        pytest.param("", "incorrect", id="empty"),
        pytest.param("stop sends SIGTERM, then SIGKILL; kill is SIGKILL", "correct", id="full"),
        pytest.param("stop sendz SIGTRM, kill is SIGKLL at once", "correct", id="typing slips"),
        pytest.param("docker stop is graceful", "partial", id="half"),
        pytest.param("What is the difference between docker stop and docker kill?", "incorrect",
                     id="echo"),
        pytest.param("stop kill sigterm sigkill graceful immediate signal process container linux",
                     "incorrect", id="soup"),
        pytest.param("sigterm, sigkill, graceful, immediate, signal, process, docker, linux",
                     "incorrect", id="keyword list"),
        pytest.param("sigterm, sigkill, process id, graceful, none, immediate", "incorrect",
                     id="keyword list with an ID"),
        pytest.param("sigterm & sigkill & graceful & immediate & signal & process", "incorrect",
                     id="keyword list with &"),
        pytest.param("the sigterm, the sigkill, the graceful, the immediate, the signal",
                     "incorrect", id="keyword list with articles"),
        pytest.param("It is about sigterm, sigkill, graceful, immediate, signal.", "incorrect",
                     id="keyword list with an introduction"),
        pytest.param("sigterm, sigkill, none graceful, immediate, signal, linux", "incorrect",
                     id="keyword list with none"),
        pytest.param("sigterm / sigkill / graceful / immediate / -9 / signal / linux", "incorrect",
                     id="list with slashes and a flag"),
        pytest.param("sigterm, sigkill, on-failure, grace period 10s, exit code 143", "incorrect",
                     id="list of longer items"),
        pytest.param("I look at signals, logs, timeouts, exit codes, uptime: stop sends SIGTERM, "
                     "then SIGKILL; kill is SIGKILL.", "correct", id="list within a sentence"),
        pytest.param("SIGTERM, timeouts and logs never matter with stop.", "incorrect",
                     id="mentioned in a denied clause"),
        pytest.param("SIGTERM and SIGKILL are just two names of stop.", "incorrect",
                     id="played down"),
        pytest.param("sigterm + sigkill + graceful + immediate + grace period", "incorrect",
                     id="list with plus signs"),
        pytest.param("stop = SIGTERM, then SIGKILL, graceful, ten s. kill = SIGKILL, immediate",
                     "correct", id="told with equals signs"),
        pytest.param("stop: SIGTERM, then SIGKILL\nwait: graceful\nend: yes\nkill: SIGKILL",
                     "correct", id="told as a file"),
        pytest.param('stop ["SIGTERM", "then", "SIGKILL"]\nkill ["SIGKILL"]\ngraceful\n"10s"',
                     "correct", id="told in code"),
        pytest.param("One asks with SIGTERM, then SIGKILL comes. The other one is SIGKILL at once.",
                     "correct", id="the one and the other"),
        pytest.param("A volume keeps data after the container is removed.", "incorrect",
                     id="off topic"),
    ],
)  # fmt: skip
def test_verdict(answer, verdict):
    """Each kind of answer gets what a fair interviewer would give."""
    assert STOP_AND_KILL.grade("q", answer).verdict == verdict


def test_quotes_are_the_learners_own_words():
    """Evidence is an exact slice, the shortest that shows the idea."""
    answer = "Well… docker stop  ends it GRACEFULLY; you know, kill -9 does not ask."

    grade = STOP_AND_KILL.grade("q", answer)

    quotes = {c.id: [q.text for q in c.quotes] for c in grade.concepts}
    assert quotes["asks"] == ["GRACEFULLY"]
    for result in grade.concepts:
        for quote in result.quotes:
            assert answer[quote.start : quote.end] == quote.text


def test_a_slip_is_shown_with_what_it_was_read_as():
    """The learner sees how a misspelt word was understood."""
    grade = STOP_AND_KILL.grade("q", "docker stop ends it gracefuly")

    assert grade.concepts[0].quotes[0].read_as == (("gracefuly", "gracefully"),)
    assert grade.confidence == "low"


def test_a_known_word_is_never_a_slip():
    """`mutable` is no typing slip for `immutable`, nor `host` for `post`."""
    one = grader(
        concept("c", "immutable"), concept("d", "post_it"), prompt="What is mutable on a host?"
    )

    assert made(one.grade("q", "it is mutable on the host")) == set()


def test_an_irrelevant_sentence_never_lifts_the_cap_on_a_list():
    """A list of keywords is worth no more with a sentence behind it."""
    soup = "sigterm, sigkill, graceful, immediate, signal, process, docker, linux"

    alone = STOP_AND_KILL.grade("q", soup)
    dressed = STOP_AND_KILL.grade("q", f"{soup}. I have worked with it for a long time.")

    assert Remark.KEYWORD_LIST in alone.remarks
    assert dressed.score <= alone.score


def test_bonus_concepts_top_up_but_are_not_needed():
    """Full marks without the bonus; the bonus makes up for a part that is missing."""
    one = grader(
        concept("a", "alpha", weight=2), concept("b", "beta", weight=2),
        concept("extra", "gamma", bonus=True), prompt="?",
    )  # fmt: skip

    scores = [one.grade("q", text).score for text in ("alpha, beta", "alpha", "alpha, gamma")]
    assert scores[0] == 100
    assert scores[1] < scores[2] < 100


def test_more_points_never_score_less():
    """The score grows with the share of the points, from 0 to 100."""
    scores = [score_of(k / 100) for k in range(101)]

    assert scores == sorted(scores)
    assert (scores[0], scores[-1], score_of(7.5), score_of(-1)) == (0, 100, 100, 0)


@pytest.mark.parametrize("joint", [", otherwise", ", or else", ". Otherwise"])
def test_what_would_happen_otherwise_is_not_said_of_the_advice(joint):
    """Whoever warns of a loss does not hold that the advice causes it."""
    belief = Misconception("b", "b", ("volume > lost",), "No.", "a volume is lost")
    one = grader(concept("c", "volume"), misconceptions=(belief,), prompt="?")

    assert one.grade("q", f"you need a volume{joint} everything is gone").misconceptions == ()
    assert one.grade("q", "a volume is gone with it").misconceptions != ()


def test_a_question_is_no_belief():
    """Whoever asks and says no holds nothing; the words may still show what was thought of."""
    belief = Misconception("b", "b", ("volume > lost",), "No.", "a volume is lost")
    one = grader(concept("c", "volume"), misconceptions=(belief,), prompt="?")

    grade = one.grade("q", "Is a volume lost with it? No.")

    assert grade.misconceptions == ()
    assert made(grade) == {"c"}


@pytest.mark.parametrize(
    ("answer", "holds"),
    [
        ("If a volume were lost with it, nobody would use one.", False),
        ("But if a volume is lost, I take the backup.", False),
        ("If I remove it, a volume is lost.", True),
        ("If so, a volume is lost, too.", True),
    ],
)
def test_a_supposition_is_no_belief(answer, holds):
    """Whoever says what would follow does not say that it is so; what follows is stated."""
    belief = Misconception("b", "b", ("volume > lost",), "No.", "a volume is lost")
    one = grader(concept("c", "volume"), misconceptions=(belief,), prompt="?")

    assert bool(one.grade("q", answer).misconceptions) == holds


@pytest.mark.parametrize(
    ("answer", "holds"),
    [
        pytest.param("a volume is gone, unless it has a name", False, id="in its sentence"),
        pytest.param("a volume is gone. I give it a name.", False, id="in the next one"),
        pytest.param("It has a name. It is mounted. A volume is gone.", False, id="two before"),
        pytest.param("a volume is gone. It is mounted. I give it a name.", True, id="further on"),
        pytest.param("It has a name. One. Two. A volume is gone.", True, id="further back"),
    ],
)
def test_an_excuse_stands_near_the_belief(answer, holds):
    """A general word elsewhere in a long answer takes nothing back."""
    belief = Misconception(
        "gone", "gone", ("volume gone",), "no", "a volume is gone", unless=("name",)
    )
    one = grader(concept("c", "mount"), misconceptions=(belief,), prompt="?")

    assert bool(one.grade("q", answer).misconceptions) == holds
