"""Values and margins of one draw: V under a profile, Q of every deviation, the best deviation.

Source: model page 5.A; one-shot deviation principle. V is solved exactly (see `chain`).
"""

from __future__ import annotations

import numpy as np
from numba import njit

from pactwright.game.kernels.chain import (
    assemble,
    blame_chance,
    components,
    fall_chance,
    flows_of_chain,
    solve,
)
from pactwright.game.kernels.flows import (
    COMPONENTS,
    FALL,
    SANCTIONS,
    WEIGHT,
    add_side_flow,
    pressure,
    row_flow,
    war_flow,
)
from pactwright.game.kernels.side import (
    branch_chances,
    engagement_matrices,
    shift_matrices,
    standing_matrices,
)
from pactwright.game.kernels.boxes import Numbers, Tables

TIE = 1e-9  # deviations closer than this count as equal; the milder one is reported


@njit(cache=True, nogil=True)
def laws(
    t: Tables, p: Numbers, b: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Everything a draw needs before solving: branch chances, side chains, third parties' part."""
    home, falls = standing_matrices(t, p, b)
    return (
        branch_chances(t, p, b),
        shift_matrices(t, p, b),
        home,
        falls,
        engagement_matrices(t, p, b),
        pressure(t, p, b),
    )


@njit(cache=True, nogil=True)
def compliance_rows(t: Tables) -> np.ndarray:
    """The profile sigma*: the first row of every staged state, shape (M, X)."""
    side = t.sizes[0] * t.sizes[1] * t.sizes[2]
    chosen = np.empty((t.core_k.shape[0], side), dtype=np.int64)
    for s in range(t.core_k.shape[0]):
        chosen[s, :] = t.row_ptr[s]
    return chosen


@njit(cache=True, nogil=True)
def chain_values(
    t: Tables, p: Numbers, b: int, chosen: np.ndarray, chance: np.ndarray, power: np.ndarray,
    home: np.ndarray, falls: np.ndarray, care: np.ndarray, push: np.ndarray, only: int,
) -> np.ndarray:
    """Components of V of every party under the profile `chosen`, shape (n, S, COMPONENTS).

    `only` >= 0 solves for that party alone; the others stay 0.
    """
    n = t.standing_top.shape[0]
    indptr, indices, values, ends, ended = assemble(t, p, b, chosen, chance, power, home, care)
    order, start = components(indptr, indices)
    result = np.zeros((n, indptr.shape[0] - 1, COMPONENTS))
    for i in range(n):
        if only < 0 or only == i:
            rhs = flows_of_chain(t, p, b, i, chosen, chance, falls, push, ends, ended)
            result[i] = solve(indptr, indices, values, order, start, p.discount[b, i], rhs)
    return result


@njit(cache=True, nogil=True)
def total_value(parts: np.ndarray) -> np.ndarray:
    """V as the sum of its payoff components, shape (n, S)."""
    return parts[:, :, :WEIGHT].sum(axis=2)


@njit(cache=True, nogil=True)
def _spread(a: np.ndarray, c: np.ndarray, e: np.ndarray, v: np.ndarray, base: int) -> float:
    """E[v[base + x']] when x' has the product law a x c x e."""
    joint, engaged = c.shape[0], e.shape[0]
    total = 0.0
    for w in range(a.shape[0]):
        if a[w] == 0.0:
            continue
        for d in range(joint):
            both = a[w] * c[d]
            if both == 0.0:
                continue
            at = base + (w * joint + d) * engaged
            for f in range(engaged):
                total += both * e[f] * v[at + f]
    return total


@njit(cache=True, nogil=True)
def _spread_end(a: np.ndarray, c: np.ndarray, worth: np.ndarray, i: int) -> float:
    """E[worth[w', c', i]]."""
    total = 0.0
    for w in range(a.shape[0]):
        if a[w] != 0.0:
            for d in range(c.shape[0]):
                total += a[w] * c[d] * worth[w, d, i]
    return total


@njit(cache=True, nogil=True)
def next_value(
    t: Tables, p: Numbers, b: int, i: int, target: int, x: int, at_war: bool, v: np.ndarray,
    power: np.ndarray, home: np.ndarray, care: np.ndarray,
) -> float:
    """Expected value to i after `target` from x: staying at peace, or going to war on arrival."""
    joint, engaged = t.sizes[1], t.sizes[2]
    side = t.sizes[0] * joint * engaged
    a = power[t.target_shift[target], x // (joint * engaged)]
    c = home[t.target_event[target], (x // engaged) % joint]
    e = care[t.target_jolt[target], x % engaged]
    if at_war:
        if t.return_core.shape[0] > 0:
            return _spread(a, c, e, v, (t.core_k.shape[0] + t.target_k[target]) * side)
        return _spread_end(a, c, p.war_value[b], i)
    if t.target_core[target] < 0:
        return _spread_end(a, c, p.end_value[b], i)
    return _spread(a, c, e, v, t.target_core[target] * side)


@njit(cache=True, nogil=True)
def arrival_values(
    t: Tables, p: Numbers, b: int, i: int, v: np.ndarray,
    power: np.ndarray, home: np.ndarray, care: np.ndarray,
) -> tuple[np.ndarray, np.ndarray]:
    """`next_value` of every target at every x, at peace and at war, shapes (targets, X)."""
    side = t.sizes[0] * t.sizes[1] * t.sizes[2]
    count = t.target_core.shape[0]
    peace = np.empty((count, side))
    war = np.empty((count, side))
    for target in range(count):
        for x in range(side):
            peace[target, x] = next_value(t, p, b, i, target, x, False, v, power, home, care)
            war[target, x] = next_value(t, p, b, i, target, x, True, v, power, home, care)
    return peace, war


@njit(cache=True, nogil=True)
def deviation_values(
    t: Tables, p: Numbers, b: int, v: np.ndarray, chance: np.ndarray, power: np.ndarray,
    home: np.ndarray, falls: np.ndarray, care: np.ndarray, push: np.ndarray,
) -> np.ndarray:
    """Q_i(s, a) of every deviation row to its deviator, shape (rows, X); NaN-free: V for others."""
    n = t.standing_top.shape[0]
    joint, engaged = t.sizes[1], t.sizes[2]
    side = t.sizes[0] * joint * engaged
    cores = t.core_k.shape[0]
    q = np.zeros((t.row_kind.shape[0], side))
    for i in range(n):
        peace, war = arrival_values(t, p, b, i, v[i], power, home, care)
        delta = p.discount[b, i]
        for s in range(cores):
            for row in range(t.row_ptr[s], t.row_ptr[s + 1]):
                if t.row_deviator[row] != i:
                    continue
                if t.row_war[row] > 0:
                    for x in range(side):
                        q[row, x] = _war_choice(t, p, b, row, s, x, i, v[i])
                    continue
                base = row_flow(t, p, b, row, i)
                base[SANCTIONS] -= p.blame_cost[b, i] * blame_chance(t, row, i, chance)
                risk = p.atom[b, t.row_escalation[row]]
                for x in range(side):
                    flow = base.copy()
                    add_side_flow(t, p, b, s, x, i, push, flow)
                    if p.fall_cost[b, i] != 0.0:
                        c = (x // engaged) % joint
                        down = fall_chance(t, row, c, i, chance, falls)
                        flow[FALL] -= p.fall_cost[b, i] * down
                    later = 0.0
                    for m in range(t.branch_ptr[row], t.branch_ptr[row + 1]):
                        target = t.branch_target[m]
                        later += chance[m] * (
                            (1.0 - risk) * peace[target, x] + risk * war[target, x]
                        )
                    q[row, x] = flow[:WEIGHT].sum() + delta * later
    return q


@njit(cache=True, nogil=True)
def _war_choice(
    t: Tables, p: Numbers, b: int, row: int, s: int, x: int, i: int, v: np.ndarray
) -> float:
    joint, engaged = t.sizes[1], t.sizes[2]
    side = t.sizes[0] * joint * engaged
    now = war_flow(t, p, b, row, x, i)[:WEIGHT].sum()
    if t.return_core.shape[0] > 0:
        then = v[(t.core_k.shape[0] + t.core_k[s]) * side + x]
    else:
        then = p.war_value[b, x // (joint * engaged), (x // engaged) % joint, i]
    return now + p.discount[b, i] * then


@njit(cache=True, nogil=True)
def best_deviations(t: Tables, q: np.ndarray, v: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Margins m_i(s), shape (n, M, X), and the row of the best deviation (same shape)."""
    n, side = t.standing_top.shape[0], q.shape[1]
    cores = t.core_k.shape[0]
    margin = np.full((n, cores, side), np.inf)
    best = np.full((n, cores, side), -1, dtype=np.int64)
    for s in range(cores):
        for row in range(t.row_ptr[s], t.row_ptr[s + 1]):
            i = t.row_deviator[row]
            if i < 0:
                continue
            for x in range(side):
                m = v[i, s * side + x] - q[row, x]
                # Rows come mildest first: a later row must be better by more than a tie.
                if m < margin[i, s, x] - TIE:
                    margin[i, s, x] = m
                    best[i, s, x] = row
    return margin, best
