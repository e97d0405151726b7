"""The self-mark: where a grade is uncertain, its owner ticks what was said, beside the grade."""

from __future__ import annotations

import pytest
from sqlalchemy import text as sql

from bot.actions import practice
from tests.discord_app.conftest import _parts, labels, shown
from tests.discord_app.sample_bank import FOLLOW_UP_ANSWER, HALF_ANSWER, HALF_SCORE, INSTANCE
from tests.discord_app.test_limits import size
from tests.discord_app.test_practice import answered
from tests.simhelp import burst

SAID = "I said that"
# Read as "template", but not with certainty.
UNSURE = "An image is a tempalte."
EIGHT = (
    "It begins with word0. You check word1 next, because word2 needs it. Whoever runs word3 also "
    "wants word4. In the end word5 is stored, word6 is told, and nobody forgets word7."
)
MARKED = "☑️ You marked: {} (noted beside the grade)"
COVERED = MARKED.format(f"||{INSTANCE.name}||")


async def marks(world) -> list[str]:
    """The concepts of each mark that is kept, in the order in which they were made."""
    async with world.coach.database.reading() as connection:
        rows = await connection.execute(sql("SELECT concepts FROM self_marks ORDER BY id"))
        return [row.concepts for row in rows]


def menu(card):
    """The checklist on a card, or None."""
    return next((part for part in _parts(card.components) if part["type"] == 3), None)


@pytest.fixture
async def unsure(world):
    """The card of an uncertain grade, with a follow-up open."""
    asked = await world.ana.slash(world.channel, "practice", topic="images")
    return (await answered(world.ana, asked.response, UNSURE)).response


async def test_an_uncertain_grade_says_so_and_has_a_button(world, unsure):
    assert "I may have missed something." in shown(unsure)
    assert "press **I said that**" in shown(unsure)
    assert labels(unsure) == ["Answer", "Try again", "Next question", SAID]
    assert menu(unsure) is None


@pytest.mark.parametrize("answer", [HALF_ANSWER, "I do not know that."])
async def test_a_certain_grade_has_none(world, answer):
    asked = await world.ana.slash(world.channel, "practice", topic="images")

    card = (await answered(world.ana, asked.response, answer)).response

    assert SAID not in labels(card)
    assert SAID not in shown(card)


async def test_the_button_opens_a_checklist_on_the_card(world, unsure):
    await world.ana.click(unsure, label=SAID)

    assert [option["label"] for option in menu(unsure)["options"]] == [INSTANCE.name]
    assert HALF_SCORE in shown(unsure)
    assert SAID not in labels(unsure)
    assert len(world.channel.history(viewer=world.ana)) == 1


async def test_what_is_ticked_is_told_on_the_card_and_changes_no_grade(world, unsure):
    before = shown(unsure)
    await world.ana.click(unsure, label=SAID)

    pressed = await world.ana.select(unsure, ["instance"])

    assert pressed.response.id == unsure.id
    assert COVERED in shown(unsure)
    assert shown(unsure).replace(f"{COVERED}\n", "") == before
    assert menu(unsure) is None
    assert labels(unsure) == ["Answer", "Try again", "Next question", SAID]
    assert await marks(world) == ['["instance"]']
    result = await practice.result_of(world.coach, attempt_id=1, learner_id=world.ana.id)
    assert HALF_SCORE.startswith(f"{result.score} ")


async def test_a_mark_can_be_changed_and_taken_back(world):
    asked = await world.ana.slash(world.channel, "practice", topic="lengthy")
    card = (await answered(world.ana, asked.response, EIGHT)).response
    await world.ana.click(card, label=SAID)
    await world.ana.select(card, ["part-8", "part-9"])

    await world.ana.click(card, label=SAID)
    ticked = [option["value"] for option in menu(card)["options"] if option.get("default")]
    await world.ana.select(card, [])

    assert ticked == ["part-8", "part-9"]
    assert "You marked" not in shown(card)
    assert await marks(world) == ['["part-8", "part-9"]', "[]"]


async def test_a_restart_before_each_press(world, unsure):
    await world.restart()
    await world.ana.click(unsure, label=SAID)
    await world.restart()
    await world.ana.select(unsure, ["instance"])
    told = shown(unsure)
    await world.restart()
    form = await world.ana.click(unsure, label="Answer")
    await world.ana.submit_modal(form, {"answer": "No idea."})

    assert COVERED in told
    assert MARKED.format(INSTANCE.name) in shown(unsure), "the follow-up is over"


async def test_a_double_click_is_one_mark(world, unsure):
    await world.ana.click(unsure, label=SAID)

    async with burst(world.env):
        one = await world.ana.select(unsure, ["instance"])
        two = await world.ana.select(unsure, ["instance"])

    assert one.acknowledged
    assert two.acknowledged
    assert await marks(world) == ['["instance"]']
    assert COVERED in shown(unsure)


async def test_an_event_delivered_again_undoes_nothing(world, unsure):
    events = []
    world.env.backend.subscribers.append(lambda event, data: events.append((event, data)))
    await world.ana.click(unsure, label=SAID)
    await world.ana.select(unsure, ["instance"])
    event = next(e for e in events if e[0] == "INTERACTION_CREATE" and "values" in e[1]["data"])
    await world.ana.click(unsure, label=SAID)
    await world.ana.select(unsure, [])

    world.env.backend.emit(*event)
    await world.env.settle()

    assert await marks(world) == ['["instance"]', "[]"]
    assert "You marked" not in shown(unsure)


async def test_only_its_owner_can_mark(world):
    asked = await world.ana.user.slash("practice", topic="images")
    card = (await answered(world.ana.user, asked.response, UNSURE)).response
    await world.ana.user.click(card, label=SAID)

    opened = await press_as(world, world.ben, card, "selfmark:1:open", 2)
    ticked = await press_as(world, world.ben, card, "selfmark:1:choose", 3, values=["instance"])

    for told in (*opened.followups, *ticked.followups):
        assert told.ephemeral
        assert "someone else" in shown(told)
    assert len(opened.followups) == len(ticked.followups) == 1
    assert await marks(world) == []


async def press_as(world, person, card, custom_id, kind, **data):
    """Use a card of another person, which Discord itself would hardly let happen."""
    from simcord.actors import _dispatch_actor_interaction
    from simcord.backend import serializers
    from simcord.builders import ChannelHandle
    from simcord.enums import InteractionType

    backend = world.env.backend
    message = backend.get_message(card.channel_id, card.id)
    channel = ChannelHandle(world.env, None, backend.get_dm_channel(person.id))
    payload = dict(serializers.message_payload(backend, message))
    payload["channel_id"] = str(channel.id)
    return await _dispatch_actor_interaction(
        person.user,
        InteractionType.MESSAGE_COMPONENT,
        channel,
        {"custom_id": custom_id, "component_type": kind} | data,
        extra={"message": payload},
        source_message_id=message.id,
    )


@pytest.mark.parametrize(
    ("values", "says"),
    [
        pytest.param(["kernel"], "none of the ideas", id="unknown"),
        pytest.param(["template"], "already counts", id="made"),
    ],
)
async def test_what_is_not_on_the_list_is_refused(world, unsure, values, says):
    """A menu of another version, or one that was made up."""
    await world.ana.click(unsure, label=SAID)
    message = world.env.backend.get_message(unsure.channel_id, unsure.id)
    for part in _parts(message.components):
        if part["type"] == 3:
            part["options"] = [{"label": "made up", "value": value} for value in values]

    pressed = await world.ana.select(unsure, values)

    assert says in shown(pressed.followups[0])
    assert await marks(world) == []


async def test_a_mark_that_cannot_be_saved(world, unsure, monkeypatch, caplog):
    def fail(*_, **__):
        raise OSError("disk full")

    await world.ana.click(unsure, label=SAID)
    monkeypatch.setattr(type(world.coach.database), "writing", fail)

    pressed = await world.ana.select(unsure, ["instance"])

    assert "something went wrong on my side" in shown(pressed.followups[0])
    assert "during=selfmark:1:choose" in caplog.text


async def test_in_a_conversation(world):
    """The card keeps its form: one's own words stand right above it."""
    await world.dm(world.ana, "practice images")
    card = await world.dm(world.ana, UNSURE)
    before = shown(card)

    await world.ana.user.click(card, label=SAID)
    await world.ana.user.select(card, ["instance"])
    marked = world.replies(world.ana)[-1]
    after = await world.dm(world.ana, FOLLOW_UP_ANSWER)

    assert COVERED in shown(marked)
    assert shown(marked).replace(f"{COVERED}\n", "") == before
    assert "You marked" not in shown(after), "the follow-up has made it"
    assert SAID not in labels(after)


async def test_a_command_in_a_direct_message(world):
    """There the answer is quoted on the card, before and after."""
    asked = await world.ana.user.slash("practice", topic="images")
    card = (await answered(world.ana.user, asked.response, UNSURE)).response

    await world.ana.user.click(card, label=SAID)
    await world.ana.user.select(card, ["instance"])

    assert f"> {UNSURE}" in shown(card)
    assert COVERED in shown(card)


async def test_long_names_fit(world):
    """In the options as in the line, and in the file of the whole result."""
    asked = await world.ana.slash(world.channel, "practice", topic="lengthy")
    card = (await answered(world.ana, asked.response, EIGHT + " filler words" * 200)).response
    await world.ana.click(card, label=SAID)
    options = menu(card)["options"]
    await world.ana.select(card, [option["value"] for option in options])

    assert len(options) == 4
    assert all(len(option["label"]) <= 100 for option in options)
    assert size(card) <= 4000
    assert "; 1 more (noted beside the grade)" in shown(card)
    assert shown(card).count("||") % 2 == 0
    (file,) = card.attachments
    assert "## You marked as said" in (await file.read()).decode()


async def test_help_tells_of_it(world):
    told = await world.ana.slash(world.channel, "help")

    assert "**I said that**" in shown(told.response)
