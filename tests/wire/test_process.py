"""The bot as its own process on real HTTP and a real gateway: killed, stopped, refused, cut off."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sqlite3

import pytest

from tests.discord_app.conftest import shown


async def test_killed_between_question_and_press_and_while_a_form_is_open(site):
    bot = await site.running()
    asked = await site.ana.slash(site.channel, "practice", topic="docker")
    bot.kill()
    await bot.wait()

    bot = await site.running()
    form = await site.ana.click(asked.response, label="Answer")
    bot.kill()
    await bot.wait()

    await site.running()
    sent = await site.ana.submit_modal(form, {"answer": "I would like to know that, too."})

    await site.wire.until(lambda: "/ 100" in shown(sent.response))


@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT"])
async def test_a_signal_stops_it_cleanly(site, name):
    """Also while it prepares all the questions that are shipped."""
    del site.settings["COACH_CONTENT"]
    bot = await site.running()

    bot.send_signal(getattr(signal, name))
    status, said = await site.ended(bot)

    assert status == 0, said
    assert "Traceback" not in said


async def test_what_is_in_hand_is_answered_before_it_stops(site):
    bot = await site.running()
    asked = await site.ana.slash(site.channel, "practice", topic="docker")
    form = await site.ana.click(asked.response, label="Answer")
    site.wire.calls.clear()
    site.wire.unanswered = ("POST", "callback")
    words = {"answer": "I would like to know that, too."}
    sending = asyncio.ensure_future(site.ana.submit_modal(form, words))
    await site.wire.until(lambda: site.wire.unanswered in site.wire.calls)

    bot.send_signal(signal.SIGTERM)
    # Until it has been told to stop; to say so, it has nothing but its log.
    while b"stopping" not in await bot.stdout.readline():
        pass
    site.wire.unanswered = None
    status, said = await site.ended(bot)

    assert status == 0, said
    assert "/ 100" in shown((await sending).response)
    assert "Traceback" not in said


async def test_a_signal_before_it_is_connected_stops_it_cleanly(site):
    site.wire.silent = True
    bot = await site.start()
    await site.wire.until(lambda: site.wire.counts["http"])

    bot.send_signal(signal.SIGTERM)
    status, said = await site.ended(bot)

    assert status == 0, said
    assert "Traceback" not in said


async def test_a_refused_token_ends_in_one_sentence(site):
    site.wire.refuse_login = True

    status, said = await site.ended(await site.start())

    assert status == 1
    assert "Discord refused the token" in said.splitlines()[-1]
    assert "Traceback" not in said


async def test_a_refused_intent_ends_in_one_sentence(site):
    site.wire.close_identify_with = 4014

    status, said = await site.ended(await site.start())

    assert status == 1
    assert "Discord refused an intent" in said.splitlines()[-1]
    assert "Traceback" not in said


async def test_no_network_ends_in_one_sentence(site):
    status, said = await site.ended(await site.start(DISCORD_WIRE="http://127.0.0.1:9"))

    assert status == 1
    assert "Discord cannot be reached" in said.splitlines()[-1]
    assert "Traceback" not in said


async def test_sync_registers_always(site):
    for _ in range(2):
        site.env.backend.commands.clear()
        status, said = await site.ended(await site.start("sync"))
        assert status == 0, said
        assert "/practice" in said
        assert site.env.backend.commands


async def test_it_does_not_register_again_what_has_not_changed(site):
    bot = await site.running()
    bot.send_signal(signal.SIGTERM)
    await site.ended(bot)
    known = dict(site.env.backend.commands)

    bot = await site.start()
    await site.wire.ready(1)

    assert site.env.backend.commands == known
    assert site.wire.calls.count(("PUT", "commands")) == 1


async def test_a_result_survives_two_errors_of_discord(site):
    await site.running()
    asked = await site.ana.slash(site.channel, "practice", topic="docker")
    form = await site.ana.click(asked.response, label="Answer")
    site.env.inject_error("PATCH", "/webhooks/*", status=502, times=2)

    sent = await site.ana.submit_modal(form, {"answer": "I would like to know that, too."})
    await site.wire.until(lambda: "/ 100" in shown(sent.response))


async def test_what_happens_while_the_connection_is_cut_is_answered_after(site):
    await site.running()
    asked = await site.ana.slash(site.channel, "practice", topic="docker")

    await site.wire.cut()
    await site.ana.user.send_dm("practice")
    await site.wire.until(lambda: site.wire.counts["resume"])
    await site.wire.until(lambda: len(site.ana.user.dm_channel.history()) == 2)
    pressed = await site.ana.click(asked.response, label="Hint")

    await site.wire.until(lambda: "Hint" in shown(pressed.response))


async def test_a_form_that_discord_took_and_denied_is_graded_all_the_same(site):
    """Discord took the acknowledgement and said 502; asked again, it says that it has it."""
    await site.running()
    asked = await site.ana.slash(site.channel, "practice", topic="docker")
    form = await site.ana.click(asked.response, label="Answer")
    site.wire.to_lose = 1

    sent = await site.ana.submit_modal(form, {"answer": "I would like to know that, too."})

    await site.wire.until(lambda: "/ 100" in shown(sent.response))


async def test_words_are_given_back_where_discord_took_a_form_and_denied_it(site, tmp_path):
    await site.running()
    asked = await site.ana.slash(site.channel, "practice", topic="docker")
    form = await site.ana.click(asked.response, label="Answer")
    with contextlib.closing(sqlite3.connect(tmp_path / "coach.db")) as database:
        database.execute("DROP TABLE attempts")
    site.wire.to_lose = 1

    sent = await site.ana.submit_modal(form, {"answer": "I would like to know that, too."})

    await site.wire.until(lambda: sent.followups)
    assert "your answer was not saved" in shown(sent.followups[0])
