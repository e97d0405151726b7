"""`coach doctor`: one line for each thing the bot needs, and what to do where it is not there."""

from __future__ import annotations

import contextlib
import sqlite3

import discord
import pytest


async def doctor(site, **settings):
    """The exit status, and what is said of each thing; those with something to do apart."""
    site.settings |= settings
    status, said = await site.ended(await site.start("doctor"))
    assert "Traceback" not in said
    lines = [line.partition("  ") for line in said.splitlines()]
    found = [(mark.strip(), *rest.strip().partition(": ")[::2]) for mark, _, rest in lines]
    well = {about: says for mark, about, says in found if mark == "ok"}
    return status, well, {about: says for mark, about, says in found if mark == "to do"}


def post_in(site, tmp_path, *channels):
    """Let the bot have daily questions in these channels."""
    guild = site.channel.guild.id
    with contextlib.closing(sqlite3.connect(tmp_path / "coach.db")) as database:
        for channel in channels:
            database.execute(
                "INSERT INTO schedules (guild_id, channel_id, at, zone, days, filters, state, "
                "set_up_by, set_up_at, counts_from) VALUES (?, ?, '09:00', 'UTC', 'mon', '{}', "
                "'active', 1, '2026-03-02 00:00:00', '2026-03-02 00:00:00')",
                (guild, channel),
            )
        database.commit()


async def test_nothing_to_do(site, tmp_path):
    post_in(site, tmp_path, site.channel.id)

    status, well, to_do = await doctor(site)

    assert (status, to_do) == (0, {})
    assert list(well) == [
        "settings", "questions", "database", "schema", "token", f"channel {site.channel.id}",
    ]  # fmt: skip
    assert site.wire.counts["identify"] == 0, "it must not take the place of the running bot"


async def test_a_bad_setting_is_told_first(site):
    status, well, to_do = await doctor(site, COACH_LOG="loud")

    assert status == 1
    assert (well, list(to_do)) == ({}, ["settings"])
    assert "debug, info, warning or error" in to_do["settings"]


async def test_a_database_that_is_not_there(site, tmp_path):
    status, well, to_do = await doctor(site, COACH_DATABASE=str(tmp_path / "other.db"))

    assert status == 1
    assert list(to_do) == ["schema"]
    assert "`coach migrate` makes it" in to_do["schema"]
    assert "token" in well
    assert not (tmp_path / "other.db").exists()


async def test_a_file_that_is_no_database(site, tmp_path):
    (tmp_path / "text.db").write_text("hello, I am a text " * 100)

    status, _, to_do = await doctor(site, COACH_DATABASE=str(tmp_path / "text.db"))

    assert (status, list(to_do)) == (1, ["database"])


async def test_faulty_questions(site, tmp_path):
    folder = tmp_path / "bank" / "docker"
    folder.mkdir(parents=True)
    (folder / "broken.yaml").write_text("id: broken\n")

    status, _, to_do = await doctor(site, COACH_CONTENT=str(tmp_path / "bank"))

    assert status == 1
    assert "coach bank check" in to_do["questions"]


async def test_without_a_token(site):
    status, _, to_do = await doctor(site, DISCORD_TOKEN="")

    assert status == 1
    assert list(to_do) == ["token"]
    assert "discord.com/developers" in to_do["token"]


async def test_a_token_that_discord_refuses(site):
    site.wire.refuse_login = True

    status, _, to_do = await doctor(site)

    assert status == 1
    assert "Discord refused the token" in to_do["token"]


@pytest.mark.parametrize(
    ("denied", "sentence"),
    [
        pytest.param({"send_messages": False}, "Send Messages", id="send"),
        pytest.param({"view_channel": False}, "View Channel", id="view"),
    ],
)
async def test_a_channel_in_which_it_may_not_post(site, tmp_path, denied, sentence):
    guild = site.channel.guild
    overwrites = {guild.default_role: discord.PermissionOverwrite(**denied)}
    closed = guild.create_text_channel("closed", overwrites=overwrites)
    post_in(site, tmp_path, closed.id)

    status, _, to_do = await doctor(site)

    assert status == 1
    assert sentence in to_do[f"channel {closed.id}"]


async def test_a_channel_that_is_gone(site, tmp_path):
    post_in(site, tmp_path, 4711)

    status, _, to_do = await doctor(site)

    assert status == 1
    assert "gone" in to_do["channel 4711"]
