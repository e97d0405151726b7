"""What is asked next, and what is said where nothing fits."""

from __future__ import annotations

import pytest

from bot.actions import practice
from bot.actions.practice import CardState, NoQuestion, Place, Surface, UnknownQuestion
from bot.core.questions import Kind, Level
from tests.actions.learner import DM, START
from tests.discord_app.sample_bank import BANK, FULL_ANSWER


async def test_a_card(ana):
    """It is the learner's, tells where and by which wishes it was put, and is open."""
    ana.place = Place(Surface.SERVER, channel_id=5, guild_id=6)
    card = await ana.ask(topic="images", kind=Kind.GENERAL, level=Level.JUNIOR)
    assert (card.learner_id, card.question.id, card.place) == (ana.id, "images", ana.place)
    assert card.filters == practice.Filters("images", Kind.GENERAL, Level.JUNIOR)
    assert (card.state, card.hint_used, card.probe) == (CardState.OPEN, False, None)
    assert await ana.card(card) == card


async def test_the_next_one_is_never_the_one_just_asked(ana):
    """Answered or not, and also once all were asked."""
    last = None
    for turn in range(12):
        card = await ana.ask()
        assert card.question.id != last
        last = card.question.id
        if turn % 2:
            await ana.answer(card, FULL_ANSWER)


async def test_every_question_comes_before_any_comes_again(ana):
    assert {(await ana.ask()).question.id for _ in BANK.questions} == set(BANK.questions)


async def test_the_only_one_that_fits_comes_again(ana):
    """Better the same one than none."""
    for _ in range(2):
        assert (await ana.ask(level=Level.MID)).question.id == "ports"


async def test_what_was_asked_of_one_is_new_to_another(ana, ben):
    for _ in BANK.questions:
        await ana.ask()
    assert {(await ben.ask()).question.id for _ in BANK.questions} == set(BANK.questions)


async def test_one_by_its_name(ana):
    assert (await ana.ask("lengthy")).question.id == "lengthy"


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        pytest.param(
            {"topic": "kubernetes"},
            "There are no questions on “kubernetes”. There are some on docker (3), ",
            id="no such topic",
        ),
        pytest.param(
            {"level": Level.SENIOR, "kind": Kind.SCENARIO},
            "There are no senior scenario questions yet. There are junior general (1), ",
            id="no such sort",
        ),
        pytest.param(
            {"topic": "images", "level": Level.MID},
            "There are no mid questions on images yet. There are junior general (1).",
            id="not on this topic",
        ),
    ],
)
async def test_filters_that_match_nothing(ana, filters, said):
    """The sentence names what there is; nothing is put, and what was open stays open."""
    card = await ana.ask()
    with pytest.raises(NoQuestion) as refused:
        await ana.ask(**filters)
    assert str(refused.value).startswith(said)
    assert await ana.open_card() == card


async def test_a_name_that_nobody_has(ana):
    with pytest.raises(UnknownQuestion, match=r"called “port”\. Did you mean ports\?$"):
        await ana.ask("port")
    with pytest.raises(UnknownQuestion, match=r"called “zzz”\.$"):
        await ana.ask("zzz")
    assert await ana.open_card() is None


async def test_what_was_open_in_the_same_place_waits_no_longer(ana):
    """A new question puts the one before aside; others elsewhere stay open."""
    first = await ana.ask("images")
    ana.place = Place(Surface.TERMINAL)
    elsewhere = await ana.ask("images")
    ana.place = DM
    second = await ana.ask("ports")
    assert await ana.open_card() == second
    assert (await ana.card(first)).state is CardState.SKIPPED
    assert (await ana.card(elsewhere)).state is CardState.OPEN
    # Its own button still works.
    assert (await ana.answer(first, FULL_ANSWER)).score == 100


async def test_an_answer_after_the_model_answer_does_not_count_as_known(ana):
    """All were shown but one, which was answered well and is known now: it comes last."""
    for question in ("images", "ports", "lengthy"):
        card = await ana.ask(question)
        if question != "ports":
            await ana.show(card)
        await ana.answer(card, FULL_ANSWER if question == "images" else "publish")
    later = START.replace(month=4)
    ana.who(later)
    assert (await ana.ask()).question.id == "images"
    ana.who(later.replace(day=4))
    assert (await ana.ask()).question.id == "lengthy"
