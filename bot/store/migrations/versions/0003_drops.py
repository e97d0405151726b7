"""Daily questions in channels, and what people wish others to see of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("cards", sa.Column("occasion", sa.String(64)))
    op.create_index(
        "ix_cards_learner_id_occasion", "cards", ["learner_id", "occasion"], unique=True
    )
    op.create_index("ix_cards_occasion", "cards", ["occasion"])
    op.create_table(
        "preferences",
        sa.Column("learner_id", sa.BigInteger, nullable=False),
        sa.Column("leaderboard", sa.Boolean, nullable=False),
        sa.Column("quotes", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("learner_id", name="pk_preferences"),
        sa.ForeignKeyConstraint(["learner_id"], ["learners.id"], name="fk_preferences_learner_id"),
    )
    op.create_table(
        "departures",
        sa.Column("guild_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("left_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("guild_id", name="pk_departures"),
    )
    op.create_table(
        "schedules",
        sa.Column("id", _ID, nullable=False),
        sa.Column("guild_id", sa.BigInteger, nullable=False),
        sa.Column("channel_id", sa.BigInteger, nullable=False),
        sa.Column("at", sa.String(5), nullable=False),
        sa.Column("zone", sa.String(64), nullable=False),
        sa.Column("days", sa.String(32), nullable=False),
        sa.Column("filters", sa.JSON, nullable=False),
        sa.Column("role_id", sa.BigInteger),
        sa.Column("reveal_after", sa.Integer),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("reason", sa.String(32)),
        sa.Column("set_up_by", sa.BigInteger, nullable=False),
        sa.Column("set_up_at", _MOMENT, nullable=False),
        sa.Column("counts_from", _MOMENT, nullable=False),
        sa.Column("next_day", sa.Date),
        sa.Column("next_at", _MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_schedules"),
        sa.UniqueConstraint("channel_id", name="uq_schedules_channel_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_schedules_guild_id", "schedules", ["guild_id"])
    op.create_index("ix_schedules_next_at", "schedules", ["next_at"])
    op.create_table(
        "drops",
        sa.Column("id", _ID, nullable=False),
        sa.Column("schedule_id", _ID, nullable=False),
        sa.Column("guild_id", sa.BigInteger, nullable=False),
        sa.Column("channel_id", sa.BigInteger, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("due_at", _MOMENT, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("question_id", sa.String(100)),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("reason", sa.String(32)),
        sa.Column("message_id", sa.BigInteger),
        sa.Column("posted_at", _MOMENT),
        sa.Column("reveal_at", _MOMENT),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("retry_at", _MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_drops"),
        sa.ForeignKeyConstraint(["schedule_id"], ["schedules.id"], name="fk_drops_schedule_id"),
        sa.UniqueConstraint("schedule_id", "day", name="uq_drops_schedule_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_drops_state_retry_at", "drops", ["state", "retry_at"])
    op.create_index("ix_drops_guild_id", "drops", ["guild_id"])
