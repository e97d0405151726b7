"""The ids of buttons and forms: part of messages already posted, so they never change."""

from __future__ import annotations

import pytest

from bot.discord_app import cards, checklist, privacy
from bot.discord_app.daily import cards as daily
from bot.discord_app.ids import taken_apart
from bot.discord_app.quiz_night import ids as quiz


@pytest.mark.parametrize(
    ("ids", "presses", "feature", "names"),
    [
        pytest.param(
            cards.IDS, cards.Press, "practice",
            "answer hint skip show again next probe form probeform result", id="practice",
        ),
        pytest.param(
            daily.IDS, daily.Press, "daily", "answer form hint practise resume", id="daily"
        ),
        pytest.param(
            quiz.IDS, quiz.Press, "quiz",
            "join leave begin cancel next pause resume skip end endindeed answer form result mine "
            "practise", id="quiz",
        ),
        pytest.param(checklist.IDS, checklist.Mark, "selfmark", "open choose", id="self-mark"),
        pytest.param(privacy.IDS, privacy.Press, "privacy", "delete server keep", id="privacy"),
    ],
)  # fmt: skip
def test_ids_never_change(ids, presses, feature, names):
    made = {ids.of(7, press) for press in presses}

    assert made == {f"{feature}:7:{name}" for name in names.split()}
    assert {taken_apart(each) for each in made} == {(feature, 7, p.value) for p in presses}


def test_ids_of_teams_never_change():
    made = [quiz.IDS.of(7, quiz.team_press(team)) for team in range(quiz.MOST_TEAMS)]

    assert made == [f"quiz:7:team{team}" for team in range(6)]
