"""What answers the commands, buttons and forms of a quiz: each person alone."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from functools import partial

import discord

from bot.actions import practice, quiz_night
from bot.actions.cards import CardGone
from bot.actions.practice import Filters
from bot.actions.quiz_night import Late, NotNow, Plays, Wish
from bot.core.quiz import (
    Begun,
    Ended,
    Ending,
    Event,
    Joined,
    Left,
    Next,
    Paused,
    Phase,
    Resumed,
    Skipped,
    Why,
)
from bot.discord_app import cards, failures, replies, words
from bot.discord_app.client import CoachClient, Pressed
from bot.discord_app.events import Interaction, chosen, place_of, submitted
from bot.discord_app.fitting import flowing, plain
from bot.discord_app.limits import QUIZZES
from bot.discord_app.pages import AMBER, GREEN, Page, notice
from bot.discord_app.quiz_night.boards import Boards
from bot.discord_app.quiz_night.cards import end_page, form_of, not_in_page
from bot.discord_app.quiz_night.ids import MOST_TEAMS, Press, team_press
from bot.discord_app.quiz_night.podium import history_page, mine_page
from bot.discord_app.quiz_night.runner import DUTY, Runner
from bot.discord_app.quiz_night.telling import Telling
from bot.discord_app.result_card import result_page

log = logging.getLogger(__name__)

LONGEST_NAME = 32


class Presses:
    """Translates what people do into events of a quiz, and answers each person alone."""

    def __init__(self, client: CoachClient, plays: Plays, boards: Boards, runner: Runner) -> None:
        """Prepare to answer.

        Args:
            client: The connection.
            plays: Where events are played.
            boards: The cards in the channels.
            runner: What does all that is due.
        """
        self._client = client
        self._coach = client.coach
        self._plays = plays
        self._boards = boards
        self._runner = runner
        self._tell = Telling().tell

    def by_action(self) -> dict[str, Pressed]:
        """What answers each button and form, by the last part of its id."""
        return {
            Press.JOIN: self.join,
            Press.LEAVE: self.leave,
            Press.BEGIN: self.lead,
            Press.CANCEL: self.lead,
            Press.NEXT: self.lead,
            Press.PAUSE: self.lead,
            Press.RESUME: self.lead,
            Press.SKIP: self.lead,
            Press.END: self.ask_end,
            Press.END_INDEED: self.lead,
            Press.ANSWER: self.open_form,
            Press.FORM: self.answered,
            Press.RESULT: self.my_result,
            Press.MINE: self.my_rounds,
            Press.PRACTISE: self.practise,
            **{team_press(n): partial(self.join, team=n) for n in range(MOST_TEAMS)},
        }

    async def start(self, interaction: Interaction, wish: Wish, filters: Filters) -> None:
        """Open a lobby, if the bot may write here."""
        await replies.wait(interaction)
        if sentence := _obstacle(interaction):
            await failures.say(interaction, sentence)
            return
        place = place_of(interaction)
        assert place.guild_id is not None
        now = self._client.now(interaction)
        self._client.limits.take(QUIZZES, interaction.user.id, now)
        kept = await quiz_night.start(
            self._coach,
            host_id=interaction.user.id,
            guild_id=place.guild_id,
            channel_id=place.channel_id,
            wish=wish,
            filters=filters,
            now=now,
            rng=self._client.rng,
        )
        log.info("lobby opened: quiz=%d channel=%d", kept.id, kept.channel_id)
        await self._runner.tend(kept.id)
        kept = await self._plays.get(kept.id)
        self._client.wake(DUTY)
        there = kept.quiz.phase is not Phase.OVER
        told = words.QUIZ_OPENED if there else words.QUIZ_NOT_OPENED
        await failures.say(interaction, notice(told, colour=GREEN if there else AMBER))

    async def hand_over(self, interaction: Interaction, to: discord.User | discord.Member) -> None:
        """Let somebody else host the quiz of this channel."""
        await replies.wait(interaction)
        if to.bot:
            await failures.say(interaction, words.QUIZ_NO_BOT)
            return
        kept = await quiz_night.find(self._coach, channel_id=place_of(interaction).channel_id)
        await quiz_night.hand_over(
            self._plays,
            kept,
            to=to.id,
            actor_id=interaction.user.id,
            manages=_manages(interaction),
            now=self._client.now(interaction),
        )
        await self._boards.refresh(kept.id)
        await failures.say(interaction, notice(words.handed_over(to.id), colour=GREEN))

    async def history(self, interaction: Interaction) -> None:
        """The last quizzes of this server."""
        await replies.wait(interaction)
        nights = await quiz_night.history(self._coach, guild_id=interaction.guild_id or 0)
        topics = [self._boards.topic(night.kept) for night in nights]
        await replies.put(interaction, history_page(nights, topics, interaction.user.id))

    async def join(
        self, interaction: Interaction, quiz_id: int, *, team: int | None = None
    ) -> None:
        """The Join button, or that of a team."""
        name = plain(interaction.user.display_name)[:LONGEST_NAME] or str(interaction.user.id)
        await self._tell(interaction, self._joined(interaction, quiz_id, name, team))

    async def _joined(
        self, interaction: Interaction, quiz_id: int, name: str, team: int | None
    ) -> str:
        event = Joined(interaction.user.id, name, team)
        quiz = await self._plays.play(quiz_id, event, now=self._client.now(interaction))
        self._changed(quiz_id)
        return words.QUIZ_JOINED if quiz.phase is Phase.LOBBY else words.QUIZ_JOINED_LATE

    async def leave(self, interaction: Interaction, quiz_id: int) -> None:
        """The Leave button."""
        await self._tell(interaction, self._gone(interaction, quiz_id))

    async def _gone(self, interaction: Interaction, quiz_id: int) -> str:
        event = Left(interaction.user.id)
        quiz = await self._plays.play(quiz_id, event, now=self._client.now(interaction))
        self._changed(quiz_id)
        return words.QUIZ_LEFT_LOBBY if quiz.phase is Phase.LOBBY else words.QUIZ_LEFT

    async def lead(self, interaction: Interaction, quiz_id: int) -> None:
        """A button of the host."""
        await self._tell(interaction, self._led(interaction, quiz_id))

    async def _led(self, interaction: Interaction, quiz_id: int) -> str:
        press = (interaction.custom_id or "").rpartition(":")[2]
        await self._runner.ready()
        kept = await self._plays.get(quiz_id)
        await quiz_night.lead(
            self._plays,
            kept,
            self._event(interaction, Press(press)),
            actor_id=interaction.user.id,
            manages=_manages(interaction),
            now=self._client.now(interaction),
        )
        log.info("led: quiz=%d press=%s", quiz_id, press)
        self._changed(quiz_id)
        self._client.wake(DUTY)
        if kept.quiz.phase is Phase.LOBBY:
            self._boards.show_lobby(kept)
        elif press == Press.NEXT:
            self._boards.show_reveal(kept)
        return words.QUIZ_DONE[press]

    def _event(self, interaction: Interaction, press: Press) -> Event:
        now = self._client.now(interaction)
        events: Mapping[Press, Event] = {
            Press.BEGIN: Begun(),
            Press.CANCEL: Ended(Ending.BY_HOST),
            Press.NEXT: Next(),
            Press.PAUSE: Paused(now),
            Press.RESUME: Resumed(now),
            Press.SKIP: Skipped(),
            Press.END_INDEED: Ended(Ending.BY_HOST),
        }
        return events[press]

    async def ask_end(self, interaction: Interaction, quiz_id: int) -> None:
        """The End button asks once more: there is no way back."""
        await self._tell(interaction, self._asked_end(interaction, quiz_id))

    async def _asked_end(self, interaction: Interaction, quiz_id: int) -> Page:
        kept = await self._plays.get(quiz_id)
        quiz_night.may_lead(kept, interaction.user.id, manages=_manages(interaction))
        return end_page(kept)

    async def open_form(self, interaction: Interaction, round_id: int) -> None:
        """The Answer button: a form must be the first response, so nothing is deferred here."""
        await self._runner.ready()
        try:
            form = await quiz_night.form(
                self._coach,
                self._plays,
                round_id=round_id,
                learner_id=interaction.user.id,
                now=self._client.now(interaction),
            )
        except NotNow as refused:
            if refused.why is not Why.NOT_PLAYING:
                raise
            on = await self._plays.round(round_id)
            await failures.say(interaction, not_in_page(on.quiz_id, str(refused)))
            return
        await interaction.response.send_modal(form_of(form))

    async def answered(self, interaction: Interaction, round_id: int) -> None:
        """The form was sent."""
        typed = submitted(interaction)
        try:
            await self._tell(interaction, self._answered(interaction, round_id, typed))
        except Exception as error:  # noqa: BLE001 - whatever it is, the text must not be lost
            during = f"form of round {round_id}"
            await failures.report(interaction, error, during=during, text=typed.strip() and typed)

    async def _answered(self, interaction: Interaction, round_id: int, typed: str) -> Page:
        await self._runner.ready()
        outcome = await quiz_night.answer(
            self._coach,
            self._plays,
            round_id=round_id,
            learner_id=interaction.user.id,
            text=typed,
            delivery=f"interaction:{interaction.id}",
            now=self._client.now(interaction),
        )
        if isinstance(outcome, Late):
            log.info("answer late: quiz=%d attempt=%d", outcome.quiz_id, outcome.attempt_id)
            see = cards.IDS.button(outcome.attempt_id, cards.Press.RESULT, "See result")
            return notice(words.QUIZ_LATE, see, colour=AMBER)
        self._changed(outcome.quiz_id)
        told = words.QUIZ_TAKEN_LAST if outcome.everyone else words.QUIZ_TAKEN
        return notice(told, colour=GREEN)

    async def my_result(self, interaction: Interaction, round_id: int) -> None:
        """The My result button of a round."""
        await self._tell(interaction, self._my_result(interaction, round_id))

    async def _my_result(self, interaction: Interaction, round_id: int) -> Page:
        result = await quiz_night.my_result(
            self._coach,
            round_id=round_id,
            learner_id=interaction.user.id,
            now=self._client.now(interaction),
        )
        return result_page(result, cards.topic_name(self._coach, result.card.question))

    async def my_rounds(self, interaction: Interaction, quiz_id: int) -> None:
        """The My rounds button of the podium."""
        await self._tell(interaction, self._my_rounds(interaction, quiz_id))

    async def _my_rounds(self, interaction: Interaction, quiz_id: int) -> Page:
        rounds = await quiz_night.my_rounds(
            self._coach, quiz_id=quiz_id, learner_id=interaction.user.id
        )
        questions = self._coach.bank.questions
        asked = [
            " ".join(flowing(questions[each.question_id].prompt).split())
            if each.question_id in questions
            else each.question_id
            for each, _ in rounds
        ]
        return mine_page(rounds, asked)

    async def practise(self, interaction: Interaction, quiz_id: int) -> None:
        """The menu of the podium: one of its questions, just for this person."""
        await self._tell(interaction, self._practised(interaction, quiz_id))

    async def _practised(self, interaction: Interaction, quiz_id: int) -> Page:
        kept = await self._plays.get(quiz_id)
        number = int(chosen(interaction)[0])
        if not 1 <= number <= len(kept.questions):
            raise CardGone
        card = await practice.ask(
            self._coach,
            learner_id=interaction.user.id,
            place=place_of(interaction),
            question_id=kept.questions[number - 1],
            now=self._client.now(interaction),
            rng=self._client.rng,
        )
        return cards.question_page(card, cards.topic_name(self._coach, card.question))

    async def left(self, guild_id: int) -> None:
        """The bot has been removed from a server: its quizzes are over, their results kept."""
        for due in await quiz_night.not_over(self._coach, shards=self._client.own_shards):
            if due.guild_id != guild_id:
                continue
            try:
                now = self._client.time()
                await self._plays.play(due.id, Ended(Ending.LOST), now=now)
            except NotNow:
                continue
            self._runner.soon(due.id)

    def _changed(self, quiz_id: int) -> None:
        """Show what has changed, and do what has become due by it."""
        self._runner.soon(quiz_id, stale=True)


def _manages(interaction: Interaction) -> bool:
    """Whether somebody keeps order in this channel, and so may lead any quiz in it."""
    return interaction.guild_id is not None and interaction.permissions.manage_messages


def _obstacle(interaction: Interaction) -> str | None:
    """Why no quiz can be held here, or None."""
    may = interaction.app_permissions
    threaded = isinstance(interaction.channel, discord.Thread)
    needed = {
        "View Channel": may.view_channel,
        "Send Messages in Threads" if threaded else "Send Messages": may.send_messages_in_threads
        if threaded
        else may.send_messages,
    }
    lacking = [name for name, has in needed.items() if not has]
    return words.lacking(lacking) if lacking else None
