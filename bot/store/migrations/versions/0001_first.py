"""Learners, their time zones, the questions put to them, their answers, and notes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "learners",
        sa.Column("id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("since", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_learners"),
    )
    op.create_table(
        "zone_choices",
        sa.Column("id", _ID, nullable=False),
        sa.Column("learner_id", sa.BigInteger, nullable=False),
        sa.Column("zone", sa.String(64), nullable=False),
        sa.Column("effective_from", sa.Date, nullable=False),
        sa.Column("chosen_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_zone_choices"),
        sa.ForeignKeyConstraint(["learner_id"], ["learners.id"], name="fk_zone_choices_learner_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_zone_choices_learner_id", "zone_choices", ["learner_id"])
    op.create_table(
        "cards",
        sa.Column("id", _ID, nullable=False),
        sa.Column("learner_id", sa.BigInteger, nullable=False),
        sa.Column("question_id", sa.String(100), nullable=False),
        sa.Column("surface", sa.String(16), nullable=False),
        sa.Column("channel_id", sa.BigInteger, nullable=False),
        sa.Column("guild_id", sa.BigInteger),
        sa.Column("filters", sa.JSON, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("hint_used", sa.Boolean, nullable=False),
        sa.Column("answer_shown", sa.Boolean, nullable=False),
        sa.Column("probe", sa.String(100)),
        sa.Column("probe_of", sa.BigInteger),
        sa.Column("asked_at", _MOMENT, nullable=False),
        sa.Column("waits_since", _MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_cards"),
        sa.ForeignKeyConstraint(["learner_id"], ["learners.id"], name="fk_cards_learner_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_cards_learner_id_id", "cards", ["learner_id", "id"])
    op.create_table(
        "attempts",
        sa.Column("id", _ID, nullable=False),
        sa.Column("learner_id", sa.BigInteger, nullable=False),
        sa.Column("card_id", _ID, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("follows", _ID),
        sa.Column("concept", sa.String(100)),
        sa.Column("surface", sa.String(16), nullable=False),
        sa.Column("channel_id", sa.BigInteger, nullable=False),
        sa.Column("guild_id", sa.BigInteger),
        sa.Column("question_id", sa.String(100), nullable=False),
        sa.Column("question_version", sa.String(64), nullable=False),
        sa.Column("hint_used", sa.Boolean, nullable=False),
        sa.Column("counted", sa.Boolean, nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("grade", sa.JSON, nullable=False),
        sa.Column("score", sa.Integer, nullable=False),
        sa.Column("verdict", sa.String(16), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("delivery", sa.String(200), nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_attempts"),
        sa.ForeignKeyConstraint(["learner_id"], ["learners.id"], name="fk_attempts_learner_id"),
        sa.ForeignKeyConstraint(["card_id"], ["cards.id"], name="fk_attempts_card_id"),
        sa.ForeignKeyConstraint(["follows"], ["attempts.id"], name="fk_attempts_follows"),
        sa.UniqueConstraint("learner_id", "delivery", name="uq_attempts_learner_id"),
        sa.UniqueConstraint("card_id", "fingerprint", name="uq_attempts_card_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_attempts_learner_id_id", "attempts", ["learner_id", "id"])
    op.create_table(
        "notes",
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_notes"),
    )
