"""The cards of practice: a question in each of its states, and the form for an answer."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

import discord
from discord import ui

from bot.actions import Coach
from bot.actions.practice import Card
from bot.core.questions import Concept, Question
from bot.discord_app import words
from bot.discord_app.fitting import Part, fit, flowing, shorten
from bot.discord_app.forms import answer_form
from bot.discord_app.ids import Ids
from bot.discord_app.pages import BLURPLE, GREY, TEXT_LIMIT, Page, line, notice, page, row, text

FULL_QUESTION = "question.md"
# A heading is for a line or two; a longer prompt is easier to read as running text.
HEADING_LIMIT = 200


class Press(StrEnum):
    """What a button or form of practice does: the last part of its id.

    Never change one, add a new one.
    """

    ANSWER = "answer"
    HINT = "hint"
    SKIP = "skip"
    SHOW = "show"
    AGAIN = "again"
    NEXT = "next"
    PROBE = "probe"
    FORM = "form"
    PROBE_FORM = "probeform"
    RESULT = "result"


# Their number is that of a card; of an attempt for `RESULT`.
IDS = Ids("practice")


def question_page(card: Card, topic: str, *, chat: bool = False) -> Page:
    """A question that waits for its answer.

    Args:
        card: The question as it was asked.
        topic: The topic's name for people.
        chat: Whether the person may simply write the answer, as in a direct message.
    """
    question = card.question
    wanted = f"💡 **Hint** · {flowing(question.hint)}" if card.hint_used else ""
    (head, hint), files = _fitted(heading(question.prompt), wanted)
    items = [text(block) for block in (f"{caption(question, topic)}\n{head}", hint) if block]
    if chat:
        items.append(text(f"-# {words.JUST_WRITE}"))
    box = ui.Container(*items, line(), row(*_question_buttons(card)), accent_colour=BLURPLE)
    return page(box, attachments=files)


def _question_buttons(card: Card) -> Iterable[ui.Button[Any]]:
    yield IDS.button(card.id, Press.ANSWER, "Answer", discord.ButtonStyle.primary)
    yield IDS.button(card.id, Press.HINT, "Hint", disabled=card.hint_used)
    yield IDS.button(card.id, Press.SKIP, "Skip")
    yield IDS.button(card.id, Press.SHOW, "Show answer")


def shown_page(card: Card, topic: str) -> Page:
    """A question with its model answer, for a person who wanted to see it."""
    question = card.question
    (head, answer, more), files = _fitted(
        heading(question.prompt), model_answer(question), background(question)
    )
    items: list[ui.Item[Any]] = [text(f"{caption(question, topic)}\n{head}"), line()]
    items += [text(block) for block in (answer, more, read_more(question)) if block]
    buttons = (
        IDS.button(card.id, Press.AGAIN, "Try it yourself", discord.ButtonStyle.primary),
        IDS.button(card.id, Press.NEXT, "Next question"),
    )
    box = ui.Container(*items, line(), row(*buttons), accent_colour=GREY)
    return page(box, attachments=files)


def skipped_page(card: Card, topic: str) -> Page:
    """What is left of a question that was skipped."""
    prompt = shorten(" ".join(card.question.prompt.split()), HEADING_LIMIT)
    return notice(
        f"{caption(card.question, topic)}\n{prompt}\n-# ⏭️ {words.SKIPPED}",
        IDS.button(card.id, Press.SHOW, "Show answer"),
        IDS.button(card.id, Press.AGAIN, "Try it after all"),
    )


def form_of(card: Card, probe: Concept | None = None) -> ui.Modal:
    """The form for an answer, or for the answer to a follow-up."""
    if probe is None:
        own = IDS.of(card.id, Press.FORM)
        return answer_form("Your answer", own, card.question.prompt, words.SENTENCES_WORK)
    own = IDS.of(card.id, Press.PROBE_FORM)
    return answer_form("Your follow-up answer", own, probe.probe, words.SENTENCES_WORK)


def topic_name(coach: Coach, question: Question) -> str:
    """The name of a question's topic for people."""
    topic = coach.bank.topics.get(question.topic)
    return topic.name if topic is not None else question.topic


def caption(question: Question, topic: str) -> str:
    """The small line above a question: topic, kind and level."""
    return f"-# {topic} · {question.kind.value.title()} · {question.level.value.title()}"


def heading(prompt: str) -> str:
    """A prompt as a heading if it is short, else as it is."""
    prompt = flowing(prompt)
    brief = "\n" not in prompt and len(prompt) <= HEADING_LIMIT
    return f"### {prompt}" if brief else f"**Question**\n{prompt}"


def model_answer(question: Question) -> str:
    """The model answer under its heading."""
    return f"### 📖 A model answer\n{flowing(question.answer)}"


def background(question: Question) -> str:
    """The explanation under its heading, or nothing."""
    return f"### 🔎 Background\n{flowing(question.explanation)}" if question.explanation else ""


def read_more(question: Question) -> str:
    """Links to where the subject is explained at length, or nothing."""
    if not question.references:
        return ""
    links = (f"[{ref.title}](<{ref.url}>)" for ref in question.references[:4])
    return f"-# Read more: {' · '.join(links)}"


def _fitted(*blocks: str) -> tuple[list[str], list[tuple[str, str]]]:
    """Blocks shortened to what one message may hold; all of it in a file if any was cut."""
    # The rest is for the caption, the links and the small print.
    texts, cut = fit([Part(block, 800) for block in blocks], TEXT_LIMIT - 900)
    whole = "\n\n".join(block for block in blocks if block)
    return texts, [(FULL_QUESTION, f"{whole}\n")] if cut else []
