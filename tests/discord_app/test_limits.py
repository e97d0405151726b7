"""Long and hostile texts on cards: within Discord's limits, and only text."""

from __future__ import annotations

import re

import pytest

from bot.actions.practice import Filters
from tests.discord_app.conftest import shown
from tests.discord_app.test_practice import answered

LENGTHY = {"topic": "lengthy"}
ALL_WORDS = " ".join(f"word{n}" for n in range(12))


def size(card) -> int:
    return len(shown(card).replace("\n", "")) + shown(card).count("\n")


async def test_a_long_question_is_shortened_with_the_whole_in_a_file(world):
    asked = await world.ana.slash(world.channel, "practice", **LENGTHY)
    await world.ana.click(asked.response, label="Hint")
    await world.ana.click(asked.response, label="Show answer")

    card = asked.response
    assert size(card) <= 4000
    (file,) = card.attachments
    whole = (await file.read()).decode()
    assert file.filename == "question.md"
    assert whole.count("docker run --rm image command") == 150
    assert shown(card).count("```") == 2, "a code block that was cut is closed"


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param("nothing of use", id="everything missing"),
        pytest.param(ALL_WORDS, id="everything made"),
        pytest.param(f"{ALL_WORDS} " + "filler words " * 300, id="4000 characters"),
        pytest.param("word1 word2 word3 word4 word5", id="partial"),
        pytest.param("x" * 3999, id="one endless word"),
        pytest.param("`" * 3999, id="backticks"),
    ],
)
async def test_a_long_result_is_shortened_with_the_whole_in_a_file(world, answer):
    answer = answer[:4000]
    asked = await world.ana.slash(world.channel, "practice", **LENGTHY)

    card = (await answered(world.ana, asked.response, answer)).response

    assert size(card) <= 4000
    (file,) = card.attachments
    whole = (await file.read()).decode()
    assert file.filename == "result.md"
    assert "the whole result is in result.md" in shown(card)
    assert answer.strip() in whole
    assert whole.count("docker run --rm image command") == 150
    assert "It explains itself. " * 50 in whole


async def test_the_file_of_a_long_result_goes_when_its_card_does(world):
    """A follow-up is shown in place of the result, with a file of its own."""
    asked = await world.ana.slash(world.channel, "practice", **LENGTHY)
    half = await answered(world.ana, asked.response, "word1 word2 word3 word4 word5 word6")

    form = await world.ana.click(half.response, label="Answer")
    await world.ana.submit_modal(form, {"answer": "word7"})

    assert len(asked.response.attachments) == 1


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param("@everyone @here <@1> <@&2> a template", id="mentions"),
        pytest.param("a ~~template~~ and `code` ```block``` **bold** ||x||", id="layout"),
        pytest.param("\u202ea template\u202c\u2066 [click](http://evil.example)", id="direction"),
        pytest.param("# a template\n> quote\n- list\n-# small", id="lines"),
        pytest.param("a temp\x00late template \ud83d", id="not characters"),
    ],
)
async def test_hostile_answers_are_only_text_and_ping_nobody(world, answer):
    asked = await world.ana.slash(world.channel, "practice", topic="images")

    card = (await answered(world.ana, asked.response, answer)).response

    spoken = shown(card).split("\n")[2]
    assert spoken.startswith("> ")
    for mark in ("<@", "**", "```", "||", "](", "\u202e", "\u2066", "\x00"):
        assert mark not in spoken
    assert not re.search(r"(?<!\\)://", spoken)
    message = card.message
    assert not message.mention_everyone
    assert not message.mentions
    assert not message.role_mentions


async def test_no_message_of_the_bot_may_ping(world):
    """The same for plain messages, which ping by default."""
    await world.dm(world.ana, "practice images")
    await world.dm(world.ana, "@everyone a template")

    posts = [c.json for c in world.env.http_requests if c.path.endswith("/messages")]
    assert posts
    assert all(post["allowed_mentions"]["parse"] == [] for post in posts)


def test_filters_are_what_the_sample_bank_needs():
    """Guards the tests above: each question is drawn by its tag alone."""
    from tests.discord_app.sample_bank import BANK

    for tag in ("images", "networking", "lengthy"):
        assert len(BANK.matching(topic=tag)) == 1
    assert Filters().topic is None
