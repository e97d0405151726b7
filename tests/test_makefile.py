"""What `make` would install: nothing that is there already."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
NEEDS = {"practice": "", "demo": "[demo]", "test": "[dev]"}


@pytest.mark.skipif(shutil.which("make") is None, reason="there is no make here")
@pytest.mark.parametrize(
    ("there", "enough_for"),
    [
        pytest.param([], [], id="nothing"),
        pytest.param([".base"], ["practice"], id="base"),
        pytest.param([".demo"], ["practice", "demo"], id="demo"),
        pytest.param([".dev"], ["practice", "demo", "test"], id="dev"),
        pytest.param([".demo", ".dev"], ["practice", "demo", "test"], id="demo, then dev"),
    ],
)
def test_a_larger_set_of_packages_will_do(tmp_path, there, enough_for):
    """After `make test`, `make practice` starts at once."""
    for name in ("Makefile", "pyproject.toml", "constraints.txt"):
        shutil.copyfile(ROOT / name, tmp_path / name)
    (tmp_path / ".venv").mkdir()
    for stamp in there:
        (tmp_path / ".venv" / stamp).touch()

    for target, extras in NEEDS.items():
        done = subprocess.run(
            ["make", "-n", target], cwd=tmp_path, capture_output=True, text=True, check=True
        )
        installs = f"-e '.{extras}'" in done.stdout
        assert installs is (target not in enough_for), target
