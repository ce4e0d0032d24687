"""The law of the public state over time, exactly: one sparse matrix per draw, many products.

States at peace come first, s * X + x; then, for each progress state k, what has collapsed at k. War
that begins counts as a collapse also where it could end again: the question is whether it begins.
"""

from __future__ import annotations

import numpy as np

from pactwright.conduct.kernels.menus import Menus
from pactwright.conduct.kernels.moves import spread, target_chances
from pactwright.game.kernels.boxes import Laws, Numbers, Tables
from pactwright.game.kernels.compiled import inner


@inner
def chain_of(
    t: Tables, p: Numbers, b: int, menus: Menus, policy: np.ndarray, laws: Laws
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Transition rows (indptr, indices, values) of the states at peace under a policy.

    No column comes twice in a row. O(branches * X + nonzeros).
    """
    side, cores, progress = policy.shape[1], t.core_k.shape[0], t.progress_done.shape[0]
    peace, most = cores * side, 1
    for s in range(cores):
        most = max(most, t.near_ptr[s + 1] - t.near_ptr[s])
    calm, fight, chosen = np.empty((most, side)), np.empty((most, side)), np.empty(side)
    to, chance = np.empty(side, dtype=np.int64), np.empty(side)
    seen = np.full(peace + progress, -1, dtype=np.int64)
    indptr = np.zeros(peace + 1, dtype=np.int64)
    idx, val, at = np.empty(8192, dtype=np.int64), np.empty(8192), 0
    for s in range(cores):
        target_chances(t, p, b, menus, s, policy, laws, calm, fight, chosen)
        for x in range(side):
            begin = at
            room = at + most * side + progress + 2
            if room > idx.shape[0]:
                more, larger = np.empty(2 * room, dtype=np.int64), np.empty(2 * room)
                more[:at], larger[:at] = idx[:at], val[:at]
                idx, val = more, larger
            at = _add(idx, val, seen, begin, at, peace + t.core_k[s], chosen[x])
            for m in range(t.near_ptr[s + 1] - t.near_ptr[s]):
                target = t.near_target[t.near_ptr[s] + m]
                core, k = t.target_core[target], t.target_k[target]
                lost = fight[m, x] if core >= 0 else fight[m, x] + calm[m, x]
                at = _add(idx, val, seen, begin, at, peace + k, lost)
                if core >= 0 and calm[m, x] > 0.0:
                    count = spread(t, laws, target, x, to, chance)
                    for z in range(count):
                        place = core * side + to[z]
                        at = _add(idx, val, seen, begin, at, place, calm[m, x] * chance[z])
            for z in range(begin, at):
                seen[idx[z]] = -1
            indptr[s * side + x + 1] = at
    return indptr, idx[:at].copy(), val[:at].copy()


@inner
def _add(
    idx: np.ndarray,
    val: np.ndarray,
    seen: np.ndarray,
    begin: int,
    at: int,
    column: int,
    chance: float,
) -> int:
    """Add a chance to a column of the row that begins at `begin`; returns the next free place."""
    if chance <= 0.0:
        return at
    place = seen[column]
    if place < begin:
        seen[column] = at
        idx[at], val[at] = column, chance
        return at + 1
    val[place] += chance
    return at


@inner
def forward(
    t: Tables,
    side: int,
    chain: tuple[np.ndarray, np.ndarray, np.ndarray],
    start: np.ndarray,
    survival: np.ndarray,
    by_k: np.ndarray,
    occupied: np.ndarray,
) -> None:
    """Follow the law from `start` (peace states), period by period.

    `survival` (T + 1,) gets the chance of peace, `by_k` (T + 1, K) that of each progress state, or
    of having collapsed in it, and `occupied` (peace states,) the expected periods spent in each.
    """
    indptr, indices, values = chain
    peace, progress = indptr.shape[0] - 1, by_k.shape[1]
    now, then = np.zeros(peace + progress), np.zeros(peace + progress)
    now[:peace] = start[:peace]
    occupied[:] = 0.0
    for period in range(survival.shape[0]):
        total = 0.0
        for k in range(progress):
            by_k[period, k] = now[peace + k]
        for s in range(t.core_k.shape[0]):
            for x in range(side):
                total += now[s * side + x]
                by_k[period, t.core_k[s]] += now[s * side + x]
        survival[period] = total
        if period == survival.shape[0] - 1:
            break
        then[:peace] = 0.0
        then[peace:] = now[peace:]
        for s in range(peace):
            mass = now[s]
            if mass > 0.0:
                occupied[s] += mass
                for m in range(indptr[s], indptr[s + 1]):
                    then[indices[m]] += mass * values[m]
        now, then = then, now


@inner
def conduct_time(
    t: Tables, menus: Menus, policy: np.ndarray, occupied: np.ndarray, out: np.ndarray
) -> None:
    """Expected periods of each conduct of each party, into `out` (n, LEVELS)."""
    n, side = out.shape[0], policy.shape[1]
    out[:, :] = 0.0
    for s in range(t.core_k.shape[0]):
        for i in range(n):
            for a in range(menus.action_ptr[s * n + i], menus.action_ptr[s * n + i + 1]):
                for x in range(side):
                    out[i, menus.action_level[a]] += occupied[s * side + x] * policy[a, x]
