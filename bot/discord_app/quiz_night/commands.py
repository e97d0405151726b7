"""`/quiz`: open a lobby, hand a quiz over, and the quizzes of the past."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.actions.quiz_night import Wish
from bot.discord_app import descriptions
from bot.discord_app.events import Interaction
from bot.discord_app.options import (
    IN_SERVERS,
    TO_SERVERS,
    KindOption,
    LevelOption,
    suggest_topics,
    wanted,
)
from bot.discord_app.quiz_night.ids import MOST_TEAMS
from bot.discord_app.quiz_night.presses import Presses

TEAM_CHOICES = [
    app_commands.Choice(name=f"{number} teams, {how}", value=f"{number}{key}")
    for key, how in (("", "kept even"), ("p", "picked by the players"))
    for number in range(2, MOST_TEAMS + 1)
]


class Commands(app_commands.Group):
    """The commands of quiz nights."""

    def __init__(self, presses: Presses) -> None:
        """Prepare them.

        Args:
            presses: What answers them.
        """
        super().__init__(
            name="quiz",
            description=descriptions.QUIZ_COMMAND,
            allowed_contexts=IN_SERVERS,
            allowed_installs=TO_SERVERS,
        )
        self._presses = presses

    @app_commands.command(name="start", description=descriptions.QUIZ_START_COMMAND)
    @app_commands.describe(
        rounds=descriptions.ROUNDS_OPTION,
        seconds=descriptions.SECONDS_OPTION,
        topic=descriptions.TOPIC_OPTION,
        kind=descriptions.KIND_OPTION,
        level=descriptions.LEVEL_OPTION,
        speed_bonus=descriptions.SPEED_OPTION,
        teams=descriptions.TEAMS_OPTION,
    )
    @app_commands.autocomplete(topic=suggest_topics)
    @app_commands.choices(teams=TEAM_CHOICES)
    async def start(
        self,
        interaction: Interaction,
        rounds: app_commands.Range[int, 1, 20] = 10,
        seconds: app_commands.Range[int, 15, 300] = 60,
        topic: str | None = None,
        kind: KindOption | None = None,
        level: LevelOption | None = None,
        speed_bonus: bool = False,
        teams: str | None = None,
    ) -> None:
        """Open a lobby."""
        number = teams or "0"
        wish = Wish(
            rounds=rounds,
            seconds=seconds,
            speed_bonus=speed_bonus,
            teams=int(number.rstrip("p")),
            picked=number.endswith("p"),
        )
        await self._presses.start(interaction, wish, wanted(topic, kind, level))

    @app_commands.command(name="handover", description=descriptions.QUIZ_HANDOVER_COMMAND)
    @app_commands.describe(user=descriptions.HOST_OPTION)
    async def handover(self, interaction: Interaction, user: discord.User) -> None:
        """Let somebody else host it."""
        await self._presses.hand_over(interaction, user)

    @app_commands.command(name="history", description=descriptions.QUIZ_HISTORY_COMMAND)
    async def history(self, interaction: Interaction) -> None:
        """The last quizzes."""
        await self._presses.history(interaction)
