"""What became of a question that was taken on: it was sent, could not be sent, or was left out."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from bot.actions.coach import Coach
from bot.actions.daily.plans import Plan, PlanState, Reason, plan_of, stop
from bot.metrics import Drop
from bot.store import drops, schedules
from bot.store.drops import DropRow

log = logging.getLogger(__name__)

# Minutes between two tries, the last of them again and again.
BACK_OFF = (1, 2, 5, 10, 20)
# What is sent after this time is counted as late.
ON_TIME = timedelta(minutes=1)


async def posted(coach: Coach, *, drop_id: int, message_id: int, now: datetime) -> None:
    """A drop was sent, now or before; the one before it shows its answer now."""
    async with coach.database.writing() as connection:
        row = await drops.get(connection, drop_id, lock=True)
        if row is None or row.message_id is not None:
            return
        schedule = await schedules.get(connection, row.schedule_id)
        hours = schedule.reveal_after if schedule is not None else None
        notice = row.kind == drops.NOTICE
        await drops.change(
            connection,
            drop_id,
            state=drops.REVEALED if notice else drops.POSTED,
            message_id=message_id,
            posted_at=now,
            reveal_at=None if hours is None or notice else now + timedelta(hours=hours),
            retry_at=None,
        )
        await drops.reveal_earlier(connection, row, now)
    if not notice:
        on_time = now - row.due_at <= ON_TIME
        coach.metrics.drop(Drop.POSTED if on_time else Drop.LATE)
    log.info(
        "drop posted: drop=%d schedule=%d question=%s late=%d",
        drop_id,
        row.schedule_id,
        row.question_id,
        (now - row.due_at).total_seconds(),
    )


async def failed(coach: Coach, *, drop_id: int, now: datetime) -> None:
    """A drop could not be sent for a reason that may pass: it is tried again, until too late."""
    async with coach.database.writing() as connection:
        row = await drops.get(connection, drop_id, lock=True)
        if row is None or row.state != drops.CLAIMED:
            return
        wait = timedelta(minutes=BACK_OFF[min(row.tries, len(BACK_OFF)) - 1])
        await drops.change(
            connection,
            drop_id,
            state=drops.FAILED,
            reason=row.reason if row.kind == drops.NOTICE else Reason.NOT_SENT.value,
            retry_at=now + wait,
        )
    log.warning("drop failed: drop=%d schedule=%d tries=%d", drop_id, row.schedule_id, row.tries)


async def given_up(coach: Coach, *, drop_id: int, reason: Reason = Reason.LATE) -> None:
    """A drop is left out for good."""
    async with coach.database.writing() as connection:
        row = await drops.change(
            connection, drop_id, state=drops.SKIPPED, reason=reason.value, retry_at=None
        )
    coach.metrics.drop(Drop.FAILED)
    log_left_out(row)


async def refused(coach: Coach, *, drop_id: int, reason: Reason) -> Plan | None:
    """Discord lets nothing be posted there: the plan pauses.

    Returns:
        The plan, for whoever is to be told; None where it was paused before.
    """
    async with coach.database.writing() as connection:
        drop = await drops.change(
            connection, drop_id, state=drops.SKIPPED, reason=reason.value, retry_at=None
        )
        coach.metrics.drop(Drop.FAILED)
        row = await schedules.get(connection, drop.schedule_id, lock=True)
        first = row is not None and (row.state == PlanState.ACTIVE or drop.kind == drops.NOTICE)
        if row is None or not first:
            return None
        row = await stop(connection, row, PlanState.PAUSED, reason)
    log.warning("schedule paused: schedule=%d reason=%s", row.id, reason)
    return plan_of(row)


def log_left_out(drop: DropRow) -> None:
    """One line for each question that a channel does not get."""
    log.warning(
        "drop left out: drop=%d schedule=%d day=%s reason=%s",
        drop.id,
        drop.schedule_id,
        drop.day,
        drop.reason,
    )
