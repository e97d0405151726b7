"""Posts what is due and reveals what is over, in every server of this process.

One server's failure holds up no other: each drop is sent by itself, and what cannot be sent is
tried again later, or pauses its own plan.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial

import discord

from bot.actions import daily
from bot.actions.daily import DropRow, Plan, Posting, Reason
from bot.discord_app import words
from bot.discord_app.cards import topic_name
from bot.discord_app.client import CoachClient
from bot.discord_app.daily.cards import IDS, Press, closed_page, drop_page, paused_page
from bot.discord_app.failures import NOT_SENT
from bot.discord_app.ids import ids_in
from bot.discord_app.pages import AMBER, Page, notice

log = logging.getLogger(__name__)

DUTY = "daily"
# How many are looked up in one go.
BATCH = 200
# Messages of a channel that are looked through for one that was sent before a crash.
LOOKED_THROUGH = 100
# Seconds between two changes of the number on a card.
GAP = 10.0
# What Discord says where a channel, or its server, is gone.
NO_CHANNEL = frozenset({10003, 10004})


async def work(client: CoachClient, now: datetime) -> datetime | None:
    """Set about all that is due; gives the moment at which more will be."""
    coach, shards = client.coach, client.own_shards

    def start(key: tuple[str, int], errand: Callable[[], Awaitable[None]]) -> None:
        client.errands.start(key, errand, after=partial(client.wake, DUTY))

    drops = await daily.to_try_again(coach, now=now, shards=shards, limit=BATCH)
    due = await daily.due(coach, now=now, shards=shards, limit=BATCH)
    over = await daily.to_reveal(coach, now=now, shards=shards, limit=BATCH)
    for drop in drops:
        start(("drop", drop.id), partial(_try_again, client, drop))
    for schedule_id in due:
        start(("schedule", schedule_id), partial(_begin, client, schedule_id))
    for drop in over:
        start(("reveal", drop.id), partial(_reveal, client, drop))
    if drops or due or over:
        # Each of them looks again when it is done.
        return None
    return await daily.next_moment(coach, shards=shards)


async def post_now(client: CoachClient, plan: Plan) -> bool:
    """Post today's question of a plan at once; gives whether it is there now.

    Raises:
        Refused: If today's is there already, or there is none to post.
    """
    posting = await daily.bring_forward(client.coach, plan=plan, now=client.time(), rng=client.rng)
    sent = await post(client, posting)
    client.wake(DUTY)
    return sent


async def post(client: CoachClient, posting: Posting) -> bool:
    """Send a drop that was claimed; gives whether it is there now."""
    message_id = None
    try:
        if posting.tries > 1:
            message_id = await _find(client, posting)
        if message_id is None and posting.late:
            await daily.given_up(client.coach, drop_id=posting.drop_id)
            return False
        if message_id is None:
            message_id = await _send(client, posting)
    except (discord.Forbidden, discord.NotFound) as error:
        await _refused(client, posting, error)
        return False
    except NOT_SENT as error:
        log.warning("drop not sent: drop=%d error=%r", posting.drop_id, error)
        await daily.failed(client.coach, drop_id=posting.drop_id, now=client.time())
        return False
    await daily.posted(
        client.coach,
        drop_id=posting.drop_id,
        message_id=message_id,
        now=client.time(),
    )
    return True


async def _begin(client: CoachClient, schedule_id: int) -> None:
    # One's turn comes first: what is claimed must be sent soon.
    await client.pace.turn()
    posting = await daily.claim(
        client.coach, schedule_id=schedule_id, now=client.time(), rng=client.rng
    )
    if posting is not None:
        await post(client, posting)


async def _try_again(client: CoachClient, drop: DropRow) -> None:
    await client.pace.turn()
    posting = await daily.claim_again(client.coach, drop=drop, now=client.time(), rng=client.rng)
    if posting is not None:
        await post(client, posting)


def _channel(client: CoachClient, plan: Plan) -> discord.PartialMessageable:
    return client.get_partial_messageable(plan.channel_id, guild_id=plan.guild_id)


async def _send(client: CoachClient, posting: Posting) -> int:
    plan = posting.plan
    mentions = discord.AllowedMentions.none()
    if plan.role_id is not None and posting.question is not None:
        mentions = discord.AllowedMentions(
            everyone=False, users=False, roles=[discord.Object(plan.role_id)]
        )
    shown = _page(client, posting)
    message = await _channel(client, plan).send(
        view=shown.view,
        allowed_mentions=mentions,
        # Discord takes a message with a nonce that it has just seen for the same one.
        nonce=f"drop:{posting.drop_id}",
    )
    return message.id


def _page(client: CoachClient, posting: Posting) -> Page:
    if posting.question is None:
        return paused_page(posting.drop_id, posting.notice)
    return drop_page(
        posting.drop_id,
        posting.question,
        topic_name(client.coach, posting.question),
        answered=0,
        role_id=posting.plan.role_id,
    )


async def _find(client: CoachClient, posting: Posting) -> int | None:
    """The message of a drop, where it was sent by a process that could not keep that."""
    press = Press.RESUME if posting.question is None else Press.ANSWER
    wanted = IDS.of(posting.drop_id, press)
    async for message in _channel(client, posting.plan).history(limit=LOOKED_THROUGH):
        if wanted in ids_in(message.components):
            return message.id
    return None


async def _reveal(client: CoachClient, drop: DropRow) -> None:
    await client.pace.turn()
    coach = client.coach
    reveal = await daily.take_reveal(coach, drop=drop, now=client.time())
    if reveal is None:
        return
    topic = topic_name(coach, reveal.question) if reveal.question else ""
    try:
        if drop.message_id is not None:
            await client.edits.now(drop.channel_id, drop.message_id, closed_page(reveal, topic))
    except (discord.Forbidden, discord.NotFound) as error:
        log.info("drop not revealed: drop=%d error=%r", drop.id, error)
    except NOT_SENT as error:
        log.warning("drop not revealed yet: drop=%d error=%r", drop.id, error)
        await daily.not_revealed(coach, drop_id=drop.id, now=client.time())
        return
    await daily.revealed(coach, drop_id=drop.id)
    log.info("drop revealed: drop=%d", drop.id)


async def _refused(client: CoachClient, posting: Posting, error: discord.HTTPException) -> None:
    """Nothing may be posted there: pause, and tell whoever set it up, once."""
    reason = Reason.CHANNEL_GONE if error.code in NO_CHANNEL else Reason.NO_ACCESS
    log.info("drop refused: drop=%d error=%r", posting.drop_id, error)
    plan = await daily.refused(client.coach, drop_id=posting.drop_id, reason=reason)
    if plan is None:
        return
    said = words.TOLD_CHANNEL_GONE if reason is Reason.CHANNEL_GONE else words.TOLD_NO_ACCESS
    try:
        chat = await client.create_dm(discord.Object(plan.set_up_by))
        told = notice(said.format(channel=plan.channel_id), colour=AMBER)
        await chat.send(view=told.view, nonce=f"told:{posting.drop_id}")
    except NOT_SENT as problem:
        log.info("nobody told: schedule=%d error=%r", plan.id, problem)


def keep_up_to_date(client: CoachClient, channel_id: int, message_id: int, drop_id: int) -> None:
    """Let the card of a drop show soon how many have answered."""

    async def make() -> Page | None:
        shown = await daily.to_show(client.coach, drop_id=drop_id)
        if shown is None:
            return None
        return drop_page(
            drop_id,
            shown.question,
            topic_name(client.coach, shown.question),
            answered=shown.answered,
            role_id=shown.role_id,
        )

    client.edits.soon(channel_id, message_id, make, gap=GAP)
