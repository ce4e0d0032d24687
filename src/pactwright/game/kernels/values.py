"""Values and margins of one draw: V under a profile, Q of every deviation, the best deviation.

Source: model page 5.A; one-shot deviation principle. V is solved exactly (see `chain`).
"""

from __future__ import annotations

import numpy as np
from numba import njit

from pactwright.game.kernels.boxes import Laws, Numbers, Tables
from pactwright.game.kernels.chain import assemble, blame_chance, fall_chance, flows_of_chain
from pactwright.game.kernels.flows import COMPONENTS, WEIGHT, add_side_flow, row_flow, war_flow
from pactwright.game.kernels.solving import components, solve

TIE = 1e-9  # deviations closer than this count as equal; the milder one is reported


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
    t: Tables, p: Numbers, b: int, chosen: np.ndarray, laws: Laws, only: int
) -> np.ndarray:
    """Components of V of every party under the profile `chosen`, shape (n, S, COMPONENTS).

    `only` >= 0 solves for that party alone; the others stay 0.
    """
    n = t.standing_top.shape[0]
    indptr, indices, values, ends, ended = assemble(t, p, b, chosen, laws)
    order, start = components(indptr, indices)
    result = np.zeros((n, indptr.shape[0] - 1, COMPONENTS))
    for i in range(n):
        if only < 0 or only == i:
            rhs = flows_of_chain(t, p, b, i, chosen, laws, ends, ended)
            result[i] = solve(indptr, indices, values, order, start, p.discount[b, i], rhs)
    return result


@njit(cache=True, nogil=True)
def plain_values(
    t: Tables, p: Numbers, b: int, chosen: np.ndarray, laws: Laws, only: int
) -> np.ndarray:
    """V under the profile `chosen` without its components, shape (n, S); `only` as above."""
    n = t.standing_top.shape[0]
    indptr, indices, values, ends, ended = assemble(t, p, b, chosen, laws)
    order, start = components(indptr, indices)
    result = np.zeros((n, indptr.shape[0] - 1))
    total = np.zeros((indptr.shape[0] - 1, 1))
    for i in range(n):
        if only < 0 or only == i:
            rhs = flows_of_chain(t, p, b, i, chosen, laws, ends, ended)
            for s in range(rhs.shape[0]):
                total[s, 0] = 0.0
                for q in range(WEIGHT):
                    total[s, 0] += rhs[s, q]
            answer = solve(indptr, indices, values, order, start, p.discount[b, i], total)
            result[i] = answer[:, 0]
    return result


@njit(cache=True, nogil=True)
def total_value(parts: np.ndarray) -> np.ndarray:
    """V as the sum of its payoff components, shape (n, S)."""
    return parts[:, :, :WEIGHT].sum(axis=2)


@njit(cache=True, nogil=True)
def next_value(
    t: Tables,
    p: Numbers,
    b: int,
    i: int,
    target: int,
    x: int,
    at_war: bool,
    v: np.ndarray,
    laws: Laws,
) -> float:
    """Expected value to i after `target` from x: staying at peace, or going to war on arrival."""
    bins, joint, engaged = t.sizes[0], t.sizes[1], t.sizes[2]
    side = bins * joint * engaged
    ends = t.target_core[target] < 0
    if at_war:
        fixed = t.return_core.shape[0] == 0
        base = 0 if fixed else (t.core_k.shape[0] + t.target_k[target]) * side
    else:
        fixed = ends
        base = 0 if fixed else t.target_core[target] * side
    w0 = t.target_shift[target] * bins + x // (joint * engaged)
    c0 = t.target_event[target] * joint + (x // engaged) % joint
    e0 = t.target_jolt[target] * engaged + x % engaged
    total = 0.0
    for w in range(laws.power_ptr[w0], laws.power_ptr[w0 + 1]):
        for c in range(laws.home_ptr[c0], laws.home_ptr[c0 + 1]):
            both = laws.power_p[w] * laws.home_p[c]
            to_w, to_c = laws.power_to[w], laws.home_to[c]
            if fixed:
                worth = p.war_value[b, to_w, to_c, i] if at_war else p.end_value[b, to_w, to_c, i]
                total += both * worth
                continue
            at = base + (to_w * joint + to_c) * engaged
            for e in range(laws.care_ptr[e0], laws.care_ptr[e0 + 1]):
                total += both * laws.care_p[e] * v[at + laws.care_to[e]]
    return total


@njit(cache=True, nogil=True)
def arrival_values(
    t: Tables, p: Numbers, b: int, i: int, v: np.ndarray, laws: Laws
) -> tuple[np.ndarray, np.ndarray]:
    """`next_value` of every target at every x, at peace and at war, shapes (targets, X)."""
    bins = t.sizes[0]
    side = bins * t.sizes[1] * t.sizes[2]
    count = t.target_core.shape[0]
    peace = np.empty((count, side))
    war = np.empty((count, side))
    # Absorbing war forgets all but power and standing: one value per (shift, event).
    shared = t.return_core.shape[0] == 0
    only_power = side == bins
    events = t.event_suffered.shape[0]
    known = np.full(t.shift_k.shape[0] * events, -1, dtype=np.int64)
    for target in range(count):
        code = t.target_shift[target] * events + t.target_event[target]
        if only_power and t.target_core[target] >= 0:
            base, first = t.target_core[target] * side, t.target_shift[target] * bins
            for x in range(side):
                total = 0.0
                for w in range(laws.power_ptr[first + x], laws.power_ptr[first + x + 1]):
                    total += laws.power_p[w] * v[base + laws.power_to[w]]
                peace[target, x] = total
        else:
            for x in range(side):
                peace[target, x] = next_value(t, p, b, i, target, x, False, v, laws)
        if shared and known[code] >= 0:
            war[target] = war[known[code]]
        else:
            for x in range(side):
                war[target, x] = next_value(t, p, b, i, target, x, True, v, laws)
            known[code] = target
    return peace, war


@njit(cache=True, nogil=True)
def state_flows(t: Tables, p: Numbers, b: int, i: int, laws: Laws) -> np.ndarray:
    """What the state alone brings to i in a period, shape (M, X)."""
    side = t.sizes[0] * t.sizes[1] * t.sizes[2]
    result = np.empty((t.core_k.shape[0], side))
    flow = np.empty(COMPONENTS)
    for s in range(t.core_k.shape[0]):
        for x in range(side):
            flow[:] = 0.0
            add_side_flow(t, p, b, s, x, i, laws.push, flow)
            result[s, x] = flow[:WEIGHT].sum()
    return result


@njit(cache=True, nogil=True)
def row_worth(
    t: Tables,
    p: Numbers,
    b: int,
    i: int,
    row: int,
    s: int,
    v: np.ndarray,
    flows: np.ndarray,
    peace: np.ndarray,
    war: np.ndarray,
    laws: Laws,
    out: np.ndarray,
) -> None:
    """Q_i of one row at every x, into `out` (X,), given the values of arrivals."""
    joint, engaged = t.sizes[1], t.sizes[2]
    side = t.sizes[0] * joint * engaged
    if t.row_war[row] > 0:
        for x in range(side):
            out[x] = _war_choice(t, p, b, row, s, x, i, v)
        return
    risk = p.atom[b, t.row_escalation[row]]
    for x in range(side):
        out[x] = 0.0
    for m in range(t.branch_ptr[row], t.branch_ptr[row + 1]):
        target = t.branch_target[m]
        calm, fight = laws.chance[m] * (1.0 - risk), laws.chance[m] * risk
        for x in range(side):
            out[x] += calm * peace[target, x] + fight * war[target, x]
    base = row_flow(t, p, b, row, i)[:WEIGHT].sum()
    if p.blame_cost[b, i] != 0.0:
        base -= p.blame_cost[b, i] * blame_chance(t, row, i, laws)
    for x in range(side):
        out[x] = base + flows[s, x] + p.discount[b, i] * out[x]
        if p.fall_cost[b, i] != 0.0:
            c = (x // engaged) % joint
            out[x] -= p.fall_cost[b, i] * fall_chance(t, row, c, i, laws)


@njit(cache=True, nogil=True)
def deviation_values(t: Tables, p: Numbers, b: int, v: np.ndarray, laws: Laws) -> np.ndarray:
    """Q_i(s, a) of every deviation row to its deviator, shape (rows, X); 0 in other rows."""
    side = t.sizes[0] * t.sizes[1] * t.sizes[2]
    q = np.zeros((t.row_kind.shape[0], side))
    for i in range(t.standing_top.shape[0]):
        peace, war = arrival_values(t, p, b, i, v[i], laws)
        flows = state_flows(t, p, b, i, laws)
        for s in range(t.core_k.shape[0]):
            for row in range(t.row_ptr[s], t.row_ptr[s + 1]):
                if t.row_deviator[row] == i:
                    row_worth(t, p, b, i, row, s, v[i], flows, peace, war, laws, q[row])
    return q


@njit(cache=True, nogil=True)
def kept_values(t: Tables, p: Numbers, b: int, v: np.ndarray, laws: Laws) -> np.ndarray:
    """Q_i of complying now when later values are v and the others comply now, shape (n, S)."""
    side = t.sizes[0] * t.sizes[1] * t.sizes[2]
    result = v.copy()
    for i in range(v.shape[0]):
        peace, war = arrival_values(t, p, b, i, v[i], laws)
        flows = state_flows(t, p, b, i, laws)
        for s in range(t.core_k.shape[0]):
            out = result[i, s * side : (s + 1) * side]
            row_worth(t, p, b, i, t.row_ptr[s], s, v[i], flows, peace, war, laws, out)
    return result


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
