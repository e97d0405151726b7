"""Keeps quizzes going: posts what is due, once, whatever happens in between."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from functools import partial

import discord

from bot.actions import quiz_night
from bot.actions.quiz_night import Due, Kept, NotNow, Plays
from bot.core.quiz import (
    Asked,
    Begun,
    Closed,
    Crowned,
    Ended,
    Ending,
    Event,
    Graded,
    Next,
    Phase,
    Revealed,
    Skipped,
)
from bot.discord_app.client import CoachClient
from bot.discord_app.failures import NOT_SENT
from bot.discord_app.ids import ids_in
from bot.discord_app.pages import Page
from bot.discord_app.quiz_night.boards import Boards
from bot.discord_app.quiz_night.ids import IDS, Press
from bot.discord_app.quiz_night.timing import BEAT, is_due, next_look, whole_second

log = logging.getLogger(__name__)

DUTY = "quiz"
# How far back a message is sought that may have been posted before a crash.
LOOK_BACK = 25
# The longest that posting a question may take before its countdown is shown anew.
SLOW_POST = timedelta(seconds=2)
THREAD_DAYS = 1440
ALREADY_A_THREAD = 160004


class Runner:
    """Does what is due in the quizzes of the servers that this process speaks in.

    The database tells what that is; what is kept here only saves looking there.
    """

    def __init__(self, client: CoachClient, plays: Plays, boards: Boards) -> None:
        """Nothing is done yet.

        Args:
            client: The connection.
            plays: Where events are played.
            boards: The cards in the channels.
        """
        self._client = client
        self._coach = client.coach
        self._plays = plays
        self._boards = boards
        self._looked_at: datetime | None = None
        self._looking = asyncio.Lock()
        # Quizzes to be looked at once more, and those whose card is not up to date.
        self._again: set[int] = set()
        self._stale: set[int] = set()
        self._doing: Mapping[Phase, Callable[[Kept, bool], Awaitable[bool]]] = {
            Phase.LOBBY: self._wait_for_players,
            Phase.OPENING: self._ask,
            Phase.ASKING: self._close,
            Phase.CLOSED: self._grade,
            Phase.GRADED: self._reveal,
            Phase.BREAK: self._go_on,
            Phase.ENDING: self._crown,
        }

    async def work(self, now: datetime) -> datetime | None:
        """Set about all that is due; gives the moment at which more will be."""
        first = self._looked_at is None
        dues = await self._look()
        for due in dues:
            if first or is_due(due, now):
                self.soon(due.id)
        looks = (next_look(due, now) for due in dues)
        return min((look for look in looks if look is not None), default=None)

    def soon(self, quiz_id: int, *, stale: bool = False) -> None:
        """Do what is due in a quiz, if anything is; once more, if that is being done.

        Args:
            quiz_id: The quiz.
            stale: Whether its card must be brought up to date, too.
        """
        self._again.add(quiz_id)
        if stale:
            self._stale.add(quiz_id)
        self._client.errands.start(("quiz", quiz_id), partial(self._tended, quiz_id))

    async def ready(self) -> None:
        """Make sure that time which was lost has been given back.

        That is the time before this process began, or in which it or the whole computer stood
        still: what is done first after it must not take a round for one whose time is up.
        """
        if self._missed(self._client.time()):
            async with self._looking:
                # Of all who wait here, the first has done it for the others.
                if self._missed(self._client.time()):
                    await self._looked()
            self._client.wake(DUTY)

    def _missed(self, now: datetime) -> bool:
        """Whether no look was taken for so long that time may be lost, or the clock was put."""
        at = self._looked_at
        return at is None or abs(now - at) >= quiz_night.STANDSTILL

    async def _look(self) -> list[Due]:
        async with self._looking:
            return await self._looked()

    async def _looked(self) -> list[Due]:
        """The quizzes of this process; it leaves a sign of life, and gives back lost time."""
        dues = await self._mine()
        # Not before: a database that is busy for seconds must not look like a clock put back.
        now = self._client.time()
        known = self._looked_at is not None
        for due in dues:
            if await quiz_night.give_back(self._plays, due, known=known, now=now):
                log.info("time given back: quiz=%d", due.id)
                await self._boards.refresh(due.id)
        self._looked_at = now
        dues = await self._mine()
        timed = [d.id for d in dues if d.until is not None and now - d.alive_at >= BEAT]
        if timed:
            await quiz_night.alive(self._coach, timed, now=now)
        return dues

    async def _mine(self) -> list[Due]:
        return await quiz_night.not_over(self._coach, shards=self._client.own_shards)

    async def _tended(self, quiz_id: int) -> None:
        try:
            await self.ready()
            while quiz_id in self._again:
                self._again.discard(quiz_id)
                await self.tend(quiz_id)
                if quiz_id in self._stale:
                    self._stale.discard(quiz_id)
                    await self._boards.refresh(quiz_id)
        except NOT_SENT as error:
            # It is tried again when what was claimed is free.
            log.warning("quiz waits: quiz=%d error=%r", quiz_id, error)

    async def tend(self, quiz_id: int) -> None:
        """Do all that is due in a quiz, one step after the other."""
        fresh = False
        while True:
            kept = await self._plays.get(quiz_id)
            now = self._client.time()
            if not is_due(kept, now):
                return
            if not await quiz_night.claim(self._coach, kept, now=now):
                return
            fresh = await self._doing[kept.quiz.phase](kept, fresh)
            # Whatever comes next has its own time.
            self._client.wake(DUTY)
            if not fresh:
                return

    async def _wait_for_players(self, kept: Kept, _: bool) -> bool:
        if kept.lobby_id is None:
            page = self._boards.lobby(kept)
            marker = IDS.of(kept.id, Press.LEAVE)
            posted = await self._post(kept, kept.channel_id, page, "lobby", marker, look=True)
            if posted is None:
                return False
            await quiz_night.posted(self._coach, kept, lobby_id=posted)
            return False
        start = Begun() if kept.quiz.players else Ended(Ending.NOBODY)
        moved = await self._play(kept, start)
        self._boards.show_lobby(kept)
        return moved

    async def _ask(self, kept: Kept, fresh: bool) -> bool:
        if kept.question_id not in self._coach.bank.questions:
            log.warning("question gone: quiz=%d question=%s", kept.id, kept.question_id)
            return await self._play(kept, Skipped())
        if kept.quiz.number == 1 and kept.thread_id is None:
            kept = await self._with_thread(kept)
            self._boards.show_lobby(kept)
        before = self._client.time()
        until = whole_second(before + timedelta(seconds=kept.quiz.rules.seconds))
        page = self._boards.question(kept, until=until)
        assert kept.round_id is not None
        marker = IDS.of(kept.round_id, Press.ANSWER)
        slot = f"q{kept.quiz.number}"
        posted = await self._post(kept, kept.place_id, page, slot, marker, look=not fresh)
        if posted is None:
            return True
        await quiz_night.posted(self._coach, kept, message_id=posted)
        late = self._client.time() - before
        if late > SLOW_POST:
            until += late
        moved = await self._play(kept, Asked(until))
        log.info("round asked: quiz=%d round=%d", kept.id, kept.quiz.number)
        if not fresh or late > SLOW_POST:
            # It may have been posted before a crash, with a countdown of then.
            self._boards.show_question(kept.id, kept.round_id, kept.place_id, posted)
        return moved

    async def _close(self, kept: Kept, _: bool) -> bool:
        return await self._play(kept, Closed(self._client.time()))

    async def _grade(self, kept: Kept, _: bool) -> bool:
        now = self._client.time()
        if kept.message_id is not None:
            assert kept.round_id is not None
            self._boards.show_question(kept.id, kept.round_id, kept.place_id, kept.message_id)
        if kept.question_id not in self._coach.bank.questions:
            return await self._play(kept, Graded(dict.fromkeys(kept.quiz.answers, 0)))
        scores = await quiz_night.grade_round(self._coach, kept, now=now)
        log.info(
            "round graded: quiz=%d round=%d answers=%d", kept.id, kept.quiz.number, len(scores)
        )
        return await self._play(kept, Graded(scores))

    async def _reveal(self, kept: Kept, fresh: bool) -> bool:
        assert kept.round_id is not None
        if kept.question_id in self._coach.bank.questions:
            page = await self._boards.reveal(kept.round_id)
            marker = IDS.of(kept.round_id, Press.RESULT)
            slot = f"r{kept.quiz.number}"
            posted = await self._post(kept, kept.place_id, page, slot, marker, look=not fresh)
            if posted is not None:
                await quiz_night.posted(self._coach, kept, reveal_id=posted)
        moved = await self._play(kept, Revealed(self._client.time()))
        if moved:
            # Only now is it known when the next round follows.
            await self._boards.refresh(kept.id)
        return moved

    async def _go_on(self, kept: Kept, _: bool) -> bool:
        moved = await self._play(kept, Next())
        self._boards.show_reveal(kept)
        return moved

    async def _crown(self, kept: Kept, fresh: bool) -> bool:
        if kept.quiz.number and kept.podium_id is None:
            marker = IDS.of(kept.id, Press.MINE)
            await self._post_podium(kept, marker, look=not fresh)
        await self._play(kept, Crowned())
        self._boards.show_lobby(kept)
        if kept.reveal_id is not None:
            self._boards.show_reveal(kept)
        elif kept.message_id is not None and kept.round_id is not None:
            self._boards.show_question(kept.id, kept.round_id, kept.place_id, kept.message_id)
        log.info("quiz over: quiz=%d ending=%s", kept.id, kept.quiz.ending)
        return False

    async def _post_podium(self, kept: Kept, marker: str, *, look: bool) -> None:
        """Post the podium; where the thread is gone, in the channel; without files, if need be."""
        for place_id in dict.fromkeys((kept.place_id, kept.channel_id)):
            for pictured in (True, False):
                page = await self._boards.podium(kept.id, pictured=pictured)
                posted = await self._post(kept, place_id, page, "podium", marker, look=look)
                if posted is not None:
                    await quiz_night.posted(self._coach, kept, podium_id=posted)
                    return

    async def _with_thread(self, kept: Kept) -> Kept:
        """Give a quiz a thread of its own, below its lobby, where the bot may make one."""
        home = self._client.get_channel(kept.channel_id)
        if not isinstance(home, discord.TextChannel) or kept.lobby_id is None:
            return kept
        may = home.permissions_for(home.guild.me)
        if not may.create_public_threads or not may.send_messages_in_threads:
            return kept
        try:
            await home.get_partial_message(kept.lobby_id).create_thread(
                name=self._boards.title(kept)[:100], auto_archive_duration=THREAD_DAYS
            )
        except discord.HTTPException as error:
            # A thread below a message has the id of the message.
            if error.code != ALREADY_A_THREAD:
                if error.status >= 500:
                    raise
                log.info("no thread: quiz=%d error=%r", kept.id, error)
                return kept
        await quiz_night.posted(self._coach, kept, thread_id=kept.lobby_id)
        return await self._plays.get(kept.id)

    async def _post(
        self, kept: Kept, place_id: int, page: Page, slot: str, marker: str, *, look: bool
    ) -> int | None:
        """Post a card once; gives its message, or None where the bot cannot write any more.

        Args:
            kept: The quiz; where nothing can be posted, it ends.
            place_id: The channel or thread.
            page: The card.
            slot: Which card it is, for the nonce.
            marker: The id of a button that only this card has.
            look: Whether it may have been posted before, by a process that did not live to note it.

        Raises:
            discord.DiscordException: If it is worth another try.
        """
        channel = self._client.get_partial_messageable(place_id)
        try:
            if look and (found := await self._found(channel, marker)) is not None:
                return found
            message = await channel.send(
                view=page.view, files=page.files(), nonce=f"quiz:{kept.id}:{slot}"
            )
        except discord.HTTPException as error:
            if error.status >= 500 or error.status == 429:
                raise
            log.warning("quiz cannot post: quiz=%d slot=%s error=%r", kept.id, slot, error)
            await self._play(kept, Ended(Ending.LOST))
            return None
        return message.id

    async def _found(self, channel: discord.PartialMessageable, marker: str) -> int | None:
        me = self._client.user
        with contextlib.suppress(discord.Forbidden):
            async for message in channel.history(limit=LOOK_BACK):
                if (
                    me is not None
                    and message.author.id == me.id
                    and marker in ids_in(message.components)
                ):
                    return message.id
        return None

    async def _play(self, kept: Kept, event: Event) -> bool:
        """Play an event of our own; false where somebody else was quicker."""
        try:
            await self._plays.play(kept.id, event, now=self._client.time())
        except NotNow as refused:
            log.info("not played: quiz=%d event=%s why=%s", kept.id, event, refused.why)
            return False
        return True
