"""The cards of a quiz in the channel: what each shows now, and bringing them up to date."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime

from bot.actions import quiz_night
from bot.actions.quiz_night import Kept, NotNow, Plays
from bot.core.quiz import Ended, Ending, Phase
from bot.core.quiz.states import OPEN
from bot.discord_app.cards import topic_name
from bot.discord_app.client import CoachClient
from bot.discord_app.pages import Page
from bot.discord_app.quiz_night.cards import (
    closed_page,
    lobby_page,
    over_page,
    question_page,
    reveal_page,
    topic_of,
)
from bot.discord_app.quiz_night.podium import podium_page, winners

# Seconds between two edits of a lobby, and of a question while answers come in.
LOBBY_GAP = 2.0
QUESTION_GAP = 3.0


class Boards:
    """Makes the cards, each from what the database says at that moment."""

    def __init__(self, client: CoachClient, plays: Plays) -> None:
        """Nothing is shown yet.

        Args:
            client: The connection.
            plays: Where a quiz ends whose cards somebody removed.
        """
        self._client = client
        self._coach = client.coach
        self._plays = plays

    def topic(self, kept: Kept) -> str:
        """What a quiz is about."""
        return topic_of(self._coach, kept)

    def title(self, kept: Kept) -> str:
        """What the thread of a quiz is called."""
        return f"Quiz night: {self.topic(kept)}"

    def lobby(self, kept: Kept) -> Page:
        """The lobby."""
        return lobby_page(kept, self.topic(kept))

    def question(self, kept: Kept, *, until: datetime) -> Page:
        """The question that opens, as it will be shown until the time is up."""
        asked = replace(kept, quiz=replace(kept.quiz, phase=Phase.ASKING, until=until))
        return self._question(asked)

    async def reveal(self, round_id: int) -> Page:
        """What a round came to."""
        return reveal_page(await quiz_night.reveal(self._coach, round_id))

    async def podium(self, quiz_id: int, *, pictured: bool) -> Page:
        """What the quiz came to."""
        told = await quiz_night.podium(self._coach, quiz_id)
        return await podium_page(told, self.topic(told.kept), pictured=pictured)

    async def refresh(self, quiz_id: int) -> None:
        """Bring the card up to date that tells what the quiz is doing."""
        kept = await self._plays.get(quiz_id)
        if kept.quiz.phase is Phase.LOBBY:
            self.show_lobby(kept)
        elif kept.quiz.phase in OPEN and kept.message_id and kept.round_id:
            self.show_question(kept.id, kept.round_id, kept.place_id, kept.message_id)
        else:
            self.show_reveal(kept)

    def show_lobby(self, kept: Kept) -> None:
        """Bring the lobby up to date soon."""

        async def make() -> Page:
            now = await self._plays.get(kept.id)
            if now.quiz.phase is Phase.OVER and now.quiz.number:
                told = await quiz_night.podium(self._coach, kept.id)
                return over_page(now, self.topic(now), winners(told))
            return self.lobby(now)

        if kept.lobby_id is not None:
            self._show(kept.id, kept.channel_id, kept.lobby_id, make, LOBBY_GAP)

    def show_question(self, quiz_id: int, round_id: int, place_id: int, message_id: int) -> None:
        """Bring a question up to date soon."""

        async def make() -> Page | None:
            kept, on = await quiz_night.get_round(self._coach, round_id)
            question = self._coach.bank.questions.get(on.question_id)
            if question is None:
                return None
            if kept.round_id == round_id and kept.quiz.phase in OPEN:
                return self._question(kept)
            answers = len(kept.quiz.answers) if kept.round_id == round_id else 0
            if on.counts is not None:
                answers = on.counts["answers"]
            return closed_page(
                kept, on.number, question, topic_name(self._coach, question), answers
            )

        self._show(quiz_id, place_id, message_id, make, QUESTION_GAP)

    def show_reveal(self, kept: Kept) -> None:
        """Bring the points of a round up to date soon."""
        round_id = kept.round_id

        async def make() -> Page:
            assert round_id is not None
            return await self.reveal(round_id)

        if round_id is not None and kept.reveal_id is not None:
            self._show(kept.id, kept.place_id, kept.reveal_id, make, 0.0)

    def _question(self, kept: Kept) -> Page:
        question = self._coach.bank.questions[kept.question_id]
        return question_page(kept, question, topic_name(self._coach, question))

    def _show(
        self,
        quiz_id: int,
        place_id: int,
        message_id: int,
        make: Callable[[], Awaitable[Page | None]],
        gap: float,
    ) -> None:
        async def gone() -> None:
            await self._end(quiz_id)

        self._client.edits.soon(place_id, message_id, make, gap=gap, gone=gone)

    async def _end(self, quiz_id: int) -> None:
        """End a quiz whose card was removed, or whose channel is closed to the bot."""
        try:
            await self._plays.play(quiz_id, Ended(Ending.REMOVED), now=self._client.time())
        except NotNow:
            return
        self._client.wake("quiz")
