"""A short course: things go wrong for twenty seconds. `make chaos` has a long one."""

from __future__ import annotations

import logging

import pytest

from tests.chaos.__main__ import report
from tests.chaos.run import run


@pytest.mark.timeout(300)
async def test_nothing_is_lost_or_doubled_while_things_go_wrong():
    try:
        course, found = await run(seconds=20, seed=7, people=40, drops=8)
    finally:
        logging.disable(logging.NOTSET)

    assert not any(found.violations.values()), report(course, found, seed=7)
    assert len(course.done) >= 4
    assert found.figures["answers sent"] > 40
