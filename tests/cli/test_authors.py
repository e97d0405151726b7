"""The tools of authors: figures of agreement, and why an answer got its grade."""

import io
import json
import sys

import pytest

from bot.__main__ import main

Q = "stop-vs-kill.yaml"
FAIR = {
    "qid": "stop-vs-kill",
    "answer": "docker stop sends SIGTERM, waits ten seconds, then SIGKILL; kill is SIGKILL at once",
    "verdict": "correct",
    "style": "short",
    "score": 95,
}
WRONG = {"qid": "stop-vs-kill", "answer": "I like whales", "verdict": "incorrect", "style": "off"}


@pytest.fixture
def labelled(tmp_path):
    def write(*rows):
        file = tmp_path / "labelled.jsonl"
        file.write_text("\n".join(map(json.dumps, rows)))
        return str(file)

    return write


def words(capsys):
    return " ".join(capsys.readouterr().out.split())


def test_agreement(labelled, capsys):
    """The figures over all answers, then each style."""
    assert main(["bank", "agreement", labelled(FAIR, WRONG)]) == 0

    said = words(capsys)
    assert "2 answers quadratic weighted kappa of the verdicts 1.000" in said
    assert "wrong answers called correct 0.0 %" in said
    assert said.endswith("off 1 of 1 short 1 of 1")


def test_agreement_marks_what_misses_its_target(labelled, capsys):
    """A word behind the figure, and only where it is needed."""
    main(["bank", "agreement", labelled(FAIR, WRONG)])
    assert "MISSED" not in capsys.readouterr().out

    main(["bank", "agreement", labelled(FAIR | {"verdict": "incorrect"}, WRONG)])
    missed = [" ".join(x.split()) for x in capsys.readouterr().out.splitlines() if "MISSED" in x]
    assert missed == [
        "wrong answers called correct 50.0 % <= 3 %, aim 0 MISSED",
        "wrong answers given any credit 50.0 % <= 12 %, aim 5 % MISSED",
    ]

    main(["bank", "agreement", labelled(FAIR, FAIR | {"answer": "whales"}, WRONG, WRONG)])
    assert "0.500 >= 0.80, aim 0.90 MISSED" in words(capsys)


def test_agreement_without_a_kappa(labelled, capsys):
    """One answer, or one verdict alone, says nothing about chance."""
    main(["bank", "agreement", labelled(FAIR)])

    said = words(capsys)
    assert "quadratic weighted kappa of the verdicts too few answers for a kappa" in said
    assert "correlation" not in said


def test_many_styles_are_told_by_their_first_part(labelled, capsys):
    """A table that can be read; few styles are told in full."""
    many = [WRONG | {"style": f"off/{n}"} for n in range(26)]

    main(["bank", "agreement", labelled(*many[:25])])
    assert "off/24 1 of 1" in words(capsys)

    main(["bank", "agreement", labelled(*many, FAIR)])
    assert words(capsys).endswith("off 26 of 26 short 1 of 1")


def test_agreement_counts_what_passes_elsewhere(labelled, capsys):
    """An answer that a question calls correct although it is one to another question."""
    main(["bank", "agreement", labelled(FAIR)])
    assert "right answers that pass at other questions 0.0 %" in words(capsys)

    main(["bank", "agreement", labelled(FAIR | {"qid": "what-is-image"})])
    assert "right answers that pass at other questions 0.0 %" not in words(capsys)


def test_agreement_shows_what_differs(labelled, capsys):
    """An author sees each answer that a person would grade otherwise, and what was found in it."""
    main(["bank", "agreement", "--show", labelled(FAIR, WRONG | {"verdict": "correct"})])

    said = capsys.readouterr().out
    assert "stop-vs-kill: correct, graded incorrect (0) [off]\n  I like whales" in said
    assert "off                            0 of   1   1 correct > incorrect" in said


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        pytest.param(FAIR | {"qid": "nope"}, "Line 1: there is no question 'nope'", id="id"),
        pytest.param(FAIR | {"verdict": "good"}, 'Line 1 needs a "verdict": correct', id="verdict"),
        pytest.param(FAIR | {"score": "high"}, 'Line 1: "score" must be a number', id="score"),
    ],
)
def test_a_bad_row_is_named(labelled, capsys, row, complaint):
    """One sentence with the line, and exit status 2."""
    assert main(["bank", "agreement", labelled(row)]) == 2
    assert capsys.readouterr().err.startswith(complaint)


def test_stats(small_bank, capsys):
    """What there is in numbers, and the example that lies closest to another verdict first."""
    assert main(["bank", "stats"]) == 0

    said = capsys.readouterr().out
    assert "1 questions" not in said
    assert "1 question\n" in said
    assert "by kind   general 1" in said
    assert "8 example answers" in said
    margins = [
        int(line.split()[0]) for line in said.partition("closest to a cut")[2].splitlines()[1:]
    ]
    assert len(margins) == 1
    assert margins[0] > 0, "every example of a sound bank has its verdict"


def test_stats_shows_an_example_on_the_wrong_side(small_bank, capsys):
    file = small_bank / "docker" / "stop-vs-kill.yaml"
    text = file.read_text(encoding="utf-8")
    wrong = text.replace("answer: I like whales", "answer: stop is graceful, kill is immediate")
    file.write_text(wrong, encoding="utf-8")

    assert main(["bank", "stats"]) == 0

    closest = capsys.readouterr().out.partition("closest to a cut")[2].splitlines()[1]
    assert closest.split()[:4] == ["-65", "stop-vs-kill", "incorrect,", "graded"]


def test_try_says_what_each_phrasing_lacked(monkeypatch, capsys):
    """Words as read, phrasings found or what they lacked, and the score."""
    monkeypatch.setattr(sys, "stdin", io.StringIO("docker stop does not send SIGTRM\n"))

    assert main(["bank", "try", "stop-vs-kill"]) == 0

    said = " ".join(capsys.readouterr().out.split())
    assert "SIGTRM[=sigterm, not, stop]" in said
    assert "`SIGTRM` is denied" in said
    assert "incorrect, confidence" in said


def test_try_needs_a_question(capsys):
    """An unknown id is one sentence."""
    assert main(["bank", "try", "nope"]) == 2
    assert "`coach bank list` shows all" in capsys.readouterr().err


@pytest.fixture
def tried(monkeypatch, capsys):
    """Pipe this into `coach bank try`; gives the status, the output and what was said beside it."""

    def run(typed, question="stop-vs-kill"):
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        status = main(["bank", "try", question])
        out, err = capsys.readouterr()
        return status, out, err

    return run


def spoil(bank, old, new, *, file=Q):
    path = bank / "docker" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_try_helps_to_find_the_examples(small_bank, tried):
    """A question that is only begun has phrasings to try, whatever else it still lacks."""
    path = small_bank / "docker" / Q
    begun = path.read_text(encoding="utf-8").partition("answer: |")[0]
    path.write_text(begun, encoding="utf-8")
    for last in ("      - (stop) chance clean_up|finish|save\n", "tags: [lifecycle]\n"):
        spoil(small_bank, last, "")
    spoil(small_bank, "why: Nothing can be saved any more.\n", "bonus: false\n")
    spoil(small_bank, "summary", "sumary", file="topic.yaml")

    status, out, err = tried("docker stop is graceful, docker kill is immediate")

    assert (status, err) == (0, "The bank has 8 faults; `coach bank check` lists them.\n")
    assert "100 correct" in out
    assert out.count("(stop) graceful") == 1


def test_try_goes_on_beside_the_faults_of_others(small_bank, tried):
    """What is wrong in another file is counted and no more."""
    (small_bank / "docker" / "other.yaml").write_text("id: another\n", encoding="utf-8")
    spoil(small_bank, "tags: [lifecycle]", "tags: [lifecycel]")

    status, out, err = tried("docker stop is graceful")

    assert (status, err.count("\n")) == (0, 1)
    assert "partial" in out


@pytest.mark.parametrize(
    ("old", "new", "file", "says"),
    [
        pytest.param("(kill) immediate", "the is", Q, "little words", id="words"),
        pytest.param("(kill) immediate", "(kil) x", Q, "no `kil`", id="role"),
        pytest.param("weight: 2", "weight: 9", Q, "`weight` is 9", id="weight"),
        pytest.param("kind: g", "kind: general\nkind: g", Q, "already", id="twice"),
        pytest.param("k8s]", "the]", "lexicon.yaml", "little words", id="lexicon"),
    ],
)  # fmt: skip
def test_try_needs_sound_phrasings(small_bank, tried, old, new, file, says):
    """Where a grade could mislead, the faults that stand in the way are shown."""
    spoil(small_bank, old, new, file=file)

    status, out, err = tried("docker stop is graceful")

    assert (status, out) == (1, "")
    assert says in err
    assert err.endswith("'stop-vs-kill' cannot be graded; mend these first.\n")


@pytest.mark.parametrize("word", ["quit", "Exit", "/quit"])
@pytest.mark.usefixtures("small_bank")
def test_try_ends_with_a_word(tried, word):
    """`quit` is no answer, and nothing after it is read."""
    status, out, _ = tried(f"docker stop is graceful\n\n{word}\n\ndocker kill is immediate\n")

    assert status == 0
    assert out.count("confidence") == 1


@pytest.mark.usefixtures("small_bank")
def test_try_reads_paragraphs_from_a_pipe(tried):
    """An answer may have several lines; an empty one ends it, as in `coach practice`."""
    _, out, _ = tried("\ndocker stop is graceful\nand docker kill is immediate\n \nwhales\n")

    assert out.count("confidence") == 2
    assert "100 correct" in out


class Terminal(io.StringIO):
    """Somebody sits there."""

    def isatty(self):
        return True


@pytest.mark.usefixtures("small_bank")
@pytest.mark.parametrize("end", ["", "quit\nkill"], ids=["Ctrl-D", "quit"])
def test_try_at_a_terminal(monkeypatch, capsys, end):
    """A line is an answer there, until the end of input or a word."""
    typed = "docker stop is graceful\n\ndocker kill is immediate\n"
    monkeypatch.setattr(sys, "stdin", Terminal(typed + end))

    assert main(["bank", "try", "stop-vs-kill"]) == 0

    said = capsys.readouterr().out
    assert "quit or Ctrl-D ends" in said
    assert said.count("confidence") == 2
