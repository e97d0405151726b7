"""A lexicon entry that does nothing, or more than it says, is a fault."""

from __future__ import annotations

from bot.content.check import report

DELETE_OR_USE = "delete the group, or use it in a phrasing"
KEEP_OR_JOIN = "keep it in one, or join the groups"


def told(small_bank):
    return [
        (fault.path.name, fault.line, fault.message) for fault in report(small_bank.root).faults
    ]


def test_unused_group(small_bank):
    """Nobody is helped by synonyms of a word that no phrasing has."""
    small_bank.change(
        "[kubernetes, k8s]", "[kubernetes, k8s]\n  - [whale, orca]", file="lexicon.yaml"
    )

    assert told(small_bank) == [
        (
            "lexicon.yaml",
            4,
            f"no phrasing asks for `whale` or its synonyms; {DELETE_OR_USE}",
        )
    ]


def test_unused_kinds(small_bank):
    """The same for kinds; what only they hold is then unused, too."""
    small_bank.change("slow|gentle|orchestrator", "slow|gentle")

    assert [line for _, line, _ in told(small_bank)] == [5]


def test_groups_that_run_together(small_bank):
    """Two words of one stem would join their groups unseen."""
    small_bank.change("[kubernetes, k8s]", "[kubernetes, k8s, cleaning]", file="lexicon.yaml")
    small_bank.change("cleanly]", "cleanly, clean]", file="lexicon.yaml")

    assert told(small_bank) == [
        (
            "lexicon.yaml",
            3,
            f"`cleaning` is read as `cleanly`, which is in the group of `graceful`; {KEEP_OR_JOIN}",
        )
    ]


def test_unread_question(small_bank):
    """While a question cannot be read, nothing is said of words that it may ask for."""
    small_bank.change("kind: general", "kind: quiz")

    assert [name for name, _, _ in told(small_bank)] == ["stop-vs-kill.yaml"]
