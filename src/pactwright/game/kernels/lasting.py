"""Lasting margins: what complying for ever is worth over deviating in the same way for ever."""

from __future__ import annotations

import numpy as np

from pactwright.game.kernels.boxes import Laws, Numbers, Tables
from pactwright.game.kernels.compiled import inner
from pactwright.game.kernels.values import plain_values

VARIANTS = 8  # lasting deviations: withhold (0, 1) x conduct (as agreed, 1, 2, elsewhere)


@inner
def lasting_margins(
    t: Tables,
    p: Numbers,
    b: int,
    v: np.ndarray,
    lasting_rows: np.ndarray,
    where: np.ndarray,
    row: np.ndarray,
    laws: Laws,
    out: np.ndarray,
) -> None:
    """Into `out[step, i, 1]` what the kind of `row[step, i]`, taken up at `where[step, i]`, loses.

    Where no lasting deviation stands for the row, the margin `out[step, i, 0]`. Each variant is
    solved once, and only where it leads to from the states in question.
    """
    side = t.sizes[0] * t.sizes[1] * t.sizes[2]
    steps, n = row.shape
    variant = np.full((steps, n), -1, dtype=np.int64)
    for step in range(steps):
        for i in range(n):
            if row[step, i] < 0:
                continue
            out[step, i, 1] = out[step, i, 0]
            if t.row_war[row[step, i]] == 0:
                kept = t.row_ptr[where[step, i] // side]
                variant[step, i] = _variant(t, row[step, i], kept, i)
    for i in range(n):
        for kind in range(VARIANTS):
            taken_up = np.flatnonzero(variant[:, i] == kind)
            if taken_up.shape[0] == 0:
                continue
            chosen = _spread_rows(lasting_rows[i, kind], side)
            wanted = where[taken_up, i] // side
            worth, _, _ = plain_values(t, p, b, chosen, laws, i, wanted)
            for one in taken_up:
                out[one, i, 1] = v[i, where[one, i]] - worth[where[one, i]]


@inner
def _spread_rows(rows: np.ndarray, side: int) -> np.ndarray:
    """Rows per staged state, the same at every x."""
    chosen = np.empty((rows.shape[0], side), dtype=np.int64)
    for s in range(rows.shape[0]):
        chosen[s, :] = rows[s]
    return chosen


@inner
def _variant(t: Tables, row: int, kept: int, i: int) -> int:
    """Which lasting deviation a row stands for; -1: none (early resumption, no answer)."""
    level, agreed = t.row_level[row, i], t.row_level[kept, i]
    count = t.row_duty_ptr[row + 1] - t.row_duty_ptr[row]
    agreed_count = t.row_duty_ptr[kept + 1] - t.row_duty_ptr[kept]
    conduct = 0
    if level != agreed:
        if level == 0:
            return -1
        conduct = 3 if level == 4 else level
    if count > agreed_count:
        return -1
    withhold = 4 if count < agreed_count else 0
    return withhold + conduct
