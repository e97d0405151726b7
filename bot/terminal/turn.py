"""One question: hint and help, the answer, its result, the follow-up and the self-mark."""

from __future__ import annotations

import uuid

from rich.text import Text

from bot.actions import Refused, practice
from bot.actions.practice import Card, Result
from bot.terminal import cards, results, self_marks
from bot.terminal.entries import Command
from bot.terminal.screen import printable
from bot.terminal.sitting import LEARNER, Left, Sitting


async def take_turn(
    sitting: Sitting, card: Card, draft: str = "", *, repeats: bool = False
) -> Result | Command:
    """Talk about a question until it is answered or left.

    Args:
        sitting: Where it is talked about.
        card: The question; it has been shown.
        draft: An answer to go on with.
        repeats: Whether there is an earlier question to try again.

    Returns:
        The result; or skip, show or again, whichever the question was left with.

    Raises:
        Left: The learner leaves; an unfinished answer is kept.
    """
    screen = sitting.screen
    known = {"card_id": card.id, "learner_id": LEARNER}
    if card.probe is not None:
        result = await practice.followed(sitting.coach, **known, now=sitting.clock())
        return await _discuss(sitting, result, draft)
    while True:
        entry = await sitting.read(draft)
        draft = entry.kept
        match entry.command:
            case Command.HINT:
                card = await practice.hint(sitting.coach, **known, now=sitting.clock())
                cards.show_hint(screen, card)
            case Command.SKIP:
                await practice.skip(sitting.coach, **known, now=sitting.clock())
                sitting.drafts.forget(card)
                screen.say("Skipped; it will come back another day.", "dim")
                return Command.SKIP
            case Command.SHOW:
                await practice.show(sitting.coach, **known, now=sitting.clock())
                sitting.drafts.forget(card)
                screen.show(*results.model_answer(screen, card.question))
                return Command.SHOW
            case Command.AGAIN if repeats:
                if draft.strip():
                    sitting.keep(card, draft)
                sitting.drafts.release(card)
                return Command.AGAIN
            case Command.QUIT if draft.strip():
                sitting.keep(card, draft)
                raise Left
            case None:
                sitting.leave_if_over(entry, card)
                result = await _graded(sitting, card, entry.text)
                if result is not None:
                    return await _discuss(sitting, result)
                draft = entry.text if sitting.reader.edits else ""
            case command:
                await sitting.aside(command)


async def _graded(sitting: Sitting, card: Card, text: str) -> Result | None:
    """The result, or None where the answer was refused with a sentence."""
    # Whatever happens while it is graded and saved, the text is not lost.
    kept = sitting.drafts.keep(card, text)
    grade = practice.answer if card.probe is None else practice.answer_probe
    try:
        result = await grade(
            sitting.coach,
            card_id=card.id,
            learner_id=LEARNER,
            text=text,
            delivery=uuid.uuid4().hex,
            now=sitting.clock(),
        )
    except Refused as reason:
        sitting.screen.say(str(reason), "yellow")
        if not sitting.reader.talks:
            # Whoever wrote it has it still, and nobody begins with it again.
            sitting.drafts.forget(card)
        return None
    except Exception:
        if kept:
            sitting.screen.say(
                "Your answer was not saved, but `coach practice` in a terminal will go on with it."
            )
        else:
            sitting.screen.say("Your answer was not saved. Copy it from here:")
            sitting.screen.say(printable(text))
        raise
    sitting.drafts.forget(card)
    return result


async def _discuss(sitting: Sitting, result: Result, draft: str = "") -> Result:
    """Show a result. What would give the follow-up away is shown after it."""
    screen = sitting.screen
    screen.show(results.verdict_line(screen, result), Text(), *results.evidence(screen, result))
    leaving = False
    if result.probe is not None:
        cards.show_probe(screen, result.probe)
        try:
            result = await _follow_up(sitting, result, draft)
        except Left:
            if sitting.drafts.claim(result.card):
                # Whoever comes back to the follow-up has not been told the answer meanwhile.
                raise Left(result) from None
            leaving = True
    missing = results.missing(screen, result.card.question, result.grade.concepts)
    if missing:
        screen.show(*missing)
    screen.show(*results.model_answer(screen, result.card.question))
    # The verdict once more, because the first one has scrolled away.
    screen.show(results.verdict_line(screen, result), results.streak_line(result.streak))
    if leaving:
        raise Left(result)
    await self_marks.offer(sitting, result)
    return result


async def _follow_up(sitting: Sitting, result: Result, draft: str) -> Result:
    """The result after the follow-up; the same one where it was skipped."""
    while True:
        entry = await sitting.read(draft)
        draft = entry.kept
        match entry.command:
            case Command.SKIP | Command.SHOW | Command.AGAIN:
                await practice.skip(
                    sitting.coach,
                    card_id=result.card.id,
                    learner_id=LEARNER,
                    now=sitting.clock(),
                )
                sitting.drafts.forget(result.card)
                return result
            case Command.HINT:
                sitting.screen.say("There is no hint for a follow-up; answer it, or say skip.")
            case Command.QUIT if draft.strip():
                sitting.keep(result.card, draft)
                raise Left
            case None:
                sitting.leave_if_over(entry, result.card)
                after = await _graded(sitting, result.card, entry.text)
                if after is not None:
                    _show_gain(sitting, result, after)
                    return after
                draft = entry.text if sitting.reader.edits else ""
            case command:
                await sitting.aside(command)


def _show_gain(sitting: Sitting, before: Result, after: Result) -> None:
    gained = after.score - before.score
    says = f"That earns {gained} points more." if gained > 0 else "That does not earn more."
    sitting.screen.show(Text(says), results.verdict_line(sitting.screen, after))
