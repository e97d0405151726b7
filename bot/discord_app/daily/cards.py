"""The cards of daily questions: open, closed, and what those who set them up are told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum

import discord
from discord import ui

from bot.actions.daily import Plan, PlanState, PlanStatus, Reason, Reveal
from bot.core.questions import Question
from bot.core.timetable import Due, days_in_words
from bot.discord_app import words
from bot.discord_app.amounts import count, on_day
from bot.discord_app.cards import background, caption, heading, model_answer, read_more
from bot.discord_app.fitting import Part, fit, flowing, shorten
from bot.discord_app.ids import Ids
from bot.discord_app.pages import (
    AMBER,
    BLURPLE,
    GREEN,
    GREY,
    TEXT_LIMIT,
    Page,
    line,
    notice,
    page,
    row,
    text,
)

# All questions of a server that one message shows.
MOST_SHOWN = 10


class Press(StrEnum):
    """What a button or form of a daily question does: the last part of its id.

    Never change one, add a new one.
    """

    ANSWER = "answer"
    FORM = "form"
    HINT = "hint"
    PRACTISE = "practise"
    RESUME = "resume"


# Their number is that of a drop.
IDS = Ids("daily")


def drop_page(
    drop_id: int, question: Question, topic: str, *, answered: int, role_id: int | None
) -> Page:
    """A question that everybody may answer.

    Args:
        drop_id: Which one.
        question: What is asked.
        topic: The topic's name for people.
        answered: How many people have answered.
        role_id: The role that is called.
    """
    (head,), _ = fit([Part(heading(question.prompt), 800)], TEXT_LIMIT - 900)
    said = f"💬 {_people(answered)} answered" if answered else "💬 Nobody has answered yet"
    box = ui.Container(
        text(f"{_caption(question, topic)}\n{head}"),
        line(),
        text(f"-# {said} · {words.ONLY_YOU_SEE}"),
        row(
            IDS.button(drop_id, Press.ANSWER, "Answer", discord.ButtonStyle.primary),
            IDS.button(drop_id, Press.HINT, "Hint"),
        ),
        accent_colour=BLURPLE,
    )
    return page(box) if role_id is None else page(text(f"<@&{role_id}>"), box)


def closed_page(reveal: Reveal, topic: str) -> Page:
    """A question that is closed: its answer under a cover, and how the team did."""
    question = reveal.question
    if question is None:
        return notice(words.QUESTION_LEFT)
    parts = [
        Part(heading(question.prompt), 700),
        Part(model_answer(question), 700),
        Part(background(question), 0),
    ]
    facts = "\n".join([*_facts(reveal), f"-# {words.ANSWER_BELOW}"])
    links = read_more(question)
    texts, _ = fit(parts, TEXT_LIMIT - len(facts) - len(links) - 400)
    head, answer, more = texts
    solution = [text(block) for block in (answer, more, links) if block]
    return page(
        ui.Container(
            text(f"{_caption(question, topic)}\n{head}"),
            line(),
            text(facts),
            accent_colour=GREY,
        ),
        ui.Container(*solution, spoiler=True),
        row(IDS.button(reveal.drop.id, Press.PRACTISE, "Practise it")),
    )


def paused_page(drop_id: int, reason: Reason | None) -> Page:
    """What a channel is told in place of a question when the plan pauses itself."""
    resume = IDS.button(drop_id, Press.RESUME, "Resume", discord.ButtonStyle.primary)
    if reason is Reason.NO_QUESTION:
        return notice(words.NO_QUESTION_LEFT, colour=AMBER)
    return notice(words.PAUSED_UNANSWERED, resume, colour=AMBER)


def set_up_page(plan: Plan, following: Sequence[Due]) -> Page:
    """What somebody has set up, with the next drops in everyone's own time."""
    moments = "\n".join(f"- <t:{int(due.at.timestamp())}:F>" for due in following)
    return notice(
        f"### ☀️ Set up in <#{plan.channel_id}>\n{_plan(plan)}\n\n"
        f"**The next questions**\n{moments}\n-# {words.NOW_AND_STATUS}",
        colour=GREEN,
    )


def resumed_page(plan: Plan) -> Page:
    """When the next question comes, now that they come again."""
    assert plan.next is not None
    said = words.DAILY_RESUMED.format(channel=plan.channel_id, at=int(plan.next.at.timestamp()))
    return notice(said, colour=GREEN)


def status_page(plans: Sequence[PlanStatus]) -> Page:
    """The plans of a server and how they go."""
    if not plans:
        return notice(words.NOTHING_SET_UP)
    boxes = [
        ui.Container(
            text(shorten("\n".join(_status(one)), TEXT_LIMIT // MOST_SHOWN - 10)),
            accent_colour=GREEN if one.plan.state is PlanState.ACTIVE else AMBER,
        )
        for one in plans[:MOST_SHOWN]
    ]
    more = len(plans) - MOST_SHOWN
    rest = [text(f"-# And {count(more, 'channel')} more.")] if more > 0 else []
    return page(*boxes, *rest)


def _caption(question: Question, topic: str) -> str:
    return caption(question, topic).replace("-# ", "-# ☀️ Question of the day · ", 1)


def _facts(reveal: Reveal) -> Iterator[str]:
    result = reveal.result
    if result is None or not result.answered:
        yield f"**Closed.** {words.NOBODY_ANSWERED}"
    else:
        people = _people(result.answered)
        average = f", {result.average} of 100 on average" if result.average is not None else ""
        yield f"**Closed.** {people} answered{average}."
        if result.gap is not None:
            many = f"{result.missed_by} of {result.answered}"
            yield f"🎯 Most missed ({many}): ||{flowing(result.gap.name)}||"
    if reveal.run > 1:
        yield f"🔥 The team has answered {count(reveal.run, 'question')} in a row."
    if reveal.streaks:
        names = ", ".join(f"<@{who}> {count(days, 'day')}" for who, days in reveal.streaks)
        yield f"🏅 Longest streaks: {names}"


def _plan(plan: Plan) -> str:
    table = plan.timetable
    sort = [x.value for x in (plan.filters.level, plan.filters.kind) if x]
    about = f" on {plan.filters.topic}" if plan.filters.topic else ""
    wish = f"{' '.join(sort)} questions{about}".strip().capitalize() if sort or about else "Any"
    lines = [
        f"🕘 {table.at:%H:%M} {table.zone}, {days_in_words(table.days)}",
        f"📚 {wish}" + ("" if sort or about else " question"),
    ]
    if plan.reveal_after is None:
        lines.append("📖 The answer is shown when the next question comes")
    else:
        lines.append(f"📖 The answer is shown after {count(plan.reveal_after, 'hour')}")
    if plan.role_id is not None:
        lines.append(f"🔔 Calls <@&{plan.role_id}>")
    return "\n".join(lines)


def _status(one: PlanStatus) -> Iterator[str]:
    plan = one.plan
    yield f"### <#{plan.channel_id}>\n{_plan(plan)}"
    if plan.state is PlanState.ACTIVE and plan.next is not None:
        yield f"⏭️ Next: <t:{int(plan.next.at.timestamp())}:F>"
    elif plan.reason is not None:
        yield f"⏸️ Paused: {words.WHY_PAUSED.get(plan.reason, '')}"
    if one.last is not None:
        people = _people(one.answered)
        run = f" · 🔥 {count(one.run, 'question')} in a row" if one.run > 1 else ""
        yield f"💬 Last: {on_day(one.last.day)}, {people} answered{run}"
    if one.left_out is not None:
        why = words.WHY_LEFT_OUT.get(Reason(one.left_out.reason or Reason.LATE), "")
        yield f"⚠️ {on_day(one.left_out.day)}: {why}"


def _people(number: int) -> str:
    return count(number, "person", "people")
