"""The buttons and the form of a daily question. The card is everybody's, answers are not."""

from __future__ import annotations

from collections.abc import Awaitable

from discord import ui

from bot.actions import daily
from bot.actions.cards import Place, Surface
from bot.actions.practice import Result
from bot.actions.refusals import Refused
from bot.discord_app import replies, words
from bot.discord_app.cards import question_page, topic_name
from bot.discord_app.client import client_of
from bot.discord_app.daily.cards import IDS, Press, resumed_page
from bot.discord_app.daily.poster import DUTY, keep_up_to_date
from bot.discord_app.events import Interaction, place_of
from bot.discord_app.fitting import flowing
from bot.discord_app.forms import answer_form
from bot.discord_app.graded import grade_form
from bot.discord_app.pages import BLURPLE, notice


class MayNot(Refused):
    """Only those who manage the server may do that."""

    sentence = (
        "Only people who may manage this server can resume the questions. "
        "Ask one of them to press **Resume** or to use **/daily resume**."
    )


async def open_form(interaction: Interaction, drop_id: int) -> None:
    """The Answer button: a form must be the first response, so nothing is deferred here."""
    client = client_of(interaction)
    shown = await daily.look(
        client.coach,
        drop_id=drop_id,
        learner_id=interaction.user.id,
        now=client.now(interaction),
    )
    await interaction.response.send_modal(_form(shown))


async def answered(interaction: Interaction, drop_id: int) -> None:
    """The form was sent: the result is for that person alone, the number for everybody."""
    client = client_of(interaction)

    def graded(text: str) -> Awaitable[Result]:
        return daily.answer(
            client.coach,
            drop_id=drop_id,
            learner_id=interaction.user.id,
            place=_group(interaction),
            text=text,
            delivery=f"interaction:{interaction.id}",
            now=client.now(interaction),
        )

    result = await grade_form(interaction, graded, during=f"form of drop {drop_id}", apart=True)
    message = interaction.message
    if result is not None and result.counted and message is not None:
        keep_up_to_date(client, message.channel.id, message.id, drop_id)


async def hint(interaction: Interaction, drop_id: int) -> None:
    """The Hint button."""
    await replies.wait(interaction)
    client = client_of(interaction)
    question = await daily.hint(
        client.coach,
        drop_id=drop_id,
        learner_id=interaction.user.id,
        place=_group(interaction),
        now=client.now(interaction),
    )
    await replies.put(
        interaction, notice(f"💡 **Hint** · {flowing(question.hint)}", colour=BLURPLE)
    )


async def practise(interaction: Interaction, drop_id: int) -> None:
    """The Practise it button of a closed question."""
    await replies.wait(interaction)
    client = client_of(interaction)
    card = await daily.practise(
        client.coach,
        drop_id=drop_id,
        learner_id=interaction.user.id,
        place=place_of(interaction),
        now=client.now(interaction),
        rng=client.rng,
    )
    await replies.put(interaction, question_page(card, topic_name(client.coach, card.question)))


async def resume(interaction: Interaction, _drop_id: int) -> None:
    """The Resume button of a notice."""
    await replies.wait(interaction)
    client = client_of(interaction)
    if not interaction.permissions.manage_guild:
        raise MayNot
    assert interaction.guild_id is not None
    plan = await daily.plan_in(
        client.coach,
        guild_id=interaction.guild_id,
        channel_id=interaction.channel_id,
        here=interaction.channel_id or 0,
    )
    plan = await daily.resume(client.coach, plan=plan, now=client.now(interaction))
    client.wake(DUTY)
    await replies.put(interaction, resumed_page(plan))


def _form(shown: daily.Shown) -> ui.Modal:
    own, asked = IDS.of(shown.drop_id, Press.FORM), shown.question.prompt
    if shown.counts:
        return answer_form("Your answer", own, asked, words.FORM_COUNTS)
    return answer_form("Practice: this one does not count", own, asked, words.FORM_PRACTICE)


def _group(interaction: Interaction) -> Place:
    return Place(Surface.GROUP, interaction.channel_id or 0, interaction.guild_id)
