"""What the pages show is there: links, pictures, commands of make, sets of packages."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")),
    *sorted((ROOT / "docs").glob("*.md")),
    *sorted((ROOT / "content").glob("*.md")),
]


def _places(page: Path) -> set[str]:
    """What one can jump to in a page: its headings, as GitHub names them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page):
    for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        path, _, place = link.partition("#")
        if path.startswith(("https:", "mailto:")):
            continue
        there = page.parent / path if path else page
        assert there.exists(), link
        assert not place or place in _places(there), link


def test_every_picture_is_made_by_a_command_and_shown():
    """`make pictures` makes them anew, so that none shows what is no more."""
    maker = (ROOT / "tests" / "demo" / "pictures.py").read_text(encoding="utf-8")
    made = set(re.findall(r'DOCS / "([\w-]+\.png)"', maker))

    assert made == {path.name for path in (ROOT / "docs").glob("*.png")}
    assert made == set(re.findall(r"!\[[^]]+\]\(docs/([\w-]+\.png)\)", README))


def test_every_command_of_make_and_every_set_of_packages_is_there():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        targets = re.findall(r"(?:`|^)make ([a-z]+)", text, flags=re.MULTILINE)
        extras = re.findall(r"-e '\.\[(\w+)\]'", text)

        assert [each for each in targets if f"\n{each}: " not in makefile] == []
        assert set(extras) <= set(project["optional-dependencies"])
    assert len(re.findall(r"`make [a-z]+`", README)) >= 3
