"""Practice on Discord: the command, the buttons of a card and the form for an answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from discord import app_commands

from bot.actions import practice
from bot.actions.practice import Card, CardState, Filters, Result
from bot.discord_app import descriptions, replies
from bot.discord_app.cards import (
    IDS,
    Press,
    form_of,
    question_page,
    shown_page,
    skipped_page,
    topic_name,
)
from bot.discord_app.client import Command, Feature, client_of
from bot.discord_app.events import Interaction, place_of
from bot.discord_app.graded import grade_form, show_result
from bot.discord_app.options import KindOption, LevelOption, suggest_topics, wanted
from bot.discord_app.pages import Page


def feature() -> Feature:
    """Practice: `/practice`, and what its buttons and forms do."""
    commands: list[Command] = [practice_command]
    return Feature(
        name=IDS.feature,
        commands=commands,
        pressed={
            Press.ANSWER: open_form,
            Press.PROBE: open_probe_form,
            Press.HINT: hint,
            Press.SKIP: skip,
            Press.SHOW: show,
            Press.AGAIN: again,
            Press.NEXT: next_question,
            Press.FORM: answered,
            Press.PROBE_FORM: probe_answered,
            Press.RESULT: show_result_again,
        },
    )


@app_commands.command(name="practice", description=descriptions.PRACTICE_COMMAND)
@app_commands.describe(
    topic=descriptions.TOPIC_OPTION, kind=descriptions.KIND_OPTION, level=descriptions.LEVEL_OPTION
)
async def practice_command(
    interaction: Interaction,
    topic: str | None = None,
    kind: KindOption | None = None,
    level: LevelOption | None = None,
) -> None:
    """Ask a question."""
    await replies.wait(interaction)
    card = await _ask(interaction, wanted(topic, kind, level))
    await replies.put(interaction, _question(interaction, card))


practice_command.autocomplete("topic")(suggest_topics)


async def open_form(interaction: Interaction, card_id: int) -> None:
    """The Answer button: a form must be the first response, so nothing is deferred here."""
    card = await practice.get_card(
        client_of(interaction).coach, card_id=card_id, learner_id=interaction.user.id
    )
    await interaction.response.send_modal(form_of(card))


async def open_probe_form(interaction: Interaction, card_id: int) -> None:
    """The Answer button of a follow-up."""
    card = await practice.get_card(
        client_of(interaction).coach, card_id=card_id, learner_id=interaction.user.id
    )
    if card.probe is None:
        raise practice.NoProbe
    await interaction.response.send_modal(form_of(card, card.probe))


async def hint(interaction: Interaction, card_id: int) -> None:
    """The Hint button."""
    await interaction.response.defer()
    client = client_of(interaction)
    card = await practice.hint(
        client.coach, card_id=card_id, learner_id=interaction.user.id, now=client.now(interaction)
    )
    await replies.put_or_add(interaction, _question(interaction, card))


async def skip(interaction: Interaction, card_id: int) -> None:
    """The Skip button: the card shrinks, and the next question comes below it."""
    await interaction.response.defer()
    client = client_of(interaction)
    card = await practice.skip(
        client.coach, card_id=card_id, learner_id=interaction.user.id, now=client.now(interaction)
    )
    if card.state is CardState.SKIPPED:
        await replies.put_or_add(
            interaction, skipped_page(card, topic_name(client.coach, card.question))
        )
    await replies.add(interaction, _question(interaction, await _ask(interaction, card.filters)))


async def show(interaction: Interaction, card_id: int) -> None:
    """The Show answer button."""
    await interaction.response.defer()
    client = client_of(interaction)
    card = await practice.show(
        client.coach, card_id=card_id, learner_id=interaction.user.id, now=client.now(interaction)
    )
    await replies.put_or_add(interaction, shown_page(card, topic_name(client.coach, card.question)))


async def again(interaction: Interaction, card_id: int) -> None:
    """The Try again button: the same question on a new card."""
    await interaction.response.defer()
    client = client_of(interaction)
    card = await practice.again(
        client.coach,
        card_id=card_id,
        learner_id=interaction.user.id,
        place=place_of(interaction),
        now=client.now(interaction),
    )
    await replies.add(interaction, _question(interaction, card))


async def next_question(interaction: Interaction, card_id: int) -> None:
    """The Next question button: another question by the same filters."""
    await interaction.response.defer()
    before = await practice.get_card(
        client_of(interaction).coach, card_id=card_id, learner_id=interaction.user.id
    )
    card = await _ask(interaction, before.filters)
    await replies.add(interaction, _question(interaction, card))


async def answered(interaction: Interaction, card_id: int) -> None:
    """The form was sent."""
    await _grade(interaction, card_id, practice.answer)


async def probe_answered(interaction: Interaction, card_id: int) -> None:
    """The form of a follow-up was sent."""
    await _grade(interaction, card_id, practice.answer_probe)


async def show_result_again(interaction: Interaction, attempt_id: int) -> None:
    """The See result button of a notice."""
    await interaction.response.defer()
    client = client_of(interaction)
    result = await practice.result_of(
        client.coach, attempt_id=attempt_id, learner_id=interaction.user.id
    )
    await show_result(interaction, result)


async def _grade(
    interaction: Interaction, card_id: int, grade: Callable[..., Awaitable[Result]]
) -> None:
    """Grade what a form holds, then show the result in place of the question."""
    client = client_of(interaction)

    def graded(text: str) -> Awaitable[Result]:
        return grade(
            client.coach,
            card_id=card_id,
            learner_id=interaction.user.id,
            text=text,
            delivery=f"interaction:{interaction.id}",
            now=client.now(interaction),
        )

    await grade_form(interaction, graded, during=f"form of card {card_id}")


async def _ask(interaction: Interaction, filters: Filters) -> Card:
    client = client_of(interaction)
    async with client.room.place():
        return await practice.ask(
            client.coach,
            learner_id=interaction.user.id,
            place=place_of(interaction),
            filters=filters,
            now=client.now(interaction),
            rng=client.rng,
        )


def _question(interaction: Interaction, card: Card) -> Page:
    chat = not replies.is_private(interaction)
    return question_page(card, topic_name(client_of(interaction).coach, card.question), chat=chat)
