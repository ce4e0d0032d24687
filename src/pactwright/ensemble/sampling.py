"""Uniforms of one block of draws: the same bits whatever the number of workers or blocks.

Scrambled Sobol points (Owen 1998; scipy.stats.qmc) are one sequence per (seed, scenario), of which
block b holds the points b * BLOCK ... (b + 1) * BLOCK - 1. Latin hypercubes are drawn by block
with a counter-based generator (Philox; Salmon et al. 2011) keyed by (seed, scenario, block).
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Literal

import numpy as np
from scipy.stats import qmc

from pactwright.errors import InputError

if TYPE_CHECKING:
    from numpy.typing import NDArray

BLOCK = 32
Sampler = Literal["sobol", "latin-hypercube"]
EDGE = 1e-9  # laws take uniforms inside (0, 1)


def block_uniforms(
    dimensions: int, *, seed: int, scenario: str, block: int, sampler: Sampler = "sobol"
) -> NDArray[np.float64]:
    """Uniforms of one block, shape (BLOCK, dimensions), strictly between 0 and 1.

    Raises
    ------
    InputError
        If the sampler is not known.
    """
    if dimensions == 0:
        return np.zeros((BLOCK, 0))
    key = zlib.crc32(scenario.encode())
    if sampler == "sobol":
        rng = np.random.Generator(np.random.Philox(np.random.SeedSequence([seed, key])))
        engine = qmc.Sobol(dimensions, scramble=True, rng=rng)
        if block:
            engine.fast_forward(block * BLOCK)
        points = engine.random(BLOCK)
    elif sampler == "latin-hypercube":
        rng = np.random.Generator(np.random.Philox(np.random.SeedSequence([seed, key, block])))
        points = qmc.LatinHypercube(dimensions, rng=rng).random(BLOCK)
    else:
        msg = f"sampler {sampler!r} is not known: write sobol or latin-hypercube"
        raise InputError(msg)
    return np.asarray(np.clip(points, EDGE, 1.0 - EDGE))


def n_blocks(draws: int) -> int:
    """Blocks needed for at least `draws` draws; the last one is cut."""
    if draws < 1:
        msg = f"draws must be at least 1, got {draws}"
        raise InputError(msg)
    return -(-draws // BLOCK)
