"""What people see of a question of the day, from the set-up to the answer."""

from __future__ import annotations

import discord
import pytest

from tests.discord_app.conftest import labels, shown
from tests.discord_app.daily.conftest import DAY, HOUR
from tests.discord_app.sample_bank import FULL_ANSWER, HALF_ANSWER

IMAGE = "What is a Docker image"


async def test_set_up_says_when_the_next_three_come(daily):
    said = await daily.set_up(days="weekdays", topic="images", level="junior", reveal_after=6)

    text = shown(said)
    assert said.ephemeral
    assert "09:00 UTC, weekdays" in text
    assert "Junior questions on images" in text
    assert "after 6 hours" in text
    # Thursday, Friday and, after the weekend, Monday.
    moments = [1767258000, 1767258000 + DAY, 1767258000 + 4 * DAY]
    assert [f"<t:{moment}:F>" in text for moment in moments] == [True] * 3


async def test_the_drop_comes_at_its_time(daily):
    await daily.set_up(topic="images")

    await daily.wait(9 * HOUR - 1)
    assert daily.messages() == []
    await daily.wait(1)

    (card,) = daily.messages()
    assert "Question of the day" in shown(card)
    assert IMAGE in shown(card)
    assert "Nobody has answered yet" in shown(card)
    assert labels(card) == ["Answer", "Hint"]


async def test_the_grade_is_for_that_person_alone(daily, world):
    await daily.set_up(topic="images")
    await daily.wait(9 * HOUR)

    result = await daily.answer(world.ana, FULL_ANSWER)

    assert result.ephemeral
    assert "100 / 100" in shown(result)
    assert "1 day in a row" in shown(result)
    assert len(daily.messages()) == 1
    assert FULL_ANSWER not in shown(daily.card())


async def test_the_card_counts_people(daily, world):
    await daily.set_up(topic="images")
    await daily.wait(9 * HOUR)

    await daily.answer(world.ana, FULL_ANSWER)
    assert "1 person answered" in shown(daily.card())
    await daily.answer(world.ben, HALF_ANSWER)
    await daily.wait(15)

    assert "2 people answered" in shown(daily.card())


async def test_only_the_first_answer_counts_and_the_next_says_so(daily, world):
    await daily.set_up(topic="images")
    await daily.wait(9 * HOUR)
    await daily.answer(world.ana, HALF_ANSWER)

    form = await world.ana.click(daily.card(), label="Answer")
    again = await world.ana.submit_modal(form, {"answer": FULL_ANSWER})
    await daily.wait(15)

    assert "does not count" in form.modal["title"]
    assert "100 / 100" in shown(again.response)
    assert "Your first answer to a question of the day counts" in shown(again.response)
    assert "1 person answered" in shown(daily.card())


async def test_the_follow_up_goes_on_in_private(daily, world):
    await daily.set_up(topic="images")
    await daily.wait(9 * HOUR)
    result = await daily.answer(world.ana, HALF_ANSWER)

    form = await world.ana.click(result, label="Answer")
    followed = await world.ana.submit_modal(form, {"answer": "Each time another running instance."})

    assert "from the follow-up" in shown(followed.response)
    assert followed.response.ephemeral


async def test_the_hint_is_private(daily, world):
    await daily.set_up(topic="images")
    await daily.wait(9 * HOUR)

    hint = await world.ana.click(daily.card(), label="Hint")

    assert hint.response.ephemeral
    assert "Think of a recipe and a cake." in shown(hint.response)
    assert labels(daily.card()) == ["Answer", "Hint"]


async def test_the_next_question_closes_the_card(daily, world):
    await daily.set_up(topic="images")
    await daily.wait(9 * HOUR)
    await daily.answer(world.ana, HALF_ANSWER)
    await daily.answer(world.ben, "No idea.")
    await daily.wait(DAY + 5)

    closed, fresh = daily.messages()
    text = shown(closed)
    assert labels(closed) == ["Practise it"]
    assert "2 people answered, 28 of 100 on average" in text
    assert "Most missed (2 of 2): ||A container is a running instance||" in text
    assert "read-only template" in text
    assert "Nobody has answered yet" in shown(fresh)
    # Nobody's name or answer, as long as no streak is worth telling.
    assert "<@" not in text
    assert HALF_ANSWER not in text


async def test_the_model_answer_is_under_a_cover(daily):
    await daily.set_up(topic="images", reveal_after=2)
    await daily.wait(11 * HOUR)

    (card,) = daily.messages()
    covered = [part for part in card.components if part.to_dict().get("spoiler")]
    assert len(covered) == 1
    assert "Nobody answered this one" in shown(card)
    open_part = "\n".join(
        str(part.to_dict()) for part in card.components if not part.to_dict().get("spoiler")
    )
    assert "template" not in open_part
    assert "The model answer is covered below" in open_part


async def test_streaks_are_told_but_not_of_those_who_hide(daily, world):
    await daily.set_up(topic="images")
    await world.ben.slash(world.channel, "settings leaderboard", show="off")
    await daily.wait(9 * HOUR)
    for _ in range(2):
        await daily.answer(world.ana, FULL_ANSWER)
        await daily.answer(world.ben, FULL_ANSWER)
        await daily.wait(DAY)

    second = daily.messages()[1]
    assert f"🏅 Longest streaks: <@{world.ana.user.id}> 2 days" in shown(second)
    assert str(world.ben.user.id) not in shown(second)
    assert "The team has answered 2 questions in a row" in shown(second)


async def test_practise_a_closed_question(daily, world):
    await daily.set_up(topic="images", reveal_after=2)
    await daily.wait(12 * HOUR)

    asked = await world.ana.click(daily.card(), label="Practise it")

    assert asked.response.ephemeral
    assert IMAGE in shown(asked.response)
    form = await world.ana.click(asked.response, label="Answer")
    sent = await world.ana.submit_modal(form, {"answer": FULL_ANSWER})
    assert "100 / 100" in shown(sent.response)
    assert len(daily.messages()) == 1


async def test_a_form_sent_after_the_reveal_is_practice(daily, world):
    await daily.set_up(topic="images", reveal_after=2)
    await daily.wait(9 * HOUR)
    form = await world.ana.click(daily.card(), label="Answer")
    await daily.wait(3 * HOUR)

    sent = await world.ana.submit_modal(form, {"answer": FULL_ANSWER})

    assert "This one is practice" in shown(sent.response)
    assert "Nobody answered this one" in shown(daily.card())


async def test_a_role_is_called_once_and_nothing_else_is(daily, world):
    role = world.guild.create_role("learners", mentionable=True)
    await daily.set_up(topic="images", role=role)
    await daily.wait(9 * HOUR)
    card = daily.card()
    assert f"<@&{role.id}>" in shown(card)

    await daily.answer(world.ana, "@everyone <@&1> " + FULL_ANSWER)
    await daily.wait(15)

    posts = [
        r for r in world.env.http_requests if r.method == "POST" and r.path.endswith("/messages")
    ]
    assert [r.json["allowed_mentions"]["roles"] for r in posts] == [[role.id]]
    assert all(
        "allowed_mentions" not in (r.json or {}) or not r.json["allowed_mentions"].get("roles")
        for r in world.env.http_requests
        if r.method == "PATCH"
    )
    assert f"<@&{role.id}>" in shown(daily.card())


async def test_status(daily, world):
    assert "Nothing is set up" in shown(await daily.use("status"))
    await daily.set_up(topic="images")
    await daily.wait(9 * HOUR)
    await daily.answer(world.ana, FULL_ANSWER)

    text = shown(await daily.use("status"))

    assert f"<#{world.channel.id}>" in text
    assert "Next: <t:" in text
    assert "1 person answered" in text


async def test_now(daily, world):
    await daily.set_up(topic="images")

    said = await daily.use("now")
    assert "is in <#" in shown(said)
    assert daily.questions() == 1
    again = await daily.use("now")
    await daily.wait(9 * HOUR)

    assert "there already: https://discord.com/channels/" in shown(again)
    assert daily.questions() == 1
    assert world.env.errors


async def test_pause_and_resume(daily):
    await daily.set_up(topic="images")
    assert "Paused" in shown(await daily.use("pause"))
    await daily.wait(2 * DAY)
    assert daily.questions() == 0
    assert "somebody paused it" in shown(await daily.use("status"))

    said = await daily.use("resume")
    await daily.wait(DAY)

    assert "Resumed" in shown(said)
    assert daily.questions() == 1


async def test_remove(daily, world):
    await daily.set_up(topic="images")
    await daily.wait(9 * HOUR)

    assert "Ended" in shown(await daily.use("remove"))
    await daily.wait(3 * DAY)

    assert daily.questions() == 1
    assert labels(daily.card()) == ["Practise it"]
    assert "no daily question here yet" in shown(await daily.use("pause"))
    assert world.env.errors


async def test_after_five_without_an_answer_it_pauses_and_says_how_to_go_on(daily, world):
    await daily.set_up(topic="images")
    await daily.wait(9 * DAY)

    notice = daily.card()
    assert daily.questions() == 5
    assert "pausing them here" in shown(notice)
    assert len(daily.messages()) == 6
    kept_out = await world.ana.click(notice, label="Resume")
    assert "Only people who may manage this server" in shown(kept_out.response)

    resumed = await world.lead.click(notice, label="Resume")
    await daily.wait(DAY)

    assert "Resumed" in shown(resumed.response)
    assert daily.questions() == 6


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"time": "9 o'clock"}, "write it like 09:00"),
        ({"timezone": "CEST"}, "Name the time zone of a city"),
        ({"days": "sometimes"}, "no day of the week"),
        ({"topic": "cooking"}, "no questions on “cooking”"),
    ],
)
async def test_a_wrong_option_is_said_in_one_sentence(daily, world, options, said):
    answer = await daily.set_up(**options)

    assert answer.ephemeral
    assert said in shown(answer)
    assert world.env.errors, "SimCord counts every refusal of a command as an error"


@pytest.mark.parametrize(
    ("denied", "named"),
    [
        ({"send_messages": False}, "**Send Messages**"),
        ({"read_message_history": False}, "**Read Message History**"),
    ],
)
async def test_a_missing_permission_is_named_at_set_up(daily, world, denied, named):
    everyone = world.env.bot.get_guild(world.guild.id).default_role
    overwrites = {everyone: discord.PermissionOverwrite(**denied)}
    hidden = world.guild.create_text_channel("elsewhere", overwrites=overwrites)

    answer = await daily.set_up(channel=hidden)

    assert named in shown(answer)
    assert f"<#{hidden.id}>" in shown(answer)
    assert "Nothing is set up" in shown(await daily.use("status"))
    assert world.env.errors


async def test_suggestions(world):
    zones = await world.lead.autocomplete(world.channel, "daily setup", "timezone", "berl")
    days = await world.lead.autocomplete(world.channel, "daily setup", "days", "we")
    topics = await world.lead.autocomplete(world.channel, "daily setup", "topic", "net")

    assert [choice["value"] for choice in zones] == ["Europe/Berlin"]
    assert "weekdays" in [choice["value"] for choice in days]
    assert [choice["value"] for choice in topics] == ["networking"]
