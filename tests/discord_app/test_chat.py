"""Practice by plain words in a direct message."""

from __future__ import annotations

import pytest

from bot.actions.practice import Filters
from bot.core.questions import Kind, Level
from bot.discord_app.spoken import filters_of
from tests.discord_app.conftest import labels, shown
from tests.discord_app.sample_bank import (
    BANK,
    FOLLOW_UP_ANSWER,
    FOLLOWED_SCORE,
    FULL_ANSWER,
    HALF_ANSWER,
    HALF_SCORE,
)
from tests.simhelp import burst


async def test_practice_then_an_answer_then_the_result(world):
    question = await world.dm(world.ana, "Practice images!")
    result = await world.dm(world.ana, FULL_ANSWER)

    assert "What is a Docker image" in shown(question)
    assert "✅ Correct · 100 / 100" in shown(result)
    assert "> An image" not in shown(result), "the answer stands right above"
    assert result.reference is not None


async def test_the_first_message_of_a_stranger_gets_a_short_guide(world):
    guide = await world.dm(world.ana, "hello, who are you?")

    assert "Say **practice**" in shown(guide)


@pytest.mark.parametrize("word", ["hint", "HINT", " Hint? ", "/hint", "give me a hint"])
async def test_a_hint_by_words(world, word):
    await world.dm(world.ana, "practice images")

    assert "💡 **Hint** · Think of a recipe" in shown(await world.dm(world.ana, word))


async def test_skip_by_words_brings_a_question_by_the_same_filters(world):
    await world.dm(world.ana, "practice scenario")

    assert "Docker · Scenario · Mid" in shown(await world.dm(world.ana, "skip"))


async def test_show_by_words(world):
    await world.dm(world.ana, "practice images")

    card = await world.dm(world.ana, "show me the answer")

    assert "A model answer" in shown(card)
    assert labels(card) == ["Try it yourself", "Next question"]


async def test_stop_by_words_closes_the_question(world):
    await world.dm(world.ana, "practice images")
    stopped = await world.dm(world.ana, "stop")
    after = await world.dm(world.ana, FULL_ANSWER)

    assert "Stopped" in shown(stopped)
    assert "Say **practice**" in shown(after), "nothing is graded any more"


@pytest.mark.parametrize("word", ["hint", "show", "stop"])
async def test_words_about_a_question_without_one(world, word):
    assert "No question is open" in shown(await world.dm(world.ana, word))


async def test_help_by_words(world):
    assert "## Practise interviews" in shown(await world.dm(world.ana, "Help"))


async def test_a_follow_up_is_answered_by_words(world):
    await world.dm(world.ana, "practice images")
    half = await world.dm(world.ana, HALF_ANSWER)
    hint = await world.dm(world.ana, "hint")
    full = await world.dm(world.ana, FOLLOW_UP_ANSWER)

    assert "What happens when you start an image twice?" in shown(half)
    assert "no hint for a follow-up" in shown(hint)
    assert FOLLOWED_SCORE in shown(full)


async def test_a_follow_up_says_how_to_answer_it_and_where_the_model_answer_is(world):
    await world.dm(world.ana, "practice images")
    half = await world.dm(world.ana, HALF_ANSWER)
    show = await world.dm(world.ana, "show")

    assert "Just write your answer here" in shown(half)
    assert "What is covered would give the follow-up away" in shown(half)
    assert "press the cover" in shown(show)


@pytest.mark.parametrize("word", ["again", "Try again!"])
async def test_the_question_once_more_by_words(world, word):
    await world.dm(world.ana, "practice images")
    await world.dm(world.ana, HALF_ANSWER)

    again = await world.dm(world.ana, word)
    result = await world.dm(world.ana, FULL_ANSWER)

    assert "What is a Docker image" in shown(again)
    assert labels(again) == ["Answer", "Hint", "Skip", "Show answer"]
    assert "100 / 100" in shown(result)


async def test_once_more_without_a_question_says_where(world):
    assert "Press **Try again**" in shown(await world.dm(world.ana, "again"))


async def test_the_streak_by_words(world):
    assert "A fresh start" in shown(await world.dm(world.ana, "streak"))


async def test_a_follow_up_can_be_skipped(world):
    await world.dm(world.ana, "practice images")
    await world.dm(world.ana, HALF_ANSWER)

    following = await world.dm(world.ana, "skip")
    answer = await world.dm(world.ana, "some answer")

    assert labels(following) == ["Answer", "Hint", "Skip", "Show answer"]
    assert "/ 100" in shown(answer)


async def test_an_answer_may_begin_with_the_word_practice(world):
    await world.dm(world.ana, "practice images")

    result = await world.dm(world.ana, "Practice shows that an image is a template.")

    assert HALF_SCORE in shown(result)


async def test_filters_that_nobody_knows(world):
    answer = await world.dm(world.ana, "practice cobol senior")

    assert "nothing for “cobol”" in shown(answer)
    assert "docker" in shown(answer)


@pytest.mark.parametrize(
    ("asked", "filters", "unknown"),
    [
        ("", Filters(), []),
        ("a docker question please", Filters(topic="docker"), []),
        ("senior scenario", Filters(kind=Kind.SCENARIO, level=Level.SENIOR), []),
        ("docker networking", Filters(topic="networking"), []),
        ("networking docker", Filters(topic="networking"), []),
        ("cobol mid", Filters(level=Level.MID), ["cobol"]),
    ],
)
def test_words_to_filters(asked, filters, unknown):
    assert filters_of(asked.split(), BANK) == (filters, unknown)


@pytest.mark.parametrize(
    "files",
    [
        pytest.param([("cat.png", b"\x89PNG")], id="picture"),
        pytest.param([("a.txt", b"x"), ("b.txt", b"y")], id="two files"),
    ],
)
async def test_what_is_not_text_is_declined(world, files):
    await world.dm(world.ana, "practice images")
    stored = world.env.backend.store_attachments(world.ana.user.dm_channel.id, files)

    answer = await world.dm(world.ana, "", attachments=stored)

    assert "I can read only text" in shown(answer)


async def test_a_sticker_is_declined(world):
    from simcord.backend.models.message import MessageSticker

    answer = await world.dm(
        world.ana, "", stickers=[MessageSticker(5, "wave", 1, world.channel.guild.id)]
    )

    assert "I can read only text" in shown(answer)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(FULL_ANSWER.encode(), "100 / 100", id="answer"),
        pytest.param(b"word " * 4000, "too long", id="too long"),
        pytest.param(b"\xff\xfe\x00", "not plain text", id="not text"),
    ],
)
async def test_a_long_message_arrives_as_a_text_file(world, content, expected):
    """Discord turns a long message into message.txt."""
    await world.dm(world.ana, "practice images")
    file = [("message.txt", content)]
    stored = world.env.backend.store_attachments(world.ana.user.dm_channel.id, file)

    assert expected in shown(await world.dm(world.ana, "", attachments=stored))


async def test_a_changed_answer_is_told_once_that_it_does_not_count(world):
    await world.dm(world.ana, "practice images")
    await world.dm(world.ana, HALF_ANSWER)
    message = world.ana.user.dm_channel.history()[-2]

    await world.ana.user.edit(message, FULL_ANSWER)
    await world.ana.user.edit(message, FULL_ANSWER + "!")

    *_, result, notice = world.replies(world.ana)
    assert HALF_SCORE in shown(result)
    assert "as it was first sent" in shown(notice)


async def test_a_changed_chat_message_is_left_alone(world):
    await world.dm(world.ana, "hello")
    message = world.ana.user.dm_channel.history()[0]

    await world.ana.user.edit(message, "hello!")

    assert len(world.replies(world.ana)) == 1


async def test_a_message_delivered_twice_is_answered_once(world):
    """A resumed connection delivers again what was sent meanwhile."""
    await world.dm(world.ana, "practice images")
    event = capture_message(world)
    await world.dm(world.ana, FULL_ANSWER)
    before = len(world.replies(world.ana))

    world.env.backend.emit("MESSAGE_CREATE", event[0])
    await world.env.settle()

    assert len(world.replies(world.ana)) == before


def capture_message(world) -> list[dict]:
    """The next events of messages by people."""
    seen = []

    def watch(event, payload):
        if event == "MESSAGE_CREATE" and not payload["author"].get("bot"):
            seen.append(payload)

    world.env.backend.subscribers.append(watch)
    return seen


async def test_two_messages_at_once_are_answered_in_their_order(world):
    await world.dm(world.ana, "practice images")

    async with burst(world.env):
        await world.ana.user.send_dm(HALF_ANSWER)
        await world.ana.user.send_dm(FOLLOW_UP_ANSWER)

    half, full = world.replies(world.ana)[-2:]
    assert HALF_SCORE in shown(half)
    assert FOLLOWED_SCORE in shown(full)


async def test_messages_in_servers_are_not_read(world):
    await world.ana.send(world.channel, "practice")

    assert len(world.channel.history()) == 1
