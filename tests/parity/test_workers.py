"""The answer does not depend on workers, on how many draws are asked for, or on other draws."""

from __future__ import annotations

import numpy as np

from pactwright.ensemble.blocks import run_blocks
from pactwright.ensemble.sampling import BLOCK, n_blocks
from shipped_runs import run_of

DRAWS = BLOCK + 5
FIELDS = ("margin", "lasting", "parts", "own_response", "other_response", "bound_slack", "value")


def results(workers: int, draws: int):
    run = run_of("lake-ardan", "port-chamber")
    run.menu_draws = 0  # the menu of ladders has its own tests, and takes most of the time
    found = run_blocks(
        lambda b: run.run_block(b, draws), n_blocks(draws), label="parity", workers=workers
    )
    return found.results


def test_two_workers_give_the_same_bits_as_one_and_a_longer_run_begins_alike() -> None:
    one, two = results(1, DRAWS), results(2, DRAWS)
    short = results(1, 7)
    assert [b.block for b in one] == [b.block for b in two] == [0, 1]
    for key in one[0].games:
        for name in FIELDS:
            for mine, theirs in zip(one, two, strict=True):
                a = getattr(mine.games[key].margins, name)
                assert np.array_equal(a, getattr(theirs.games[key].margins, name)), (key, name)
            first = getattr(one[0].games[key].margins, name)[:7]
            alone = getattr(short[0].games[key].margins, name)
            assert np.array_equal(first, alone), (key, name)
