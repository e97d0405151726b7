"""A team with a question of the day: what is due is posted, without a Discord to post to."""

from __future__ import annotations

import itertools
import random
from datetime import UTC, datetime, timedelta

from bot.actions import Shards, daily
from bot.actions.cards import Place, Surface
from bot.actions.daily import Wishes
from bot.actions.practice import Filters

# A Monday.
START = datetime(2026, 3, 2, 7, tzinfo=UTC)
GUILD, CHANNEL, LEAD = 11 << 22, 500, 7
ALL = Shards()


def at(text: str) -> datetime:
    """A moment in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


class Team:
    """A server with one plan, and what was posted there: (date, question or notice, moment)."""

    def __init__(self, coach) -> None:
        self.coach = coach
        self.rng = random.Random(5)
        self.sent: list[tuple[str, str]] = []
        self.drops: list[int] = []
        self._messages = itertools.count(9000)
        self._deliveries = itertools.count()

    async def set_up(self, now=START, *, channel=CHANNEL, guild=GUILD, **wishes):
        filled = {"at": "09:00", "zone": "UTC"} | wishes
        return await daily.set_up(
            self.coach,
            guild_id=guild,
            channel_id=channel,
            wishes=Wishes(**filled),
            by=LEAD,
            now=now,
        )

    async def claim(self, now: datetime):
        """Take on the first thing that is due, if there is one."""
        for schedule_id in await daily.due(self.coach, now=now, shards=ALL, limit=9):
            posting = await daily.claim(self.coach, schedule_id=schedule_id, now=now, rng=self.rng)
            if posting is not None:
                return posting
        return None

    async def send(self, posting, now: datetime) -> int:
        """Send a posting and keep that."""
        what = posting.question.id if posting.question else f"notice: {posting.notice}"
        self.sent.append((now.strftime("%m-%d %H:%M"), what))
        self.drops.append(posting.drop_id)
        await daily.posted(
            self.coach, drop_id=posting.drop_id, message_id=next(self._messages), now=now
        )
        return posting.drop_id

    async def look(self, now: datetime) -> int | None:
        """What the bot does when it looks: post what is due, reveal what is over."""
        for drop in await daily.to_try_again(self.coach, now=now, shards=ALL, limit=9):
            posting = await daily.claim_again(self.coach, drop=drop, now=now, rng=self.rng)
            if posting is not None and posting.late:
                await daily.given_up(self.coach, drop_id=posting.drop_id)
            elif posting is not None:
                await self.send(posting, now)
        drop_id = None
        while posting := await self.claim(now):
            drop_id = await self.send(posting, now)
        for drop in await daily.to_reveal(self.coach, now=now, shards=ALL, limit=9):
            if await daily.take_reveal(self.coach, drop=drop, now=now):
                await daily.revealed(self.coach, drop_id=drop.id)
        return drop_id

    async def days(self, number: int, *, start=START, every=timedelta(days=1)) -> None:
        """Look once a day, right after the hour."""
        for ahead in range(number):
            await self.look(start + timedelta(hours=2, minutes=1) + ahead * every)

    async def answer(self, drop_id: int, learner_id: int, text: str, now: datetime, **options):
        return await daily.answer(
            self.coach,
            drop_id=drop_id,
            learner_id=learner_id,
            place=Place(Surface.GROUP, CHANNEL, GUILD),
            text=text,
            delivery=f"delivery {next(self._deliveries)}",
            now=now,
            **options,
        )

    async def plan(self):
        (status,) = await daily.status(self.coach, guild_id=GUILD)
        return status


__all__ = ["ALL", "CHANNEL", "GUILD", "LEAD", "START", "Filters", "Team", "at"]
