"""The card of a graded answer: the verdict, the evidence, what is missing and what is true."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import discord
from discord import ui

from bot.actions.practice import Result
from bot.actions.self_marks import checklist, marked
from bot.core.grading import ConceptResult, Confidence, Held, Quote, Remark, State
from bot.core.questions import Concept, Verdict
from bot.core.streaks import StreakReport
from bot.discord_app import words
from bot.discord_app.amounts import count
from bot.discord_app.cards import (
    IDS,
    Press,
    background,
    caption,
    heading,
    model_answer,
    read_more,
)
from bot.discord_app.checklist import mark_button, mark_menu, marked_line
from bot.discord_app.fitting import Part, around, fit, flowing, plain, quoted, shorten
from bot.discord_app.pages import (
    AMBER,
    BLURPLE,
    GREEN,
    RED,
    TEXT_LIMIT,
    Page,
    line,
    page,
    row,
    text,
)

COLOURS = {Verdict.CORRECT: GREEN, Verdict.PARTIAL: AMBER, Verdict.INCORRECT: RED}
TITLES = {
    Verdict.CORRECT: "✅ Correct",
    Verdict.PARTIAL: "🟡 Partly there",
    Verdict.INCORRECT: "🔴 Not yet",
}
SQUARES = {Verdict.CORRECT: "🟩", Verdict.PARTIAL: "🟨", Verdict.INCORRECT: "🟥"}
REMARKS = {
    Remark.KEYWORD_LIST: (
        "This reads like a list of keywords. In an interview, say in a sentence how they belong "
        "together."
    ),
    Remark.ECHO: "Most of this repeats the question. Say what you would answer.",
    Remark.MIXED: "You say a thing and also its opposite. Decide for one of them.",
    Remark.EMPTY: "There was nothing in it that I could grade.",
}
UNSURE = "I may have missed something. If you meant more than I found, say it in other words."
UNSURE_OF = "I may have missed something. If you did say more than I found, press **I said that**."
PRACTICE_ONLY = (
    "The model answer was on the card before, so this one is practice: it does not count."
)
# The same where a question is put to many, by what it is put for.
PRACTICE_ONLY_OF = {
    "drop": words.FIRST_COUNTS,
    "quiz": words.QUIZ_SKIPPED_ROUND,
    "late": words.QUIZ_CAME_LATE,
}
FULL_RESULT = "result.md"
# A quote longer than this speaks for itself; a shorter one is shown with this much around it.
ALONE_FROM = 40
AROUND = 32
FOLLOW_UP = "### 🎯 One follow-up, for extra points"


def result_page(result: Result, topic: str, *, chat: bool = False, marking: bool = False) -> Page:
    """The card of a graded answer.

    Args:
        result: What grading it yielded.
        topic: The topic's name for people.
        chat: Whether the answer stands right above, as in a direct message.
        marking: Whether the checklist of an uncertain grade is open.
    """
    question = result.card.question
    spoken = "" if chat else f"\n> {quoted(result.answer, 240) or '…'}"
    asked = "" if result.asked is None else f"\n🎯 {flowing(shorten(result.asked.probe, 300))}"
    verdict, links = _verdict(result), read_more(question)
    probe = "" if result.probe is None else f"{FOLLOW_UP}\n{_asked(result.probe, chat=chat)}"
    covered = "" if result.probe is None else f"-# {words.COVERED}"
    said_so = marked_line(result)
    fixed = (verdict, links, probe, covered, said_so, _small_print(result, cut=True))
    # In order of importance: what does not fit is cut from the end of this list.
    parts = [
        Part(f"{caption(question, topic)}\n{heading(question.prompt)}{asked}{spoken}", 700),
        Part("\n".join(_careful(result)), 400),
        Part("\n".join(_said(result)), 400),
        Part("\n".join(_missing(result)), 400),
        Part(model_answer(question), 400),
        Part(background(question) if result.probe is None else "", 0),
    ]
    texts, cut = fit(parts, TEXT_LIMIT - sum(map(len, fixed)))
    head, careful, said, missing, model, explanation = texts
    top = [text(head), line(), text(verdict)]
    top += [text(block) for block in (said, missing, careful, said_so, covered) if block]
    menu = [mark_menu(result)] if marking else []
    bottom = [
        text(_small_print(result, cut=cut)),
        *menu,
        row(*_buttons(result, marking=marking)),
    ]
    colour = COLOURS[result.verdict]
    if result.probe is None:
        solution = [text(block) for block in (model, explanation, links) if block]
        boxes = [ui.Container(*top, line(), *solution, line(), *bottom, accent_colour=colour)]
    else:
        boxes = [
            ui.Container(*top, accent_colour=colour),
            # It would give the follow-up away, so it is shown only to those who press on it.
            ui.Container(text(model), spoiler=True),
            ui.Container(text(probe), *bottom, accent_colour=BLURPLE),
        ]
    return page(*boxes, attachments=[(FULL_RESULT, full_text(result, topic))] if cut else [])


def in_context(answer: str, quote: Quote) -> str:
    """A short quote with the words around it, in bold among them; a long one by itself."""
    inner = quoted(quote.text)
    if len(quote.text) > ALONE_FROM or answer[quote.start : quote.end] != quote.text:
        return inner
    before, after = around(answer, quote.start, quote.end, AROUND)
    if not plain(before) and not plain(after):
        return inner
    lead = " " if before[-1:].isspace() else ""
    trail = " " if after[:1].isspace() else ""
    return f"{quoted(before)}{lead}**{inner}**{trail}{quoted(after)}".strip()


def bar(score: int, verdict: Verdict) -> str:
    """Ten squares; a score above zero shows at least one of them."""
    full = max(1, round(score / 10)) if score else 0
    return SQUARES[verdict] * full + "⬛" * (10 - full)


def _verdict(result: Result) -> str:
    extra = result.score - result.grade.score
    bonus = f"  (+{extra} from the follow-up)" if extra > 0 else ""
    lines = [
        f"## {TITLES[result.verdict]} · {result.score} / 100{bonus}",
        bar(result.score, result.verdict),
    ]
    lines += [f"-# {REMARKS[remark]}" for remark in result.grade.remarks]
    if checklist(result):
        lines.append(f"-# {UNSURE_OF}")
    elif result.grade.confidence is Confidence.LOW and not result.grade.remarks:
        lines.append(f"-# {UNSURE}")
    return "\n".join(lines)


def _said(result: Result) -> Iterator[str]:
    made = [c for c in result.grade.concepts if c.state is not State.MISSED]
    if made:
        yield "### What you said"
    for concept in made:
        mark = "✅" if concept.state is State.MADE else "🟡"
        half = "" if concept.state is State.MADE else " (half of it)"
        mixed = " – but you also say the opposite" if concept.mixed else ""
        yield f"{mark} **{concept.name}**{half}{mixed}"
        if concept.quotes:
            quotes = (in_context(result.answer, quote) for quote in concept.quotes[:3])
            yield f"↳ *“{' … '.join(quotes)}”*"


def _missing(result: Result) -> Iterator[str]:
    missed = list(_missed(result))
    if missed:
        yield "### Missing"
    for concept in missed:
        told = _told(concept)
        yield f"▫️ ||{told}||" if concept == result.probe else f"▫️ {told}"


def _missed(result: Result) -> Iterator[Concept]:
    """The missed concepts, but for those that nobody needs for full marks."""
    for each in result.grade.concepts:
        concept = result.card.question.concept(each.id)
        if each.state is State.MISSED and concept is not None and not concept.bonus:
            yield concept


def _told(concept: Concept) -> str:
    return f"**{concept.name}** — {flowing(concept.why)}" if concept.why else f"**{concept.name}**"


def _asked(probe: Concept, *, chat: bool) -> str:
    how = f"\n-# {words.JUST_WRITE}" if chat else ""
    return f"{shorten(flowing(probe.probe), 800)}{how}"


def _careful(result: Result) -> Iterator[str]:
    if result.grade.misconceptions:
        yield "### Careful"
    for held in result.grade.misconceptions:
        # The words of an old answer are forgotten; then the misconception stands for them.
        if held.quote.text:
            yield f"⚠️ *“{in_context(result.answer, held.quote)}”*"
        else:
            yield f"⚠️ **{held.name}**"
        yield f"↳ {flowing(held.correction)}"


def _small_print(result: Result, *, cut: bool) -> str:
    slips = dict(pair for quote in _quotes(result) for pair in quote.read_as)
    lines: list[str] = []
    if slips:
        pairs = list(slips.items())[:5]
        read = ", ".join(f"“{quoted(was, 30)}” as “{quoted(to, 30)}”" for was, to in pairs)
        lines.append(f"I read {read}.")
    if cut:
        lines.append(f"Shortened to fit: the whole result is in {FULL_RESULT}.")
    lines.append(streak(result.streak) if result.counted else _practice_only(result))
    return "\n".join(f"-# {entry}" for entry in lines)


def _practice_only(result: Result) -> str:
    """Why an answer does not count."""
    kind = (result.card.occasion or "").partition(":")[0]
    return PRACTICE_ONLY_OF.get(kind, PRACTICE_ONLY)


def _quotes(result: Result) -> Iterator[Quote]:
    for concept in result.grade.concepts:
        yield from concept.quotes
    for held in result.grade.misconceptions:
        yield held.quote


def streak(report: StreakReport) -> str:
    """The streak in one line."""
    if not report.today_counts:
        return "🔥 Today does not count yet: one answer that is partly there is enough."
    bits = [f"🔥 {count(report.days, 'day')} in a row"]
    if report.freezes:
        bits.append(f"❄️ {count(report.freezes, 'freeze')} in hand")
    if report.correct_run > 1:
        bits.append(f"🎯 {report.correct_run} correct in a row")
    return " · ".join(bits)


def _buttons(result: Result, *, marking: bool) -> Iterator[ui.Button[Any]]:
    card = result.card
    primary = discord.ButtonStyle.primary
    if result.probe is not None:
        yield IDS.button(card.id, Press.PROBE, "Answer", primary)
        yield IDS.button(card.id, Press.AGAIN, "Try again")
        yield IDS.button(card.id, Press.NEXT, "Next question")
    else:
        yield IDS.button(card.id, Press.NEXT, "Next question", primary)
        yield IDS.button(card.id, Press.AGAIN, "Try again")
    if checklist(result):
        yield mark_button(result, opened=marking)


def full_text(result: Result, topic: str) -> str:
    """The complete result as a markdown document, for a card that had to be shortened."""
    question = result.card.question
    blocks = [
        f"# {topic}: {question.prompt.strip()}",
        f"**{TITLES[result.verdict]}**, {result.score} / 100",
        f"## One follow-up\n\n{result.asked.probe.strip()}" if result.asked else "",
        f"## Your answer\n\n{result.answer}",
        _section("What you said", (_full_concept(c) for c in result.grade.concepts if c.quotes)),
        _section("Missing", map(_told, _missed(result))),
        _section("You marked as said", (c.name for c in marked(result))),
        _section("Careful", (_full_held(held) for held in result.grade.misconceptions)),
        f"## A model answer\n\n{question.answer.strip()}",
        question.explanation.strip(),
        _section("Read more", (f"[{ref.title}]({ref.url})" for ref in question.references)),
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _section(title: str, entries: Iterable[str]) -> str:
    lines = [f"- {entry}" for entry in entries]
    return "\n".join([f"## {title}", "", *lines]) if lines else ""


def _full_concept(concept: ConceptResult) -> str:
    half = "" if concept.state is State.MADE else " (half of it)"
    quotes = " … ".join(f"“{plain(quote.text)}”" for quote in concept.quotes)
    return f"{concept.name}{half}: {quotes}"


def _full_held(held: Held) -> str:
    return f"“{plain(held.quote.text)}”: {held.correction}"
