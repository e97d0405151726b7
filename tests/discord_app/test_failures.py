"""Every failure ends in one sentence for the person and the cause in the log."""

from __future__ import annotations

import asyncio
import logging

import pytest

from bot.actions import practice
from tests.discord_app.conftest import labels, shown
from tests.discord_app.sample_bank import FULL_ANSWER
from tests.simhelp import as_discord_answers, close_dms

SECRET = "my very own words about an image"


@pytest.fixture
def broken_database(world, monkeypatch):
    """A database that fails from the moment it is told to."""

    def break_it() -> None:
        def fail(*_, **__):
            raise OSError("disk full")

        monkeypatch.setattr(type(world.coach.database), "writing", fail)

    return break_it


async def test_a_command_that_fails(world, broken_database, caplog):
    broken_database()

    asked = await world.ana.slash(world.channel, "practice")

    assert asked.response.ephemeral
    assert "something went wrong on my side" in shown(asked.response)
    assert "disk full" in caplog.text
    assert "during=practice" in caplog.text
    assert world.env.errors


async def test_a_button_that_fails(world, broken_database, caplog):
    asked = await world.ana.slash(world.channel, "practice")
    broken_database()

    pressed = await world.ana.click(asked.response, label="Hint")

    assert "something went wrong on my side" in shown(pressed.followups[0])
    assert pressed.followups[0].ephemeral
    assert "during=practice:1:hint" in caplog.text
    assert "disk full" in caplog.text


async def test_a_form_that_fails_gives_the_text_back(world, broken_database, caplog):
    asked = await world.ana.slash(world.channel, "practice")
    form = await world.ana.click(asked.response, label="Answer")
    broken_database()

    sent = await world.ana.submit_modal(form, {"answer": SECRET})

    (notice,) = sent.followups
    assert notice.ephemeral
    assert "was not saved" in shown(notice)
    (file,) = notice.attachments
    assert (await file.read()).decode() == SECRET
    assert "disk full" in caplog.text
    assert SECRET not in caplog.text


async def test_a_message_that_fails(world, broken_database, caplog):
    await world.dm(world.ana, "practice images")
    broken_database()

    answer = await world.dm(world.ana, SECRET)

    assert "Your message is still above" in shown(answer)
    assert "disk full" in caplog.text
    assert SECRET not in caplog.text


async def test_an_error_of_the_database_itself_does_not_log_the_answer(world, monkeypatch, caplog):
    """SQLAlchemy quotes the values of a statement in its errors unless told not to."""
    from sqlalchemy import text as sql

    asked = await world.ana.slash(world.channel, "practice")
    form = await world.ana.click(asked.response, label="Answer")
    async with world.coach.database.writing() as connection:
        await connection.execute(sql("DROP TABLE attempts"))

    sent = await world.ana.submit_modal(form, {"answer": SECRET})

    assert "was not saved" in shown(sent.followups[0])
    assert "attempts" in caplog.text
    assert SECRET not in caplog.text


async def test_an_empty_form_is_refused_in_words(world):
    asked = await world.ana.slash(world.channel, "practice")
    form = await world.ana.click(asked.response, label="Answer")

    sent = await world.ana.submit_modal(form, {"answer": "   "})

    (notice,) = sent.followups
    assert notice.ephemeral
    assert notice.attachments == []
    assert labels(asked.response) == ["Answer", "Hint", "Skip", "Show answer"]


async def test_closed_direct_messages_are_nobodys_fault(world, caplog):
    caplog.set_level(logging.INFO)
    close_dms(world.env, world.ana.user)

    await world.ana.user.send_dm("practice")

    assert world.replies(world.ana) == []
    assert "not answered: message=" in caplog.text
    assert not [r for r in caplog.records if r.levelno > logging.INFO]


async def test_a_card_that_is_gone_is_answered_below(world):
    asked = await world.ana.user.slash("practice", topic="images")
    form = await world.ana.user.click(asked.response, label="Answer")
    world.env.inject_error(
        "PATCH", "/webhooks/*", status=404, code=10008, message="Unknown Message", times=1
    )

    sent = await world.ana.user.submit_modal(form, {"answer": FULL_ANSWER})

    assert "100 / 100" in shown(sent.followups[0])


async def test_slow_work_keeps_the_three_seconds(world, monkeypatch):
    """Everything is acknowledged before it begins to work."""
    real = practice.ask

    async def slow(*args, **options):
        await asyncio.sleep(10)
        return await real(*args, **options)

    monkeypatch.setattr(practice, "ask", slow)
    world.env.settle_timeout = 0.5

    asked = await world.ana.slash(world.channel, "practice", topic="images")
    acknowledged = asked.acknowledged
    await world.env.advance_time(11)

    assert acknowledged
    assert "What is a Docker image" in shown(asked.response)


async def test_a_press_that_comes_too_late_is_no_failure(world, monkeypatch, caplog):
    caplog.set_level(logging.INFO)
    as_discord_answers(monkeypatch)
    asked = await world.ana.slash(world.channel, "practice", topic="images")
    world.env.inject_error(
        "POST", "/interactions/*", status=404, code=10062, message="Unknown interaction", times=None
    )

    await world.ana.click(asked.response, label="Hint")

    assert "not answered: during=practice:1:hint" in caplog.text
    assert not [r for r in caplog.records if r.levelno >= logging.ERROR]


async def test_a_card_of_yesterday_still_works(world, monkeypatch):
    """The token of a card lives for 15 minutes; each press brings a new one."""
    as_discord_answers(monkeypatch)
    asked = await world.ana.slash(world.channel, "practice", topic="images")
    await world.env.advance_time(86_400)

    form = await world.ana.click(asked.response, label="Answer")
    await world.env.advance_time(3_600)
    sent = await world.ana.submit_modal(form, {"answer": FULL_ANSWER})

    assert "100 / 100" in shown(sent.response)


async def test_a_command_that_is_gone(world):
    world.env.bot.tree.remove_command("streak")

    asked = await world.ana.slash(world.channel, "streak")

    assert "has just changed" in shown(asked.response)
    assert world.env.errors
