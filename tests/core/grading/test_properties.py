"""What holds for any answer whatsoever."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.grading import verdict_of
from bot.core.grading.scoring import most
from tests.grading_sample import STOP_AND_KILL

WORDS = st.sampled_from(
    "docker stop kill sigterm SIGKILL -9 gracefully immediately not never unlike the other and . ,"
    " ; \n if then 10s `kill` container sends waits time to finish both instead of process".split(
        " "
    )
)
ANSWERS = st.one_of(st.text(max_size=4000), st.lists(WORDS, max_size=80).map(" ".join))
IRRELEVANT = st.sampled_from(
    [
        "I had a coffee this morning.",
        "My cat sleeps on the keyboard!",
        "We moved offices in spring, it was not easy.",
        "Who knows?",
    ]
)


@given(ANSWERS)
@settings(max_examples=400, deadline=None)
def test_any_text_grades_the_same_each_time(answer):
    """No text breaks the grader, and it has no memory."""
    first = STOP_AND_KILL.grade("q", answer)

    assert STOP_AND_KILL.grade("q", answer) == first
    assert 0 <= first.score <= 100
    assert first.verdict is verdict_of(first.score)
    for concept in first.concepts:
        assert all(answer[q.start : q.end] == q.text for q in concept.quotes)


@given(st.lists(WORDS, max_size=60).map(" ".join), st.sampled_from(["upper", "lower", "title"]))
@settings(max_examples=300, deadline=None)
def test_case_never_changes_the_verdict(answer, case):
    """Shouting is no argument."""
    assert (
        STOP_AND_KILL.grade("q", getattr(answer, case)()).score
        == STOP_AND_KILL.grade("q", answer).score
    )


@given(st.lists(WORDS, max_size=60), st.integers(2, 5), st.sampled_from(["", "…", "!!", "*", '"']))
@settings(max_examples=300, deadline=None)
def test_blanks_and_surrounding_punctuation_never_change_the_verdict(words, blanks, mark):
    """Nor do manners of typing."""
    plain, spaced = " ".join(words), (" " * blanks).join(words)

    assert (
        STOP_AND_KILL.grade("q", f"{mark} {spaced} {mark}").verdict
        == STOP_AND_KILL.grade("q", plain).verdict
    )


@given(st.lists(WORDS, max_size=60).map(" ".join), IRRELEVANT, st.booleans())
@settings(max_examples=300, deadline=None)
def test_an_irrelevant_sentence_never_raises_the_score(answer, sentence, before):
    """Filling up an answer does not pay."""
    longer = f"{sentence} {answer}" if before else f"{answer}. {sentence}"

    assert STOP_AND_KILL.grade("q", longer).score <= STOP_AND_KILL.grade("q", answer).score


@given(ANSWERS)
@settings(max_examples=400, deadline=None)
def test_no_answer_scores_more_than_its_words_allow(answer):
    """What is rejected because too few of its words are there could not have passed."""
    assert STOP_AND_KILL.grade("q", answer).score <= most(*STOP_AND_KILL.read("q", answer))
