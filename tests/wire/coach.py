"""The `coach` command with Discord's addresses pointed at the loopback, else unchanged."""

from __future__ import annotations

import os
import sys

import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.__main__ import main

base = os.environ["DISCORD_WIRE"]
Route.BASE = f"{base}/api/v10"
DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(f"{base.replace('http', 'ws')}/gw")
sys.exit(main(sys.argv[1:]))
