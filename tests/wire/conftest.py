"""A bot as its own process on real HTTP and a real gateway, with a database and a few questions."""

from __future__ import annotations

import os
import shutil

import pytest

from bot.content.bank import default_root
from tests.discord_spec.check import SpecCheck
from tests.wire.server import Wire, start_world
from tests.wire.site import Site, settings_for


@pytest.fixture(scope="session")
def few_questions(tmp_path_factory):
    """The first questions of the shipped bank.

    To read them all and to prepare them takes longer than all else that a bot does at its start.
    """
    shipped = default_root() / "docker"
    folder = tmp_path_factory.mktemp("bank") / "docker"
    folder.mkdir()
    about = ("topic.yaml", "lexicon.yaml")
    questions = sorted(p.name for p in shipped.glob("*.yaml") if p.name not in about)
    for name in (*about, *questions[:3]):
        shutil.copy(shipped / name, folder)
    return folder.parent


@pytest.fixture
def spec():
    """What checks all that is sent against Discord's own description, where there is one."""
    path = os.environ.get("DISCORD_OPENAPI")
    return SpecCheck(path) if path else None


@pytest.fixture
async def site(tmp_path, empty_file, few_questions, spec):
    env = await start_world()
    guild = env.create_guild("Interview club")
    async with Wire(env, spec=spec) as wire:
        yield Site(
            env=env,
            wire=wire,
            channel=guild.create_text_channel("prep"),
            ana=guild.add_member(env.create_user("ana")),
            settings=settings_for(str(empty_file), tmp_path, few_questions),
        )
    await env.shutdown()
    if spec is not None:
        spec.assert_clean()
    assert wire.unknown == []
