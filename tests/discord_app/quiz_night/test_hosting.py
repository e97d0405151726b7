"""Who may lead a quiz, where one can be held, and how it ends when it cannot go on."""

from __future__ import annotations

import discord

from tests.discord_app.conftest import labels, shown
from tests.discord_app.quiz_night.conftest import BREAK, ROUND
from tests.discord_app.sample_bank import FULL_ANSWER


async def test_only_the_host_may_lead(night):
    ana, ben, *_ = night.people
    await night.start(rounds=1)
    await night.join()

    for label in ("Start", "Cancel"):
        said = await night.press(ben, night.lobby, label)
        assert f"Only the host, <@{ana.id}>" in said
    await night.press(ana, night.lobby, "Start")
    for label in ("Next", "Pause", "Skip", "End"):
        assert "Only the host" in await night.press(ben, night.card, label)

    assert "Round 1 of 1" in night.text()
    assert "Answer" in labels(night.card)


async def test_whoever_may_delete_messages_may_lead(night):
    role = night.world.guild.create_role(
        "Mod", permissions=discord.Permissions(manage_messages=True)
    )
    mod = night.world.guild.add_member(night.env.create_user("mod"), roles=[role])
    await night.start(rounds=1)
    await night.join()

    await night.press(mod, night.lobby, "Start")

    assert "Round 1 of 1" in night.text()


async def test_handover(night):
    ana, ben, cleo, *_ = night.people
    await night.start(rounds=1)
    await night.join()
    refused = await ben.slash(night.channel, "quiz handover", user=cleo)
    assert "Only the host" in shown(refused.response)
    assert night.env.errors

    handed = await ana.slash(night.channel, "quiz handover", user=ben)

    assert f"<@{ben.id}> hosts the quiz from now on" in shown(handed.response)
    assert "Only the host" in await night.press(ana, night.lobby, "Start")
    await night.press(ben, night.lobby, "Start")
    assert "Round 1 of 1" in night.text()


async def test_handover_without_a_quiz(night):
    asked = await night.host.slash(night.channel, "quiz handover", user=night.people[1])

    assert "There is no quiz on here" in shown(asked.response)
    assert night.env.errors


async def test_the_host_leaves_and_it_goes_on_by_itself(night):
    ana, ben, *_ = night.people
    await night.start(rounds=1)
    await night.join(ben)
    night.world.guild.remove_member(ana)
    await night.wait(301)

    assert "Round 1 of 1" in night.text()
    await night.answer(ben, night.full())
    await night.wait(BREAK)

    assert f"🥇 <@{ben.id}> · **100**" in night.text()


async def test_a_lobby_without_players_closes_itself(night):
    await night.start(rounds=1)

    await night.wait(305)

    assert "Nobody has joined" in shown(night.now(night.lobby))
    assert labels(night.now(night.lobby)) == []


async def test_nobody_can_start_without_players(night):
    await night.start(rounds=1)

    assert "Nobody has joined yet" in await night.press(night.host, night.lobby, "Start")


async def test_cancel(night):
    await night.start(rounds=1)
    await night.join()

    await night.press(night.host, night.lobby, "Cancel")
    await night.wait(5)

    assert "The host has cancelled the quiz" in shown(night.now(night.lobby))
    assert "The lobby is open" in shown(await night.start(rounds=1)), "the channel is free again"


async def test_join_and_leave_in_the_lobby(night):
    _, ben, cleo, *_ = night.people
    await night.start(rounds=1)
    await night.join(ben, cleo)

    assert "already" in await night.press(ben, night.lobby, "Join")
    assert "You have left" in await night.press(ben, night.lobby, "Leave")
    assert "not in this quiz" in await night.press(ben, night.lobby, "Leave")
    await night.wait(5)

    assert "1 player\n" in shown(night.now(night.lobby))
    assert f"<@{ben.id}>" not in shown(night.now(night.lobby))


async def test_one_quiz_a_channel(night):
    await night.start(rounds=1)

    again = await night.people[1].slash(night.channel, "quiz start")

    assert "A quiz is on in this channel already" in shown(again.response)
    assert night.env.errors
    assert len(night.channel.history()) == 1


async def test_no_question_fits(night):
    told = await night.host.slash(night.channel, "quiz start", topic="cooking")

    assert "There are no questions on “cooking”" in shown(told.response)
    assert night.env.errors


async def test_fewer_questions_than_rounds(night):
    await night.start(rounds=20)

    assert "3 rounds" in shown(night.lobby)


async def test_even_teams(night):
    await night.start(rounds=1, topic="images", teams="2")
    await night.join()
    await night.press(night.host, night.lobby, "Start")
    ana, ben, cleo, *_ = night.people
    await night.answer(ana, FULL_ANSWER)
    await night.answer(ben, "I do not know.")
    await night.answer(cleo, FULL_ANSWER)
    await night.wait(ROUND + 2)

    assert "🔴 Red 100 · 🔵 Blue 0" in night.text()
    await night.wait(BREAK)
    assert "🥇 🔴 Red · **100**" in night.text()
    assert "🔴 Red won with 100 points" in shown(night.now(night.lobby))


async def test_picked_teams(night):
    ana, ben, *_ = night.people
    opened = await night.host.slash(night.channel, "quiz start", rounds=1, teams="3p")
    assert "The lobby is open" in shown(opened.response)
    night.lobby = night.channel.history()[-1]
    assert labels(night.lobby)[:3] == ["🔴 Red", "🔵 Blue", "🟢 Green"]

    await night.press(ana, night.lobby, "🟢 Green")
    await night.press(ben, night.lobby, "🔴 Red")
    await night.press(ben, night.lobby, "🟢 Green")
    await night.wait(5)

    assert "🟢 Green (2)" in shown(night.now(night.lobby))
    assert "🔴 Red (0): nobody yet" in shown(night.now(night.lobby))


async def test_two_quizzes_at_once_do_not_touch(night):
    ana, ben, cleo, *_ = night.people
    other = night.world.guild.create_text_channel("other-room")
    await night.begin(rounds=2, topic="images")
    here = night.card
    opened = await cleo.slash(other, "quiz start", rounds=1, topic="networking")
    assert "The lobby is open" in shown(opened.response)
    lobby = other.history()[-1]
    await night.press(ben, lobby, "Join")
    await night.press(cleo, lobby, "Start")
    there = other.threads[-1].history()[-1]
    assert "your browser cannot reach it" in shown(there)

    said = await night.answer(ben, "publish", card=there)
    assert "here come the points" in said
    await night.press(cleo, other.threads[-1].history()[-1], "Next")

    assert "The podium" in shown(other.threads[-1].history()[-1])
    assert shown(night.now(here)) == shown(here), "the other quiz is as it was"
    assert "Answer" in labels(night.card)
    await night.answer(ana, FULL_ANSWER)
    await night.wait(ROUND + 2)
    assert f"🥇 <@{ana.id}> **+100**" in night.text()
    assert f"<@{ben.id}> **" not in night.text()
