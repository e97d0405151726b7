"""Where a quiz can be held, and how it ends when it cannot go on."""

from __future__ import annotations

import discord
import pytest
from simcord.backend.models.channel import Overwrite, OverwriteType

from tests.discord_app.conftest import labels, shown
from tests.discord_app.quiz_night.conftest import BREAK, ROUND


def deny(night, *permissions: str) -> None:
    """Take permissions from the bot in the channel and its threads."""
    denied = discord.Permissions(**dict.fromkeys(permissions, True))
    bot = night.env.backend.bot_user.id
    night.env.backend.set_overwrite(
        night.channel.id, Overwrite(bot, OverwriteType.MEMBER, deny=denied.value)
    )


def allow(night) -> None:
    night.env.backend.delete_overwrite(night.channel.id, night.env.backend.bot_user.id)


async def past(night) -> str:
    """What the server remembers of its quizzes."""
    return shown((await night.host.slash(night.elsewhere, "quiz history")).response)


@pytest.mark.parametrize(
    ("lacking", "named"), [("send_messages", "Send Messages"), ("view_channel", "View Channel")]
)
async def test_a_missing_permission_is_named(night, lacking, named):
    deny(night, lacking)

    told = await night.start(rounds=1)

    assert f"**{named}**" in shown(told)
    assert told.ephemeral
    assert night.channel.history() == []


@pytest.mark.parametrize("lacking", ["create_public_threads", "send_messages_in_threads"])
async def test_without_a_thread_it_runs_in_the_channel(night, lacking):
    deny(night, lacking)

    await night.begin(rounds=1)

    assert night.channel.threads == []
    assert "Round 1 of 1" in shown(night.channel.history()[-1])


async def test_the_thread_of_a_quiz_is_taken(night):
    await night.begin(rounds=1)
    thread = night.channel.threads[0]

    opened = await night.people[1].slash(thread, "quiz start", rounds=1)

    assert "A quiz is on in this channel already" in shown(opened.response)
    assert night.env.errors


async def test_without_the_right_to_send_files_the_podium_has_no_picture(night):
    ana, *_ = night.people
    await night.begin(rounds=1)
    await night.answer(ana, night.full())
    await night.wait(ROUND + 2)
    night.env.inject_error(
        "POST", "/channels/*/messages", status=403, code=50013, message="Missing Permissions"
    )
    await night.wait(BREAK)

    assert "The podium" in night.text()
    assert night.card.attachments == []
    assert f"🥇 <@{ana.id}> · **100**" in night.text()


async def test_lost_permission_ends_it_and_keeps_the_results(night):
    ana, *_ = night.people
    await night.begin(rounds=3)
    await night.answer(ana, night.full())
    deny(night, "send_messages", "send_messages_in_threads")

    await night.wait(ROUND + BREAK)

    allow(night)
    assert f"<@{ana.id}> with 100 points" in await past(night)
    assert "The lobby is open" in shown(await night.start(rounds=1)), "the channel is free again"


async def test_lost_sight_of_the_channel_in_the_lobby(night):
    await night.start(rounds=1)
    await night.join()
    deny(night, "view_channel")

    await night.press(night.host, night.lobby, "Start")
    await night.wait(10)

    allow(night)
    assert "The lobby is open" in shown(await night.start(rounds=1))


async def test_a_deleted_thread_ends_it_with_the_podium_in_the_channel(night):
    ana, *_ = night.people
    await night.begin(rounds=3)
    await night.answer(ana, night.full())
    night.env.backend.delete_channel(night.channel.threads[0].id)

    await night.wait(ROUND + BREAK)

    podium = night.channel.history()[-1]
    assert "The podium" in shown(podium)
    assert f"🥇 <@{ana.id}> · **100**" in shown(podium)


async def test_a_deleted_channel_ends_it_and_keeps_the_results(night):
    ana, *_ = night.people
    deny(night, "create_public_threads")
    await night.begin(rounds=3)
    await night.answer(ana, night.full())
    night.env.backend.delete_channel(night.channel.id)

    await night.wait(ROUND + BREAK)

    assert f"<@{ana.id}> with 100 points" in await past(night)


async def test_a_removed_question_ends_it_with_the_podium(night):
    ana, ben, *_ = night.people
    await night.begin(rounds=3)
    await night.answer(ana, night.full())
    await night.answer(ben, "I do not know.")
    night.env.backend.delete_message(night.channel.threads[0].id, night.card.id)

    await night.wait(10)

    assert "The podium" in night.text()
    assert f"🥇 <@{ana.id}> · **100**" in night.text()


async def test_a_removed_lobby_ends_it(night):
    await night.start(rounds=1)
    await night.join(night.people[0])
    await night.wait(4)
    night.env.backend.delete_message(night.channel.id, night.lobby.id)

    await night.wait(305)

    assert "The lobby is open" in shown(await night.start(rounds=1))


async def test_an_outage_of_discord_is_waited_for(night):
    ana, *_ = night.people
    await night.begin(rounds=1)
    await night.answer(ana, night.full())
    night.env.inject_error("POST", "/channels/*/messages", status=503, times=2)

    await night.wait(ROUND + BREAK)
    await night.wait(BREAK)

    cards = [shown(message) for message in night.messages()]
    assert sum("### Points" in card for card in cards) == 1
    assert sum("The podium" in card for card in cards) == 1


async def test_a_message_of_which_nobody_knows_whether_it_was_sent_is_not_sent_again(
    night, monkeypatch
):
    """The bot dies between the message and the note of it."""
    from bot.actions import quiz_night

    await night.start(rounds=1)
    await night.join()

    async def die(*_, **__):
        raise RuntimeError("killed")

    with monkeypatch.context() as broken:
        broken.setattr(quiz_night, "posted", die)
        await night.press(night.host, night.lobby, "Start")
    await night.world.restart()
    await night.wait(10)

    assert "Answer" in labels(night.card)
    assert sum("Round 1 of 1" in shown(message) for message in night.messages()) == 1


async def test_at_most_five_edits_in_five_seconds(night):
    """However many join and answer."""
    people = [night.world.guild.add_member(night.env.create_user(f"guest{n}")) for n in range(20)]
    await night.start(rounds=1)
    moments = []
    for person in people:
        await night.press(person, night.lobby, "Join")
        await night.wait(0.3)
        moments.append((night.env.now(), _edits(night)))
    await night.press(night.host, night.lobby, "Start")
    for person in people[:-1]:
        await night.answer(person, night.full())
        await night.wait(0.3)
        moments.append((night.env.now(), _edits(night)))

    for at, number in moments:
        before = [n for then, n in moments if (at - then).total_seconds() >= 5]
        if before:
            assert number - before[-1] <= 5


def _edits(night) -> int:
    calls = night.env.http_requests
    return sum(c.method == "PATCH" and c.path.startswith("/channels") for c in calls)
