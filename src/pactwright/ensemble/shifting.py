"""The shifting-power test C3, where a view declares one pie (model page, 5.C).

With a pie of present value 100 and a common discount, no division keeps the peace at signature if
for some party i, rival j and later period t on the prescribed path
W_i(now) + delta^t E[W_j(at t)] > 100: j cannot bind itself not to use its later strength.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array

from pactwright.errors import InputError
from pactwright.game.kernels import boxes
from pactwright.game.kernels.draws import compliance_chain
from pactwright.game.kernels.tables import numbers_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pactwright.ensemble.collected import Collected
    from pactwright.ensemble.view_run import GameOfView
    from pactwright.game.spec import Parameters

PIE = 100.0
HORIZON_PERIODS = 104
TESTED_DRAWS = 32


def shifting_power(found: Collected, games: list[GameOfView]) -> dict[str, float | None]:
    """Share of draws in which no division keeps the peace, per reading; None without one pie."""
    if not found.run.view.one_pie:
        return {game.reading: None for game in games}
    values = found.run.table.values(found.uniforms[:TESTED_DRAWS])
    result: dict[str, float | None] = {}
    for game in games:
        numbers = game.filler.parameters(values)
        flags = [breaks_peace(game, numbers, b) for b in range(numbers.draws)]
        result[game.reading] = float(np.mean(flags)) if flags else None
    return result


def breaks_peace(game: GameOfView, numbers: Parameters, b: int) -> bool:
    """The test for one draw; the common discount is the largest of the parties' own."""
    engine = game.engine
    p = boxes.box_numbers(numbers_of(engine.structure, numbers))
    starts = np.array(engine.structure.starts, dtype=np.int64)
    weights = engine.start_weights(numbers)[b]
    indptr, indices, values, law = compliance_chain(engine.tables, p, b, starts, weights)
    size = len(indptr) - 1
    forward = csr_array((values, indices, indptr), shape=(size, size)).T.tocsr()
    worth = _war_worth(engine.structure.sizes, size, p, b)
    return no_division(forward, law, worth, float(numbers.discount[b].max()))


def _war_worth(
    sizes: tuple[int, int, int], size: int, p: boxes.Numbers, b: int
) -> NDArray[np.float64]:
    """W_i at every full state, shape (S, n)."""
    by_side = np.repeat(p.war_value[b].reshape(sizes[0] * sizes[1], -1), sizes[2], axis=0)
    return np.tile(by_side, (size // len(by_side), 1))


def no_division(
    forward: csr_array, law: NDArray[np.float64], worth: NDArray[np.float64], delta: float
) -> bool:
    """W_i(now) + delta^t E W_j(t) > PIE for some i, j, t up to the horizon."""
    if not 0.0 < delta < 1.0:
        msg = f"a discount lies between 0 and 1, got {delta}"
        raise InputError(msg)
    now = law @ worth
    here, weight = law, 1.0
    for _ in range(HORIZON_PERIODS):
        here, weight = forward @ here, weight * delta
        later = weight * (here @ worth)
        for i in range(len(now)):
            if now[i] + max(later[j] for j in range(len(now)) if j != i) > PIE:
                return True
    return False
