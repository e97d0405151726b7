"""Every table is known: whom its rows name, and which of its texts people wrote."""

from __future__ import annotations

import pytest
from sqlalchemy import JSON, BigInteger, Text, select

from bot.store import personal, preferences
from bot.store.tables import (
    learners,
    metadata,
    quiz_answers,
    quiz_players,
    quiz_rounds,
    quizzes,
    schedules,
)
from tests.store.samples import ANA, BEN, NOW, a_card, kept

# Ids of things that are no people, and numbers of our own rows.
NO_PEOPLE = {
    "channel_id", "guild_id", "id", "lobby_id", "message_id", "podium_id", "probe_of", "reveal_id",
    "role_id", "thread_id", "attempt_id", "card_id", "follows", "quiz_id", "round_id",
    "schedule_id",
}  # fmt: skip
# Values in JSON that are about questions and rules, not about people.
IMPERSONAL = {
    "cards.filters", "quiz_rounds.counts", "quizzes.filters", "quizzes.questions", "quizzes.rules",
    "quizzes.team_points", "schedules.filters", "self_marks.concepts",
}  # fmt: skip
# Emptied by the retention, and what the bot writes for itself.
TEXTS = {"attempts.answer", "attempts.grade", "notes.text", *(f"*.{n}" for n in personal.WORDS)}

COLUMNS = [column for table in metadata.sorted_tables for column in table.columns]


def _name(column):
    return f"{column.table.name}.{column.name}"


@pytest.mark.parametrize(
    "column", [c for c in COLUMNS if isinstance(c.type, BigInteger)], ids=_name
)
def test_every_column_that_could_name_a_person_is_covered_or_known_not_to(column):
    """Discord's ids of people, servers, channels and messages look the same."""
    of_people = {personal.OWNER, *personal.DOERS}

    assert column.name in of_people | NO_PEOPLE
    if column.foreign_keys and {key.column for key in column.foreign_keys} == {learners.c.id}:
        assert column.name in of_people


@pytest.mark.parametrize(
    "column", [c for c in COLUMNS if isinstance(c.type, Text | JSON)], ids=_name
)
def test_every_column_with_words_is_known(column):
    """A new one is forgotten in time, or has nothing that a learner wrote."""
    assert {_name(column), f"*.{column.name}"} & (TEXTS | IMPERSONAL)


async def _a_life(connection, learner_id, delivery):
    """Something in each table that can name a learner."""
    card = await a_card(connection, learner_id)
    attempt_id = await kept(connection, card, delivery=delivery, fingerprint=delivery)
    await preferences.write(connection, learner_id, preferences.Preferences(quotes=True))
    await connection.execute(
        schedules.insert().values(
            guild_id=1, channel_id=learner_id, at="09:00", zone="UTC", days="mon", filters={},
            state="active", set_up_by=learner_id, set_up_at=NOW, counts_from=NOW,
        )
    )  # fmt: skip
    await _a_quiz(connection, learner_id, attempt_id)


async def _a_quiz(connection, learner_id, attempt_id):
    """Somebody hosts a quiz and plays in it."""
    quiz = quizzes.insert().values(
        guild_id=1, channel_id=learner_id, host_id=learner_id, rules={}, filters={}, questions=[],
        phase="over", number=1, void=False, team_points=[], silent=0, version=1, alive_at=NOW,
        opened_at=NOW, ended_at=NOW,
    )  # fmt: skip
    (quiz_id,) = (await connection.execute(quiz.returning(quizzes.c.id))).one()
    await connection.execute(
        quiz_players.insert().values(
            quiz_id=quiz_id, learner_id=learner_id, name="Ana", since=1, here=True, points=5,
            answered=1, taken=2.0,
        )
    )  # fmt: skip
    new = quiz_rounds.insert().values(quiz_id=quiz_id, number=1, question_id="images")
    (round_id,) = (await connection.execute(new.returning(quiz_rounds.c.id))).one()
    await connection.execute(
        quiz_answers.insert().values(
            round_id=round_id, learner_id=learner_id, words="A template.", at=NOW, taken=2.0,
            score=5, points=5, attempt_id=attempt_id,
        )
    )  # fmt: skip


async def test_all_of_one_person_goes_and_all_of_others_stays(database):
    async with database.writing() as connection:
        await _a_life(connection, ANA, "1")
        await _a_life(connection, BEN, "2")
        of_ben = await personal.read_all(connection, BEN)

        assert await personal.delete_all(connection, ANA)

        assert not any((await personal.read_all(connection, ANA)).values())
        assert await personal.read_all(connection, BEN) == of_ben
        # A self-mark goes with its attempt, and a time zone with its learner.
        assert {name for name, rows in of_ben.items() if not rows} == {"self_marks", "zone_choices"}


async def test_what_somebody_set_up_for_a_server_stays_without_their_name(database):
    async with database.writing() as connection:
        await _a_life(connection, ANA, "1")
        await personal.delete_all(connection, ANA)

        (plan,) = (await connection.execute(select(schedules))).all()
        (quiz,) = (await connection.execute(select(quizzes))).all()

    assert (plan.set_up_by, quiz.host_id) == (personal.NOBODY, personal.NOBODY)


async def test_deleting_twice_is_deleting_once(database):
    async with database.writing() as connection:
        await _a_life(connection, ANA, "1")

        assert await personal.delete_all(connection, ANA)
        assert not await personal.delete_all(connection, ANA)


# What `servers.forget` deletes or takes the place from.
OF_SERVERS = {"attempts", "cards", "departures", "drops", "quizzes", "schedules"}


def test_every_table_that_names_a_server_is_forgotten_with_it():
    """A new one belongs into `forget` of bot/store/servers.py, then here."""
    assert {table.name for table in metadata.sorted_tables if "guild_id" in table.c} == OF_SERVERS
