"""The plan of a channel: when it gets a question, of which sort, and whether it does at present."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, time
from enum import StrEnum

from bot.actions.asking import wanted
from bot.actions.cards import Filters, filters_of
from bot.actions.coach import Coach
from bot.actions.progress import UnknownZone
from bot.actions.refusals import Refused
from bot.actions.zones import advice, zone_named
from bot.core.team import team_run
from bot.core.timetable import (
    EVERY_DAY,
    WEEK,
    Due,
    NoSuchDays,
    NoSuchTime,
    Timetable,
    days_of,
    time_of,
)
from bot.store import Connection, drops, schedules
from bot.store.drops import DropRow
from bot.store.schedules import ScheduleRow

MOST_PLANS = 25
LONGEST_REVEAL = 24 * 7
# How far back `status` looks for a drop that was left out.
LOOKED_BACK = 7


class PlanState(StrEnum):
    """Whether a channel gets questions."""

    ACTIVE = schedules.ACTIVE
    PAUSED = schedules.PAUSED
    ENDED = schedules.ENDED


class Reason(StrEnum):
    """Why a channel gets no questions, or did not get one."""

    BY_HAND = "by_hand"
    UNANSWERED = "unanswered"
    NO_ACCESS = "no_access"
    CHANNEL_GONE = "channel_gone"
    NO_QUESTION = "no_question"
    REMOVED = "removed"
    LEFT = "left"
    LATE = "late"
    NOT_SENT = "not_sent"


@dataclass(frozen=True, slots=True)
class Plan:
    """When a channel gets a question, and of which sort.

    Attributes:
        role_id: The role that is called each time.
        reveal_after: Hours after which the answer is shown; None for when the next question comes.
        reason: Why it is not active.
        next: The next drop; None where it is not active.
    """

    id: int
    guild_id: int
    channel_id: int
    timetable: Timetable
    filters: Filters
    role_id: int | None
    reveal_after: int | None
    state: PlanState
    reason: Reason | None
    set_up_by: int
    next: Due | None


@dataclass(frozen=True, slots=True)
class PlanStatus:
    """A plan and how it goes.

    Attributes:
        run: Days in a row on which at least one person answered.
        last: The drop that was posted last.
        answered: How many people answered that one.
        left_out: The last drop that was left out or failed, of the last seven.
    """

    plan: Plan
    run: int
    last: DropRow | None
    answered: int
    left_out: DropRow | None


@dataclass(frozen=True, slots=True)
class Wishes:
    """What somebody asks for when they set up a plan, as they typed it."""

    at: str
    zone: str
    days: str | None = None
    filters: Filters = field(default_factory=Filters)
    role_id: int | None = None
    reveal_after: int | None = None


class BadPlan(Refused):
    """Something about the wishes is not possible; the sentence says what to write instead."""


class TooManyPlans(Refused):
    """The server has as many plans as it may have."""

    sentence = (
        f"This server has questions in {MOST_PLANS} channels already, and more are not possible. "
        "End one with **/daily remove**."
    )


class NoPlan(Refused):
    """There is no plan where one was asked for."""

    sentence = "There is no daily question here yet. Set one up with **/daily setup**."


class WhichPlan(Refused):
    """There are several plans, and none was named."""


class AlreadyHere(Refused):
    """The question of this date has been posted; the sentence says where and what comes next."""


def plan_of(row: ScheduleRow) -> Plan:
    """A schedule as it is kept -> a plan."""
    following = Due(row.next_day, row.next_at) if row.next_day and row.next_at else None
    return Plan(
        id=row.id,
        guild_id=row.guild_id,
        channel_id=row.channel_id,
        timetable=Timetable(time.fromisoformat(row.at), row.zone, frozenset(row.days.split(","))),
        filters=filters_of(row.filters),
        role_id=row.role_id,
        reveal_after=row.reveal_after,
        state=PlanState(row.state),
        reason=Reason(row.reason) if row.reason else None,
        set_up_by=row.set_up_by,
        next=following,
    )


async def set_up(
    coach: Coach, *, guild_id: int, channel_id: int, wishes: Wishes, by: int, now: datetime
) -> Plan:
    """Post a question in a channel from now on; a plan that it has already is changed.

    Raises:
        BadPlan: If the time, the days or the hours cannot be understood.
        UnknownZone: If there is no such time zone.
        NoQuestion: If no question fits the filters.
        TooManyPlans: If the server has as many as it may have.
    """
    timetable = _timetable(wishes)
    if wishes.reveal_after is not None and not 1 <= wishes.reveal_after <= LONGEST_REVEAL:
        raise BadPlan(f"The answer can be shown after 1 to {LONGEST_REVEAL} hours; choose one.")
    wanted(coach.bank, wishes.filters)
    async with coach.database.writing() as connection:
        before = await schedules.in_channel(connection, channel_id, lock=True)
        others = await schedules.of_guild(connection, guild_id)
        if len(others) >= MOST_PLANS and all(row.channel_id != channel_id for row in others):
            raise TooManyPlans
        had = await drops.last_day(connection, before.id) if before else None
        following = timetable.next(now, after=had)
        row = await schedules.put(
            connection,
            guild_id=guild_id,
            channel_id=channel_id,
            at=timetable.at.strftime("%H:%M"),
            zone=timetable.zone,
            days=",".join(day for day in WEEK if day in timetable.days),
            filters=asdict(wishes.filters),
            role_id=wishes.role_id,
            reveal_after=wishes.reveal_after,
            state=PlanState.ACTIVE.value,
            reason=None,
            set_up_by=by,
            set_up_at=now,
            counts_from=now,
            next_day=following.day,
            next_at=following.at,
        )
    return plan_of(row)


async def plan_in(coach: Coach, *, guild_id: int, channel_id: int | None, here: int) -> Plan:
    """The plan that somebody means.

    Args:
        coach: The coach.
        guild_id: The server.
        channel_id: The channel they named, if they named one.
        here: The channel they are in.

    Raises:
        NoPlan: If there is none.
        WhichPlan: If there are several, none of them here, and they named none.
    """
    async with coach.database.reading() as connection:
        plans = {
            row.channel_id: plan_of(row) for row in await schedules.of_guild(connection, guild_id)
        }
    if channel_id is not None:
        if channel_id not in plans:
            raise NoPlan(
                f"There is no daily question in <#{channel_id}>. "
                "Set one up with **/daily setup**, or see **/daily status**."
            )
        return plans[channel_id]
    if here in plans:
        return plans[here]
    if len(plans) == 1:
        return next(iter(plans.values()))
    if not plans:
        raise NoPlan
    names = ", ".join(f"<#{channel}>" for channel in plans)
    raise WhichPlan(f"There are daily questions in {names}. Name one of these channels.")


async def status(coach: Coach, *, guild_id: int) -> Sequence[PlanStatus]:
    """The plans of a server and how they go, oldest first."""
    async with coach.database.reading() as connection:
        rows = await schedules.of_guild(connection, guild_id)
        return [await _status(connection, row) for row in rows]


async def pause(coach: Coach, *, plan: Plan) -> Plan:
    """Post nothing until it is resumed; does nothing where it is paused."""
    async with coach.database.writing() as connection:
        row = await _locked(connection, plan)
        if row.state == PlanState.ACTIVE:
            row = await stop(connection, row, PlanState.PAUSED, Reason.BY_HAND)
    return plan_of(row)


async def resume(coach: Coach, *, plan: Plan, now: datetime) -> Plan:
    """Post again, from the next due time on; does nothing where it is active.

    Raises:
        NoQuestion: If no question fits its filters any more.
    """
    wanted(coach.bank, plan.filters)
    async with coach.database.writing() as connection:
        row = await _locked(connection, plan)
        if row.state != PlanState.ACTIVE:
            had = await drops.last_day(connection, row.id)
            following = plan_of(row).timetable.next(now, after=had)
            row = await schedules.change(
                connection,
                row.id,
                state=PlanState.ACTIVE.value,
                reason=None,
                counts_from=now,
                next_day=following.day,
                next_at=following.at,
            )
    return plan_of(row)


async def remove(coach: Coach, *, plan: Plan, now: datetime) -> None:
    """End a plan; the question that is open shows its answer."""
    async with coach.database.writing() as connection:
        row = await _locked(connection, plan)
        await stop(connection, row, PlanState.ENDED, Reason.REMOVED)
        for drop in await drops.recent(connection, row.id, LOOKED_BACK):
            if drop.state == drops.POSTED:
                await drops.change(connection, drop.id, reveal_at=now, retry_at=None)


async def stop(
    connection: Connection, row: ScheduleRow, state: PlanState, reason: Reason
) -> ScheduleRow:
    """Let a schedule post nothing more."""
    return await schedules.change(
        connection, row.id, state=state.value, reason=reason.value, next_day=None, next_at=None
    )


async def _locked(connection: Connection, plan: Plan) -> ScheduleRow:
    row = await schedules.get(connection, plan.id, lock=True)
    if row is None or row.state == PlanState.ENDED:
        raise NoPlan
    return row


async def _status(connection: Connection, row: ScheduleRow) -> PlanStatus:
    asked = await drops.asked(connection, row.id)
    recent = await drops.recent(connection, row.id, LOOKED_BACK)
    last = next((d for d in recent if d.kind == drops.QUESTION and d.posted_at), None)
    out = (drops.SKIPPED, drops.FAILED)
    return PlanStatus(
        plan=plan_of(row),
        run=team_run([drop.answers for drop in asked]),
        last=last,
        answered=asked[0].answers if asked else 0,
        left_out=next((d for d in recent if d.state in out), None),
    )


def _timetable(wishes: Wishes) -> Timetable:
    zone = zone_named(wishes.zone)
    if zone is None:
        raise UnknownZone(
            f"“{wishes.zone.strip()[:50]}” is not a time zone I know. {advice(wishes.zone)}"
        )
    try:
        days = days_of(wishes.days) if wishes.days is not None else EVERY_DAY
        return Timetable(time_of(wishes.at), zone, days)
    except (NoSuchTime, NoSuchDays) as error:
        raise BadPlan(str(error)) from None
