"""Progress on Discord: the streak with its reasons, and what is settled about it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from discord import app_commands, ui

from bot.actions import preferences, progress
from bot.core.streaks import DayMark, DayReport, StreakReport
from bot.discord_app import descriptions, replies, words
from bot.discord_app.amounts import count, on_day
from bot.discord_app.client import Command, Feature, client_of
from bot.discord_app.events import Interaction
from bot.discord_app.options import suggest_zones
from bot.discord_app.pages import BLURPLE, GREEN, Page, line, notice, page, text

MARKS = {
    DayMark.COUNTED: "🟩",
    DayMark.KEPT: "🟪",
    DayMark.FROZEN: "🟦",
    DayMark.MISSED: "⬛",
    DayMark.PENDING: "🔲",
    DayMark.BEFORE: "⬜",
}
LEGEND = {
    DayMark.COUNTED: "counted",
    DayMark.KEPT: "change of zone",
    DayMark.FROZEN: "freeze used",
    DayMark.MISSED: "missed",
    DayMark.PENDING: "today, still open",
    DayMark.BEFORE: "before you began",
}


def feature() -> Feature:
    """`/streak` and `/settings`."""
    commands: list[Command] = [streak_command, settings]
    return Feature(name="progress", commands=commands)


settings = app_commands.Group(name="settings", description=descriptions.SETTINGS_COMMAND)


@app_commands.command(name="streak", description=descriptions.STREAK_COMMAND)
async def streak_command(interaction: Interaction) -> None:
    """Show the streak."""
    await replies.wait(interaction)
    client = client_of(interaction)
    report = await progress.streak(
        client.coach, learner_id=interaction.user.id, now=client.now(interaction)
    )
    await replies.put(interaction, streak_page(report))


@settings.command(name="timezone", description=descriptions.TIMEZONE_COMMAND)
@app_commands.describe(zone=descriptions.ZONE_OPTION)
async def timezone_command(interaction: Interaction, zone: str) -> None:
    """Change the time zone."""
    await replies.wait(interaction)
    client = client_of(interaction)
    now = client.now(interaction)
    change = await progress.set_timezone(
        client.coach, learner_id=interaction.user.id, zone=zone, now=now
    )
    await replies.put(interaction, timezone_page(change))


timezone_command.autocomplete("zone")(suggest_zones)


@settings.command(name="leaderboard", description=descriptions.LEADERBOARD_SETTING)
@app_commands.describe(show=descriptions.LEADERBOARD_OPTION)
async def leaderboard_command(interaction: Interaction, show: Literal["on", "off"]) -> None:
    """Show one's name on leaderboards, or hide it."""
    on = show == "on"
    told = words.ON_LEADERBOARD if on else words.OFF_LEADERBOARD
    await _choose(interaction, told, leaderboard=on)


@settings.command(name="quotes", description=descriptions.QUOTES_SETTING)
@app_commands.describe(allow=descriptions.QUOTES_OPTION)
async def quotes_command(interaction: Interaction, allow: Literal["on", "off"]) -> None:
    """Let one's best answers be quoted, or not."""
    on = allow == "on"
    told = words.QUOTED if on else words.NOT_QUOTED
    await _choose(interaction, told, quotes=on)


async def _choose(interaction: Interaction, told: str, **wish: bool) -> None:
    """Keep what a person lets others see, and tell what follows from it."""
    await replies.wait(interaction)
    client = client_of(interaction)
    await preferences.choose(
        client.coach, learner_id=interaction.user.id, now=client.now(interaction), **wish
    )
    await replies.put(interaction, notice(told, colour=GREEN))


def streak_page(report: StreakReport) -> Page:
    """The streak, the last 14 days as a row of marks, and what counted on each."""
    title = f"## 🔥 {count(report.days, 'day')} in a row" if report.days else "## A fresh start"
    facts = [f"longest {count(report.longest, 'day')}"] if report.longest else []
    if report.freezes:
        facts.append(f"❄️ {count(report.freezes, 'freeze')} in hand")
    if report.correct_run > 1:
        facts.append(f"🎯 {report.correct_run} correct in a row")
    today = (
        "Today counts already."
        if report.today_counts
        else "Today does not count yet: one answer that is partly there is enough. **/practice**"
    )
    items: list[ui.Item[Any]] = [
        text("\n".join(entry for entry in (title, " · ".join(facts), today) if entry)),
        line(),
        text(f"### The last 14 days\n{row_of_days(report.recent)}\n{_legend(report.recent)}"),
    ]
    reasons = "\n".join(_reasons(report))
    if reasons:
        items.append(text(reasons))
    items.append(text(f"-# Days are counted in {report.zone}. Change it: **/settings timezone**"))
    return page(ui.Container(*items, accent_colour=GREEN if report.today_counts else BLURPLE))


def row_of_days(days: tuple[DayReport, ...]) -> str:
    """One mark for each day, oldest first, a week in each line."""
    marks = [MARKS[day.mark] for day in days]
    return "\n".join("".join(marks[at : at + 7]) for at in range(0, len(marks), 7))


def _legend(days: tuple[DayReport, ...]) -> str:
    """What the marks in the row mean, and only those."""
    used = {day.mark for day in days}
    return "-# " + " · ".join(f"{MARKS[m]} {told}" for m, told in LEGEND.items() if m in used)


def _reasons(report: StreakReport) -> Iterator[str]:
    for day in reversed(report.recent):
        if day.mark in {DayMark.BEFORE, DayMark.PENDING} and not day.attempts:
            continue
        yield f"{MARKS[day.mark]} {on_day(day.day)} – {_reason(day)}"


def _reason(day: DayReport) -> str:
    if day.mark is DayMark.KEPT:
        return "counted on the day before, because the time zone changed"
    if day.attempts:
        best = f", best {day.best}" if day.best is not None else ""
        short = "" if day.mark is DayMark.COUNTED else " – not enough to count"
        return f"{count(day.attempts, 'answer')}{best}{short}"
    return "missed; a freeze kept the streak" if day.mark is DayMark.FROZEN else "no answer"


def timezone_page(change: progress.TimezoneChange) -> Page:
    """What a change of the time zone means."""
    if change.zone == change.current:
        return notice(f"Your days are counted in **{change.zone}**.", colour=GREEN)
    return notice(
        f"From {on_day(change.effective_from)} on, your days are counted in **{change.zone}**. "
        f"Until then it is {change.current}, so that no day is won or lost by the change.",
        colour=GREEN,
    )
