"""The cards of a quiz that runs: its lobby, a question, and what a round came to."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

import discord
from discord import ui

from bot.actions import Coach
from bot.actions.quiz_night import Form, Kept, Reveal
from bot.core.questions import Question
from bot.core.quiz import Ending, Phase, Player
from bot.core.quiz.scoring import Place
from bot.discord_app import words
from bot.discord_app.amounts import count, place
from bot.discord_app.cards import caption, heading, model_answer
from bot.discord_app.fitting import Part, fit, flowing, plain, quoted, shorten
from bot.discord_app.forms import answer_form
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
from bot.discord_app.quiz_night.ids import IDS, Press, team_press

PRIMARY = discord.ButtonStyle.primary
SUCCESS = discord.ButtonStyle.success
DANGER = discord.ButtonStyle.danger

TEAMS = ("🔴 Red", "🔵 Blue", "🟢 Green", "🟡 Yellow", "🟣 Purple", "🟠 Orange")
# More names than these make a card that nobody reads.
MOST_NAMES = 40
MOST_PLACES = 15
BAR = 8

ENDINGS = {
    Ending.PLAYED: "All rounds are played.",
    Ending.BY_HOST: "The host has ended the quiz.",
    Ending.SILENT: words.QUIZ_SILENT,
    Ending.NOBODY: words.QUIZ_NOBODY,
    Ending.LOST: words.QUIZ_LOST,
    Ending.REMOVED: words.QUIZ_LOST,
}


def topic_of(coach: Coach, kept: Kept) -> str:
    """What a quiz is about, in a word or two."""
    wanted = kept.filters["topic"]
    topic = coach.bank.topics.get(wanted or "")
    name = topic.name if topic else wanted
    return name or "All topics"


def lobby_page(kept: Kept, topic: str) -> Page:
    """A quiz that waits for its players; later, what became of it."""
    quiz = kept.quiz
    head = f"## 🎲 Quiz night · {plain(topic)}\n{_rules(kept)}"
    if quiz.phase is Phase.LOBBY:
        starts = f"\nIt starts by itself {ago(quiz.until)}." if quiz.until else ""
        host = f"Hosted by <@{quiz.host}>, who starts it.{starts}"
        box = ui.Container(
            text(head),
            text(f"{words.QUIZ_HOW}\n{host}"),
            line(),
            text(_roster(list(quiz.players.values()), quiz.rules.teams)),
            *_lobby_buttons(kept),
            accent_colour=BLURPLE,
        )
        return page(box)
    if quiz.phase is Phase.OVER:
        cancelled = quiz.ending is Ending.BY_HOST and not quiz.number
        said = words.QUIZ_CANCELLED if cancelled else ENDINGS[quiz.ending or Ending.PLAYED]
        return page(ui.Container(text(f"{head}\n{said}"), accent_colour=GREY))
    where = f" in <#{kept.thread_id}>" if kept.thread_id else ""
    said = f"It is on{where}, with {count(len(quiz.players), 'player')}. You can still join."
    buttons = row(IDS.button(kept.id, Press.JOIN, "Join", SUCCESS))
    return page(ui.Container(text(f"{head}\n{said}"), buttons, accent_colour=GREEN))


def over_page(kept: Kept, topic: str, winners: str) -> Page:
    """What is left of the lobby of a quiz that was played."""
    where = f"\nThe podium is in <#{kept.thread_id}>." if kept.thread_id else ""
    head = f"## 🎲 Quiz night · {plain(topic)}\n{_rules(kept)}"
    return page(ui.Container(text(f"{head}\n{winners}{where}"), accent_colour=GREY))


def _rules(kept: Kept) -> str:
    rules = kept.quiz.rules
    facts = [count(rules.rounds, "round"), f"{rules.seconds} seconds each"]
    if rules.teams:
        facts.append(f"{rules.teams} teams{', you pick' if rules.picked else ''}")
    if rules.speed_bonus:
        facts.append("up to 10 % for speed")
    kind, level = kept.filters["kind"], kept.filters["level"]
    facts += [wish.title() for wish in (kind, level) if wish]
    return f"-# {' · '.join(facts)}"


def _roster(players: Sequence[Player], teams: int) -> str:
    if not players:
        return "### Nobody has joined yet\nBe the first!"
    if not teams:
        return f"### {count(len(players), 'player')}\n{_mentions(players, MOST_NAMES)}"
    lines = [f"### {count(len(players), 'player')}"]
    for team in range(teams):
        members = [p for p in players if p.team == team]
        names = _mentions(members, MOST_NAMES // teams) if members else "nobody yet"
        lines.append(f"{TEAMS[team]} ({len(members)}): {names}")
    return "\n".join(lines)


def _mentions(players: Sequence[Player], most: int) -> str:
    names = " ".join(f"<@{player.id}>" for player in players[:most])
    rest = len(players) - most
    return f"{names} and {rest} more" if rest > 0 else names


def _lobby_buttons(kept: Kept) -> Iterator[ui.ActionRow[Any]]:
    rules = kept.quiz.rules
    leave = IDS.button(kept.id, Press.LEAVE, "Leave")
    host = (
        IDS.button(kept.id, Press.BEGIN, "Start", PRIMARY),
        IDS.button(kept.id, Press.CANCEL, "Cancel"),
    )
    if not rules.picked:
        yield row(IDS.button(kept.id, Press.JOIN, "Join", SUCCESS), leave, *host)
        return
    teams = [IDS.button(kept.id, team_press(n), TEAMS[n]) for n in range(rules.teams)]
    for at in range(0, len(teams), 5):
        yield row(*teams[at : at + 5])
    yield row(leave, *host)


def question_page(kept: Kept, question: Question, topic: str) -> Page:
    """The question of the round that is on."""
    quiz = kept.quiz
    assert kept.round_id is not None
    head = _round_head(kept, quiz.number, question, topic)
    playing = len(quiz.playing())
    if quiz.phase is Phase.HELD:
        clock = f"⏸️ Paused, with {math.ceil(quiz.left or 0)} seconds left. Answers are taken."
        pause = IDS.button(kept.id, Press.RESUME, "Resume", SUCCESS)
    else:
        clock = f"⏳ The time is up {ago(quiz.until)}." if quiz.until else "⏳ It begins."
        pause = IDS.button(kept.id, Press.PAUSE, "Pause")
    told = f"{clock}\n✍️ **{len(quiz.answers)}** of {playing} have answered."
    box = ui.Container(
        text(head),
        line(),
        text(f"{told}\n-# {words.QUIZ_ANSWER}"),
        row(IDS.button(kept.round_id, Press.ANSWER, "Answer", PRIMARY)),
        text(f"-# {words.QUIZ_FOR_HOST}"),
        row(
            IDS.button(kept.id, Press.NEXT, "Next"),
            pause,
            IDS.button(kept.id, Press.SKIP, "Skip"),
            IDS.button(kept.id, Press.END, "End"),
        ),
        accent_colour=AMBER if quiz.phase is Phase.HELD else BLURPLE,
    )
    return page(box)


def closed_page(kept: Kept, number: int, question: Question, topic: str, answers: int) -> Page:
    """A question whose time is up."""
    told = f"⌛ The time is up. {count(answers, 'answer')}."
    head = _round_head(kept, number, question, topic)
    return page(ui.Container(text(head), line(), text(told), accent_colour=GREY))


def _round_head(kept: Kept, number: int, question: Question, topic: str) -> str:
    asked = shorten(heading(question.prompt), TEXT_LIMIT - 700)
    return f"-# Round {number} of {kept.quiz.rules.rounds}\n{caption(question, topic)}\n{asked}"


def reveal_page(told: Reveal) -> Page:
    """What a round came to."""
    kept, on = told.kept, told.on
    question, quiz = told.question, kept.quiz
    title = f"## Round {on.number} of {quiz.rules.rounds}"
    asked = shorten(" ".join(flowing(question.prompt).split()), 200)
    # In order of importance: what does not fit is cut from the end of this list.
    parts = [
        Part(f"{title}\n{asked}", 300),
        Part("\n".join(_scores(told)), 900),
        Part(model_answer(question), 500),
        Part("\n".join(_concepts(told)), 400),
        Part("\n".join(_beliefs(told)), 0),
        Part(_quote(told), 0),
    ]
    texts, _ = fit(parts, TEXT_LIMIT - 300)
    head, scores, model, concepts, beliefs, quote = texts
    live = on.number == quiz.number and quiz.phase in _SHOWN
    bottom: list[ui.Item[Any]] = [row(IDS.button(on.id, Press.RESULT, "My result", PRIMARY))]
    if live:
        bottom = [
            row(
                IDS.button(on.id, Press.RESULT, "My result", PRIMARY),
                IDS.button(kept.id, Press.JOIN, "Join", SUCCESS),
                IDS.button(kept.id, Press.LEAVE, "Leave"),
            ),
            text(f"-# {words.QUIZ_FOR_HOST}"),
            _break_buttons(kept),
        ]
    blocks = [text(block) for block in (model, concepts, beliefs, quote, scores) if block]
    ahead = [text(_ahead(kept))] if live else []
    box = ui.Container(text(head), line(), *blocks, line(), *ahead, *bottom, accent_colour=GREEN)
    return page(box)


_SHOWN = frozenset({Phase.GRADED, Phase.BREAK, Phase.RESTING})


def _ahead(kept: Kept) -> str:
    quiz = kept.quiz
    if quiz.phase is Phase.RESTING:
        return "⏸️ Paused."
    if quiz.ending is not None:
        return "The podium follows."
    what = "The podium" if quiz.is_last_round() else "The next question"
    when = f" {ago(quiz.until)}" if quiz.until else " in a moment"
    return f"{what} comes{when}."


def _break_buttons(kept: Kept) -> ui.ActionRow[Any]:
    resting = kept.quiz.phase is Phase.RESTING
    return row(
        IDS.button(kept.id, Press.NEXT, "Next"),
        IDS.button(kept.id, Press.RESUME, "Resume", SUCCESS)
        if resting
        else IDS.button(kept.id, Press.PAUSE, "Pause"),
        IDS.button(kept.id, Press.END, "End"),
    )


def _concepts(told: Reveal) -> Iterator[str]:
    answers = told.counts.answers
    if not answers:
        return
    yield "### What you made together"
    for concept in told.question.concepts:
        made = told.counts.made.get(concept.id, 0)
        if concept.bonus and not made:
            continue
        yield f"{bar(made / answers)} {made:g} of {answers} · {shorten(concept.name, 90)}"


def bar(share: float) -> str:
    """A share from 0 to 1 as a bar."""
    full = max(1, round(share * BAR)) if share else 0
    return f"`{'█' * full}{'░' * (BAR - full)}`"


def _beliefs(told: Reveal) -> Iterator[str]:
    seen = [m for m in told.question.misconceptions if told.counts.beliefs.get(m.id)]
    if seen:
        yield "### Careful"
    for belief in sorted(seen, key=lambda m: -told.counts.beliefs[m.id])[:4]:
        number = told.counts.beliefs[belief.id]
        yield f"⚠️ {shorten(belief.name, 90)} ({number}×)"
        yield f"↳ {shorten(flowing(belief.correction), 240)}"


def _quote(told: Reveal) -> str:
    if told.quoted is None:
        return ""
    said = quoted(told.quoted.words, 400)
    return f"### 💬 The best answer, by <@{told.quoted.learner_id}>\n> {said}"


def _scores(told: Reveal) -> Iterator[str]:
    quiz = told.kept.quiz
    if quiz.void and told.on.number == quiz.number:
        yield f"### Points\n{words.QUIZ_SKIPPED}"
        return
    if not told.standings:
        yield f"### Points\n{words.QUIZ_NO_ANSWERS}"
        return
    yield "### Points"
    for each in told.standings[:MOST_PLACES]:
        total = f" · {each.total} in all" if told.on.number > 1 else ""
        yield f"{place(each.place)} <@{each.learner_id}> **+{each.points}**{total}"
    rest = len(told.standings) - MOST_PLACES
    if rest > 0:
        yield f"-# and {rest} more; **My result** shows yours."
    if quiz.rules.teams:
        yield f"-# {' · '.join(_teams(quiz.team_points))}"


def _teams(points: Sequence[float]) -> Iterable[str]:
    ordered = sorted(enumerate(points), key=lambda entry: -entry[1])
    return (f"{TEAMS[team]} {total:.0f}" for team, total in ordered)


def standing_lines(places: Sequence[Place], most: int) -> Iterator[str]:
    """Players with their places and points."""
    for each in places[:most]:
        yield f"{place(each.place)} <@{each.id}> · **{each.points:.0f}**"
    if len(places) > most:
        yield f"-# and {len(places) - most} more"


def form_of(form: Form) -> ui.Modal:
    """The form for an answer, with what the player said so far."""
    return answer_form(
        f"Round {form.number}: your answer",
        IDS.of(form.round_id, Press.FORM),
        form.question.prompt,
        words.QUIZ_FORM,
        said=form.words,
    )


def end_page(kept: Kept) -> Page:
    """Asks the host whether the quiz shall end."""
    indeed = IDS.button(kept.id, Press.END_INDEED, "End the quiz", DANGER)
    return notice(words.QUIZ_END_ASK, indeed, colour=AMBER)


def not_in_page(kept_id: int, sentence: str) -> Page:
    """Tells somebody who does not play how to join."""
    return notice(sentence, IDS.button(kept_id, Press.JOIN, "Join", SUCCESS), colour=AMBER)


def ago(moment: datetime | None) -> str:
    """A moment as Discord shows it to each person: in 30 seconds."""
    return f"<t:{math.ceil(moment.timestamp())}:R>" if moment else ""
