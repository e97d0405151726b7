"""What is installed has the versions that were tested; and the tests that a page names exist."""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
LINES = [
    line
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def _needed(name: str, extras: set[str], seen: set[str]) -> set[str]:
    """All that a package needs here, and what that needs."""
    for text in metadata.requires(name) or ():
        need = Requirement(text)
        wanted = need.marker is None or any(
            need.marker.evaluate({"extra": extra}) for extra in extras | {""}
        )
        key = canonicalize_name(need.name)
        if wanted and key not in seen:
            seen.add(key)
            _needed(need.name, need.extras, seen)
    return seen


def test_every_version_is_exact():
    assert LINES
    assert [line for line in LINES if not re.fullmatch(r"[\w.-]+==[\w.]+", line)] == []


def test_every_package_that_is_needed_is_fixed():
    """Also what is only needed by something that is needed."""
    fixed = {canonicalize_name(line.partition("==")[0]) for line in LINES}

    needed = _needed("interview-coach", {"postgres", "demo", "dev"}, set())

    assert needed - fixed <= {"interview-coach", "setuptools"}


def test_the_tests_that_the_security_page_names_are_there():
    """A promise without its test is none."""
    page = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    named = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", page)

    assert len(named) > 15
    for path, test in named:
        text = (ROOT / path).read_text(encoding="utf-8")
        assert not test or f"def {test}(" in text, f"{path}::{test}"
