"""Very many people at the same moment: each is answered in time."""

from __future__ import annotations

import pytest

from bot.discord_app.quiz_night import telling
from tests.discord_app.conftest import shown
from tests.discord_app.quiz_night.conftest import ROUND
from tests.discord_app.sample_bank import FULL_ANSWER
from tests.simhelp import burst

CROWD = 200


@pytest.mark.timeout(120)  # SimCord looks at each of them again and again
async def test_a_crowd_answers_at_once(night):
    """`python -m tests.bench.quiz` does the same with a thousand, and measures it."""
    people = [night.world.guild.add_member(night.env.create_user(f"p{n}")) for n in range(CROWD)]
    await night.start(rounds=1, topic="images")
    async with burst(night.env):
        for person in people:
            await person.click(night.lobby, label="Join")
    await night.press(night.host, night.lobby, "Start")
    card = night.card
    async with burst(night.env):
        forms = [await person.click(card, label="Answer") for person in people]

    async with burst(night.env):
        sent = [
            await person.submit_modal(form, {"answer": FULL_ANSWER})
            for person, form in zip(people, forms, strict=True)
        ]

    assert all(each.acknowledged for each in sent)
    assert all("Your answer is in" in shown(each.response) for each in sent)
    assert "and 185 more" in night.text()
    await night.wait(ROUND)
    assert "and 180 more" in night.text()


async def test_in_a_crowd_an_answer_is_not_said_to_be_lost_because_an_acknowledgement_is(
    night, monkeypatch
):
    _, ben, *_ = night.people
    await night.begin(rounds=1, topic="images")
    form = await ben.click(night.card, label="Answer")
    monkeypatch.setattr(telling, "CROWD", 0)
    night.env.inject_error("POST", "/interactions/*", status=502, times=1)

    sent = await ben.submit_modal(form, {"answer": FULL_ANSWER})

    assert "Your answer is in" in shown(sent.response)
