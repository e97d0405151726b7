"""The tables, the same on SQLite and PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.asyncio import AsyncConnection

# The newest file in migrations/versions.
SCHEMA = "0003"


class Moment(TypeDecorator[datetime]):
    """A moment in UTC. SQLite has no time zones, so there it is kept without one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """From Python to the database."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone; give an aware datetime")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """From the database to Python."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# SQLite numbers rows by itself only where the column is an INTEGER.
_ID = BigInteger().with_variant(Integer, "sqlite")

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

learners = Table(
    "learners",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("since", Moment, nullable=False),
)

zone_choices = Table(
    "zone_choices",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("learner_id", BigInteger, ForeignKey("learners.id"), nullable=False, index=True),
    Column("zone", String(64), nullable=False),
    Column("effective_from", Date, nullable=False),
    Column("chosen_at", Moment, nullable=False),
    sqlite_autoincrement=True,
)

cards = Table(
    "cards",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("learner_id", BigInteger, ForeignKey("learners.id"), nullable=False),
    Column("question_id", String(100), nullable=False),
    Column("surface", String(16), nullable=False),
    Column("channel_id", BigInteger, nullable=False),
    Column("guild_id", BigInteger),
    Column("filters", JSON, nullable=False),
    Column("state", String(16), nullable=False),
    Column("hint_used", Boolean, nullable=False),
    # The model answer was shown on request: answers from then on are practice.
    Column("answer_shown", Boolean, nullable=False),
    # The concept of the follow-up that is open, and the attempt that it follows.
    Column("probe", String(100)),
    Column("probe_of", BigInteger),
    Column("asked_at", Moment, nullable=False),
    # Since when the card waits for words of the learner; null when it does not.
    Column("waits_since", Moment),
    # Where a question is put to many: what the card belongs to, such as `drop:12`.
    Column("occasion", String(64)),
    Index(None, "learner_id", "id"),
    Index(None, "learner_id", "occasion", unique=True),
    Index(None, "occasion"),
    # Their ids are part of messages already posted, so none is ever given twice.
    sqlite_autoincrement=True,
)

# Append-only: rows are never changed.
attempts = Table(
    "attempts",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("learner_id", BigInteger, ForeignKey("learners.id"), nullable=False),
    Column("card_id", _ID, ForeignKey("cards.id"), nullable=False),
    Column("kind", String(16), nullable=False),
    # For an answer to a follow-up: the attempt that it follows, and the concept asked about.
    Column("follows", _ID, ForeignKey("attempts.id")),
    Column("concept", String(100)),
    Column("surface", String(16), nullable=False),
    Column("channel_id", BigInteger, nullable=False),
    Column("guild_id", BigInteger),
    Column("question_id", String(100), nullable=False),
    Column("question_version", String(64), nullable=False),
    Column("hint_used", Boolean, nullable=False),
    Column("counted", Boolean, nullable=False),
    Column("answer", Text, nullable=False),
    Column("grade", JSON, nullable=False),
    Column("score", Integer, nullable=False),
    Column("verdict", String(16), nullable=False),
    Column("at", Moment, nullable=False),
    # The same for each delivery of one submission.
    Column("delivery", String(200), nullable=False),
    # The same for the same words to the same question on a card.
    Column("fingerprint", String(64), nullable=False),
    Index(None, "learner_id", "id"),
    UniqueConstraint("learner_id", "delivery"),
    UniqueConstraint("card_id", "fingerprint"),
    sqlite_autoincrement=True,
)

# Append-only: a later mark is shown instead of an earlier one, and both are kept.
self_marks = Table(
    "self_marks",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("attempt_id", _ID, ForeignKey("attempts.id"), nullable=False),
    Column("learner_id", BigInteger, ForeignKey("learners.id"), nullable=False),
    # The ids of the concepts that the learner says they made.
    Column("concepts", JSON, nullable=False),
    Column("at", Moment, nullable=False),
    # The same for each delivery of one submission.
    Column("delivery", String(200), nullable=False),
    Index(None, "attempt_id", "id"),
    UniqueConstraint("learner_id", "delivery"),
    sqlite_autoincrement=True,
)

preferences = Table(
    "preferences",
    metadata,
    Column("learner_id", BigInteger, ForeignKey("learners.id"), primary_key=True),
    # Whether their name may stand on a server's leaderboard.
    Column("leaderboard", Boolean, nullable=False),
    # Whether a very good answer of theirs may be shown to others, with their name.
    Column("quotes", Boolean, nullable=False),
)

# Servers that the bot was removed from; their rows are deleted a while later.
departures = Table(
    "departures",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("left_at", Moment, nullable=False),
)

schedules = Table(
    "schedules",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("guild_id", BigInteger, nullable=False, index=True),
    # One schedule a channel: set up again, it is the same one and keeps its dates.
    Column("channel_id", BigInteger, nullable=False, unique=True),
    # The time of day, the zone in which it is meant, and the days, such as `mon,wed`.
    Column("at", String(5), nullable=False),
    Column("zone", String(64), nullable=False),
    Column("days", String(32), nullable=False),
    Column("filters", JSON, nullable=False),
    Column("role_id", BigInteger),
    # Hours after which the answer is shown; null for when the next question comes.
    Column("reveal_after", Integer),
    # active, paused or ended, and why it is not active.
    Column("state", String(16), nullable=False),
    Column("reason", String(32)),
    Column("set_up_by", BigInteger, nullable=False),
    Column("set_up_at", Moment, nullable=False),
    # Drops before this moment do not count as unanswered.
    Column("counts_from", Moment, nullable=False),
    # The next drop: its local date and its moment.
    Column("next_day", Date),
    Column("next_at", Moment, index=True),
    sqlite_autoincrement=True,
)

drops = Table(
    "drops",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("schedule_id", _ID, ForeignKey("schedules.id"), nullable=False),
    Column("guild_id", BigInteger, nullable=False),
    Column("channel_id", BigInteger, nullable=False),
    Column("day", Date, nullable=False),
    Column("due_at", Moment, nullable=False),
    # A question, or the notice that the schedule pauses itself.
    Column("kind", String(16), nullable=False),
    Column("question_id", String(100)),
    # claimed, failed (to be tried again), posted, revealed or skipped, and why.
    Column("state", String(16), nullable=False),
    Column("reason", String(32)),
    Column("message_id", BigInteger),
    Column("posted_at", Moment),
    Column("reveal_at", Moment),
    Column("tries", Integer, nullable=False),
    # Not before this moment does anyone else try to post or to reveal it.
    Column("retry_at", Moment),
    # Nothing is ever posted twice for one local date.
    UniqueConstraint("schedule_id", "day"),
    Index(None, "state", "retry_at"),
    Index(None, "guild_id"),
    # Their ids are part of messages already posted, so none is ever given twice.
    sqlite_autoincrement=True,
)

notes = Table(
    "notes",
    metadata,
    Column("key", String(200), primary_key=True),
    Column("text", Text, nullable=False),
)


def insert(connection: AsyncConnection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An INSERT that knows ON CONFLICT; each database has its own, of the same form."""
    if connection.dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)
