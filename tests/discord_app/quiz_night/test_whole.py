"""A whole quiz night, as the people in the channel see it."""

from __future__ import annotations

from tests.discord_app.conftest import labels, shown
from tests.discord_app.quiz_night.conftest import BREAK, HALF, ROUND


async def test_three_rounds_with_five_players(night):
    ana, ben, cleo, dan, eve = night.people
    told = await night.start(rounds=3)
    assert "The lobby is open" in shown(told)
    assert told.ephemeral
    await night.join()
    await night.wait(3)
    assert "5 players" in shown(night.now(night.lobby))
    assert all(f"<@{p.id}>" in shown(night.now(night.lobby)) for p in night.people)

    await night.press(ana, night.lobby, "Start")
    await night.wait(3)
    assert f"<#{night.channel.threads[0].id}>" in shown(night.now(night.lobby))
    prompts = set()
    for number in (1, 2, 3):
        question = night.card
        assert f"Round {number} of 3" in shown(question)
        assert "<t:" in shown(question)
        assert labels(question) == ["Answer", "Next", "Pause", "Skip", "End"]
        prompts.add(shown(question).splitlines()[2])
        for person in (ana, ben):
            assert "Your answer is in" in await night.answer(person, night.full())
            await night.wait(1)
        assert "Your answer is in" in await night.answer(cleo, "I do not know.")
        await night.wait(4)
        assert "**3** of 5 have answered" in shown(night.now(question))
        await night.wait(ROUND - 4)
        assert "The time is up. 3 answers." in shown(night.now(question))
        assert labels(night.now(question)) == []
        points = shown(night.card)
        assert f"🥇 <@{ana.id}> **+100**" in points
        assert f"🥈 <@{ben.id}> **+100**" in points, "the earlier answer wins a tie"
        assert f"🥉 <@{cleo.id}> **+0**" in points
        assert f"<@{dan.id}>" not in points
        assert "A model answer" in points
        assert "2 of 3" in points
        result = await ben.click(night.card, label="My result")
        assert "100 / 100" in shown(result.response)
        assert result.response.ephemeral
        nothing = await night.press(eve, night.card, "My result")
        assert "You gave no answer" in nothing
        await night.wait(BREAK + 1)

    assert len(prompts) == 3
    await check_the_end(night)


async def check_the_end(night):
    """The podium as a picture and as text, and what each person finds of it later."""
    ana, ben, cleo, dan, _ = night.people
    podium = night.card
    assert "The podium" in shown(podium)
    assert f"🥇 <@{ana.id}> · **300**" in shown(podium)
    (picture,) = podium.attachments
    assert picture.filename == "podium.png"
    assert (await picture.read()).startswith(b"\x89PNG")
    assert "300" in shown(night.now(night.lobby))
    mine = await night.press(cleo, podium, "My rounds")
    assert mine.count("0 / 100") == 3
    history = await dan.slash(night.channel, "quiz history")
    assert f"<@{ana.id}> with 300 points" in shown(history.response)
    streak = await ben.slash(night.channel, "streak")
    assert "1 day in a row" in shown(streak.response)


async def test_the_best_answer_is_quoted_only_with_consent(night):
    _, ben, cleo, *_ = night.people
    await night.begin(rounds=2, seconds=60)
    for person in (ben, cleo):
        await night.answer(person, f"{night.full()} That is {person.user.name}.")
    await night.wait(ROUND + 2)
    assert "best answer" not in night.text()

    await cleo.slash(night.channel, "settings quotes", allow="on")
    await night.wait(BREAK + 1)
    for person in (ben, cleo):
        await night.answer(person, f"{night.full()} That is {person.user.name}.")
    await night.wait(ROUND + 2)

    assert f"The best answer, by <@{cleo.id}>" in night.text()
    assert "That is cleo." in night.text()
    assert "That is ben." not in night.text()


async def test_what_the_group_missed_is_there_to_practise(night):
    ana, ben, *_ = night.people
    await night.begin(rounds=1, topic="images")
    await night.answer(ben, HALF)
    await night.wait(ROUND + 2)
    await night.wait(BREAK)

    assert "Worth another look" in night.text()
    assert "A container is a running instance" in night.text()
    menu = await ana.select(night.card, values=["1"])
    assert "What is a Docker image" in shown(menu.response)
    assert menu.response.ephemeral
    assert labels(menu.response) == ["Answer", "Hint", "Skip", "Show answer"]
