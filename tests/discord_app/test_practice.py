"""Practice by command, buttons and form."""

from __future__ import annotations

import pytest

from bot.core.questions import Kind, Level
from tests.discord_app.conftest import labels, shown
from tests.discord_app.sample_bank import (
    FOLLOW_UP_ANSWER,
    FOLLOWED_SCORE,
    FULL_ANSWER,
    HALF_ANSWER,
    HALF_SCORE,
)
from tests.simhelp import user_install_slash

IMAGES = {"topic": "images"}


async def answered(person, card, text):
    """Press Answer, fill the form in, and give what came of it."""
    form = await person.click(card, label="Answer")
    return await person.submit_modal(form, {"answer": text})


async def test_a_question_in_a_server_is_seen_by_its_asker_alone(world):
    asked = await world.ana.slash(world.channel, "practice", **IMAGES)

    card = asked.response
    assert card.ephemeral
    assert "What is a Docker image" in shown(card)
    assert "Docker · General · Junior" in shown(card)
    assert labels(card) == ["Answer", "Hint", "Skip", "Show answer"]
    assert world.channel.history(viewer=world.ben) == []


async def test_the_form_shows_the_question_and_takes_4000_characters(world):
    asked = await world.ana.slash(world.channel, "practice", **IMAGES)

    form = (await world.ana.click(asked.response, label="Answer")).modal

    assert form["title"] == "Your answer"
    text, label = form["components"]
    assert text["content"] == "What is a Docker image, and what is a container?"
    assert label["component"]["max_length"] == 4000


async def test_the_result_stands_in_the_place_of_the_question(world):
    asked = await world.ana.slash(world.channel, "practice", **IMAGES)

    sent = await answered(world.ana, asked.response, FULL_ANSWER)

    card = sent.response
    assert card.id == asked.response.id
    assert "✅ Correct · 100 / 100" in shown(card)
    assert "🟩" * 10 in shown(card)
    assert "✅ **An image is a read-only template**\n↳ *“An image is a **template**" in shown(card)
    assert f"> {FULL_ANSWER}" in shown(card)
    assert "A model answer" in shown(card)
    assert "🔥 1 day in a row" in shown(card)
    assert labels(card) == ["Next question", "Try again"]


async def test_a_misconception_is_quoted_and_put_right(world):
    asked = await world.ana.slash(world.channel, "practice", **IMAGES)

    sent = await answered(world.ana, asked.response, "A container is a small virtual machine.")

    assert "### Careful" in shown(sent.response)
    assert "A container shares the kernel of its host" in shown(sent.response)
    assert "⚠️ *“A container is a small **virtual machine**.”*" in shown(sent.response)


async def test_what_is_missing_comes_with_its_reason(world):
    asked = await world.ana.slash(world.channel, "practice", **IMAGES)

    sent = await answered(world.ana, asked.response, "I do not know that.")

    assert "🔴 Not yet · 0 / 100" in shown(sent.response)
    assert "**An image is a read-only template** — Nothing that runs" in shown(sent.response)
    assert "Today does not count yet" in shown(sent.response)


async def test_a_partial_answer_offers_a_follow_up_that_its_card_does_not_give_away(world):
    asked = await world.ana.slash(world.channel, "practice", **IMAGES)

    sent = await answered(world.ana, asked.response, HALF_ANSWER)

    card = sent.response
    assert f"🟡 Partly there · {HALF_SCORE}" in shown(card)
    assert "What happens when you start an image twice?" in shown(card)
    assert "||**A container is a running instance**" in shown(card)
    assert [box.get("spoiler", False) for box in card.components] == [False, True, False]
    assert labels(card) == ["Answer", "Try again", "Next question"]


async def test_the_answer_to_a_follow_up_earns_half_of_the_points(world):
    asked = await world.ana.slash(world.channel, "practice", **IMAGES)
    half = await answered(world.ana, asked.response, HALF_ANSWER)

    form = await world.ana.click(half.response, label="Answer")
    sent = await world.ana.submit_modal(form, {"answer": FOLLOW_UP_ANSWER})

    assert form.modal["title"] == "Your follow-up answer"
    assert form.modal["components"][0]["content"] == "What happens when you start an image twice?"
    assert FOLLOWED_SCORE in shown(sent.response)
    assert f"🎯 What happens when you start an image twice?\n> {FOLLOW_UP_ANSWER}" in shown(
        sent.response
    )
    assert labels(sent.response) == ["Next question", "Try again"]


async def test_a_hint_appears_on_the_card_and_only_once(world):
    asked = await world.ana.slash(world.channel, "practice", **IMAGES)

    await world.ana.click(asked.response, label="Hint")

    assert "💡 **Hint** · Think of a recipe and a cake." in shown(asked.response)
    assert labels(asked.response) == ["Answer", "Skip", "Show answer"]


async def test_skip_shrinks_the_card_and_brings_another_question(world):
    asked = await world.ana.slash(world.channel, "practice", level="junior")

    pressed = await world.ana.click(asked.response, label="Skip")

    assert "Skipped" in shown(asked.response)
    assert labels(asked.response) == ["Show answer", "Try it after all"]
    (following,) = pressed.followups
    assert following.ephemeral
    assert labels(following) == ["Answer", "Hint", "Skip", "Show answer"]


async def test_the_model_answer_can_be_shown_and_then_an_answer_does_not_count(world):
    asked = await world.ana.slash(world.channel, "practice", **IMAGES)
    form = await world.ana.click(asked.response, label="Answer")

    await world.ana.click(asked.response, label="Show answer")
    card = shown(asked.response)
    sent = await world.ana.submit_modal(form, {"answer": FULL_ANSWER})
    streak = await world.ana.slash(world.channel, "streak")

    assert "A container is a running instance of it." in card
    assert "Read more: [Images](<https://docs.docker.com/images>)" in card
    assert "100 / 100" in shown(sent.response)
    assert "it does not count" in shown(sent.response)
    assert "Today does not count yet" in shown(streak.response)


async def test_try_again_asks_the_same_and_next_another_question(world):
    asked = await world.ana.slash(world.channel, "practice", **IMAGES)
    sent = await answered(world.ana, asked.response, FULL_ANSWER)

    again = (await world.ana.click(sent.response, label="Try again")).followups[0]
    following = (await world.ana.click(sent.response, label="Next question")).followups[0]

    assert again.ephemeral
    assert "What is a Docker image" in shown(again)
    assert labels(following) == ["Answer", "Hint", "Skip", "Show answer"]


async def test_filters_choose_the_question_and_stay_for_the_next_one(world):
    asked = await world.ana.slash(world.channel, "practice", kind="scenario", level="mid")
    sent = await answered(world.ana, asked.response, "publish")

    following = (await world.ana.click(sent.response, label="Next question")).followups[0]

    assert "your browser cannot reach it" in shown(asked.response)
    assert "Docker · Scenario · Mid" in shown(following)


async def test_filters_that_nothing_fits_are_answered_with_what_there_is(world):
    asked = await world.ana.slash(world.channel, "practice", topic="cobol")

    assert asked.response.ephemeral
    assert "cobol" in shown(asked.response)
    assert "docker" in shown(asked.response)
    assert world.env.errors, "SimCord counts every refusal of a command as an error"


async def test_topics_and_tags_are_suggested_with_their_number_of_questions(world):
    every = await world.ana.autocomplete(world.channel, "practice", "topic", "")
    some = await world.ana.autocomplete(world.channel, "practice", "topic", "NET")

    assert {"name": "Docker (3)", "value": "docker"} in every
    assert some == [{"name": "networking (1)", "value": "networking"}]


async def test_in_a_direct_message_nothing_is_hidden(world):
    asked = await world.ana.user.slash("practice", **IMAGES)
    question = shown(asked.response)
    sent = await answered(world.ana.user, asked.response, FULL_ANSWER)
    following = (await world.ana.user.click(sent.response, label="Next question")).followups[0]

    assert not asked.response.ephemeral
    assert "Just write your answer here" in question
    assert "100 / 100" in shown(sent.response)
    assert not following.ephemeral


async def test_a_user_installed_app_answers_privately_in_private_channels(world):
    asked = await user_install_slash(world.env, world.ana.user, "practice", context=2, **IMAGES)

    assert asked.response.ephemeral
    assert "Just write your answer here" not in shown(asked.response)


async def test_a_user_installed_app_works_in_a_server_without_the_bot(world):
    asked = await user_install_slash(
        world.env,
        world.ana.user,
        "practice",
        context=0,
        guild=world.channel.guild,
        channel=world.channel,
        **IMAGES,
    )

    assert asked.response.ephemeral
    assert "What is a Docker image" in shown(asked.response)


async def test_a_button_of_somebody_else_is_answered_kindly(world):
    """Cards are private, so this takes a shared private channel or a made-up event."""
    asked = await world.ana.user.slash("practice", **IMAGES)
    card = world.env.backend.get_message(asked.response.channel_id, asked.response.id)

    pressed = await press_as(world, world.ben, card, "hint")

    (told,) = pressed.followups
    assert told.ephemeral
    assert "put to someone else" in shown(told)
    assert "Hint**" not in shown(asked.response)


async def press_as(world, person, card, action):
    """Press a button of another person's card, which Discord itself would hardly let happen."""
    from simcord.actors import _dispatch_actor_interaction
    from simcord.backend import serializers
    from simcord.builders import ChannelHandle
    from simcord.enums import ComponentType, InteractionType

    backend = world.env.backend
    channel = ChannelHandle(world.env, None, backend.get_dm_channel(person.id))
    payload = dict(serializers.message_payload(backend, card))
    payload["channel_id"] = str(channel.id)
    button = {"custom_id": f"practice:1:{action}", "component_type": ComponentType.BUTTON}
    return await _dispatch_actor_interaction(
        person.user,
        InteractionType.MESSAGE_COMPONENT,
        channel,
        button,
        extra={"message": payload},
        source_message_id=card.id,
    )


def test_the_choices_are_those_of_the_bank():
    from bot.discord_app.practice import practice_command

    kind, level = (practice_command.get_parameter(name) for name in ("kind", "level"))

    assert [choice.value for choice in kind.choices] == list(Kind)
    assert [choice.value for choice in level.choices] == list(Level)


@pytest.mark.parametrize("custom_id", ["practice:1:fly", "practice:x:hint", "unicorn", "a:1:b"])
async def test_an_unknown_button_is_answered(world, custom_id):
    """Also one of a version to come, or gone by."""
    asked = await world.ana.user.slash("practice", **IMAGES)
    card = world.env.backend.get_message(asked.response.channel_id, asked.response.id)
    for part in card.components[0]["components"]:
        for button in part.get("components", []):
            if button.get("label") == "Hint":
                button["custom_id"] = custom_id

    pressed = await world.ana.user.click(asked.response, custom_id=custom_id)

    assert "older version" in shown(pressed.response)
