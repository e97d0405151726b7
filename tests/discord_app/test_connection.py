"""Starting and stopping: each way it can fail is one plain sentence."""

from __future__ import annotations

import aiohttp
import discord
import pytest

from bot.discord_app import CannotStart, run, sync, words
from bot.discord_app.connection import one_sentence
from tests.discord_app.conftest import new_bot


@pytest.mark.parametrize(
    ("token", "sentence"),
    [
        pytest.param("", words.NOT_SET, id="none"),
        pytest.param(" \n", words.NOT_SET, id="blank"),
        pytest.param("tökén", words.REFUSED, id="not ascii"),
        pytest.param("Bot abc", words.REFUSED, id="with its prefix"),
    ],
)
@pytest.mark.parametrize("start", [run, sync])
async def test_a_token_that_cannot_be_one(coach, start, token, sentence):
    with pytest.raises(CannotStart) as caught:
        await start(coach, token)

    assert str(caught.value) == sentence


class Response:
    """What discord.py's errors want to know of an answer."""

    def __init__(self, status: int) -> None:
        self.status = status
        self.reason = "because"


class Socket:
    close_code = 1000


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (discord.LoginFailure("no"), words.REFUSED),
        (discord.ConnectionClosed(Socket(), shard_id=0, code=4004), words.REFUSED),
        (discord.PrivilegedIntentsRequired(0), words.REFUSED_INTENT),
        (discord.ConnectionClosed(Socket(), shard_id=0, code=4013), words.REFUSED_INTENT),
        (discord.ConnectionClosed(Socket(), shard_id=0, code=4011), words.UNWELL),
        (discord.HTTPException(Response(503), "busy"), words.UNWELL),
        (discord.GatewayNotFound(), words.UNWELL),
        (aiohttp.ClientConnectionError(), words.UNREACHABLE),
        (OSError("no route"), words.UNREACHABLE),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
def test_each_failure_has_its_sentence(error, sentence):
    with pytest.raises(CannotStart) as caught, one_sentence():
        raise error

    assert str(caught.value) == sentence


async def test_a_bot_that_never_connected_can_be_closed(coach):
    await new_bot(coach).close()
