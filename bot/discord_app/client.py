"""The connection to Discord: hands each event to its feature, and knows none of them."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
import random
import sys
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias

import discord
import yarl
from discord import app_commands

from bot.actions import Coach, Shards, notes
from bot.discord_app import failures, words
from bot.discord_app.duties import Duties, Duty, Errands
from bot.discord_app.edits import Edits
from bot.discord_app.events import Interaction, submitted
from bot.discord_app.ids import taken_apart
from bot.discord_app.in_hand import InHand
from bot.discord_app.limits import Limits
from bot.discord_app.pace import Pace, per_second
from bot.discord_app.room import Room
from bot.discord_app.turns import Turns
from bot.metrics import Handled

log = logging.getLogger(__name__)

# Answers the press of a button or the sending of a form; the number is the one in its id.
Pressed: TypeAlias = Callable[[Interaction, int], Awaitable[None]]
Command: TypeAlias = app_commands.Command[Any, ..., Any] | app_commands.Group
# Where an interaction keeps when it arrived.
ARRIVED = "arrived"


@dataclass(frozen=True, slots=True)
class Feature:
    """Something people can do.

    Attributes:
        name: The first part of the ids of its buttons and forms: `name:number:action`.
        commands: Its slash commands.
        pressed: What answers its buttons and forms, by action.
        heard: What answers a direct message.
        edited: What answers a change to a direct message.
        duties: What it does without being asked.
        arrived: What happens when the bot is added to a server.
        left: What happens when the bot has been removed from a server.
    """

    name: str
    commands: Sequence[Command] = ()
    pressed: Mapping[str, Pressed] = field(default_factory=dict[str, Pressed])
    heard: Callable[[discord.Message], Awaitable[None]] | None = None
    edited: Callable[[discord.RawMessageUpdateEvent], Awaitable[None]] | None = None
    duties: Sequence[Duty] = ()
    arrived: Callable[[int], Awaitable[None]] | None = None
    left: Callable[[int], Awaitable[None]] | None = None


class CoachClient(discord.AutoShardedClient):
    """A connection that needs no privileged intent and keeps nothing about people in memory."""

    def __init__(
        self,
        coach: Coach,
        *,
        clock: Callable[[], datetime] | None = None,
        rng: random.Random | None = None,
        **options: Any,
    ) -> None:
        """Prepare a connection without opening it.

        Args:
            coach: The bank, the grader and the database.
            clock: Where the time comes from; without one, each event brings its own.
            rng: The dice for choosing questions.
            options: For discord.py, such as `shard_count`.
        """
        intents = discord.Intents.none()
        intents.guilds = True
        intents.dm_messages = True
        # It does not speak, so there is nothing to warn about at each start.
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
        super().__init__(
            intents=intents,
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_ratelimit_timeout=60,
            **options,
        )
        self.coach = coach
        self.rng = rng or random.Random()  # noqa: S311 - it shuffles questions, it guards nothing
        self._clock = clock
        self._features: dict[str, Feature] = {}
        # Presses being answered: a second one of the same button by the same person adds nothing.
        self._busy: set[tuple[int, str]] = set()
        self.in_hand = InHand()
        self.room = Room()
        self.opened = False
        self.registers_at_start = True
        self.edits = Edits(self)
        self.limits = Limits()
        share = len(self.shard_ids) / (self.shard_count or 1) if self.shard_ids else 1
        self.pace = Pace(self.rng, per_second(share))
        self.errands = Errands()
        self._duties = Duties(self.time)
        self._turns = Turns(self, coach)
        self.tree = Tree(
            self,
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=True, private_channel=True
            ),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
        )

    def add(self, feature: Feature) -> None:
        """Give people a feature."""
        self._features[feature.name] = feature
        for command in feature.commands:
            self.tree.add_command(command)

    def now(self, event: Interaction | discord.Message) -> datetime:
        """When an event happened."""
        return self._clock() if self._clock is not None else event.created_at

    def time(self) -> datetime:
        """The present moment, for what no event brings about."""
        return self._clock() if self._clock is not None else discord.utils.utcnow()

    @property
    def own_shards(self) -> Shards:
        """The servers in which this process, of perhaps several, is the one that speaks."""
        return Shards(self.shard_count or 1, frozenset(self.shards))

    def overdue(self) -> list[str]:
        """The duties that have not done their work in time."""
        return self._duties.overdue()

    def connected(self) -> bool:
        """Whether Discord reaches each shard of this process."""
        shards = self.shards.values()
        return self.is_ready() and not self.is_closed() and not any(s.is_closed() for s in shards)

    def wake(self, duty: str) -> None:
        """Let a duty look at once whether something is due."""
        self._duties.wake(duty)

    async def launch_shard(
        self, gateway: yarl.URL, shard_id: int, *, initial: bool = False
    ) -> None:
        """Connect a shard for the first time, when it is nearly its turn."""
        if self.shard_ids is not None:
            await self._turns.come_near(shard_id)
        await super().launch_shard(gateway, shard_id, initial=initial)

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Wait for the turn of a shard, where other processes have shards of the same bot."""
        if self.shard_ids is not None and shard_id is not None:
            await self._turns.take(shard_id)
        else:
            await super().before_identify_hook(shard_id, initial=initial)

    async def setup_hook(self) -> None:
        """Register the commands, if they are others than those registered last."""
        self.opened = True
        if not self.registers_at_start:
            return
        try:
            if await notes.read(self.coach, self._note()) != self.fingerprint():
                await self.register()
        except Exception:
            # Practice in direct messages works without, and the next start tries again.
            log.exception("commands not registered")

    async def register(self) -> list[str]:
        """Tell Discord which commands there are; gives their names."""
        commands = await self.tree.sync()
        await notes.write(self.coach, self._note(), self.fingerprint())
        log.info("commands registered: count=%d", len(commands))
        return [command.name for command in commands]

    def fingerprint(self) -> str:
        """A short text that changes whenever the commands, as Discord knows them, do."""
        payload = [command.to_dict(self.tree) for command in self.tree.get_commands()]
        return hashlib.sha256(json.dumps(payload, sort_keys=True).encode()).hexdigest()

    def _note(self) -> str:
        return f"commands:{self.application_id}"

    async def close(self) -> None:
        """Close the connection; also one that was never opened."""
        await asyncio.gather(self.in_hand.stop(), self._duties.stop(), self.errands.stop())
        await self.edits.stop()
        if self.opened:
            await super().close()
        else:
            await self.http.close()

    async def on_ready(self) -> None:
        """Say in the log that it works. It may happen more than once."""
        log.info("ready: servers=%d shards=%s", len(self.guilds), self.shard_count)
        for feature in self._features.values():
            for duty in feature.duties:
                self._duties.start(duty)

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Let each feature know that the bot is in one more server."""
        for feature in self._features.values():
            if feature.arrived is not None:
                await feature.arrived(guild.id)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Let each feature know that the bot is no longer in a server."""
        for feature in self._features.values():
            if feature.left is not None:
                await feature.left(guild.id)

    async def on_interaction(self, interaction: Interaction) -> None:
        """Answer a button or a form, whenever and by whichever process it was made.

        Everything needed is in the id, so neither views nor forms are kept in memory, and a
        restart between the card and the press makes no difference.
        """
        if not self.in_hand.stopping:
            # Whom it takes on no more would be waited for in vain, by all that is to be ended.
            self.room.expect(interaction.response.is_done)
        custom_id = interaction.custom_id
        if custom_id is None or not self.in_hand.take_on():
            return
        key = (interaction.user.id, custom_id)
        if key in self._busy and interaction.type is discord.InteractionType.component:
            await failures.acknowledge(interaction)
            return
        self._busy.add(key)
        is_form = interaction.type is discord.InteractionType.modal_submit
        try:
            with self.coach.metrics.handling(Handled.FORM if is_form else Handled.BUTTON):
                await self._press(interaction, custom_id)
        except Exception as error:  # noqa: BLE001 - whatever it is, the person is owed an answer
            await failures.report(interaction, error, during=custom_id)
        finally:
            self._busy.discard(key)

    async def _press(self, interaction: Interaction, custom_id: str) -> None:
        name, number, action = taken_apart(custom_id)
        feature = self._features.get(name)
        pressed = feature.pressed.get(action) if feature is not None else None
        if pressed is None or number is None:
            log.warning("unknown button: id=%s interaction=%d", custom_id, interaction.id)
            await failures.say(interaction, words.OLD_BUTTON, text=submitted(interaction))
            return
        await pressed(interaction, number)

    async def on_message(self, message: discord.Message) -> None:
        """Answer a direct message of a person."""
        if message.guild is not None or message.author.bot or message.is_system():
            return
        if self.in_hand.take_on():
            with self.coach.metrics.handling(Handled.MESSAGE):
                for feature in self._features.values():
                    if feature.heard is not None:
                        await feature.heard(message)

    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        """Answer a change to a direct message of a person."""
        for feature in self._features.values():
            if payload.guild_id is None and feature.edited is not None:
                await feature.edited(payload)

    async def on_app_command_completion(self, interaction: Interaction, _: Any) -> None:
        """Note how long a slash command took."""
        self.command_handled(interaction)

    def command_handled(self, interaction: Interaction) -> None:
        """Note how long a slash command took, whatever became of it."""
        seconds = time.perf_counter() - interaction.extras[ARRIVED]
        self.coach.metrics.handled(Handled.COMMAND, seconds)

    async def on_error(self, event_method: str, /, *_: Any, **__: Any) -> None:
        """Log what no feature caught."""
        log.error("failed: during=%s", event_method, exc_info=sys.exc_info())


class Tree(app_commands.CommandTree[CoachClient]):
    """The slash commands; their failures are answered like all others."""

    async def interaction_check(self, interaction: Interaction, /) -> bool:
        """Note when it arrived; everybody may use them, while the bot is not stopping."""
        interaction.extras[ARRIVED] = time.perf_counter()
        return self.client.in_hand.take_on()

    async def on_error(
        self, interaction: Interaction, error: app_commands.AppCommandError, /
    ) -> None:
        """Tell the person, and log the cause."""
        if isinstance(error, (app_commands.CommandNotFound, app_commands.TransformerError)):
            await failures.say(interaction, words.OLD_COMMAND)
            return
        cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
        name = interaction.command.qualified_name if interaction.command else "command"
        await failures.report(interaction, cause, during=name)
        self.client.command_handled(interaction)


def client_of(interaction: Interaction) -> CoachClient:
    """The connection an event came through."""
    client = interaction.client
    assert isinstance(client, CoachClient)
    return client
