"""The bot on Discord: what people see and press. It translates, and decides nothing."""

from __future__ import annotations

from bot.discord_app.building import build_bot
from bot.discord_app.client import CoachClient
from bot.discord_app.connection import CannotStart, run, sync
from bot.discord_app.daily import post_now

__all__ = ["CannotStart", "CoachClient", "build_bot", "post_now", "run", "sync"]
