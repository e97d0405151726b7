"""The `coach` command with Discord's addresses pointed at the loopback, else unchanged.

Where DISCORD_WIRE_GAP is set, shards take turns so many seconds apart in place of Discord's five.
"""

from __future__ import annotations

import os
import sys

import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.__main__ import main
from bot.discord_app import turns

base = os.environ["DISCORD_WIRE"]
Route.BASE = f"{base}/api/v10"
DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(f"{base.replace('http', 'ws')}/gw")
turns.GAP = float(os.environ.get("DISCORD_WIRE_GAP", turns.GAP))
sys.exit(main(sys.argv[1:]))
