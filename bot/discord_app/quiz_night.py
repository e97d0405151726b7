"""Quiz nights on Discord: the commands, and the buttons and forms of the cards."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Mapping
from functools import partial
from typing import Literal

import discord
from discord import app_commands

from bot.actions import practice, quiz_night
from bot.actions.cards import CardGone
from bot.actions.practice import Filters
from bot.actions.quiz_night import Late, NotNow, Plays, Wish
from bot.core.questions import Kind, Level
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
from bot.discord_app.client import CoachClient, Feature, Pressed
from bot.discord_app.events import Interaction, chosen, place_of, submitted
from bot.discord_app.fitting import flowing, plain
from bot.discord_app.pages import AMBER, GREEN, Page, notice
from bot.discord_app.quiz_night_boards import Boards
from bot.discord_app.quiz_night_cards import answer_form, end_page, not_in_page
from bot.discord_app.quiz_night_end import history_page, mine_page
from bot.discord_app.quiz_night_ids import MOST_TEAMS, Press, team_press
from bot.discord_app.quiz_night_pace import Pace
from bot.discord_app.result_card import result_page

log = logging.getLogger(__name__)

# Discord waits three seconds for an answer; what takes longer than this is announced first.
PROMPT = 1.5
LONGEST_NAME = 32

TEAM_CHOICES = [
    app_commands.Choice(name=f"{number} teams, {how}", value=f"{number}{key}")
    for key, how in (("", "kept even"), ("p", "picked by the players"))
    for number in range(2, MOST_TEAMS + 1)
]


def feature(client: CoachClient) -> Feature:
    """Quiz nights: `/quiz`, and all that their buttons and forms do."""
    return QuizNight(client).feature()


class QuizNight:
    """Translates what people do into events of a quiz, and answers each person alone."""

    def __init__(self, client: CoachClient) -> None:
        """Nothing is on yet.

        Args:
            client: The connection.
        """
        self._client = client
        self._coach = client.coach
        self._plays = Plays(client.coach)
        self._boards = Boards(client, self._plays)
        self._pace = Pace(client, self._plays, self._boards)

    def feature(self) -> Feature:
        """All of it."""
        pressed: Mapping[str, Pressed] = {
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
        return Feature(
            name="quiz",
            commands=[QuizCommands(self)],
            pressed=pressed,
            duties=[self._pace.duty()],
            left=self.left,
            stopped=self._pace.stop,
        )

    async def start(self, interaction: Interaction, wish: Wish, filters: Filters) -> None:
        """Open a lobby, if the bot may write here."""
        await replies.wait(interaction)
        if sentence := _obstacle(interaction):
            await failures.say(interaction, sentence)
            return
        place = place_of(interaction)
        assert place.guild_id is not None
        kept = await quiz_night.start(
            self._coach,
            host_id=interaction.user.id,
            guild_id=place.guild_id,
            channel_id=place.channel_id,
            wish=wish,
            filters=filters,
            now=self._client.now(interaction),
            rng=self._client.rng,
        )
        log.info("lobby opened: quiz=%d channel=%d", kept.id, kept.channel_id)
        await self._pace.soon(kept.id)
        kept = await quiz_night.get(self._coach, kept.id)
        self._client.wake("quiz")
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
        await self._pace.ready()
        kept = await quiz_night.get(self._coach, quiz_id)
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
        kept = await quiz_night.get(self._coach, quiz_id)
        quiz_night.may_lead(kept, interaction.user.id, manages=_manages(interaction))
        return end_page(kept)

    async def open_form(self, interaction: Interaction, round_id: int) -> None:
        """The Answer button: a form must be the first response, so nothing is deferred here."""
        await self._pace.ready()
        try:
            form = await quiz_night.form(
                self._coach,
                round_id=round_id,
                learner_id=interaction.user.id,
                now=self._client.now(interaction),
            )
        except NotNow as refused:
            if refused.why is not Why.NOT_PLAYING:
                raise
            kept, _ = await quiz_night.get_round(self._coach, round_id)
            await failures.say(interaction, not_in_page(kept.id, str(refused)))
            return
        await interaction.response.send_modal(answer_form(form))

    async def answered(self, interaction: Interaction, round_id: int) -> None:
        """The form was sent."""
        typed = submitted(interaction)
        try:
            await self._tell(interaction, self._answered(interaction, round_id, typed))
        except Exception as error:  # noqa: BLE001 - whatever it is, the text must not be lost
            during = f"form of round {round_id}"
            await failures.report(interaction, error, during=during, text=typed.strip() and typed)

    async def _answered(self, interaction: Interaction, round_id: int, typed: str) -> Page:
        await self._pace.ready()
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
            see = cards.button(outcome.attempt_id, cards.Press.RESULT, "See result")
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
        return result_page(result, cards.topic_name(self._coach, result.card))

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
        kept = await quiz_night.get(self._coach, quiz_id)
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
        return cards.question_page(card, cards.topic_name(self._coach, card))

    async def left(self, guild_id: int) -> None:
        """The bot has been removed from a server: its quizzes are over, their results kept."""
        for due in await quiz_night.not_over(self._coach, guild_id=guild_id):
            try:
                now = self._client.time()
                await self._plays.play(due.id, Ended(Ending.LOST), now=now)
            except NotNow:
                continue
            self._pace.soon(due.id)

    def _changed(self, quiz_id: int) -> None:
        """Show what has changed, and do what has become due by it."""
        self._pace.soon(quiz_id, stale=True)

    async def _tell(self, interaction: Interaction, work: Awaitable[str | Page]) -> None:
        """Do something for one person and tell only them; say first that it takes a moment."""
        doing = asyncio.ensure_future(work)
        done, _ = await asyncio.wait({doing}, timeout=PROMPT)
        if not done:
            await interaction.response.defer(ephemeral=True, thinking=True)
        told = await doing
        page = told if isinstance(told, Page) else notice(told, colour=GREEN)
        await failures.say(interaction, page)


class QuizCommands(app_commands.Group):
    """`/quiz`."""

    def __init__(self, night: QuizNight) -> None:
        """The commands of quiz nights.

        Args:
            night: What answers them.
        """
        super().__init__(
            name="quiz",
            description=words.QUIZ_COMMAND,
            allowed_contexts=app_commands.AppCommandContext(guild=True),
            allowed_installs=app_commands.AppInstallationType(guild=True),
        )
        self._night = night

    @app_commands.command(name="start", description=words.QUIZ_START_COMMAND)
    @app_commands.describe(
        rounds=words.ROUNDS_OPTION,
        seconds=words.SECONDS_OPTION,
        topic=words.TOPIC_OPTION,
        kind=words.KIND_OPTION,
        level=words.LEVEL_OPTION,
        speed_bonus=words.SPEED_OPTION,
        teams=words.TEAMS_OPTION,
    )
    @app_commands.choices(teams=TEAM_CHOICES)
    async def start(
        self,
        interaction: Interaction,
        rounds: app_commands.Range[int, 1, 20] = 10,
        seconds: app_commands.Range[int, 15, 300] = 60,
        topic: str | None = None,
        kind: Literal["general", "scenario"] | None = None,
        level: Literal["junior", "mid", "senior"] | None = None,
        speed_bonus: bool = False,
        teams: str | None = None,
    ) -> None:
        """Open a lobby."""
        wish = Wish(
            rounds=rounds,
            seconds=seconds,
            speed_bonus=speed_bonus,
            teams=int((teams or "0").rstrip("p")),
            picked=(teams or "").endswith("p"),
        )
        wanted = Filters(
            topic=topic.strip().casefold() if topic else None,
            kind=Kind(kind) if kind else None,
            level=Level(level) if level else None,
        )
        await self._night.start(interaction, wish, wanted)

    @app_commands.command(name="handover", description=words.QUIZ_HANDOVER_COMMAND)
    @app_commands.describe(user=words.HOST_OPTION)
    async def handover(self, interaction: Interaction, user: discord.User) -> None:
        """Let somebody else host it."""
        await self._night.hand_over(interaction, user)

    @app_commands.command(name="history", description=words.QUIZ_HISTORY_COMMAND)
    async def history(self, interaction: Interaction) -> None:
        """The last quizzes."""
        await self._night.history(interaction)


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
