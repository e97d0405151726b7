"""Nothing is posted twice, at the wrong hour or not at all: crashes, outages, refusals, crowds."""

from __future__ import annotations

import itertools
from collections import Counter
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import discord
import pytest
import simcord
from sqlalchemy import text as sql

from bot.actions import daily as actions
from bot.discord_app import build_bot
from tests.discord_app.conftest import HARDLY_EVER, new_bot, shown
from tests.discord_app.daily.conftest import DAY, HOUR, MINUTE
from tests.discord_app.sample_bank import FULL_ANSWER, HALF_ANSWER
from tests.simhelp import burst, speed_up


class Killed(Exception):
    """The process ends here."""


def kill_at(monkeypatch, step: str) -> None:
    """Let the process end right before or after a step of posting; what follows never happens."""

    async def killed(*_, **__):
        raise Killed

    monkeypatch.setattr(f"bot.discord_app.daily.poster.{step}", killed)


@pytest.mark.parametrize("step", ["_send", "daily.posted"])
async def test_a_crash_while_posting(daily, world, monkeypatch, step):
    """After the claim and before the sending; and after the sending, before that is kept."""
    await daily.set_up(topic="images")
    with monkeypatch.context() as patched:
        kill_at(patched, step)
        await daily.wait(9 * HOUR)
        await world.restart()
    before = daily.questions()

    await daily.wait(3 * MINUTE)

    assert before == (0 if step == "_send" else 1)
    assert daily.questions() == 1
    result = await daily.answer(world.ana, FULL_ANSWER)
    assert "100 / 100" in shown(result)
    assert "1 person answered" in shown(daily.card())
    await daily.wait(DAY)
    assert daily.questions() == 2


async def test_a_restart_after_posting_posts_nothing_more(daily, world):
    await daily.set_up(topic="images")
    await daily.wait(9 * HOUR)

    await world.restart()
    await daily.wait(23 * HOUR)

    assert daily.questions() == 1


async def test_found_again_though_the_channel_went_on(daily, world, monkeypatch):
    """Fifty messages have come since the one that could not be kept."""
    await daily.set_up(topic="images")
    with monkeypatch.context() as patched:
        kill_at(patched, "daily.posted")
        await daily.wait(9 * HOUR)
        await world.restart()
    for number in range(50):
        await world.ana.send(world.channel, f"Message {number}")

    await daily.wait(3 * MINUTE)

    assert daily.questions() == 1


async def test_buttons_and_forms_work_after_a_restart(daily, world):
    await daily.set_up(topic="images")
    await daily.wait(9 * HOUR)
    await world.restart()

    form = await world.ana.click(daily.card(), label="Answer")
    await world.restart()
    sent = await world.ana.submit_modal(form, {"answer": FULL_ANSWER})

    assert "100 / 100" in shown(sent.response)
    assert "1 person answered" in shown(daily.card())


async def test_an_outage_is_caught_up_within_three_hours(daily, world):
    await daily.set_up(topic="images")
    await world.env.restart_bot(idle())
    await daily.wait(11 * HOUR)

    await world.restart()
    await daily.wait(MINUTE)

    assert daily.questions() == 1


async def test_after_a_longer_one_it_is_left_out_and_said(daily, world):
    await daily.set_up(topic="images")
    await world.env.restart_bot(idle())
    await daily.wait(13 * HOUR)

    await world.restart()
    await daily.wait(MINUTE)

    assert daily.questions() == 0
    status = shown(await daily.use("status"))
    assert "Thu 1 Jan: left out, because I was not running" in status
    assert "Next: <t:" in status


def idle():
    """A bot that does nothing: the real one is down."""
    return discord.AutoShardedClient(intents=discord.Intents.none(), shard_count=1)


@pytest.mark.parametrize("status", [502, 429])
async def test_an_error_of_discord_is_tried_again(daily, world, status):
    await daily.set_up(topic="images")
    world.env.inject_error("POST", "/channels/*/messages", status=status, times=2)
    await daily.wait(9 * HOUR)
    assert daily.questions() == 0
    assert "could not be sent yet" in shown(await daily.use("status"))

    await daily.wait(4 * MINUTE)

    assert daily.questions() == 1
    assert "could not be sent" not in shown(await daily.use("status"))


async def test_a_lost_permission_pauses_and_tells_whoever_set_it_up_once(daily, world):
    await daily.set_up(topic="images")
    world.env.inject_error(
        "POST", f"/channels/{world.channel.id}/messages", status=403, code=50013, times=None
    )
    await daily.wait(3 * DAY)

    (told,) = world.replies(world.lead)
    assert f"I may no longer post in <#{world.channel.id}>" in shown(told)
    assert "**/daily resume**" in shown(told)
    assert "I may not post there" in shown(await daily.use("status"))


async def test_a_deleted_channel_ends_it_cleanly(daily, world):
    await daily.set_up(topic="images")
    await daily.wait(9 * HOUR)
    await world.env.bot.get_channel(world.channel.id).delete()
    other = world.guild.create_text_channel("elsewhere")
    await daily.wait(DAY)

    (told,) = world.replies(world.lead)
    assert "is gone" in shown(told)
    status = (await world.lead.slash(other, "daily status")).response
    assert "the channel is gone" in shown(status)


async def test_nobody_can_be_told_and_the_rest_goes_on(daily, world):
    world.env.inject_error(
        "POST", f"/channels/{world.lead.user.dm_channel.id}/messages", status=403, code=50007,
        times=None,
    )  # fmt: skip
    broken = world.guild.create_text_channel("broken")
    await daily.set_up(channel=broken, topic="images")
    await daily.set_up(topic="images")
    world.env.inject_error(
        "POST", f"/channels/{broken.id}/messages", status=403, code=50001, times=None
    )
    await daily.wait(9 * HOUR + 5)

    assert daily.questions() == 1
    assert daily.messages(broken) == []


async def test_one_server_that_hangs_holds_up_no_other(daily, world):
    """A slow one is tried again and again, while all others get theirs on time."""
    slow = world.guild.create_text_channel("slow")
    channels = [world.guild.create_text_channel(f"channel-{n}") for n in range(20)]
    for channel in (slow, *channels):
        await daily.set_up(channel=channel, topic="images")
    world.env.inject_error("POST", f"/channels/{slow.id}/messages", status=500, times=None)

    await daily.wait(9 * HOUR + 10)

    assert [daily.questions(channel) for channel in channels] == [1] * 20
    assert daily.questions(slow) == 0


async def test_300_people_answer_at_once(daily, world):
    await daily.set_up(topic="images")
    await daily.wait(9 * HOUR)
    world.env.settle_timeout = 60
    people = [world.guild.add_member(world.env.create_user(f"person{n}")) for n in range(300)]
    card = daily.card()

    async with burst(world.env):
        forms = [await person.click(card, label="Answer") for person in people]
    async with burst(world.env):
        sent = [
            await person.submit_modal(form, {"answer": FULL_ANSWER if n % 2 else HALF_ANSWER})
            for n, (person, form) in enumerate(zip(people, forms, strict=True))
        ]
    await daily.wait(15)

    scores = Counter("100 / 100" in shown(one.response) for one in sent)
    assert scores == {True: 150, False: 150}
    assert all(one.response.ephemeral for one in sent)
    assert "300 people answered" in shown(daily.card())
    async with world.coach.database.reading() as connection:
        kept = await connection.execute(sql("SELECT count(*) FROM attempts WHERE counted"))
    assert kept.scalar_one() == 300
    edits = [r for r in world.env.http_requests if r.method == "PATCH" and "/channels/" in r.path]
    assert len(edits) <= 3


async def test_removed_from_the_server(daily, world):
    await daily.set_up(topic="images")
    await daily.wait(9 * HOUR)
    await daily.answer(world.ana, FULL_ANSWER)
    await world.env.bot.get_guild(world.guild.id).leave()
    await daily.wait(29 * DAY)
    assert await kept(world) == (1, 1)

    await daily.wait(3 * DAY)

    assert await kept(world) == (0, 0)
    async with world.coach.database.reading() as connection:
        guilds = await connection.execute(sql("SELECT guild_id FROM attempts"))
    assert guilds.scalar_one() is None


async def kept(world) -> tuple[int, int]:
    """How many schedules and drops there are."""
    async with world.coach.database.reading() as connection:
        counts = [
            (await connection.execute(sql(f"SELECT count(*) FROM {table}"))).scalar_one()
            for table in ("schedules", "drops")
        ]
    return counts[0], counts[1]


async def test_a_year_on_weekdays_in_two_zones_across_changes_of_clocks(coach):
    """Every drop at nine on the wall, on weekdays only, one each day, over all of 2026."""
    env = simcord.Env(
        build_bot(coach, poll=HARDLY_EVER, shard_count=1), check_errors=False, settle_timeout=60
    )
    await env.start()
    speed_up(env)
    zones = ("Europe/Berlin", "America/New_York")
    guild = env.create_guild("Interview club")
    channels = {zone: guild.create_text_channel(zone.split("/")[1].lower()) for zone in zones}
    begin = env.now()
    for zone, channel in channels.items():
        plan = await actions.set_up(
            coach,
            guild_id=guild.id,
            channel_id=channel.id,
            wishes=actions.Wishes(at="09:00", zone=zone, days="weekdays"),
            by=1,
            now=begin,
        )
        await keep_answered(coach, plan.id)
    await env.restart_bot(new_bot(coach))
    for _ in range(73):
        await env.advance_time(5 * DAY)

    for zone, channel in channels.items():
        local = [
            m.created_at.astimezone(ZoneInfo(zone)).replace(microsecond=0)
            for m in channel.history()
        ]
        expected = weekdays_of_2026(begin, ZoneInfo(zone))
        assert [moment.date() for moment in local] == [moment.date() for moment in expected]
        late = [(a - b).total_seconds() for a, b in zip(local, expected, strict=True)]
        assert max(late) <= 2
        assert min(late) >= 0
    await env.shutdown()


def weekdays_of_2026(begin: datetime, zone: ZoneInfo) -> list[datetime]:
    days = (begin.date() + timedelta(days=n) for n in itertools.count(-1))
    year = itertools.takewhile(lambda day: day <= begin.date() + timedelta(days=364), days)
    nines = (datetime.combine(day, time(9), tzinfo=zone) for day in year if day.weekday() < 5)
    end = begin.astimezone(UTC) + timedelta(days=365)
    return [nine for nine in nines if begin < nine <= end]


async def keep_answered(coach, schedule_id: int) -> None:
    """Never let a schedule pause itself: as if it had been resumed in the far future."""
    async with coach.database.writing() as connection:
        await connection.execute(
            sql("UPDATE schedules SET counts_from = '2100-01-01 00:00:00' WHERE id = :id"),
            {"id": schedule_id},
        )
