"""Every mistake an author can make, with the line and the sentence that answers it."""

from __future__ import annotations

import pytest

Q = "docker/stop-vs-kill.yaml"


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        pytest.param(
            "hint: Think", "hints: Think", 7,
            "`hints` is not a key; did you mean `hint`?", id="misspelled key",
        ),
        pytest.param(
            "kind: general", "kind: general\ncolour: red", 4,
            "`colour` is not a key; the keys here are `id`, `kind`, `level`, `tags`, `prompt`, "
            "`hint`, `roles`, `concepts`, `misconceptions`, `enough`, `terse_ok`, "
            "`neighbours`, `answer`, "
            "`explanation`, `references` or `examples`", id="unknown key",
        ),
        pytest.param(
            "answer: |\n  `docker", "why: x\nanswer: |\n  `docker", 47,
            "`why` belongs inside `concepts`; check the indentation", id="key of a concept",
        ),
        pytest.param(
            "    why: Nothing", "    prompt: Nothing", 32,
            "`prompt` belongs at the top level; check the indentation", id="key of the question",
        ),
        pytest.param(
            "explanation: A signal that can be handled leaves time to finish.\n", "", 2,
            "`explanation` is missing; add it: the reason behind it", id="missing key",
        ),
        pytest.param(
            "    weight: 2\n    phrasings:\n      - (kill) sigkill",
            "    phrasings:\n      - (kill) sigkill", 25,
            "`weight` is missing; add it: points, from 1 to 5", id="missing in a concept",
        ),
        pytest.param(
            "hint: Think of what the main process gets to know, and how long it has to react.",
            "hint:", 7,
            "`hint` is empty here; write a nudge that does not give the answer away", id="empty",
        ),
        pytest.param(
            "hint: Think of what the main process gets to know, and how long it has to react.",
            'hint: "  "', 7, "`hint` is empty here; write the text", id="only blanks",
        ),
        pytest.param(
            "    style: short\n", "    style:\n", 55,
            "`style` is empty here; write something, or delete the line", id="empty, not needed",
        ),
        pytest.param(
            "name: stop and kill swapped", "name: 137", 37,
            '`137` is a number, and text is needed; put it in quotes: "137"', id="number for text",
        ),
        pytest.param(
            "name: stop and kill swapped", "name: 3.10", 37,
            '`3.10` is a number, and text is needed; put it in quotes: "3.10"', id="a version",
        ),
        pytest.param(
            "name: stop and kill swapped", "name: true", 37,
            '`true` is true or false, and text is needed; put it in quotes: "true"', id="true",
        ),
        pytest.param(
            "- (stop) graceful", "- stop: graceful", 19,
            "the colon and space make a key here; put the whole text in quotes", id="colon",
        ),
        pytest.param(
            "name: stop and kill swapped", "name: [stop, kill]", 37,
            "`name` holds a list here; write one text", id="list for text",
        ),
        pytest.param(
            "tags: [lifecycle]", "tags: lifecycle", 5,
            "`tags` must be a list; begin each entry with `- ` on its own line: `- lifecycle`",
            id="text for list",
        ),
        pytest.param(
            "  - verdict: incorrect\n    answer: I like whales", "  - I like whales", 69,
            "each entry of `examples` must be lines of `key: value`, not `I like whales`",
            id="text for an entry",
        ),
        pytest.param(
            "tags: [lifecycle]", "tags: []", 5,
            "`tags` is empty here; add an entry, or delete the line", id="no tags",
        ),
        pytest.param(
            "id: stop-vs-kill", "id: Stop vs. kill", 2,
            "`Stop vs. kill` may hold only small letters, digits and single hyphens; "
            "write `stop-vs-kill`", id="no slug",
        ),
        pytest.param(
            "id: stop-vs-kill", "id: stop-or-kill", 2,
            "the id is `stop-or-kill` and the file `stop-vs-kill.yaml`; give both the same name",
            id="not the file's name",
        ),
        pytest.param(
            "kind: general", "kind: generl", 3,
            "`generl` is no kind; did you mean `general`?", id="kind",
        ),
        pytest.param(
            "level: junior", "level: expert", 4,
            "`expert` is no level; write `junior`, `mid` or `senior`", id="level",
        ),
        pytest.param(
            "level: junior", "level: 3", 4,
            "`3` is no level; write `junior`, `mid` or `senior`", id="level as number",
        ),
        pytest.param(
            "verdict: correct", "verdict: right", 54,
            "`right` is no verdict; write `correct`, `partial` or `incorrect`", id="verdict",
        ),
        pytest.param(
            "tags: [lifecycle]", "tags: [lifecycel]", 5,
            "topic.yaml declares no tag `lifecycel`; did you mean `lifecycle`?", id="unknown tag",
        ),
        pytest.param(
            "tags: [lifecycle]", "tags: [net]", 5,
            "topic.yaml declares no tag `net`; add it there, or use `lifecycle` or `storage`",
            id="undeclared tag",
        ),
        pytest.param(
            "tags: [lifecycle]", "tags: [lifecycle, lifecycle]", 5,
            "the tag `lifecycle` stands here twice; delete one", id="tag twice",
        ),
        pytest.param(
            "weight: 2", "weight: 9", 16,
            "`weight` is 9; write a whole number from 1 to 5", id="weight too high",
        ),
        pytest.param(
            "weight: 2", "weight: 0", 16,
            "`weight` is 0; write a whole number from 1 to 5", id="weight too low",
        ),
        pytest.param(
            "weight: 2", "weight: 1.5", 16,
            "`weight` is `1.5`; write a whole number without quotes, such as 3", id="weight half",
        ),
        pytest.param(
            "weight: 2", 'weight: "2"', 16,
            "`weight` is `2`; write a whole number without quotes, such as 3", id="weight quoted",
        ),
        pytest.param(
            "    weight: 2", "    bonus: yes\n    weight: 2", 16,
            "`bonus` is `yes`; write true or false, without quotes", id="yes for true",
        ),
        pytest.param(
            "id: kill-ends", "id: stop-asks", 25,
            "another concept is called `stop-asks`; choose a new id", id="concept twice",
        ),
        pytest.param(
            "spoils: [stop-asks]", "spoils: [stop-ask]", 43,
            "there is no concept `stop-ask`; did you mean `stop-asks`?", id="spoils nothing",
        ),
        pytest.param(
            "- (kill) immediate", "- (kil) immediate", 30,
            "`roles` has no `kil`; did you mean `kill`?", id="role misspelled",
        ),
        pytest.param(
            "- (kill) immediate", "- (container) immediate", 30,
            "`roles` has no `container`; the roles are `stop` or `kill`", id="role unknown",
        ),
        pytest.param(
            "- (kill) immediate", "- the is", 30,
            "'the is' has only little words, which never count; add a telling word",
            id="phrasing without a telling word",
        ),
        pytest.param(
            "- (kill) immediate", "- no", 30,
            "`no` only says that something is not so; a phrasing needs a telling word, "
            "such as `not lost`", id="phrasing that only denies",
        ),
        pytest.param(
            "- (kill) immediate", "- (kill) is not|never the", 30,
            "`(kill) is not|never the` only says that something is not so; a phrasing needs a "
            "telling word, such as `not lost`", id="phrasing of a role that only denies",
        ),
        pytest.param(
            "- (kill) immediate", "- *a", 30,
            "`*a` repeats something by name; write it out, or quote the text",
            id="alias for a phrasing",
        ),
        pytest.param(
            "level: junior", "level: *usual", 4,
            "`*usual` repeats something by name; write it out, or quote the text",
            id="alias for a choice",
        ),
        pytest.param(
            "hint: Think", "hnt: Think", 7,
            "`hnt` is not a key; did you mean `hint`?", id="key with a letter missing",
        ),
        pytest.param(
            "    probe: Which signal does `docker kill` send?", "    prob: Which?", 33,
            "`prob` is not a key; did you mean `probe`?", id="misspelled key of a concept",
        ),
        pytest.param(
            "- (kill) immediate", "- (kill) ‘immediate’", 30,
            "`(kill) ‘immediate’` has ‘ in it; type ' instead", id="curly quotes",
        ),
        pytest.param(
            "- (kill) immediate", "- –restart", 30,
            "`–restart` has – in it; type - instead", id="dash of a word processor",
        ),
        pytest.param(
            "- (kill) immediate", "- (kill)\u00a0immediate", 30,
            "`(kill) immediate` has a space in it that only looks like one; type it anew",
            id="hard space",
        ),
        pytest.param(
            "- (kill) immediate", "- (KILL) at once", 30,
            "`roles` has no `KILL`; did you mean `kill`?", id="role in capitals",
        ),
        pytest.param(
            "- (kill) immediate", "- (kill)  SIGKILL", 30,
            "`(kill) SIGKILL` stands here already; delete one", id="phrasing twice",
        ),
        pytest.param(
            "- (stop) slow|gentle|orchestrator", "- (stop) graceful", 22,
            "`(stop) graceful` stands under `phrasings` already; delete one", id="partly too",
        ),
        pytest.param(
            "      - (kill) not chance\n", "", 28,
            "a concept needs at least 3 phrasings and this one has 2; "
            "think how others would say it", id="two phrasings",
        ),
        pytest.param(
            "kill: [docker kill, =kill]", "kill: [docker kill, docker stop]", 11,
            "`docker stop` is a name of `stop` too; keep it in one", id="name of both roles",
        ),
        pytest.param(
            "kill: [docker kill, =kill]", "kill: [docker kill, Docker  kill]", 11,
            "`Docker kill` stands twice under `kill`; delete one", id="name twice",
        ),
        pytest.param(
            "tags: [lifecycle]", "tags: [lifecycle]\nenough: 5", 6,
            "`enough` is 5 and the core concepts give 4; write 4 or less", id="out of reach",
        ),
        pytest.param(
            "tags: [lifecycle]", "tags: [lifecycle]\nenough: 0", 6,
            "`enough` is 0; write 1 or more", id="enough of nothing",
        ),
        pytest.param(
            "https://docs", "http://docs", 52,
            "`http://docs.docker.com/reference/cli/docker/container/stop/` is no full address; "
            "write one that begins with https://", id="address",
        ),
        pytest.param(
            "  - verdict: incorrect\n    answer: I like whales\n", "", 53,
            "a question needs at least 8 examples and this one has 7; "
            "add answers of other quality", id="seven examples",
        ),
        pytest.param(
            "answer: I like whales", "answer: Both  are the same", 70,
            "this answer is an example already; write another", id="example twice",
        ),
        pytest.param(
            "name: stop and kill swapped", "name: " + "swap " * 40, 37,
            "this text has 199 characters and at most 150 fit; shorten it", id="too long",
        ),
        pytest.param(
            "name: stop and kill swapped", "name: &swapped stop", 37,
            "`&swapped` gives something a name; delete it, or quote the text", id="anchor",
        ),
        pytest.param(
            "name: stop and kill swapped", "name: *swapped", 37,
            "`*swapped` repeats something by name; write it out, or quote the text", id="alias",
        ),
        pytest.param(
            "name: stop and kill swapped", "name: !important swapped", 37,
            "`!important` is a YAML tag; delete it, or put the whole text in quotes", id="tag",
        ),
        pytest.param(
            "name: stop and kill swapped", "name: swapped\n    name: again", 38,
            "`name` is already in line 37; keep one of the two", id="key twice",
        ),
        pytest.param(
            "has a chance to finish its requests and to close its files", "may finish", 47,
            "the model answer has 36 words; say it in 40 to 120", id="short model answer",
        ),
        pytest.param(
            "finish its requests", "finish its requests" + " and more" * 40, 47,
            "the model answer has 126 words; say it in 40 to 120", id="long model answer",
        ),
        pytest.param(
            "hint: Think of what", "hint: Think\tof\u200b what", 7,
            "there is an invisible character (U+200B); delete it", id="invisible character",
        ),
    ],
)  # fmt: skip
def test_fault(small_bank, old, new, line, message):
    """Each mistake is told in one sentence, at its line, and alone."""
    small_bank.change(old, new)
    found = small_bank.faults()

    if "prompt: Nothing" in new:  # the key that it replaces is missing too
        found = [f for f in found if "is missing" not in f]

    assert found == [f"{Q}:{line}: {message}"]


def test_no_core_concept(small_bank):
    """A question of bonus concepts alone could never be answered in full."""
    small_bank.change("    weight: 2", "    weight: 2\n    bonus: true")
    small_bank.change(
        "    weight: 2\n    phrasings:\n      - (kill)",
        "    weight: 2\n    bonus: true\n    phrasings:\n      - (kill)",
    )

    assert small_bank.faults() == [
        f"{Q}:13: every concept is a bonus; take `bonus: true` from what must be said"
    ]


def test_no_partial_example(small_bank):
    """Each verdict needs an example."""
    small_bank.change("verdict: partial", "verdict: incorrect")
    small_bank.change("verdict: partial", "verdict: incorrect")

    assert small_bank.faults() == [f"{Q}:53: no example is partial; add an answer that is"]


def test_role_without_roles(small_bank):
    """A role in a phrasing must be declared, also where nothing is."""
    small_bank.change("roles:\n  stop: [docker stop, =stop]\n  kill: [docker kill, =kill]\n", "")

    faults = small_bank.faults()

    assert len(faults) == 10
    assert faults[0] == (
        f"{Q}:15: `roles` has no `stop`; declare it there with its names, or delete `(stop)`"
    )


def test_everything_at_once(small_bank):
    """All faults of all files come together, in the order of files and lines."""
    small_bank.change("weight: 2", "weight: many")
    small_bank.change("kind: general", "kind: quiz")
    small_bank.change("summary", "sumary", file="topic.yaml")
    small_bank.change("[kubernetes, k8s]", "[kubernetes]", file="lexicon.yaml")
    small_bank.add("docker/empty.yaml", "# nothing yet\n")

    assert small_bank.faults() == [
        "docker/empty.yaml:1: the file is empty; see the example in README.md",
        (
            "docker/lexicon.yaml:3: a group of synonyms needs at least two entries; "
            "add one, or delete the group"
        ),
        f"{Q}:3: `quiz` is no kind; write `general` or `scenario`",
        f"{Q}:16: `weight` is `many`; write a whole number without quotes, such as 3",
        "docker/topic.yaml:2: `sumary` is not a key; did you mean `summary`?",
    ]


def test_a_key_in_the_wrong_place_is_no_slip(small_bank):
    """`prompt` belongs elsewhere, however much it looks like `probe`, which is still missing."""
    small_bank.change("    probe: Which signal does `docker kill` send?", "    prompt: Which?")

    assert small_bank.faults() == [
        f"{Q}:25: `probe` is missing; add it: a follow-up question that leads there",
        f"{Q}:33: `prompt` belongs at the top level; check the indentation",
    ]


def test_an_answer_of_one_word(small_bank):
    """One is singular."""
    path = small_bank.topic / "stop-vs-kill.yaml"
    head, _, rest = path.read_text(encoding="utf-8").partition("answer: |\n")
    path.write_text(f"{head}answer: Signals\n{rest.partition('lost.')[2].lstrip()}")

    assert small_bank.faults() == [f"{Q}:47: the model answer has 1 word; say it in 40 to 120"]


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        pytest.param(
            "[kubernetes, k8s]", "[kubernetes, Cleanly]", 3,
            "`Cleanly` is in the group of `graceful` too; keep it in one, or join the groups",
            id="two groups",
        ),
        pytest.param(
            "[kubernetes, k8s]", "[kubernetes, Kubernetes]", 3,
            "`Kubernetes` stands twice in this group; delete one", id="twice in a group",
        ),
        pytest.param(
            "[kubernetes, swarm]", "[kubernetes, orchestrator]", 5,
            "`orchestrator` means `orchestrator` itself; it is no kind of it", id="kind of itself",
        ),
        pytest.param(
            "orchestrator: [kubernetes, swarm]", "k8s: [kubernetes, swarm]", 5,
            "`kubernetes` means `k8s` itself; it is no kind of it", id="kind that is a synonym",
        ),
        pytest.param(
            "[kubernetes, swarm]", "[swarm, swarm]", 5,
            "`swarm` stands twice here; delete one", id="kind twice",
        ),
        pytest.param(
            "[kubernetes, swarm]", "[swarm]\n  swarm: [orchestrator]", 5,
            "`swarm` and `orchestrator` are kinds of each other; keep one", id="circle",
        ),
        pytest.param(
            "[kubernetes, k8s]", "[kubernetes, 8]", 3,
            '`8` is a number, and text is needed; put it in quotes: "8"', id="number",
        ),
        pytest.param(
            "[kubernetes, k8s]", "[kubernetes, the]", 3,
            "'the' has only little words, which never count", id="little word",
        ),
        pytest.param(
            "[kubernetes, k8s]", "[kubernetes, “k8s”]", 3,
            '`“k8s”` has “ in it; type " instead', id="curly quotes",
        ),
        pytest.param(
            "kinds:", "kind:", 4, "`kind` is not a key; did you mean `kinds`?", id="unknown key",
        ),
    ],
)  # fmt: skip
def test_lexicon_fault(small_bank, old, new, line, message):
    """Synonyms must be tight and kinds one-way."""
    small_bank.change(old, new, file="lexicon.yaml")

    assert small_bank.faults()[0] == f"docker/lexicon.yaml:{line}: {message}"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        pytest.param(
            "stray.yaml", "a question lies in the folder of its topic; move this file into one",
            id="beside the topics",
        ),
        pytest.param(
            "docker/old.yml", "this file is not read; name it `docker/old.yaml`", id="yml",
        ),
        pytest.param(
            "docker/drafts/new.yaml", "this file is not read; name it `docker/new.yaml`",
            id="too deep",
        ),
    ],
)  # fmt: skip
def test_file_in_the_wrong_place(small_bank, name, message):
    """Whatever looks like a question and is not read is named."""
    small_bank.add(name, "id: x\n")

    assert small_bank.faults() == [f"{name}:1: {message}"]


def test_id_in_two_topics(small_bank):
    """An id is unique in the bank, and the second file is still checked in full."""
    text = (small_bank.topic / "stop-vs-kill.yaml").read_text().replace("weight: 2", "weight: 7", 1)
    small_bank.add("podman/stop-vs-kill.yaml", text)
    small_bank.add("podman/topic.yaml", (small_bank.topic / "topic.yaml").read_text())

    assert small_bank.faults() == [
        "podman/stop-vs-kill.yaml:2: the id `stop-vs-kill` is taken in docker; choose another",
        "podman/stop-vs-kill.yaml:16: `weight` is 7; write a whole number from 1 to 5",
    ]


def test_topic_without_a_description(small_bank):
    """The questions of such a topic are checked all the same."""
    (small_bank.topic / "topic.yaml").unlink()
    small_bank.change("kind: general", "kind: quiz")

    assert small_bank.faults() == [
        f"{Q}:3: `quiz` is no kind; write `general` or `scenario`",
        (
            "docker/topic.yaml:1: this file is missing; "
            "write the topic's name, summary and tags into it"
        ),
    ]


def test_topic_folder_name(small_bank):
    """A topic's folder is its id."""
    small_bank.topic.rename(small_bank.root / "My Topic")

    assert small_bank.faults() == ["My Topic:1: the folder `My Topic` must be called `my-topic`"]


@pytest.mark.parametrize("make", ["nothing", "file", "empty"])
def test_no_bank(tmp_path, make):
    """A wrong folder is told, not raised."""
    from bot.content import read_bank

    root = tmp_path / "bank"
    if make == "file":
        root.write_text("x")
    elif make == "empty":
        root.mkdir()
    expected = {
        "nothing": "this folder cannot be read: No such file or directory; "
        "name the folder of the bank",
        "file": "this folder cannot be read: Not a directory; name the folder of the bank",
        "empty": "there are no questions here; write them as <topic>/<id>.yaml",
    }

    assert [fault.message for fault in read_bank(root).faults] == [expected[make]]
