"""Whatever happens in whatever order: nothing is counted twice, and a restart changes nothing."""

from __future__ import annotations

import asyncio
import itertools
import random
import re
import shutil
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta

import hypothesis
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from bot.actions import Coach, quiz_night
from bot.actions.cards import Filters
from bot.actions.quiz_night import Late, NotNow, Plays, Wish
from bot.actions.quiz_night.plays import SENTENCES
from bot.core import quiz as q
from bot.core.grading import Grader
from bot.core.quiz import Phase, Quiz
from bot.store import Database
from bot.store.tables import attempts, quiz_answers, quiz_rounds
from tests.discord_app.sample_bank import BANK, FULL_ANSWER, HALF_ANSWER

NOW = datetime(2026, 3, 2, 20, tzinfo=UTC)
PEOPLE = st.integers(1, 4)
WORDS = st.sampled_from([FULL_ANSWER, HALF_ANSWER, "publish", "I do not know.", "virtual machine"])
GRADER = Grader(BANK)
NUMBERS = itertools.count()


def test_any_order(migrated_file, tmp_path):
    """A thousand short evenings would find more; some are enough for each run of the tests."""

    class Evening(AnEvening):
        template = migrated_file
        folder = tmp_path

    run_state_machine_as_test(
        Evening,
        settings=settings(
            max_examples=15,
            stateful_step_count=50,
            deadline=None,
            # To make a failure smaller takes longer than to understand it as it is.
            phases=[hypothesis.Phase.generate],
            suppress_health_check=list(HealthCheck),
            derandomize=True,
        ),
    )


class AnEvening(RuleBasedStateMachine):
    """The real actions on a real database, beside the rules on their own."""

    template = folder = None

    def __init__(self):
        super().__init__()
        self.runner = asyncio.Runner()
        file = self.folder / f"{next(NUMBERS)}.db"
        shutil.copy(self.template, file)
        self.url = f"sqlite+aiosqlite:///{file}"
        self.now = NOW
        # The words of each accepted answer, by round and player.
        self.said: dict[tuple[int, int], str] = {}

    def run(self, work):
        return self.runner.run(work)

    def teardown(self):
        self.run(self.coach.database.close())
        self.runner.close()

    @initialize(
        teams=st.sampled_from([0, 2]),
        bonus=st.booleans(),
        picked=st.booleans(),
        players=st.integers(0, 4),
    )
    def open(self, teams, bonus, picked, players):
        self.wake()
        wish = Wish(rounds=3, seconds=30, speed_bonus=bonus, teams=teams, picked=picked)
        kept = self.run(
            quiz_night.start(
                self.coach,
                host_id=1,
                guild_id=5,
                channel_id=7,
                wish=wish,
                filters=Filters(),
                now=self.now,
                rng=random.Random(4),
            )
        )
        self.id = kept.id
        self.model: Quiz = kept.quiz
        for who in range(1, players + 1):
            self.join(who, None)
        if players:
            self.play(q.Begun())

    def wake(self):
        database = self.run(Database.open(self.url))
        self.coach = Coach(bank=BANK, grader=GRADER, database=database)
        self.plays = Plays(self.coach)

    def kept(self):
        return self.run(quiz_night.get(self.coach, self.id))

    def play(self, event):
        """What the rules allow happens, and what they refuse changes nothing."""
        playing = self.plays.play(self.id, event, now=self.now)
        try:
            wanted = q.step(self.model, event)
        except q.IllegalMove as refused:
            with pytest.raises(NotNow, match=f"^{re.escape(SENTENCES[refused.why])}$"):
                self.run(playing)
            return
        self.run(playing)
        self.model = wanted

    @rule(who=PEOPLE, team=st.sampled_from([None, None, 0, 1, 2]))
    def join(self, who, team):
        self.play(q.Joined(who, f"name {who}", team))

    @rule(who=PEOPLE)
    def leave(self, who):
        self.play(q.Left(who))

    @rule(seconds=st.sampled_from([0.2, 1, 5, 20, 40]))
    def time_passes(self, seconds):
        self.now += timedelta(seconds=seconds)

    @rule(move=st.sampled_from([q.Begun(), q.Next(), q.HandedOver(2), q.Interrupted(3.5)]))
    def lead(self, move):
        self.play(move)

    @precondition(lambda self: self.model.number)
    @rule(who=PEOPLE, words=WORDS)
    def skip_what_somebody_answered(self, who, words):
        self.send(who, words, 0)
        self.play(q.Skipped())

    @rule()
    def pause(self):
        self.play(q.Paused(self.now))

    @rule()
    def resume(self):
        self.play(q.Resumed(self.now))

    @precondition(lambda self: self.model.number > 2)
    @rule(why=st.sampled_from(list(q.Ending)))
    def end(self, why):
        self.play(q.Ended(why))

    @precondition(lambda self: self.model.number)
    @rule(who=PEOPLE, words=WORDS)
    def answer(self, who, words):
        self.send(who, words, 0)

    @precondition(lambda self: self.model.number)
    @rule(who=PEOPLE, first=WORDS, last=WORDS)
    def answer_twice(self, who, first, last):
        self.send(who, first, 0)
        self.now += timedelta(seconds=1)
        self.send(who, last, 0)

    @precondition(lambda self: self.model.number > 1)
    @rule(who=PEOPLE, words=WORDS)
    def answer_the_round_before(self, who, words):
        self.send(who, words, 1)

    def send(self, who, words, back):
        number = max(1, self.model.number - back)
        round_id = self.run(self._round_id(number))
        event = q.Answered(who, number, self.now)
        sending = quiz_night.answer(
            self.coach,
            self.plays,
            round_id=round_id,
            learner_id=who,
            text=words,
            delivery=f"interaction:{next(NUMBERS)}",
            now=self.now,
        )
        try:
            wanted = q.step(self.model, event)
        except q.IllegalMove as refused:
            if refused.why is q.Why.TOO_LATE:
                assert isinstance(self.run(sending), Late)
            else:
                with pytest.raises(NotNow):
                    self.run(sending)
            return
        self.run(sending)
        self.model = wanted
        self.said[number, who] = words

    async def _round_id(self, number):
        async with self.coach.database.reading() as connection:
            return await connection.scalar(
                select(quiz_rounds.c.id).where(quiz_rounds.c.number == number)
            )

    @rule()
    def what_is_due_is_done(self):
        match self.model.phase:
            case Phase.OPENING:
                self.play(q.Asked(self.now + timedelta(seconds=30)))
            case Phase.ASKING:
                self.now = max(self.now, self.model.until + q.GRACE)
                self.play(q.Closed(self.now))
            case Phase.CLOSED:
                self.grade()
            case Phase.GRADED:
                self.play(q.Revealed(self.now))
            case Phase.ENDING:
                self.play(q.Crowned())
            case _:
                pass

    def grade(self):
        scores = self.run(quiz_night.grade_round(self.coach, self.kept(), now=self.now))
        self.play(q.Graded(scores))

    @precondition(lambda self: self.model.phase is Phase.CLOSED)
    @rule()
    def killed_between_grading_and_its_note(self):
        self.run(quiz_night.grade_round(self.coach, self.kept(), now=self.now))
        self.restart()

    @rule()
    def restart(self):
        self.run(self.coach.database.close())
        self.wake()

    @invariant()
    def the_database_knows_the_state(self):
        assert self.kept().quiz == self.model

    @invariant()
    def each_player_has_one_answer_a_round_that_counts(self):
        rows = self.run(self._read(select(attempts).where(attempts.c.counted)))
        per_round = Counter((row.learner_id, row.question_id) for row in rows)
        assert max(per_round.values(), default=1) == 1
        if self.model.phase is not Phase.CLOSED:
            earned = select(quiz_answers.c.attempt_id).where(quiz_answers.c.points.is_not(None))
            assert {row.id for row in rows} == {row[0] for row in self.run(self._read(earned))}

    @invariant()
    def the_last_words_are_kept(self):
        rows = self.run(
            self._read(
                select(quiz_rounds.c.number, quiz_answers.c.learner_id, quiz_answers.c.words).join(
                    quiz_rounds, quiz_rounds.c.id == quiz_answers.c.round_id
                )
            )
        )
        assert {(row.number, row.learner_id): row.words for row in rows} == self.said

    @invariant()
    def points_are_the_sum_of_the_rounds(self):
        rows = self.run(self._read(select(quiz_answers).where(quiz_answers.c.points.is_not(None))))
        earned: Counter[int] = Counter()
        of_team: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        for row in rows:
            earned[row.learner_id] += row.points
            assert row.score <= row.points <= row.score * 1.1
            of_team[row.round_id, self.model.players[row.learner_id].team].append(row.points)
        assert {p.id: p.points for p in self.model.players.values() if p.points} == +earned
        for team, total in enumerate(self.model.team_points):
            means = [sum(e) / len(e) for (_, of), e in of_team.items() if of == team]
            assert total == pytest.approx(sum(means))

    async def _read(self, query):
        async with self.coach.database.reading() as connection:
            return (await connection.execute(query)).all()
