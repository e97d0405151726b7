"""What is installed has the versions that were tested; and the tests that a page names exist."""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
LINES = [
    line
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


FIXED = {canonicalize_name(line.partition("==")[0]) for line in LINES}
EXTRAS = {"postgres", "demo", "dev"}


# Where people run it: what is needed differs by the Python and the system.
PLACES = [
    {"python_version": python, "python_full_version": f"{python}.0", **system}
    for python in ("3.11", "3.12", "3.13", "3.14")
    for system in (
        {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
        {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix"},
        {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
    )
]


# What those need that are not needed here.
ELSEWHERE = {"audioop-lts": [], "cffi": ["pycparser"], "colorama": [], "pycparser": []}


def _needed(name: str, extras: set[str], seen: set[tuple[str, str]]) -> set[str]:
    """All that a package needs somewhere with these extras, and what that needs."""
    try:
        requirements = metadata.requires(name) or ()
    except metadata.PackageNotFoundError:
        requirements = ELSEWHERE[canonicalize_name(name)]
    for text in requirements:
        need = Requirement(text)
        wanted = need.marker is None or any(
            need.marker.evaluate({"extra": extra, **place})
            for extra in extras | {""}
            for place in PLACES
        )
        # What is needed in two places may be needed with more extras in the second.
        key = (canonicalize_name(need.name), ",".join(sorted(need.extras)))
        if wanted and key not in seen:
            seen.add(key)
            _needed(need.name, need.extras, seen)
    return {each for each, _ in seen}


def test_every_version_is_exact():
    assert LINES
    assert [line for line in LINES if not re.fullmatch(r"[\w.-]+==[\w.]+", line)] == []


def test_every_package_that_is_needed_is_fixed_and_no_other():
    """Also what is only needed by something that is needed."""
    needed = _needed("interview-coach", EXTRAS, set()) - {"interview-coach", "setuptools"}

    assert needed - FIXED == set()
    assert FIXED - needed == set()


@pytest.mark.parametrize("path", ["Makefile", "README.md", "docs/hosting.md"])
def test_every_install_that_is_shown_takes_these_versions(path):
    text = (ROOT / path).read_text(encoding="utf-8")
    installs = re.findall(r"pip install\b[^\n`]*", text)
    # The tool that looks for weaknesses has an environment of its own.
    installs = [each for each in installs if "pip-audit" not in each]

    assert installs
    assert [each for each in installs if "-c constraints.txt" not in each] == []


def test_the_tests_that_the_security_page_names_are_there():
    """A promise without its test is none."""
    page = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    named = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", page)

    assert len(named) > 15
    for path, test in named:
        text = (ROOT / path).read_text(encoding="utf-8")
        assert not test or f"def {test}(" in text, f"{path}::{test}"
