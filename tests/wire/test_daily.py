"""Questions of the day from a process of its own: killed while posting, limited, refused."""

from __future__ import annotations

from datetime import timedelta

import discord
import pytest
from sqlalchemy import text as sql

from bot.store import Database
from tests.discord_app.conftest import shown


@pytest.fixture
def lead(site):
    guild = site.channel.guild
    role = guild.create_role("Lead", permissions=discord.Permissions(manage_guild=True))
    return guild.add_member(site.env.create_user("lead"), roles=[role])


@pytest.fixture
async def scheduled(site, lead):
    """A question has just fallen due, and no bot is running."""
    bot = await site.running()
    said = await lead.slash(
        site.channel, "daily setup", channel=site.channel, time="12:00", timezone="UTC"
    )
    await site.wire.until(lambda: "Set up in" in shown(said.response))
    bot.kill()
    await bot.wait()
    await change(site, "UPDATE schedules SET next_at = :moment", minutes_ago=1)


async def change(site, statement: str, *, minutes_ago: float) -> None:
    """Change a moment in the database: time has passed."""
    database = await Database.open(site.settings["COACH_DATABASE"])
    moment = discord.utils.utcnow().replace(tzinfo=None)
    shifted = moment - timedelta(minutes=minutes_ago)
    async with database.writing() as connection:
        await connection.execute(sql(statement), {"moment": f"{shifted:%Y-%m-%d %H:%M:%S.%f}"})
    await database.close()


def questions(site) -> int:
    return sum("Question of the day" in shown(m) for m in site.channel.history())


async def test_killed_between_sending_and_keeping_it_is_posted_once(site, scheduled):
    """It has been sent, the process never learns of it, and the next one finds it."""
    site.wire.unanswered = ("POST", "messages")
    bot = await site.start()
    await site.wire.until(lambda: questions(site))
    bot.kill()
    await bot.wait()
    site.wire.unanswered = None
    await change(site, "UPDATE drops SET retry_at = :moment", minutes_ago=1)

    await site.running()
    await site.wire.until(lambda: ("GET", "messages") in site.wire.calls)
    form = await site.ana.click(site.channel.history()[-1], label="Answer")
    sent = await site.ana.submit_modal(form, {"answer": "I would like to know that, too."})
    await site.wire.until(lambda: "/ 100" in shown(sent.response))

    assert questions(site) == 1


async def test_killed_before_sending_it_is_posted_by_the_next(site, scheduled):
    site.wire.silent = True
    bot = await site.start()
    await site.wire.until(lambda: site.wire.counts["http"])
    bot.kill()
    await bot.wait()
    site.wire.silent = False

    await site.running()
    await site.wire.until(lambda: questions(site))

    assert questions(site) == 1


@pytest.mark.parametrize("status", [502, 429])
async def test_errors_on_the_way_do_not_double_it(site, scheduled, status):
    site.env.inject_error("POST", "/channels/*/messages", status=status, times=2)

    await site.start()
    await site.wire.until(lambda: questions(site), seconds=20)

    assert site.wire.counts["429" if status == 429 else "5xx"] == 2
    assert questions(site) == 1


async def test_a_lost_permission_is_told_once(site, lead, scheduled):
    site.env.inject_error(
        "POST", f"/channels/{site.channel.id}/messages", status=403, code=50013, times=None
    )

    await site.start()
    await site.wire.until(lead.user.dm_channel.history)

    (told,) = lead.user.dm_channel.history()
    assert "I may no longer post in" in shown(told)
    assert questions(site) == 0
