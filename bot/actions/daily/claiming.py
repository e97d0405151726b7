"""Takes on what is due, so that each local date's question is sent by one process only.

It is claimed first, sent then, and kept last (`outcomes.py`). A process may end at any point
between. Whoever finds a claim that has run out takes it over; what was sent before it could be kept
is found again in the channel, and adopted.
"""

from __future__ import annotations

import logging
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.actions.asking import NoQuestion, wanted
from bot.actions.coach import Coach
from bot.actions.daily.outcomes import log_left_out
from bot.actions.daily.plans import AlreadyHere, NoPlan, Plan, PlanState, Reason, plan_of, stop
from bot.core.questions import Question
from bot.core.scheduling import choose_for_team
from bot.core.team import unanswered
from bot.core.timetable import CATCH_UP, Due
from bot.store import Connection, drops, schedules
from bot.store.drops import Asked, DropRow
from bot.store.schedules import ScheduleRow
from bot.store.shards import Shards

log = logging.getLogger(__name__)

# For so long nobody else tries to do what a process has taken on.
LEASE = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Posting:
    """A drop that has been claimed and is to be sent now.

    Attributes:
        question: What to ask; None for the notice that the plan pauses itself.
        notice: Why it pauses itself.
        tries: How often it has been tried, with this time.
        late: It may only be looked for: it is too late to send it.
    """

    drop_id: int
    plan: Plan
    question: Question | None
    notice: Reason | None
    tries: int = 1
    late: bool = False


async def due(coach: Coach, *, now: datetime, shards: Shards, limit: int) -> Sequence[int]:
    """The ids of schedules with a drop that is due, the one due longest first."""
    async with coach.database.reading() as connection:
        return await schedules.due(connection, now, shards, limit=limit)


async def claim(
    coach: Coach, *, schedule_id: int, now: datetime, rng: random.Random
) -> Posting | None:
    """Take on the drop of a schedule that is due; None where there is nothing to send.

    Dates that are too late are left out. After several without any answer, the plan pauses itself
    and says so in place of the next question.
    """
    async with coach.database.writing() as connection:
        row = await schedules.get(connection, schedule_id, lock=True)
        if row is None or row.state != PlanState.ACTIVE or row.next_at is None:
            return None
        row = await _leave_out_late(connection, row, now)
        plan = plan_of(row)
        if plan.next is None or plan.next.at > now:
            return None
        return await _take(coach, connection, row, plan.next, now, rng)


async def bring_forward(coach: Coach, *, plan: Plan, now: datetime, rng: random.Random) -> Posting:
    """Take on today's drop of a plan at once.

    Raises:
        AlreadyHere: If today's question has been posted, or is being posted.
        NoPlan: If the plan has ended.
        NoQuestion: If no question fits its filters any more.
    """
    wanted(coach.bank, plan.filters)
    async with coach.database.writing() as connection:
        row = await schedules.get(connection, plan.id, lock=True)
        if row is None or row.state == PlanState.ENDED:
            raise NoPlan
        today = plan.timetable.local_day(now)
        there = await drops.on_day(connection, row.id, today)
        if there is not None and there.state != drops.SKIPPED:
            raise AlreadyHere(_already(there, plan_of(row)))
        posting = await _take(
            coach, connection, row, Due(today, now), now, rng, instead_of=there, forced=True
        )
        assert posting is not None
        return posting


async def to_try_again(
    coach: Coach, *, now: datetime, shards: Shards, limit: int
) -> Sequence[DropRow]:
    """Drops that could not be sent, or whose process is gone; the oldest first."""
    async with coach.database.reading() as connection:
        return await drops.to_try_again(connection, now, shards, limit=limit)


async def claim_again(
    coach: Coach, *, drop: DropRow, now: datetime, rng: random.Random
) -> Posting | None:
    """Take on what `to_try_again` gave; None where somebody else did, or the plan has stopped."""
    async with coach.database.writing() as connection:
        row = await drops.take(
            connection, drop, now=now, until=now + LEASE,
            state=drops.CLAIMED, tries=drop.tries + 1,
        )  # fmt: skip
        if row is None:
            return None
        schedule = await schedules.get(connection, row.schedule_id)
        assert schedule is not None
        plan = plan_of(schedule)
        notice = Reason(row.reason) if row.kind == drops.NOTICE and row.reason else None
        question = coach.bank.questions.get(row.question_id or "")
        if notice is None and question is None:
            question = await _choice(coach, connection, plan, rng)
            if question is None:
                await drops.change(
                    connection, row.id, state=drops.SKIPPED, reason=Reason.NO_QUESTION.value
                )
                return None
            await drops.change(connection, row.id, question_id=question.id)
        # Whoever claimed it in time may have gone since.
        late = now > row.due_at + CATCH_UP + LEASE or (
            notice is None and plan.state is PlanState.ENDED
        )
        return Posting(row.id, plan, question, notice, row.tries, late)


async def next_moment(coach: Coach, *, shards: Shards) -> datetime | None:
    """When something falls due, is to be tried again or revealed; None where nothing is planned."""
    async with coach.database.reading() as connection:
        moments = [
            await schedules.next_moment(connection, shards),
            await drops.next_moment(connection, shards),
        ]
    return min((moment for moment in moments if moment is not None), default=None)


async def _take(
    coach: Coach,
    connection: Connection,
    row: ScheduleRow,
    this: Due,
    now: datetime,
    rng: random.Random,
    *,
    instead_of: DropRow | None = None,
    forced: bool = False,
) -> Posting | None:
    """Claim a local date and move on to the next one."""
    plan = plan_of(row)
    asked = await drops.asked(connection, row.id)
    since = [drop.answers for drop in asked if drop.posted_at >= row.counts_from]
    question = await _choice(coach, connection, plan, rng, asked)
    notice = None
    if not forced and question is None:
        notice = Reason.NO_QUESTION
    elif not forced and unanswered(since):
        notice = Reason.UNANSWERED
    values = {
        "due_at": this.at,
        "kind": drops.NOTICE if notice else drops.QUESTION,
        "question_id": question.id if question and not notice else None,
        "state": drops.CLAIMED,
        "reason": notice.value if notice else None,
        "tries": 1,
        "retry_at": now + LEASE,
    }
    if instead_of is not None:
        drop = await drops.change(connection, instead_of.id, **values)
    else:
        drop = await drops.claim(
            connection,
            schedule_id=row.id,
            guild_id=row.guild_id,
            channel_id=row.channel_id,
            day=this.day,
            **values,
        )
    if notice:
        row = await stop(connection, row, PlanState.PAUSED, notice)
        log.info("schedule paused: schedule=%d reason=%s", row.id, notice)
    elif row.state == PlanState.ACTIVE:
        row = await _move_on(connection, row, this, now)
    if drop is None:
        return None
    return Posting(drop.id, plan_of(row), None if notice else question, notice)


async def _choice(
    coach: Coach,
    connection: Connection,
    plan: Plan,
    rng: random.Random,
    asked: Sequence[Asked] | None = None,
) -> Question | None:
    """The next question of a plan; None where the bank has none that fits any more."""
    if asked is None:
        asked = await drops.asked(connection, plan.id)
    try:
        fitting = wanted(coach.bank, plan.filters)
    except NoQuestion:
        return None
    times: dict[str, int] = {}
    totals: dict[str, tuple[int, int]] = {}
    for drop in asked:
        times[drop.question_id] = times.get(drop.question_id, 0) + 1
        answers, total = totals.get(drop.question_id, (0, 0))
        totals[drop.question_id] = answers + drop.answers, total + drop.total
    averages = {of: total / answers for of, (answers, total) in totals.items() if answers}
    previous = asked[0].question_id if asked else None
    return choose_for_team(fitting, times, averages, previous=previous, rng=rng)


async def _leave_out_late(connection: Connection, row: ScheduleRow, now: datetime) -> ScheduleRow:
    """Leave out every date for which it is too late, and say so."""
    plan = plan_of(row)
    while plan.next is not None and plan.next.at + CATCH_UP < now:
        drop = await drops.claim(
            connection,
            schedule_id=row.id,
            guild_id=row.guild_id,
            channel_id=row.channel_id,
            day=plan.next.day,
            due_at=plan.next.at,
            kind=drops.QUESTION,
            question_id=None,
            state=drops.SKIPPED,
            reason=Reason.LATE.value,
            tries=0,
        )
        if drop is not None:
            log_left_out(drop)
        row = await _move_on(connection, row, plan.next, plan.next.at)
        plan = plan_of(row)
    return row


async def _move_on(
    connection: Connection, row: ScheduleRow, done: Due, now: datetime
) -> ScheduleRow:
    """Let the next date of a schedule be the first after one that is done."""
    had = await drops.last_day(connection, row.id)
    following = plan_of(row).timetable.next(now, after=max(done.day, had or done.day))
    return await schedules.change(connection, row.id, next_day=following.day, next_at=following.at)


def _already(drop: DropRow, plan: Plan) -> str:
    comes = f" The next one comes <t:{int(plan.next.at.timestamp())}:R>." if plan.next else ""
    if drop.message_id is None:
        return f"Today's question is being posted; give it a minute.{comes}"
    link = f"https://discord.com/channels/{drop.guild_id}/{drop.channel_id}/{drop.message_id}"
    return f"Today's question is there already: {link}{comes}"
