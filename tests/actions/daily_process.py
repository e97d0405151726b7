"""One of several processes that post what is due: says which drops it posted, one a line."""

from __future__ import annotations

import asyncio
import sys

from bot.actions import Coach
from bot.core.grading import Grader
from bot.store import Database
from tests.actions.team import Team, at
from tests.discord_app.sample_bank import BANK


def say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


async def main(url: str, moment: str) -> None:
    """Wait for a line, then do what the bot does when it looks."""
    database = await Database.open(url)
    team = Team(Coach(BANK, Grader(BANK), database))
    say("ready")
    sys.stdin.readline()
    await team.look(at(moment))
    say(*team.drops)
    await database.close()


asyncio.run(main(*sys.argv[1:]))
