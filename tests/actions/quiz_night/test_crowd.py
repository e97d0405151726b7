"""A thousand people in one quiz, on both sorts of database; and what is kept of it."""

from __future__ import annotations

import asyncio
import json
import random
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from bot.actions import Coach, privacy, quiz_night, retention, servers
from bot.actions.cards import Filters
from bot.actions.progress import streak
from bot.actions.quiz_night import NoAnswer, NotNow, Plays, QuizIsOn, Taken, Wish
from bot.core import quiz as q
from bot.core.grading import Grader
from bot.store.tables import attempts, quizzes
from tests.discord_app.sample_bank import BANK, FULL_ANSWER, HALF_ANSWER

NOW = datetime(2026, 3, 2, 20, tzinfo=UTC)
GUILD = 5
CROWD = 1000


def later(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


class Evening:
    """A quiz whose bot does only what a test says."""

    def __init__(self, database):
        self.coach = Coach(bank=BANK, grader=Grader(BANK), database=database)
        self.plays = Plays(self.coach)

    async def open(self, channel_id=7, **wish):
        kept = await quiz_night.start(
            self.coach,
            host_id=1,
            guild_id=GUILD,
            channel_id=channel_id,
            wish=Wish(**{"rounds": 1, "seconds": 60, **wish}),
            filters=Filters(topic="images"),
            now=NOW,
            rng=random.Random(4),
        )
        self.id = kept.id
        return kept

    async def play(self, *events):
        for event in events:
            await self.plays.play(self.id, event, now=NOW)

    async def begin(self, people, **wish):
        await self.open(**wish)
        await asyncio.gather(
            *(self.plays.play(self.id, q.Joined(who, f"p{who}"), now=NOW) for who in people)
        )
        await self.play(q.Begun(), q.Asked(later(60)))
        self.round_id = (await self.plays.get(self.id)).round_id

    async def answer(self, who, text, at=NOW):
        return await quiz_night.answer(
            self.coach,
            self.plays,
            round_id=self.round_id,
            learner_id=who,
            text=text,
            delivery=f"interaction:{who}",
            now=at,
        )

    async def finish(self):
        await self.play(q.Closed(later(62)))
        kept = await self.plays.get(self.id)
        scores = await quiz_night.grade_round(self.coach, kept, now=later(62))
        await self.play(q.Graded(scores), q.Revealed(later(63)), q.Next(), q.Crowned())


@pytest.fixture
def evening(database):
    return Evening(database)


@pytest.mark.timeout(120)  # a thousand people, on a busy machine
async def test_a_thousand_people_answer_at_once(evening):
    people = range(1, CROWD + 1)
    await evening.begin(people)

    taken = await asyncio.gather(
        *(evening.answer(who, FULL_ANSWER if who % 2 else HALF_ANSWER) for who in people)
    )
    steps = (await evening.plays.get(evening.id)).version
    await evening.finish()

    assert all(isinstance(each, Taken) for each in taken)
    assert steps < 50, "those who answer at the same moment share a transaction"
    podium = await quiz_night.podium(evening.coach, evening.id)
    assert len(podium.places) == CROWD
    assert [place.points for place in podium.places[: CROWD // 2]] == [100] * (CROWD // 2)
    async with evening.coach.database.reading() as connection:
        counted = select(func.count()).select_from(attempts).where(attempts.c.counted)
        assert await connection.scalar(counted) == CROWD
    report = await streak(evening.coach, learner_id=1, now=later(90))
    assert report.days == 1


async def test_whoever_looks_while_a_round_begins_sees_that_round(evening):
    """Not its number with the id of the round before: its question would be that one's."""
    await evening.open()
    await evening.play(q.Joined(1, "ana"))

    looking = evening.plays.get(evening.id)
    # What comes while this look is under way shares the next transaction.
    begun = evening.plays.play(evening.id, q.Begun(), now=NOW)
    _, _, seen = await asyncio.gather(looking, begun, evening.plays.get(evening.id))

    assert seen.quiz.number == 1
    on = await quiz_night.get_round(evening.coach, seen.round_id)
    assert on[1].number == 1
    assert seen.version == (await evening.plays.get(evening.id)).version


async def test_a_refusal_among_many_is_that_person_alone(evening):
    await evening.begin([1, 2])

    outcomes = await asyncio.gather(
        evening.answer(1, FULL_ANSWER),
        evening.answer(3, FULL_ANSWER),
        evening.answer(2, FULL_ANSWER),
        return_exceptions=True,
    )

    assert isinstance(outcomes[0], Taken)
    assert isinstance(outcomes[1], NotNow)
    assert isinstance(outcomes[2], Taken)
    assert outcomes[2].everyone


async def test_a_process_sees_what_another_one_did(evening):
    """It trusts what it remembers only as long as nobody else has changed it."""
    await evening.begin([1, 2])
    other = Plays(evening.coach)
    await other.get(evening.id)

    await evening.answer(1, FULL_ANSWER)
    seen = await other.get(evening.id)
    await other.play(evening.id, q.Answered(2, 1, NOW), now=NOW, words="hm")

    assert set(seen.quiz.answers) == {1}
    assert (await evening.plays.get(evening.id)).quiz.everyone_answered()


async def test_only_one_process_does_what_is_due(evening):
    await evening.begin([1])
    kept = await evening.plays.get(evening.id)

    first = await quiz_night.claim(evening.coach, kept, now=NOW)
    second = await quiz_night.claim(evening.coach, kept, now=later(1))
    after = await quiz_night.claim(evening.coach, kept, now=later(6))

    assert (first, second, after) == (True, False, True), "a claim of the dead does not last"
    await evening.play(q.Closed(later(70)))
    assert not await quiz_night.claim(evening.coach, kept, now=later(100)), "it is done"


@pytest.mark.parametrize("closed", [False, True])
async def test_somebody_who_is_deleted_in_the_middle_does_not_hold_it_up(evening, closed):
    await evening.begin([1, 2])
    await evening.answer(1, FULL_ANSWER)
    await evening.answer(2, FULL_ANSWER)
    if closed:
        await evening.play(q.Closed(NOW))

    await privacy.delete(evening.coach, learner_id=1)
    if closed:
        kept = await evening.plays.get(evening.id)
        scores = await quiz_night.grade_round(evening.coach, kept, now=NOW)
        await evening.play(q.Graded(scores), q.Revealed(NOW), q.Next(), q.Crowned())
    else:
        await evening.finish()

    podium = await quiz_night.podium(evening.coach, evening.id)
    assert [place.id for place in podium.places] == [2]


async def test_one_quiz_a_channel(evening):
    await evening.open()

    with pytest.raises(QuizIsOn):
        await evening.open()
    await evening.open(channel_id=8)


async def test_questions_of_earlier_quizzes_come_last(evening):
    asked = []
    for channel in range(3):
        kept = await quiz_night.start(
            evening.coach,
            host_id=1,
            guild_id=GUILD,
            channel_id=channel,
            wish=Wish(rounds=1),
            filters=Filters(),
            now=NOW,
            rng=random.Random(4),
        )
        asked += kept.questions
        evening.id = kept.id
        await evening.play(q.Joined(1, "a"), q.Begun())

    assert sorted(asked) == sorted(BANK.questions)


async def test_nobody_sees_the_result_of_another(evening):
    await evening.begin([1, 2])
    await evening.answer(1, FULL_ANSWER)
    await evening.finish()

    mine = await quiz_night.my_result(
        evening.coach, round_id=evening.round_id, learner_id=1, now=NOW
    )

    assert mine.score == 100
    with pytest.raises(NoAnswer):
        await quiz_night.my_result(evening.coach, round_id=evening.round_id, learner_id=2, now=NOW)


async def test_a_server_that_is_gone_takes_its_quizzes_along(evening):
    await evening.begin([1])
    await evening.answer(1, FULL_ANSWER)
    await evening.finish()

    await servers.forget(evening.coach, guild_id=GUILD)

    async with evening.coach.database.reading() as connection:
        assert await connection.scalar(select(func.count()).select_from(quizzes)) == 0
        assert await connection.scalar(select(func.count()).select_from(attempts)) == 1


async def test_a_quiz_and_its_answers_are_counted(evening):
    await evening.begin([1, 2])
    await evening.answer(1, FULL_ANSWER)
    await evening.answer(2, HALF_ANSWER)
    await evening.finish()
    await evening.open(channel_id=8)
    await evening.play(q.Ended(q.Ending.BY_HOST))

    page, _ = evening.coach.metrics.page()

    assert b'coach_quizzes_total{outcome="started"} 2.0' in page
    assert b'coach_quizzes_total{outcome="finished"} 1.0' in page
    assert b'coach_quizzes_total{outcome="cancelled"} 1.0' in page
    assert b'coach_answers_graded_total{verdict="correct"} 1.0' in page
    assert b"coach_grading_seconds_count 2.0" in page


async def test_who_is_deleted_leaves_the_quizzes_they_played_and_hosted(evening):
    """The words of a quiz are forgotten with those of practice, too."""
    await evening.begin([1, 2])
    for who in (1, 2):
        await evening.answer(who, f"{FULL_ANSWER} Pelicans {who}.")
    await evening.finish()

    await retention.forget_words(evening.coach, before=later(3600))
    whole = await privacy.export(evening.coach, learner_id=2, now=NOW)
    assert json.loads(whole)["kept"]["quiz_answers"][0]["words"] == ""
    assert "Pelicans" not in whole
    assert await privacy.delete(evening.coach, learner_id=1)

    assert await privacy.show(evening.coach, learner_id=1) == {}
    assert (await privacy.show(evening.coach, learner_id=2))["quiz_players"] == 1
    assert (await quiz_night.get(evening.coach, evening.id)).quiz.host == 0
