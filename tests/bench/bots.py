"""`python bots.py ok|empty`: the least that a bot can be, to compare ours with.

`ok` has a command, a button and a form like ours and says "ok" to every answer, also to direct
messages. `empty` only connects.
"""

from __future__ import annotations

import os
import sys

import discord
import yarl
from discord import app_commands, ui
from discord.gateway import DiscordWebSocket
from discord.http import Route

intents = discord.Intents.none()
intents.guilds = intents.dm_messages = True


class Ok(discord.AutoShardedClient):
    async def setup_hook(self) -> None:
        tree = app_commands.CommandTree(self)

        @tree.command(name="practice", description="Ask a question")
        async def practice(interaction: discord.Interaction, topic: str | None = None) -> None:
            view = ui.View(timeout=None)
            view.add_item(ui.Button(label="Answer", custom_id="answer"))
            view.stop()
            await interaction.response.send_message("What is Docker?", view=view, ephemeral=True)

        await tree.sync()

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        if interaction.type is discord.InteractionType.component:
            form = ui.Modal(title="Your answer", custom_id="form", timeout=None)
            form.add_item(ui.Label(text="Answer", component=ui.TextInput(custom_id="answer")))
            form.stop()
            await interaction.response.send_modal(form)
        elif interaction.type is discord.InteractionType.modal_submit:
            await interaction.response.send_message("ok", ephemeral=True)

    async def on_message(self, message: discord.Message) -> None:
        if not message.author.bot:
            await message.channel.send("ok", reference=message)


base = os.environ["DISCORD_WIRE"]
Route.BASE = f"{base}/api/v10"
DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(f"{base.replace('http', 'ws')}/gw")
kind = Ok if sys.argv[1] == "ok" else discord.AutoShardedClient
kind(intents=intents).run("wire.fake.token", log_handler=None)
