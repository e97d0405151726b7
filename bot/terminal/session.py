"""The course of a sitting: from the first question to goodbye."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field

from bot.actions import practice, progress
from bot.actions.practice import Card, Filters, Result
from bot.core.questions import Verdict
from bot.terminal import cards, unfinished
from bot.terminal.entries import Command, Ending
from bot.terminal.screen import printable
from bot.terminal.sitting import LEARNER, PLACE, Left, Sitting
from bot.terminal.turn import take_turn


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for on the command line."""

    filters: Filters = field(default_factory=Filters)
    question: str | None = None
    count: int | None = None
    zone: str | None = None


class Session:
    """Goes from question to question."""

    def __init__(self, sitting: Sitting, options: Options, rng: random.Random) -> None:
        """Sit down; nothing is shown yet."""
        self._sitting = sitting
        self._options = options
        self._rng = rng
        self._verdicts: Counter[Verdict] = Counter()
        self._answered: Card | None = None
        self._count = options.count or (1 if options.question else None)

    async def run(self) -> None:
        """Practise until the learner leaves, the input ends or the count is reached.

        Raises:
            Refused: Where there is nothing to ask, or no such time zone.
        """
        if self._options.zone is not None:
            await self._set_zone(self._options.zone)
        card, draft = await self._first()
        number = 1
        try:
            while True:
                self._show(card, number, draft)
                last = self._answered
                outcome = await take_turn(self._sitting, card, draft, repeats=last is not None)
                draft = ""
                if outcome is Command.AGAIN and last is not None:
                    card = await self._again(last)
                    continue
                if isinstance(outcome, Result):
                    self._answered = card
                    self._verdicts[outcome.verdict] += 1
                if number == self._count:
                    await self._tell_of_the_rest(number)
                    break
                if await self._sitting.reader.at_end():
                    break
                card = await self._following(card)
                number += 1
        except Left as left:
            if left.result is not None:
                self._verdicts[left.result.verdict] += 1
        self._goodbye()

    def _show(self, card: Card, number: int, draft: str) -> None:
        screen = self._sitting.screen
        cards.show_card(screen, card.question, number, self._count)
        if number == 1 and self._sitting.reader.talks:
            screen.say(cards.HOW_TO_ANSWER, "dim")
        if draft and not self._sitting.reader.edits:
            screen.say(f"So far you have written:\n{printable(draft)}")

    async def _set_zone(self, zone: str) -> None:
        change = await progress.set_timezone(
            self._sitting.coach, learner_id=LEARNER, zone=zone, now=self._sitting.clock()
        )
        begins = (
            "Your" if change.zone == change.current else f"From {change.effective_from:%A} on, your"
        )
        self._sitting.screen.say(f"{begins} days begin and end in {change.zone}.", "dim")

    async def _first(self) -> tuple[Card, str]:
        """The question that was left with an unfinished answer, or a new one."""
        sitting, options = self._sitting, self._options
        found = await unfinished.find(sitting, options.filters, options.question)
        if found is None:
            return await self._ask(options.question), ""
        to = "the follow-up to this question" if found[0].probe else "this question"
        sitting.screen.say(f"Welcome back. You had begun an answer to {to}:")
        return found

    async def _ask(self, question_id: str | None = None) -> Card:
        return await practice.ask(
            self._sitting.coach,
            learner_id=LEARNER,
            place=PLACE,
            filters=self._options.filters,
            question_id=question_id,
            now=self._sitting.clock(),
            rng=self._rng,
        )

    async def _again(self, card: Card) -> Card:
        """The same question once more."""
        return await practice.again(
            self._sitting.coach,
            card_id=card.id,
            learner_id=LEARNER,
            place=PLACE,
            now=self._sitting.clock(),
        )

    async def _following(self, card: Card) -> Card:
        """Let the learner read, then go on with what they choose."""
        sitting = self._sitting
        if not sitting.reader.talks:
            return await self._ask()
        sitting.screen.say("Enter: next question · again · streak · quit", "dim")
        while True:
            entry = await sitting.reader.read_line()
            sitting.screen.gap()
            if entry.ending is not Ending.SENT:
                raise Left
            match entry.command:
                case Command.AGAIN:
                    self._answered = self._answered or card
                    return await self._again(self._answered)
                case Command.SKIP:
                    return await self._ask()
                case Command.STREAK | Command.QUIT as command:
                    await sitting.aside(command)
                case _ if not entry.text.strip():
                    return await self._ask()
                case _:
                    sitting.screen.say(
                        "Press Enter for the next question, or say again, streak or quit."
                    )

    async def _tell_of_the_rest(self, asked: int) -> None:
        """Say so where a pipe holds more answers than questions were asked for."""
        if await self._sitting.reader.left_over():
            were = "One question was" if asked == 1 else f"{asked} questions were"
            self._sitting.screen.say(
                f"{were} asked for; the rest of the input was left out, and is not graded.",
                "yellow",
            )

    def _goodbye(self) -> None:
        screen = self._sitting.screen
        if self._verdicts:
            screen.show(cards.summary(self._verdicts))
            screen.say("Goodbye. Everything graded is saved.", "dim")
        else:
            screen.say("Goodbye. Nothing was graded this time.", "dim")
