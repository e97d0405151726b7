"""Somebody who practises: each action at a moment of its own, each answer a delivery of its own."""

from __future__ import annotations

import itertools
import random
from datetime import UTC, datetime, timedelta

from bot.actions import practice, progress
from bot.actions.practice import Place, Surface

START = datetime(2026, 3, 2, 12, tzinfo=UTC)
DM = Place(Surface.DM, 11)


class Learner:
    """One learner; a second passes with everything they do."""

    def __init__(self, coach, learner_id: int, now: datetime = START) -> None:
        self.coach = coach
        self.id = learner_id
        self.now = now
        self.place = DM
        self.rng = random.Random(1)
        self._deliveries = itertools.count()

    def who(self, now: datetime | None = None):
        self.now = now or self.now + timedelta(seconds=1)
        return {"learner_id": self.id, "now": self.now}

    async def ask(self, question_id: str | None = None, **filters):
        return await practice.ask(
            self.coach,
            **self.who(),
            place=self.place,
            filters=practice.Filters(**filters),
            question_id=question_id,
            rng=self.rng,
        )

    async def answer(self, card, text: str, *, delivery: str = "", now: datetime | None = None):
        delivery = delivery or f"delivery {next(self._deliveries)}"
        return await practice.answer(
            self.coach, card_id=card.id, **self.who(now), text=text, delivery=delivery
        )

    async def answer_probe(self, card, text: str, *, delivery: str = ""):
        delivery = delivery or f"delivery {next(self._deliveries)}"
        return await practice.answer_probe(
            self.coach, card_id=card.id, **self.who(), text=text, delivery=delivery
        )

    async def hint(self, card):
        return await practice.hint(self.coach, card_id=card.id, **self.who())

    async def skip(self, card):
        return await practice.skip(self.coach, card_id=card.id, **self.who())

    async def show(self, card):
        return await practice.show(self.coach, card_id=card.id, **self.who())

    async def again(self, card):
        return await practice.again(self.coach, card_id=card.id, **self.who(), place=self.place)

    async def open_card(self):
        return await practice.open_card(self.coach, learner_id=self.id, place=self.place)

    async def card(self, card):
        return await practice.get_card(self.coach, card_id=card.id, learner_id=self.id)

    async def result(self, attempt_id: int):
        return await practice.result_of(self.coach, attempt_id=attempt_id, learner_id=self.id)

    async def streak(self, now: datetime):
        return await progress.streak(self.coach, **self.who(now))

    async def move(self, zone: str, now: datetime):
        return await progress.set_timezone(self.coach, **self.who(now), zone=zone)
