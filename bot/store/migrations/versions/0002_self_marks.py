"""What learners say that they said, beside the grades of their answers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "self_marks",
        sa.Column("id", _ID, nullable=False),
        sa.Column("attempt_id", _ID, nullable=False),
        sa.Column("learner_id", sa.BigInteger, nullable=False),
        sa.Column("concepts", sa.JSON, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("delivery", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_self_marks"),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempts.id"], name="fk_self_marks_attempt_id"),
        sa.ForeignKeyConstraint(["learner_id"], ["learners.id"], name="fk_self_marks_learner_id"),
        sa.UniqueConstraint("learner_id", "delivery", name="uq_self_marks_learner_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_self_marks_attempt_id_id", "self_marks", ["attempt_id", "id"])
