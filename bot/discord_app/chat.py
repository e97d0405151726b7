"""Practice by plain words in a direct message: a few commands, and everything else is an answer."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias
from weakref import WeakValueDictionary

import discord

from bot.actions import Refused, deliveries, practice, progress
from bot.actions.practice import Card, Filters, Place, Surface
from bot.discord_app import failures, words
from bot.discord_app.cards import question_page, shown_page, topic_name
from bot.discord_app.client import CoachClient
from bot.discord_app.graded import log_graded, saved_page
from bot.discord_app.guide import help_page
from bot.discord_app.limits import ANSWERS
from bot.discord_app.pages import AMBER, Page, notice
from bot.discord_app.progress import streak_page
from bot.discord_app.result_card import result_page
from bot.discord_app.spoken import bare, filters_of, known_words, practice_words, text_of

log = logging.getLogger(__name__)

# Enough to recognise what a resumed connection delivers twice, and changes soon after sending.
REMEMBERED = 2000
# While a process is replaced by another, both may be told of a message.
DELIVERED_WITHIN = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of a person: what they wrote, where, and the question that is open there."""

    message: discord.Message
    text: str
    place: Place
    card: Card | None


Reaction: TypeAlias = Callable[[Turn], Awaitable[Page]]


def _delivery(message: discord.Message) -> str:
    return f"message:{message.id}"


class Chat:
    """Answers direct messages, those of one person in the order they were sent."""

    def __init__(self, client: CoachClient) -> None:
        self._client = client
        self._coach = client.coach
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        # Message ids, with the attempt where the message was graded.
        self._seen: OrderedDict[int, int | None] = OrderedDict()
        self._reactions: dict[str, Reaction] = {
            phrase: reaction
            for phrases, reaction in (
                (
                    ("next", "next question", "another", "another one", "new", "go", "start"),
                    self._next,
                ),
                (("hint", "give me a hint", "a hint", "hint please"), self._hint),
                (("skip", "pass"), self._next),
                (
                    ("show", "show answer", "show me", "show the answer", "show me the answer"),
                    self._show,
                ),
                (("again", "try again", "retry", "once more"), self._again),
                (("streak", "my streak"), self._streak),
                (("stop", "quit", "exit", "end", "cancel"), self._stop),
                (("help", ""), self._help),
            )
            for phrase in phrases
        }

    async def heard(self, message: discord.Message) -> None:
        """Answer a message once, even if Discord delivers it twice."""
        if message.id in self._seen:
            return
        self._remember(message.id)
        lock = self._turns.setdefault(message.author.id, asyncio.Lock())
        async with lock:
            async with self._client.room.place():
                page = await self._answer(message)
            if page is None or await self._send(message, page):
                return
            # Nobody is to wonder what became of an answer that is saved.
            attempt_id = self._seen.get(message.id)
            if attempt_id is not None:
                await self._send(message, saved_page(attempt_id))

    async def edited(self, payload: discord.RawMessageUpdateEvent) -> None:
        """Say once that a changed answer is not graded again."""
        # Discord also reports link previews this way; only a person's change has a time.
        if payload.data.get("edited_timestamp") and self._seen.get(payload.message_id):
            self._remember(payload.message_id)
            await self._send(payload.message, notice(words.EDITED, colour=AMBER))

    async def forget(self, now: datetime) -> None:
        """Forget which messages were taken on, once Discord delivers them no more."""
        await deliveries.forget(self._coach, before=now - DELIVERED_WITHIN)

    async def _answer(self, message: discord.Message) -> Page | None:
        """What is said to a message; None where another process answers it."""
        text = ""
        try:
            text = await text_of(message)
            now, delivery = self._client.now(message), _delivery(message)
            if not await deliveries.take(self._coach, delivery=delivery, now=now):
                return None
            return await self._react(message, text)
        except Refused as refusal:
            return notice(str(refusal), colour=AMBER)
        except Exception as error:
            log.error("failed: during=chat message=%d", message.id, exc_info=error)
            return notice(words.MESSAGE_NOT_SAVED if text else words.SOMETHING_BROKE, colour=AMBER)

    async def _react(self, message: discord.Message, text: str) -> Page:
        place = Place(Surface.DM, message.channel.id)
        card = await practice.open_card(self._coach, learner_id=message.author.id, place=place)
        turn = Turn(message, text, place, card)
        reaction = self._reactions.get(bare(text))
        if reaction is not None:
            return await reaction(turn)
        asked = practice_words(text)
        if asked is not None:
            filters, unknown = filters_of(asked, self._coach.bank)
            if not unknown:
                return await self._ask(turn, filters)
            if card is None:
                return notice(words.no_such_filter(unknown, known_words(self._coach.bank)))
        return await self._grade(turn) if card is not None else notice(words.GUIDE)

    async def _grade(self, turn: Turn) -> Page:
        assert turn.card is not None
        now = self._client.now(turn.message)
        self._client.limits.take(ANSWERS, turn.message.author.id, now)
        grade = practice.answer if turn.card.probe is None else practice.answer_probe
        result = await grade(
            self._coach,
            card_id=turn.card.id,
            learner_id=turn.message.author.id,
            text=turn.text,
            delivery=_delivery(turn.message),
            now=now,
        )
        log_graded(result)
        self._remember(turn.message.id, attempt_id=result.attempt_id)
        try:
            return result_page(result, topic_name(self._coach, result.card.question), chat=True)
        except Exception as error:
            log.error("result not shown: attempt=%d", result.attempt_id, exc_info=error)
            return saved_page(result.attempt_id)

    async def _ask(self, turn: Turn, filters: Filters) -> Page:
        card = await practice.ask(
            self._coach,
            learner_id=turn.message.author.id,
            place=turn.place,
            filters=filters,
            now=self._client.now(turn.message),
            rng=self._client.rng,
        )
        return question_page(card, topic_name(self._coach, card.question), chat=True)

    async def _next(self, turn: Turn) -> Page:
        if turn.card is None:
            return await self._ask(turn, Filters())
        await self._close(turn, turn.card)
        return await self._ask(turn, turn.card.filters)

    async def _hint(self, turn: Turn) -> Page:
        if turn.card is None:
            return notice(words.NOTHING_OPEN)
        if turn.card.probe is not None:
            return notice(words.NO_HINT_ON_PROBE)
        card = await practice.hint(
            self._coach,
            card_id=turn.card.id,
            learner_id=turn.message.author.id,
            now=self._client.now(turn.message),
        )
        return question_page(card, topic_name(self._coach, card.question), chat=True)

    async def _show(self, turn: Turn) -> Page:
        if turn.card is None:
            return notice(words.NOTHING_OPEN)
        if turn.card.probe is not None:
            return notice(words.ALREADY_SHOWN)
        card = await practice.show(
            self._coach,
            card_id=turn.card.id,
            learner_id=turn.message.author.id,
            now=self._client.now(turn.message),
        )
        return shown_page(card, topic_name(self._coach, card.question))

    async def _again(self, turn: Turn) -> Page:
        if turn.card is None:
            return notice(words.WHICH_AGAIN)
        card = turn.card
        if card.probe is not None:
            card = await practice.again(
                self._coach,
                card_id=card.id,
                learner_id=turn.message.author.id,
                place=turn.place,
                now=self._client.now(turn.message),
            )
        return question_page(card, topic_name(self._coach, card.question), chat=True)

    async def _streak(self, turn: Turn) -> Page:
        report = await progress.streak(
            self._coach, learner_id=turn.message.author.id, now=self._client.now(turn.message)
        )
        return streak_page(report)

    async def _stop(self, turn: Turn) -> Page:
        if turn.card is None:
            return notice(words.NOTHING_OPEN)
        await self._close(turn, turn.card)
        return notice(words.STOPPED)

    async def _help(self, turn: Turn) -> Page:
        if not turn.text:
            return notice(words.ONLY_TEXT, colour=AMBER)
        return help_page()

    async def _close(self, turn: Turn, card: Card) -> None:
        """Put the open question, or its follow-up, aside."""
        await practice.skip(
            self._coach,
            card_id=card.id,
            learner_id=turn.message.author.id,
            now=self._client.now(turn.message),
        )

    async def _send(self, message: discord.Message, page: Page) -> bool:
        """Answer a message; gives False where that failed, but something else may get through."""
        try:
            await message.channel.send(
                view=page.view,
                files=page.files(),
                reference=message.to_reference(fail_if_not_exists=False),
                # Discord shows a message with a known nonce only once.
                nonce=str(message.id),
            )
        except failures.NOT_SENT as error:
            level = logging.INFO if failures.is_everyday(error) else logging.ERROR
            log.log(level, "not answered: message=%d error=%r", message.id, error)
            return failures.is_everyday(error)
        return True

    def _remember(self, message_id: int, *, attempt_id: int | None = None) -> None:
        self._seen[message_id] = attempt_id
        if len(self._seen) > REMEMBERED:
            self._seen.popitem(last=False)
