"""How fast a process sends, alone and beside others: Discord counts them together."""

from __future__ import annotations

import pytest

from bot.discord_app.client import CoachClient
from bot.discord_app.pace import PER_SECOND, TOGETHER, per_second


@pytest.mark.parametrize("processes", [1, 2, 3, 8, 100])
def test_all_processes_together_stay_below_what_discord_allows(processes):
    each = per_second(1 / processes)

    assert each <= PER_SECOND
    assert each * processes <= TOGETHER + 1e-9


def test_one_process_is_not_slowed_down_by_others_that_are_not_there():
    assert per_second(1) == PER_SECOND


def gap(client: CoachClient) -> float:
    return client.pace._gap


async def test_a_process_knows_its_part(coach):
    alone = CoachClient(coach)
    one_of_four = CoachClient(coach, shard_count=4, shard_ids=(2,))

    assert gap(alone) == 1 / PER_SECOND
    assert gap(one_of_four) == 4 / TOGETHER
    for client in (alone, one_of_four):
        await client.close()
