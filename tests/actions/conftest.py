"""The coach with three small questions, on both sorts of database."""

import pytest

from bot.actions import Coach
from bot.core.grading import Grader
from tests.actions.learner import Learner
from tests.discord_app.sample_bank import BANK


@pytest.fixture
def coach(database):
    return Coach(BANK, Grader(BANK), database)


@pytest.fixture
def ana(coach):
    return Learner(coach, 1_234_567_890_123_456_789)


@pytest.fixture
def ben(coach):
    return Learner(coach, 42)
