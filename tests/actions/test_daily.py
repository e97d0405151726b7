"""A question of the day: posted once, answered once by each, shown once it is over."""

from __future__ import annotations

import asyncio
import os
import random
import sys
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from bot.actions import Shards, daily, preferences
from bot.actions.asking import NoQuestion
from bot.actions.cards import Place, Surface
from bot.actions.daily import (
    LEASE,
    AlreadyHere,
    BadPlan,
    DropGone,
    NoPlan,
    PlanState,
    Reason,
    TooManyPlans,
    WhichPlan,
)
from bot.actions.progress import UnknownZone
from bot.core.questions import Bank
from bot.store import drops
from tests.actions.team import ALL, CHANNEL, GUILD, LEAD, START, Filters, Team, at
from tests.discord_app.sample_bank import BANK, FULL_ANSWER, HALF_ANSWER

ROOT = Path(__file__).parents[2]
ANA, BEN = 1001, 1002
NINE = at("2026-03-02 09:00")


@pytest.fixture
def team(coach):
    return Team(coach)


async def test_a_day(team):
    plan = await team.set_up()
    assert plan.next.at == NINE
    assert await team.look(NINE - timedelta(seconds=1)) is None

    await team.look(NINE)
    await team.look(NINE)

    assert len(team.sent) == 1
    assert (await team.plan()).plan.next.at == NINE + timedelta(days=1)


async def test_no_question_comes_again_before_all_have(team):
    await team.set_up()
    for day in range(7):
        drop = await team.look(NINE + timedelta(days=day))
        await team.answer(drop, ANA, "I do not know.", NINE + timedelta(days=day))

    asked = [what for _, what in team.sent]
    assert set(asked[:3]) == set(asked[3:6]) == set(BANK.questions)
    assert all(a != b for a, b in pairwise(asked))


async def test_what_was_known_least_comes_first_the_second_time(team):
    await team.set_up(filters=Filters(topic="docker"))
    for day in range(3):
        now = NINE + timedelta(days=day)
        drop = await team.look(now)
        question = (await daily.look(team.coach, drop_id=drop, learner_id=ANA, now=now)).question
        known = {"images": FULL_ANSWER, "ports": "I do not know."}
        if question.id in known:
            await team.answer(drop, ANA, known[question.id], now)

    await team.look(NINE + timedelta(days=3))
    await team.look(NINE + timedelta(days=4))
    await team.look(NINE + timedelta(days=5))

    again = [what for _, what in team.sent[3:]]
    # Nobody answered the long one; it is known least unless it came just before.
    assert again.index("ports") < again.index("images")


async def test_filters(team):
    await team.set_up(filters=Filters(topic="networking"))
    await team.days(2)

    assert [what for _, what in team.sent] == ["ports", "ports"]


@pytest.mark.parametrize(
    ("wishes", "error", "said"),
    [
        ({"at": "25:00"}, BadPlan, "write it like 09:00"),
        ({"days": "someday"}, BadPlan, "no day of the week"),
        ({"zone": "Mars/Base"}, UnknownZone, "not a time zone"),
        ({"zone": "Berlin"}, UnknownZone, "Europe/Berlin"),
        ({"filters": Filters(topic="cooking")}, NoQuestion, "no questions on “cooking”"),
        ({"reveal_after": 0}, BadPlan, "1 to 168 hours"),
        ({"reveal_after": 169}, BadPlan, "1 to 168 hours"),
    ],
)
async def test_wishes_that_cannot_be_met(team, wishes, error, said):
    with pytest.raises(error, match=said):
        await team.set_up(**wishes)

    assert await daily.status(team.coach, guild_id=GUILD) == []


async def test_set_up_again_never_yields_two_on_one_date(team):
    await team.set_up()
    await team.look(NINE)

    plan = await team.set_up(NINE + timedelta(hours=1), at="17:00", zone="America/New_York")
    await team.look(at("2026-03-02 22:01"))

    assert len(team.sent) == 1
    assert plan.next.at == at("2026-03-03 22:00")


async def test_removed_and_set_up_again_it_is_still_one_a_date(team):
    plan = await team.set_up()
    await team.look(NINE)
    await daily.remove(team.coach, plan=plan, now=NINE)
    with pytest.raises(NoPlan):
        await daily.pause(team.coach, plan=plan)

    again = await team.set_up(NINE + timedelta(minutes=5), at="10:00")

    assert again.next.at == at("2026-03-03 10:00")


async def test_pause_and_resume(team):
    plan = await team.set_up()
    assert (await daily.pause(team.coach, plan=plan)).state is PlanState.PAUSED
    await team.days(3)
    assert team.sent == []

    resumed = await daily.resume(team.coach, plan=plan, now=at("2026-03-05 12:00"))
    await team.days(2, start=at("2026-03-05 07:00"))

    assert resumed.next.at == at("2026-03-06 09:00")
    assert [when for when, _ in team.sent] == ["03-06 09:01"]
    assert (await daily.resume(team.coach, plan=plan, now=START)).next == (
        await team.plan()
    ).plan.next


async def test_after_five_unanswered_it_pauses_itself_and_says_so_once(team):
    await team.set_up()
    await team.days(9)

    assert [what for _, what in team.sent][5:] == ["notice: unanswered"]
    status = await team.plan()
    assert (status.plan.state, status.plan.reason) == (PlanState.PAUSED, Reason.UNANSWERED)


async def test_resumed_it_waits_for_five_more(team):
    plan = await team.set_up()
    await team.days(6)
    await daily.resume(team.coach, plan=plan, now=at("2026-03-09 12:00"))
    await team.days(9, start=at("2026-03-10 07:00"))

    assert [what.startswith("notice") for _, what in team.sent[6:]] == [False] * 5 + [True]


async def test_one_answer_keeps_it_going(team):
    await team.set_up()
    for day in range(12):
        drop = await team.look(NINE + timedelta(days=day))
        if day % 5 == 4:
            await team.answer(drop, ANA, "I do not know.", NINE + timedelta(days=day))

    assert len(team.sent) == 12


async def test_late_is_posted_late_and_too_late_is_left_out(team):
    await team.set_up()
    await team.look(NINE + timedelta(hours=2, minutes=59))
    # Two days without the bot, then it is back an hour after the time.
    await team.look(at("2026-03-05 10:00"))

    assert [when for when, _ in team.sent] == ["03-02 11:59", "03-05 10:00"]
    left_out = (await team.plan()).left_out
    assert (left_out.day.isoformat(), left_out.reason) == ("2026-03-04", "late")


async def test_just_too_late(team):
    await team.set_up()
    await team.look(NINE + timedelta(hours=3, seconds=1))

    assert team.sent == []
    assert (await team.plan()).plan.next.at == NINE + timedelta(days=1)


async def test_brought_forward_it_is_todays(team):
    plan = await team.set_up()
    posting = await daily.bring_forward(team.coach, plan=plan, now=START, rng=random.Random(1))
    await team.send(posting, START)
    await team.look(NINE)

    assert len(team.sent) == 1
    with pytest.raises(AlreadyHere, match=r"there already: https://discord.com/channels/\d+/500/"):
        await daily.bring_forward(team.coach, plan=plan, now=NINE, rng=random.Random(1))
    assert (await team.plan()).plan.next.at == NINE + timedelta(days=1)


async def test_what_was_left_out_can_be_brought(team):
    plan = await team.set_up()
    noon = NINE + timedelta(hours=4)
    await team.look(noon)

    posting = await daily.bring_forward(team.coach, plan=plan, now=noon, rng=random.Random(1))
    await team.send(posting, noon)

    assert [when for when, _ in team.sent] == ["03-02 13:00"]
    assert (await team.plan()).left_out is None


async def test_brought_forward_while_paused_it_stays_paused(team):
    plan = await daily.pause(team.coach, plan=await team.set_up())
    posting = await daily.bring_forward(team.coach, plan=plan, now=START, rng=random.Random(1))
    await team.send(posting, START)

    assert (await team.plan()).plan.state is PlanState.PAUSED


async def test_two_at_once_bring_one(team):
    plan = await team.set_up()

    async def bring():
        return await daily.bring_forward(team.coach, plan=plan, now=START, rng=random.Random(1))

    outcomes = await asyncio.gather(bring(), bring(), bring(), return_exceptions=True)

    assert sum(isinstance(outcome, AlreadyHere) for outcome in outcomes) == 2


async def test_a_process_that_ends_after_the_claim_loses_nothing(team):
    await team.set_up()
    lost = await team.claim(NINE)
    assert lost is not None

    await team.look(NINE + LEASE - timedelta(seconds=1))
    assert team.sent == []
    await team.look(NINE + LEASE)
    await team.look(NINE + LEASE)

    assert team.sent == [("03-02 09:02", lost.question.id)]
    assert team.drops == [lost.drop_id]


async def test_a_failure_is_tried_again_ever_more_seldom_and_not_after_three_hours(team):
    await team.set_up()
    posting = await team.claim(NINE)
    tries = [NINE]
    while True:
        await daily.failed(team.coach, drop_id=posting.drop_id, now=tries[-1])
        (drop,) = await daily.to_try_again(
            team.coach, now=NINE + timedelta(days=1), shards=ALL, limit=9
        )
        again = await daily.claim_again(
            team.coach, drop=drop, now=drop.retry_at, rng=random.Random(1)
        )
        assert again.question == posting.question
        tries.append(drop.retry_at)
        if again.late:
            break
    await daily.given_up(team.coach, drop_id=posting.drop_id)

    waits = [(b - a).total_seconds() / 60 for a, b in pairwise(tries)]
    assert waits[:6] == [1, 2, 5, 10, 20, 20]
    assert tries[-1] > NINE + timedelta(hours=3) > tries[-2]
    assert (await team.plan()).left_out.reason == "late"


async def test_refused_by_discord_it_pauses_and_tells_once(team):
    await team.set_up()
    posting = await team.claim(NINE)

    told = await daily.refused(team.coach, drop_id=posting.drop_id, reason=Reason.NO_ACCESS)
    again = await daily.refused(team.coach, drop_id=posting.drop_id, reason=Reason.NO_ACCESS)

    assert (told.set_up_by, told.state) == (LEAD, PlanState.PAUSED)
    assert again is None
    assert (await team.plan()).plan.reason is Reason.NO_ACCESS
    assert await daily.next_moment(team.coach, shards=ALL) is None


async def test_only_the_first_answer_of_each_counts(team):
    await team.set_up()
    drop = await team.look(NINE)
    texts = [HALF_ANSWER, FULL_ANSWER]
    first, second = [await team.answer(drop, ANA, text, NINE) for text in texts]
    bens = await team.answer(drop, BEN, FULL_ANSWER, NINE)

    assert [first.counted, second.counted, bens.counted] == [True, False, True]
    shown = await daily.to_show(team.coach, drop_id=drop)
    assert (shown.question.id, shown.answered) == (team.sent[0][1], 2)


async def test_two_answers_of_one_person_at_once_count_once(team):
    await team.set_up()
    drop = await team.look(NINE)

    results = await asyncio.gather(
        *(team.answer(drop, ANA, f"Answer number {n}.", NINE) for n in range(8))
    )

    assert sum(result.counted for result in results) == 1


async def test_the_hint_is_noted_and_the_answer_still_counts(team):
    await team.set_up()
    drop = await team.look(NINE)
    question = await daily.hint(
        team.coach,
        drop_id=drop,
        learner_id=ANA,
        place=Place(Surface.GROUP, CHANNEL, GUILD),
        now=NINE,
    )
    result = await team.answer(drop, ANA, FULL_ANSWER, NINE)

    assert question.hint
    assert result.counted
    assert result.card.hint_used


async def test_the_next_question_closes_the_one_before(team):
    await team.set_up()
    first = await team.look(NINE)
    await team.look(NINE + timedelta(days=1))

    late = await team.answer(first, ANA, FULL_ANSWER, NINE + timedelta(days=1, minutes=1))

    assert not late.counted
    assert await daily.to_show(team.coach, drop_id=first) is None


async def test_hours_close_it_too(team):
    await team.set_up(reveal_after=6)
    drop = await team.look(NINE)
    moment = await daily.next_moment(team.coach, shards=ALL)
    assert moment == NINE + timedelta(hours=6)

    # Whether or not the card shows it already.
    before = await team.answer(drop, ANA, FULL_ANSWER, moment - timedelta(seconds=1))
    after = await team.answer(drop, BEN, FULL_ANSWER, moment)

    assert (before.counted, after.counted) == (True, False)


async def test_removing_closes_what_is_open(team):
    plan = await team.set_up()
    drop = await team.look(NINE)
    await daily.remove(team.coach, plan=plan, now=NINE + timedelta(hours=1))

    assert [d.id for d in await daily.to_reveal(
        team.coach, now=NINE + timedelta(hours=1), shards=ALL, limit=9
    )] == [drop]  # fmt: skip


async def test_what_is_revealed(team):
    await team.set_up(filters=Filters(topic="images"))
    for day in range(2):
        drop = await team.look(NINE + timedelta(days=day))
        await team.answer(drop, ANA, HALF_ANSWER, NINE + timedelta(days=day))
        await team.answer(drop, BEN, HALF_ANSWER, NINE + timedelta(days=day))
    await preferences.choose(team.coach, learner_id=BEN, leaderboard=False, now=NINE)
    await team.claim(NINE + timedelta(days=2))
    row = (await daily.to_reveal(
        team.coach, now=NINE + timedelta(days=9), shards=ALL, limit=9
    ))  # fmt: skip
    assert row == []
    async with team.coach.database.writing() as connection:
        row = await drops.change(connection, drop, reveal_at=NINE)

    reveal = await daily.take_reveal(team.coach, drop=row, now=NINE + timedelta(days=1, hours=1))

    assert reveal.question.id == "images"
    assert (reveal.result.answered, reveal.result.average) == (2, 55)
    assert reveal.result.gap.id == "instance"
    assert reveal.run == 2
    assert reveal.streaks == ((ANA, 2),)
    # Somebody else finds it taken.
    assert (
        await daily.take_reveal(team.coach, drop=row, now=NINE + timedelta(days=1, hours=1)) is None
    )


async def test_a_question_that_left_the_bank(team, coach):
    await team.set_up()
    drop = await team.look(NINE)
    question = team.sent[0][1]
    rest = [q for q in BANK.questions.values() if q.id != question]
    smaller = Team(type(coach)(Bank(rest, BANK.topics.values()), coach.grader, coach.database))

    with pytest.raises(DropGone, match="no longer available"):
        await smaller.answer(drop, ANA, FULL_ANSWER, NINE)


async def test_no_question_is_left_of_that_sort(team, coach):
    await team.set_up(filters=Filters(topic="networking"))
    rest = [q for q in BANK.questions.values() if q.id != "ports"]
    smaller = Team(type(coach)(Bank(rest, BANK.topics.values()), coach.grader, coach.database))
    await smaller.days(2)

    assert [what for _, what in smaller.sent] == ["notice: no_question"]
    assert (await smaller.plan()).plan.state is PlanState.PAUSED


async def test_which_plan_is_meant(team):
    with pytest.raises(NoPlan, match="/daily setup"):
        await daily.plan_in(team.coach, guild_id=GUILD, channel_id=None, here=1)
    await team.set_up()
    only = await daily.plan_in(team.coach, guild_id=GUILD, channel_id=None, here=1)
    await team.set_up(channel=501)

    assert only.channel_id == CHANNEL
    with pytest.raises(WhichPlan, match="<#500>, <#501>"):
        await daily.plan_in(team.coach, guild_id=GUILD, channel_id=None, here=1)
    here = await daily.plan_in(team.coach, guild_id=GUILD, channel_id=None, here=501)
    assert here.channel_id == 501
    with pytest.raises(NoPlan, match="<#502>"):
        await daily.plan_in(team.coach, guild_id=GUILD, channel_id=502, here=501)
    with pytest.raises(NoPlan):
        await daily.plan_in(team.coach, guild_id=GUILD + 1, channel_id=500, here=500)


async def test_a_server_has_25_at_most(team):
    for channel in range(25):
        await team.set_up(channel=channel)
    with pytest.raises(TooManyPlans):
        await team.set_up(channel=26)

    await team.set_up(channel=3, at="10:00")


async def test_the_same_bot_in_other_servers(team):
    """Each process does its own; nobody does another's."""
    for shard in range(4):
        await team.set_up(guild=shard << 22, channel=shard)
    own = await daily.due(team.coach, now=NINE, shards=Shards(2, frozenset({1})), limit=9)

    assert len(own) == 2


async def test_three_processes_post_each_once(team, url):
    """Three that begin to look at the same moment."""
    for channel in range(40):
        await team.set_up(guild=channel, channel=channel)
    script = Path(__file__).with_name("daily_process.py")
    processes = [
        await asyncio.create_subprocess_exec(
            sys.executable, str(script), url, "2026-03-02 09:00",
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
        )
        for _ in range(3)
    ]  # fmt: skip
    for process in processes:
        assert await process.stdout.readline() == b"ready\n"
    outputs = await asyncio.gather(*(process.communicate(b"go\n") for process in processes))

    posted = [int(drop) for said, _ in outputs for drop in said.split()]
    assert len(posted) == len(set(posted)) == 40


async def test_wishes_are_kept(team):
    plan = await team.set_up(days="mon-thu", role_id=9, reveal_after=5, filters=Filters("images"))

    status = await team.plan()
    assert status.plan == plan
    assert (plan.role_id, plan.reveal_after, plan.filters.topic) == (9, 5, "images")
    assert plan.timetable.days == {"mon", "tue", "wed", "thu"}
