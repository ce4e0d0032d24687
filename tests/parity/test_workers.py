"""The answer does not depend on workers, on how many draws are asked for, or on other draws."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from drawn_jobs import bits
from pactwright.ensemble.asking import Asked, files_of, view_jobs
from pactwright.ensemble.assess_job import packed, unpacked
from pactwright.ensemble.blocks import side_by_side
from pactwright.ensemble.gathering import Plan, gather
from pactwright.ensemble.run_folder import Order, start_run
from pactwright.ensemble.sampling import BLOCK, n_blocks
from shipped_runs import run_of, shipped

if TYPE_CHECKING:
    from pathlib import Path

DRAWS = BLOCK + 5
FIELDS = ("margin", "lasting", "parts", "own_response", "other_response", "bound_slack", "value")


def results(workers: int, draws: int):
    run = run_of("lake-ardan", "port-chamber")
    _ = run.games  # once, before threads share them
    run.menu_draws = 0  # the menu of ladders has its own tests, and takes most of the time
    return side_by_side(lambda b: run.run_block(b, draws), range(n_blocks(draws)), workers=workers)


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


def test_a_view_gives_the_same_bits_in_processes_and_from_disk(tmp_path: Path) -> None:
    opened = shipped("lake-ardan")
    asked = Asked(("port-chamber",), (), DRAWS, 0, "sobol")
    (job,) = (job for job in view_jobs(opened, asked) if job.name == "port-chamber")
    job = replace(job, menu_draws=0)
    run = job.view_run()
    here = gather(job, Plan(workers=2), opening=partial(job.on, run))
    folder = start_run(tmp_path / "run", Order("assess", asked.document(), files_of(opened)))
    elsewhere = gather(job, Plan("processes", workers=2, folder=folder))
    assert here.blocks == elsewhere.blocks == (0, 1)
    for block, result in zip(here.blocks, results(1, DRAWS), strict=True):
        assert bits(here.rows(block)) == bits(elsewhere.rows(block)) == bits(packed(result))
        back = unpacked(elsewhere.rows(block), block, run)
        for key, game in result.games.items():
            assert back.games[key].verdict.tobytes() == game.verdict.tobytes()
            for name in FIELDS:
                old, new = getattr(game.margins, name), getattr(back.games[key].margins, name)
                assert old.tobytes() == new.tobytes(), (key, name)
            assert back.games[key].margins.steps == game.margins.steps
            assert back.games[key].margins.parties == game.margins.parties
