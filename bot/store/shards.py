"""Which servers a process speaks in, where several processes share one database."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Integer, literal, true

# Discord spreads servers over shards by the bits of their ids above these.
_BITS = 22


@dataclass(frozen=True, slots=True)
class Shards:
    """The shards of one process: all of them, unless told otherwise.

    Attributes:
        count: How many there are in all.
        ids: Those of this process; None for all.
    """

    count: int = 1
    ids: frozenset[int] | None = None

    def own(self, guild_id: int) -> bool:
        """Whether this process is the one that speaks in a server."""
        return self.ids is None or (guild_id >> _BITS) % self.count in self.ids

    def owned(self, guild_id: ColumnElement[int]) -> ColumnElement[bool]:
        """The same, for a query."""
        if self.ids is None:
            return true()
        # PostgreSQL shifts by a small number only.
        shard = guild_id.op(">>")(literal(_BITS, Integer)).op("%")(self.count)
        return shard.in_(sorted(self.ids))


ALL = Shards()
