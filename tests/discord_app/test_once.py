"""Nothing is lost or graded twice: restarts, double presses, events that come again, crowds."""

from __future__ import annotations

import random

from sqlalchemy import text as sql

from bot.actions import practice
from bot.discord_app import build_bot, chat
from tests.discord_app.conftest import labels, shown
from tests.discord_app.sample_bank import (
    FOLLOW_UP_ANSWER,
    FOLLOWED_SCORE,
    FULL_ANSWER,
    HALF_ANSWER,
)
from tests.simhelp import burst


async def attempts(world) -> int:
    """How many answers are saved."""
    async with world.coach.database.reading() as connection:
        return (await connection.execute(sql("SELECT count(*) FROM attempts"))).scalar_one()


async def test_a_restart_between_the_question_and_the_press(world):
    asked = await world.ana.slash(world.channel, "practice", topic="images")
    await world.restart()

    form = await world.ana.click(asked.response, label="Answer")
    sent = await world.ana.submit_modal(form, {"answer": FULL_ANSWER})

    assert "100 / 100" in shown(sent.response)


async def test_a_restart_while_the_form_is_open(world):
    asked = await world.ana.slash(world.channel, "practice", topic="images")
    form = await world.ana.click(asked.response, label="Answer")
    await world.restart()

    sent = await world.ana.submit_modal(form, {"answer": FULL_ANSWER})

    assert "100 / 100" in shown(sent.response)
    assert sent.response.id == asked.response.id


async def test_a_restart_before_the_follow_up(world):
    await world.dm(world.ana, "practice images")
    await world.dm(world.ana, HALF_ANSWER)
    await world.restart()

    result = await world.dm(world.ana, FOLLOW_UP_ANSWER)

    assert FOLLOWED_SCORE in shown(result)


async def test_every_button_of_every_card_works_after_a_restart(world):
    asked = await world.ana.slash(world.channel, "practice", topic="images")
    await world.restart()
    await world.ana.click(asked.response, label="Hint")
    await world.restart()
    await world.ana.click(asked.response, label="Show answer")
    await world.restart()
    again = (await world.ana.click(asked.response, label="Try it yourself")).followups[0]
    await world.restart()
    following = (await world.ana.click(asked.response, label="Next question")).followups[0]
    await world.restart()
    skipped = (await world.ana.click(following, label="Skip")).followups[0]

    assert labels(again) == labels(skipped) == ["Answer", "Hint", "Skip", "Show answer"]


async def test_the_same_form_sent_twice_is_graded_once(world):
    asked = await world.ana.slash(world.channel, "practice", topic="images")
    form = await world.ana.click(asked.response, label="Answer")

    async with burst(world.env):
        one = await world.ana.submit_modal(form, {"answer": FULL_ANSWER})
        form._interaction.modal_consumed = False  # a person with two devices can send it twice
        two = await world.ana.submit_modal(form, {"answer": FULL_ANSWER})

    assert "100 / 100" in shown(one.response)
    assert "100 / 100" in shown(two.response)
    assert await attempts(world) == 1


async def test_an_event_delivered_twice_is_graded_once(world):
    events = []
    world.env.backend.subscribers.append(lambda event, data: events.append((event, data)))
    asked = await world.ana.slash(world.channel, "practice", topic="images")
    form = await world.ana.click(asked.response, label="Answer")
    await world.ana.submit_modal(form, {"answer": FULL_ANSWER})
    event, payload = next(e for e in events if e[0] == "INTERACTION_CREATE" and e[1]["type"] == 5)

    world.env.backend.emit(event, payload)
    await world.env.settle()

    assert await attempts(world) == 1
    assert "100 / 100" in shown(asked.response)
    assert len(world.channel.history(viewer=world.ana)) == 1, "no second answer either"


async def test_a_double_press_asks_one_question(world):
    asked = await world.ana.slash(world.channel, "practice", topic="images")
    await world.ana.click(asked.response, label="Show answer")

    async with burst(world.env):
        one = await world.ana.click(asked.response, label="Next question")
        two = await world.ana.click(asked.response, label="Next question")

    assert len(one.followups) + len(two.followups) == 1
    assert two.acknowledged


async def test_fifty_people_at_once_are_each_graded_once(world):
    world.env.settle_timeout = 60
    people = [
        world.channel.guild.add_member(world.env.create_user(f"person-{number}"))
        for number in range(50)
    ]
    async with burst(world.env):
        asked = [await p.slash(world.channel, "practice", topic="images") for p in people]
    async with burst(world.env):
        forms = [
            await p.click(a.response, label="Answer") for p, a in zip(people, asked, strict=True)
        ]
    async with burst(world.env):
        sent = [
            await p.submit_modal(form, {"answer": FULL_ANSWER})
            for p, form in zip(people, forms, strict=True)
        ]

    assert all("100 / 100" in shown(each.response) for each in sent)
    assert await attempts(world) == 50


async def test_commands_are_registered_once_and_again_when_they_change(world):
    assert registrations(world) == 1

    await world.restart()
    assert registrations(world) == 1

    changed = build_bot(world.coach, rng=random.Random(4), shard_count=1)
    changed.tree.remove_command("streak")
    await world.env.restart_bot(changed)
    assert registrations(world) == 2


def registrations(world) -> int:
    calls = world.env.http_requests
    return sum(c.method == "PUT" and c.path.endswith("/commands") for c in calls)


async def test_a_result_can_be_seen_again(world):
    asked = await world.ana.slash(world.channel, "practice", topic="images")
    world.env.inject_error("PATCH", "/webhooks/*", status=500, times=1)
    world.env.inject_error("POST", "/webhooks/*", status=500, times=1)
    form = await world.ana.click(asked.response, label="Answer")

    sent = await world.ana.submit_modal(form, {"answer": FULL_ANSWER})
    notice = sent.followups[-1]
    told = shown(notice)
    seen = await world.ana.click(notice, label="See result")

    assert "graded and saved" in told
    assert "100 / 100" in shown(seen.response)
    assert await attempts(world) == 1
    # The log tells the cause; SimCord hands over what was logged.
    assert world.env.errors == []
    result = await practice.result_of(world.coach, attempt_id=1, learner_id=world.ana.id)
    assert result.score == 100


async def test_a_result_that_cannot_be_sent_is_said_to_be_saved(world):
    await world.dm(world.ana, "practice images")
    world.env.inject_error("POST", "/channels/*/messages", status=500, times=1)

    told = await world.dm(world.ana, FULL_ANSWER)
    seen = await world.ana.user.click(told, label="See result")

    assert "graded and saved" in shown(told)
    assert "100 / 100" in shown(seen.response)
    assert await attempts(world) == 1


async def test_a_result_that_cannot_be_made_is_said_to_be_saved(world, monkeypatch):
    await world.dm(world.ana, "practice images")

    def broken(*_, **__):
        raise RuntimeError("no card today")

    monkeypatch.setattr(chat, "result_page", broken)
    told = await world.dm(world.ana, FULL_ANSWER)
    seen = await world.ana.user.click(told, label="See result")

    assert "graded and saved" in shown(told)
    assert "100 / 100" in shown(seen.response)
    assert await attempts(world) == 1


async def test_nothing_about_cards_and_forms_is_kept_in_memory(world):
    """Neither discord.py nor the bot grows with the number of questions asked."""
    asked = await world.ana.slash(world.channel, "practice", topic="images")
    form = await world.ana.click(asked.response, label="Answer")
    await world.ana.submit_modal(form, {"answer": FULL_ANSWER})
    await world.dm(world.ana, "practice")

    store = world.env.bot._connection._view_store

    assert store._views == {}
    assert store._modals == {}
    assert store._synced_message_views == {}
