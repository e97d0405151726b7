"""The questions that come with the bot."""

from __future__ import annotations

import pytest

from bot.content import default_root, load_bank
from bot.content.check import report
from bot.core.questions import Kind

GENERAL = """
    what-is-docker vm-vs-container what-is-image docker-networking entrypoint-vs-cmd what-is-expose
    persist-data host-reboot connect-containers stop-vs-kill
""".split()
SCENARIO = """
    fails-on-staging browser-cant-connect reduce-image-size crash-after-restart
    cross-platform-dockerfile run-across-nodes debug-network secure-images shared-db zero-downtime
""".split()


@pytest.fixture(scope="module")
def bank():
    return load_bank()


def test_sound():
    """Nothing is wrong in any file, and the grader does with each question what was meant."""
    assert str(report()).startswith("All is well: "), str(report())


@pytest.mark.parametrize(("kind", "ids"), [(Kind.GENERAL, GENERAL), (Kind.SCENARIO, SCENARIO)])
def test_questions(bank, kind, ids):
    """The twenty questions that the bot began with keep their ids for ever: streaks name them."""
    assert {id_: bank.questions[id_].kind for id_ in ids} == dict.fromkeys(ids, kind)


def test_tags_are_used(bank):
    """Whoever chooses a tag gets a question."""
    for topic in bank.topics.values():
        used = {tag for question in bank.matching(topic=topic.id) for tag in question.tags}
        assert used == set(topic.tags)


def test_editors_are_helped():
    """Each file names its schema in its first line."""
    for path in default_root().glob("*/*.yaml"):
        kind = path.stem if path.stem in ("topic", "lexicon") else "question"
        first = path.read_text(encoding="utf-8").splitlines()[0]
        assert first == f"# yaml-language-server: $schema=../{kind}.schema.json", path.name
