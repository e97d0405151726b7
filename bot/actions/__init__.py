"""One function for each thing a person can do; Discord and the terminal both call these."""

from __future__ import annotations

from bot.actions.coach import Coach
from bot.actions.refusals import Refused
from bot.store.shards import Shards

__all__ = ["Coach", "Refused", "Shards"]
