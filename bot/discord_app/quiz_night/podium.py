"""What is shown when a quiz is over: the podium, what to practise, and the quizzes of the past."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from typing import Any

import discord
from discord import ui

from bot.actions.quiz_night import Answer, Kept, Night, Podium, Round
from bot.core.quiz import Ending
from bot.core.quiz.concepts import Gap
from bot.discord_app import words
from bot.discord_app.amounts import count, place
from bot.discord_app.fitting import flowing, plain, shorten
from bot.discord_app.pages import AMBER, BLURPLE, Page, line, page, picture, row, text
from bot.discord_app.quiz_night.cards import ENDINGS, TEAMS, bar, standing_lines
from bot.discord_app.quiz_night.ids import IDS, Press
from bot.discord_app.quiz_night.picture import Entry, draw

PICTURE = "podium.png"
MOST_PLACES = 20


async def podium_page(told: Podium, topic: str, *, pictured: bool = True) -> Page:
    """The podium: a picture, the same facts as text, and what the group missed most.

    Args:
        told: What the quiz came to.
        topic: What it was about.
        pictured: Whether a picture may be sent along.
    """
    kept = told.kept
    entries = list(_entries(told))
    items: list[ui.Item[Any]] = [text(f"## 🏆 The podium\n{_ended(kept)}")]
    pictures: list[tuple[str, bytes]] = []
    if entries and pictured:
        title = f"Quiz night · {plain(topic)}"
        drawn = await asyncio.to_thread(draw, title, entries)
        items.append(picture(PICTURE, alt_text(entries)))
        pictures.append((PICTURE, drawn))
    if told.teams and told.places:
        items.append(text("\n".join(["### Teams", *_team_lines(told)])))
    if told.places:
        lines = standing_lines(told.places, MOST_PLACES)
        items.append(text("\n".join(["### Players", *lines]) if told.teams else "\n".join(lines)))
    else:
        items.append(text(words.QUIZ_NO_PODIUM))
    if told.gaps:
        items += [line(), text("\n".join(_gap_lines(told.gaps))), _practise_menu(kept, told.gaps)]
    items.append(row(IDS.button(kept.id, Press.MINE, "My rounds")))
    return page(ui.Container(*items, accent_colour=AMBER), pictures=pictures)


def winners(told: Podium) -> str:
    """Who won, in a line."""
    if not told.places:
        return ENDINGS[told.kept.quiz.ending or Ending.PLAYED]
    if told.teams:
        first = told.teams[0]
        return f"🏆 {TEAMS[first.id]} won with {first.points:.0f} points."
    return " ".join(f"{place(p.place)} <@{p.id}> {p.points:.0f}" for p in told.places[:3])


def alt_text(entries: Sequence[Entry]) -> str:
    """The picture in words."""
    told = (f"{entry.place}: {entry.name}, {entry.points}" for entry in entries[:8])
    return f"The podium. {'; '.join(told)}."


def _ended(kept: Kept) -> str:
    return f"-# {ENDINGS[kept.quiz.ending or Ending.PLAYED]}"


def _entries(told: Podium) -> Iterator[Entry]:
    """Whom the picture shows: teams, where there are any."""
    if told.teams and told.places:
        for each in told.teams:
            name = TEAMS[each.id].split()[-1]
            yield Entry(each.place, name, count(round(each.points), "point"))
        return
    for each in told.places[:8]:
        name = plain(told.kept.quiz.players[each.id].name)
        yield Entry(each.place, name, count(round(each.points), "point"))


def _team_lines(told: Podium) -> Iterator[str]:
    for each in told.teams:
        yield f"{place(each.place)} {TEAMS[each.id]} · **{each.points:.0f}**"


def _gap_lines(gaps: Sequence[Gap]) -> Iterator[str]:
    """What was missed most, each question once with all that was missed of it."""
    yield f"### 🧭 Worth another look\n-# {words.QUIZ_GAPS}"
    for number in dict.fromkeys(gap.number for gap in gaps):
        missed = [gap for gap in gaps if gap.number == number]
        asked = shorten(" ".join(flowing(missed[0].question.prompt).split()), 110)
        yield f"**{number}.** {asked}"
        for gap in missed:
            yield f"{bar(gap.share)} {shorten(gap.concept.name, 90)}"


def _practise_menu(kept: Kept, gaps: Sequence[Gap]) -> ui.ActionRow[Any]:
    by_round = {gap.number: gap.question for gap in gaps}
    options = [
        discord.SelectOption(
            label=shorten(" ".join(plain(question.prompt).split()), 96), value=str(number)
        )
        for number, question in sorted(by_round.items())
    ]
    menu: ui.Select[Any] = ui.Select(
        custom_id=IDS.of(kept.id, Press.PRACTISE),
        placeholder=words.QUIZ_PRACTISE,
        options=options,
    )
    return ui.ActionRow(menu)


def mine_page(rounds: Sequence[tuple[Round, Answer | None]], asked: Sequence[str]) -> Page:
    """A player's own rounds, for them alone.

    Args:
        rounds: Each round with the player's answer.
        asked: What each round asked.
    """
    lines = ["## Your rounds"]
    for (each, answer), prompt in zip(rounds, asked, strict=True):
        if answer is None or answer.score is None:
            came_to = "no answer"
        elif answer.points is None:
            came_to = f"{answer.score} / 100, skipped by the host"
        else:
            bonus = answer.points - answer.score
            came_to = f"{answer.score} / 100" + (f" + {bonus} for speed" if bonus else "")
        lines.append(f"**{each.number}.** {shorten(prompt, 120)}\n↳ {came_to}")
    lines.append(f"-# {words.QUIZ_MINE}")
    return page(ui.Container(text("\n".join(lines)), accent_colour=BLURPLE))


def history_page(nights: Sequence[Night], topics: Sequence[str], learner_id: int) -> Page:
    """The last quizzes of a server, and one's own places in them."""
    lines = ["## Quiz nights on this server"]
    if not nights:
        lines.append(words.QUIZ_NO_HISTORY)
    for night, topic in zip(nights, topics, strict=True):
        kept = night.kept
        first = night.places[0]
        day = f"<t:{int(kept.opened_at.timestamp())}:d>"
        facts = [plain(topic), count(kept.quiz.number, "round"), count(len(night.places), "player")]
        lines.append(
            f"**{day}** · {' · '.join(facts)}\n🥇 <@{first.id}> with {first.points:.0f} points"
        )
        own = night.own(learner_id)
        if own is not None:
            lines.append(f"-# You: place {own.place} with {own.points:.0f} points")
    return page(ui.Container(text("\n".join(lines)), accent_colour=BLURPLE))
