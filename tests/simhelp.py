"""Small additions to SimCord. They use its internals: the exact version is pinned in pyproject."""

from __future__ import annotations

import asyncio
import contextlib

import discord
import simcord
from simcord import interactions
from simcord.backend import errors
from simcord.backend.ops.commands import CommandsMixin
from simcord.http import client as fake_http
from simcord.results import InteractionResult


def speed_up(env: simcord.Env, idle: float = 0.0005) -> None:
    """Shorten the tick of SimCord's settling from 50 ms: twenty times as many actions a second."""
    real = env._settle_internal

    async def quick(**options):
        options.setdefault("idle", idle)
        return await real(**options)

    env._settle_internal = quick


@contextlib.asynccontextmanager
async def burst(env: simcord.Env, seconds: float = 120):
    """Let many people act at the same moment: nothing settles before the end."""
    before = env.__dict__.get("_settle_internal")

    async def skip(**_):
        return None

    env._settle_internal = skip
    try:
        yield
    finally:
        if before is None:
            del env._settle_internal
        else:
            env._settle_internal = before
    # Settling looks at every task after every step of any; that takes long for a crowd.
    answering = [task for task in env._work.tasks if "_run_event" in repr(task.get_coro())]
    if answering:
        await asyncio.wait(answering, timeout=seconds)
    await env.settle(timeout=seconds)


async def user_install_slash(env, user, name, *, context=2, guild=None, channel=None, **options):
    """Use a command the way a user-installed app is used.

    Args:
        env: The world.
        user: Who uses it.
        name: The command.
        context: 0 in a server, 1 in the direct message with the bot, 2 in another private channel.
            SimCord has none of the last kind: the person's direct message is borrowed for it.
        guild: The server, for context 0.
        channel: The channel, for context 0.
        options: The options of the command.
    """
    backend = env.backend
    command = backend.find_command(name.split()[0], None)
    assert 1 in (command.get("integration_types") or [0]), "not for user-installed apps"
    assert context in (command.get("contexts") or (0, 1, 2)), f"not for context {context}"
    leaf, nesting = interactions.walk_to_subcommand(command, name.split()[1:])
    place = channel if channel is not None else user.dm_channel
    given, _ = interactions.build_options(user, name, leaf, options, channel_id=place.id)
    data = {
        "id": command["id"],
        "name": command["name"],
        "type": 1,
        "options": interactions.nest_options(command, nesting, given),
    }
    env._begin_operation("user_install_slash")
    try:
        record, payload = interactions.base_payload(
            backend,
            type=2,
            channel_id=place.id,
            guild_id=guild.id if guild else None,
            user_id=user.id,
            data=data,
        )
        as_user_installed(payload, user, context)
        backend.emit("INTERACTION_CREATE", payload)
        await env._settle_internal(dispatch="INTERACTION_CREATE")
        return InteractionResult(env, record)
    finally:
        env._end_operation()


def as_user_installed(payload, user, context) -> None:
    """Change an interaction to what Discord sends for a user-installed app."""
    payload["context"] = context
    payload["authorizing_integration_owners"] = {"1": str(user.id)}
    if context == 2:
        payload["channel"] = {
            "id": payload["channel_id"],
            "type": 3,
            "last_message_id": None,
            "recipients": [],
            "name": "study group",
            "icon": None,
            "owner_id": str(user.id),
        }


def close_dms(env, user) -> None:
    """From now on this person takes no direct messages."""
    env.inject_error(
        "POST",
        f"/channels/{user.dm_channel.id}/messages",
        status=403,
        code=50007,
        message="Cannot send messages to this user",
        times=None,
    )


def as_discord_answers(monkeypatch) -> None:
    """Where SimCord answers otherwise than Discord: expired tokens, and errors of the server."""
    real_lookup, real_raise = CommandsMixin.interaction_by_token, fake_http._raise_for

    def lookup(self, token):
        known = self.interactions.get(self.interaction_tokens.get(token))
        if (
            known is not None
            and known.expires_at is not None
            and self.now_iso() >= known.expires_at
        ):
            raise errors.BackendError(401, 50027, "Invalid Webhook Token")
        return real_lookup(self, token)

    def raise_for(error):
        if error.status >= 500:
            response = fake_http._FakeResponse(error.status)
            raise discord.DiscordServerError(response, error.to_json())
        real_raise(error)

    monkeypatch.setattr(CommandsMixin, "interaction_by_token", lookup)
    monkeypatch.setattr(fake_http, "_raise_for", raise_for)
