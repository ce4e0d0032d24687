from __future__ import annotations

import numpy as np
import pytest

from pactwright.ensemble.sampling import BLOCK, block_uniforms, n_blocks
from pactwright.errors import InputError


@pytest.mark.parametrize("sampler", ["sobol", "latin-hypercube"])
def test_block_is_the_same_whatever_other_blocks_are_drawn(sampler: str) -> None:
    alone = block_uniforms(7, seed=3, scenario="assess", block=2, sampler=sampler)
    for block in range(2):
        block_uniforms(7, seed=3, scenario="assess", block=block, sampler=sampler)
    again = block_uniforms(7, seed=3, scenario="assess", block=2, sampler=sampler)
    assert (alone == again).all()
    assert alone.shape == (BLOCK, 7)


@pytest.mark.parametrize("sampler", ["sobol", "latin-hypercube"])
def test_uniforms_lie_inside_and_cover_each_dimension_evenly(sampler: str) -> None:
    u = block_uniforms(5, seed=0, scenario="assess", block=0, sampler=sampler)
    assert u.min() > 0.0
    assert u.max() < 1.0
    # 32 points of a digital net, or of a Latin hypercube: exactly two in each sixteenth
    counts = [np.histogram(u[:, d], bins=16, range=(0, 1))[0] for d in range(5)]
    assert all((c == 2).all() for c in counts)


def test_seed_and_scenario_change_the_draws() -> None:
    base = block_uniforms(4, seed=0, scenario="assess", block=0)
    assert (base != block_uniforms(4, seed=1, scenario="assess", block=0)).any()
    assert (base != block_uniforms(4, seed=0, scenario="other", block=0)).any()


def test_unknown_sampler_and_no_draws_are_refused_with_what_is_allowed() -> None:
    with pytest.raises(InputError, match="sobol or latin-hypercube"):
        block_uniforms(2, seed=0, scenario="x", block=0, sampler="dice")  # type: ignore[arg-type]
    with pytest.raises(InputError, match="at least 1"):
        n_blocks(0)
    assert n_blocks(BLOCK + 1) == 2
