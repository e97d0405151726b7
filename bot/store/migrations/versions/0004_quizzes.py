"""Quiz nights: who plays, what was asked, and the answers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "quizzes",
        sa.Column("id", _ID, nullable=False),
        sa.Column("guild_id", sa.BigInteger, nullable=False),
        sa.Column("channel_id", sa.BigInteger, nullable=False),
        sa.Column("thread_id", sa.BigInteger),
        sa.Column("lobby_id", sa.BigInteger),
        sa.Column("podium_id", sa.BigInteger),
        sa.Column("host_id", sa.BigInteger, nullable=False),
        sa.Column("rules", sa.JSON, nullable=False),
        sa.Column("filters", sa.JSON, nullable=False),
        sa.Column("questions", sa.JSON, nullable=False),
        sa.Column("phase", sa.String(16), nullable=False),
        sa.Column("until", _MOMENT),
        sa.Column("left", sa.Float),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("void", sa.Boolean, nullable=False),
        sa.Column("team_points", sa.JSON, nullable=False),
        sa.Column("silent", sa.Integer, nullable=False),
        sa.Column("ending", sa.String(16)),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("alive_at", _MOMENT, nullable=False),
        sa.Column("claimed_until", _MOMENT),
        sa.Column("opened_at", _MOMENT, nullable=False),
        sa.Column("ended_at", _MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_quizzes"),
        sqlite_autoincrement=True,
    )
    running = sa.text("ended_at IS NULL")
    op.create_index(
        "ix_quizzes_channel_id",
        "quizzes",
        ["channel_id"],
        unique=True,
        sqlite_where=running,
        postgresql_where=running,
    )
    op.create_index("ix_quizzes_guild_id_id", "quizzes", ["guild_id", "id"])
    op.create_index("ix_quizzes_ended_at", "quizzes", ["ended_at"])
    op.create_table(
        "quiz_players",
        sa.Column("id", _ID, nullable=False),
        sa.Column("quiz_id", _ID, nullable=False),
        sa.Column("learner_id", sa.BigInteger, nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("since", sa.Integer, nullable=False),
        sa.Column("team", sa.Integer),
        sa.Column("here", sa.Boolean, nullable=False),
        sa.Column("points", sa.Integer, nullable=False),
        sa.Column("answered", sa.Integer, nullable=False),
        sa.Column("taken", sa.Float, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_quiz_players"),
        sa.ForeignKeyConstraint(["quiz_id"], ["quizzes.id"], name="fk_quiz_players_quiz_id"),
        sa.ForeignKeyConstraint(["learner_id"], ["learners.id"], name="fk_quiz_players_learner_id"),
        sa.UniqueConstraint("quiz_id", "learner_id", name="uq_quiz_players_quiz_id"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "quiz_rounds",
        sa.Column("id", _ID, nullable=False),
        sa.Column("quiz_id", _ID, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("question_id", sa.String(100), nullable=False),
        sa.Column("message_id", sa.BigInteger),
        sa.Column("reveal_id", sa.BigInteger),
        sa.Column("counts", sa.JSON),
        sa.PrimaryKeyConstraint("id", name="pk_quiz_rounds"),
        sa.ForeignKeyConstraint(["quiz_id"], ["quizzes.id"], name="fk_quiz_rounds_quiz_id"),
        sa.UniqueConstraint("quiz_id", "number", name="uq_quiz_rounds_quiz_id"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "quiz_answers",
        sa.Column("round_id", _ID, nullable=False),
        sa.Column("learner_id", sa.BigInteger, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("taken", sa.Float, nullable=False),
        sa.Column("score", sa.Integer),
        sa.Column("points", sa.Integer),
        sa.Column("attempt_id", _ID),
        sa.PrimaryKeyConstraint("round_id", "learner_id", name="pk_quiz_answers"),
        sa.ForeignKeyConstraint(["round_id"], ["quiz_rounds.id"], name="fk_quiz_answers_round_id"),
        sa.ForeignKeyConstraint(["learner_id"], ["learners.id"], name="fk_quiz_answers_learner_id"),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempts.id"], name="fk_quiz_answers_attempt_id"),
    )
