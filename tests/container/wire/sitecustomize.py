"""Points a bot that is started as it is at the pretended Discord; see tests/wire/server.py."""

from __future__ import annotations

import os

if base := os.environ.get("DISCORD_WIRE"):
    import yarl
    from discord.gateway import DiscordWebSocket
    from discord.http import Route

    Route.BASE = f"{base}/api/v10"
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(f"{base.replace('http', 'ws')}/gw")
