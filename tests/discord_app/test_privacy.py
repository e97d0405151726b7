"""`/privacy` as people use it, and the limits of what one person may do."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import discord
import pytest

from bot.actions import practice, retention
from bot.discord_app import words
from bot.discord_app.limits import ANSWERS, SET_UPS, Limit, Limits, TooOften
from bot.discord_app.privacy import NotForYou, deleted
from bot.discord_app.result_card import result_page
from bot.store import personal, schedules
from tests.discord_app.conftest import labels, shown

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
ANSWER = "a little vm, say the pelicans"


@dataclass
class Pressed:
    """As much of an event as is looked at before anything is done."""

    user: object


async def test_a_forgotten_answer_still_has_a_result_without_words(world):
    await world.dm(world.ana, "practice images")
    await world.dm(world.ana, "A template, and a container is a virtual machine, say pelicans.")
    await retention.forget_words(world.coach, before=NOW + timedelta(days=36_500))
    result = await practice.result_of(world.coach, attempt_id=1, learner_id=world.ana.id)

    card = shown(result_page(result, "Docker"))

    assert "⚠️ **A container is a virtual machine**" in card
    assert "A container shares the kernel of its host" in card
    assert "An image is a read-only template" in card
    assert "“" not in card
    assert "pelicans" not in card


def manager(world):
    """Somebody who may manage the server."""
    guild = world.channel.guild
    admin = guild.create_role("Admin", permissions=discord.Permissions(manage_guild=True))
    return guild.add_member(world.env.create_user("cleo"), roles=[admin])


def plan(world):
    """The options of a daily question."""
    return {"channel": world.channel, "time": "09:00", "timezone": "UTC"}


async def practised(world):
    """One answer by direct message."""
    await world.dm(world.ana, "practice")
    return await world.dm(world.ana, ANSWER)


async def test_who_never_practised_is_told_that_nothing_is_kept(world):
    asked = await world.ana.slash(world.channel, "privacy show")

    assert words.NOTHING_KEPT in shown(asked.response)
    assert asked.ephemeral


async def test_what_is_kept_is_shown_to_them_alone(world):
    await practised(world)

    asked = await world.ana.slash(world.channel, "privacy show")

    assert "1 graded answer" in shown(asked.response)
    assert "not for decisions about hiring" in shown(asked.response).replace("\n", " ")
    assert asked.ephemeral


async def test_the_file_has_everything(world):
    await practised(world)

    asked = await world.ana.slash(world.channel, "privacy export")

    (file,) = asked.response.attachments
    whole = json.loads(await file.read())
    assert whole["kept"]["attempts"][0]["answer"] == ANSWER
    assert asked.ephemeral


async def test_deleting_is_asked_first_and_can_be_left(world):
    await practised(world)

    asked = await world.ana.slash(world.channel, "privacy delete")
    left = await world.ana.click(asked.response, label="Keep it")

    assert words.NOTHING_DELETED in shown(left.response)
    again = await world.ana.slash(world.channel, "privacy show")
    assert "1 graded answer" in shown(again.response)


async def test_deleted_after_a_restart_and_pressed_twice(world):
    await practised(world)
    asked = await world.ana.slash(world.channel, "privacy delete")
    await world.restart()

    done = await world.ana.click(asked.response, label="Delete it")
    assert words.DELETED in shown(done.response)

    twice = await world.ana.slash(world.channel, "privacy delete")
    done = await world.ana.click(twice.response, label="Delete it")
    assert words.NOTHING_KEPT in shown(done.response)


async def test_the_button_of_another_person_deletes_nothing(world):
    """Should Discord ever let them press it."""
    await practised(world)
    asked = await world.ana.slash(world.channel, "privacy delete")
    assert labels(asked.response) == ["Delete it", "Keep it"]

    with pytest.raises(NotForYou):
        await deleted(Pressed(world.ben), world.ana.id)


async def test_a_server_is_deleted_by_who_manages_it_only(world):
    refused = await world.ana.slash(world.channel, "privacy server")

    assert "Only people who may manage this server" in shown(refused.response)
    assert labels(refused.response) == []
    assert world.env.errors, "SimCord counts every refusal of a command as an error"


async def test_a_server_is_forgotten_and_people_keep_their_answers(world):
    cleo = manager(world)
    await cleo.slash(world.channel, "daily setup", **plan(world))
    asked = await world.ana.slash(world.channel, "practice")
    form = await world.ana.click(asked.response, label="Answer")
    await world.ana.submit_modal(form, {"answer": ANSWER})

    asked = await cleo.slash(world.channel, "privacy server")
    done = await cleo.click(asked.response, label="Delete it")

    assert words.SERVER_DELETED in shown(done.response)
    async with world.coach.database.reading() as connection:
        assert await schedules.channels(connection) == []
        (attempt,) = (await personal.read_all(connection, world.ana.id))["attempts"]
    assert (attempt["guild_id"], attempt["channel_id"], attempt["answer"]) == (None, 0, ANSWER)


async def test_too_many_answers_are_refused_kindly_and_given_back(world):
    for number in range(ANSWERS.most):
        await world.dm(world.ana, "practice")
        await world.dm(world.ana, f"{ANSWER} {number}")
    await world.dm(world.ana, "practice")

    refused = await world.dm(world.ana, ANSWER)

    assert shown(refused) == ANSWERS.sentence
    await world.dm(world.ben, "practice")
    assert "/ 100" in shown(await world.dm(world.ben, ANSWER))


async def test_too_many_set_ups_are_refused_kindly(world):
    cleo = manager(world)
    for _ in range(SET_UPS.most):
        await cleo.slash(world.channel, "daily setup", **plan(world))

    refused = await cleo.slash(world.channel, "daily setup", **plan(world))

    assert shown(refused.response) == SET_UPS.sentence
    assert world.env.errors, "SimCord counts every refusal of a command as an error"


def test_a_limit_is_of_one_person_and_passes():
    limits = Limits()
    twice = Limit("twice", 2, timedelta(minutes=1), "Slowly.")
    limits.take(twice, 1, NOW)
    limits.take(twice, 1, NOW + timedelta(seconds=30))

    with pytest.raises(TooOften, match=r"Slowly\."):
        limits.take(twice, 1, NOW + timedelta(seconds=59))

    limits.take(twice, 2, NOW + timedelta(seconds=59))
    limits.take(twice, 1, NOW + timedelta(seconds=60))


def test_only_so_many_people_are_remembered(monkeypatch):
    monkeypatch.setattr("bot.discord_app.limits.REMEMBERED", 2)
    limits = Limits()
    once = Limit("once", 1, timedelta(days=1), "Slowly.")
    for person in (1, 2, 3):
        limits.take(once, person, NOW)

    limits.take(once, 1, NOW)

    assert len(limits._done) == 2
