"""The Markov chain of one fixed profile per state: its transition rows and its flows.

Full states are numbered core * X + x; where war can end, M * X + k * X + x are states of war.
Solved by `solving`.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from pactwright.game.kernels.boxes import Laws, Numbers, Tables
from pactwright.game.kernels.flows import (
    COMPONENTS,
    FALL,
    SANCTIONS,
    WAR_RISK,
    WEIGHT,
    add_side_flow,
    row_flow,
    war_flow,
)


@njit(cache=True, nogil=True)
def n_full_states(t: Tables) -> int:
    """Number of full states of the chain."""
    side = t.sizes[0] * t.sizes[1] * t.sizes[2]
    return (t.core_k.shape[0] + t.return_core.shape[0]) * side


@njit(cache=True, nogil=True)
def _append(
    t: Tables,
    laws: Laws,
    target: int,
    x: int,
    base: int,
    weight: float,
    idx: np.ndarray,
    val: np.ndarray,
    at: int,
) -> int:
    """Append weight * law(x') at base + x'; returns the next free place."""
    bins, joint, engaged = t.sizes[0], t.sizes[1], t.sizes[2]
    i = t.target_shift[target] * bins + x // (joint * engaged)
    j = t.target_event[target] * joint + (x // engaged) % joint
    k = t.target_jolt[target] * engaged + x % engaged
    for w in range(laws.power_ptr[i], laws.power_ptr[i + 1]):
        row = base + laws.power_to[w] * joint * engaged
        one = weight * laws.power_p[w]
        for c in range(laws.home_ptr[j], laws.home_ptr[j + 1]):
            place = row + laws.home_to[c] * engaged
            both = one * laws.home_p[c]
            for e in range(laws.care_ptr[k], laws.care_ptr[k + 1]):
                idx[at] = place + laws.care_to[e]
                val[at] = both * laws.care_p[e]
                at += 1
    return at


@njit(cache=True, nogil=True)
def _terminal(
    t: Tables, laws: Laws, target: int, x: int, weight: float, worth: np.ndarray, out: np.ndarray
) -> None:
    """Add weight * E[worth[w', c', i]] to out[i]."""
    bins, joint, engaged = t.sizes[0], t.sizes[1], t.sizes[2]
    i = t.target_shift[target] * bins + x // (joint * engaged)
    j = t.target_event[target] * joint + (x // engaged) % joint
    for w in range(laws.power_ptr[i], laws.power_ptr[i + 1]):
        for c in range(laws.home_ptr[j], laws.home_ptr[j + 1]):
            both = weight * laws.power_p[w] * laws.home_p[c]
            for n in range(out.shape[0]):
                out[n] += both * worth[laws.power_to[w], laws.home_to[c], n]


@njit(cache=True, nogil=True)
def _grown(a: np.ndarray, size: int) -> np.ndarray:
    more = np.empty(size, dtype=np.int64)
    more[: a.shape[0]] = a
    return more


@njit(cache=True, nogil=True)
def _grown_floats(a: np.ndarray, size: int) -> np.ndarray:
    more = np.empty(size)
    more[: a.shape[0]] = a
    return more


@njit(cache=True, nogil=True)
def _append_war(
    t: Tables,
    p: Numbers,
    b: int,
    laws: Laws,
    indptr: np.ndarray,
    idx: np.ndarray,
    val: np.ndarray,
    at: int,
) -> tuple[int, np.ndarray, np.ndarray]:
    """Rows of the states of war that can end: back to the agreement, or on with drifting power."""
    rest_size = t.sizes[1] * t.sizes[2]
    side = t.sizes[0] * rest_size
    cores, back = t.core_k.shape[0], p.war_return[b]
    for k in range(t.return_core.shape[0]):
        for x in range(side):
            w, rest = x // rest_size, x % rest_size
            if at + t.sizes[0] + 1 > idx.shape[0]:
                room = 2 * idx.shape[0]
                idx, val = _grown(idx, room), _grown_floats(val, room)
            if back > 0.0:
                idx[at] = t.return_core[k] * side + x
                val[at] = back
                at += 1
            for to_bin in range(t.sizes[0]):
                move = laws.power[t.war_shift[k], w, to_bin] * (1.0 - back)
                if move > 0.0:
                    idx[at] = (cores + k) * side + to_bin * rest_size + rest
                    val[at] = move
                    at += 1
            indptr[(cores + k) * side + x + 1] = at
    return at, idx, val


@njit(cache=True, nogil=True)
def assemble(
    t: Tables, p: Numbers, b: int, chosen: np.ndarray, laws: Laws
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Transition rows of the chain that plays row `chosen[s, x]` in staged state s at x.

    Returns (indptr, indices, values, ends, ended): `ends[state, i]` is the expected capital value
    of i on entering absorbing war or termination next period, `ended[state]` its chance.
    """
    n = t.standing_top.shape[0]
    joint, engaged = t.sizes[1], t.sizes[2]
    side = t.sizes[0] * joint * engaged
    cores = t.core_k.shape[0]
    returns = t.return_core.shape[0] > 0
    total = n_full_states(t)
    indptr = np.zeros(total + 1, dtype=np.int64)
    ends = np.zeros((total, n))
    ended = np.zeros(total)
    room = max(1024, total * 24)
    idx = np.empty(room, dtype=np.int64)
    val = np.empty(room)
    at = 0
    for s in range(cores):
        for x in range(side):
            row = chosen[s, x]
            state = s * side + x
            need = at + (t.branch_ptr[row + 1] - t.branch_ptr[row] + 1) * 2 * side
            if need > room:
                room = max(need, 2 * room)
                idx = _grown(idx, room)
                val = _grown_floats(val, room)
            if t.row_war[row] > 0:
                if returns:
                    idx[at] = (cores + t.core_k[s]) * side + x
                    val[at] = 1.0
                    at += 1
                else:
                    ended[state] = 1.0
                    ends[state] = p.war_value[b, x // (joint * engaged), (x // engaged) % joint]
                indptr[state + 1] = at
                continue
            risk = p.atom[b, t.row_escalation[row]]
            m = t.branch_ptr[row]
            while m < t.branch_ptr[row + 1]:
                target = t.branch_target[m]
                weight = 0.0
                while m < t.branch_ptr[row + 1] and t.branch_target[m] == target:
                    weight += laws.chance[m]
                    m += 1
                if weight == 0.0:
                    continue
                to = t.target_core[target]
                peace, war = weight * (1.0 - risk), weight * risk
                if to < 0:
                    ended[state] += peace
                    _terminal(t, laws, target, x, peace, p.end_value[b], ends[state])
                elif peace > 0.0:
                    at = _append(t, laws, target, x, to * side, peace, idx, val, at)
                if war > 0.0:
                    if returns:
                        base = (cores + t.target_k[target]) * side
                        at = _append(t, laws, target, x, base, war, idx, val, at)
                    else:
                        ended[state] += war
                        _terminal(t, laws, target, x, war, p.war_value[b], ends[state])
            indptr[state + 1] = at
    if returns:
        at, idx, val = _append_war(t, p, b, laws, indptr, idx, val, at)
    return indptr, idx[:at].copy(), val[:at].copy(), ends, ended


@njit(cache=True, nogil=True)
def flows_of_chain(
    t: Tables,
    p: Numbers,
    b: int,
    i: int,
    chosen: np.ndarray,
    laws: Laws,
    ends: np.ndarray,
    ended: np.ndarray,
) -> np.ndarray:
    """Right-hand side of party i for `solve`: components of u_i, and what ends bring, (S, 8)."""
    joint, engaged = t.sizes[1], t.sizes[2]
    side = t.sizes[0] * joint * engaged
    cores = t.core_k.shape[0]
    delta = p.discount[b, i]
    rhs = np.zeros((n_full_states(t), COMPONENTS))
    for s in range(cores):
        row = -1
        base = np.zeros(COMPONENTS)
        blame = 0.0
        for x in range(side):
            state = s * side + x
            if chosen[s, x] != row:
                row = chosen[s, x]
                base = row_flow(t, p, b, row, i)
                blame = p.blame_cost[b, i] * blame_chance(t, row, i, laws)
            if t.row_war[row] > 0:
                rhs[state] = war_flow(t, p, b, row, x, i)
            else:
                rhs[state] = base
                add_side_flow(t, p, b, s, x, i, laws.push, rhs[state])
                c = (x // engaged) % joint
                rhs[state, FALL] -= p.fall_cost[b, i] * fall_chance(t, row, c, i, laws)
                rhs[state, SANCTIONS] -= blame
            rhs[state, WAR_RISK] += delta * ends[state, i]
            rhs[state, WEIGHT] += delta * ended[state]
    for k in range(t.return_core.shape[0]):
        for x in range(side):
            state = (cores + k) * side + x
            w, c = x // (joint * engaged), (x // engaged) % joint
            rhs[state, WAR_RISK] = (1.0 - delta) * p.war_value[b, w, c, i]
            rhs[state, WEIGHT] = 1.0 - delta
    return rhs


@njit(cache=True, nogil=True)
def fall_chance(t: Tables, row: int, c: int, i: int, laws: Laws) -> float:
    """Chance that party i falls to standing 0 in this row from joint standing c."""
    total = 0.0
    for m in range(t.branch_ptr[row], t.branch_ptr[row + 1]):
        total += laws.chance[m] * laws.falls[t.target_event[t.branch_target[m]], c, i]
    return total


@njit(cache=True, nogil=True)
def blame_chance(t: Tables, row: int, i: int, laws: Laws) -> float:
    """Chance that an accusation of party i is acted upon in this row."""
    total = 0.0
    for m in range(t.branch_ptr[row], t.branch_ptr[row + 1]):
        if t.target_jolt[t.branch_target[m]] == i + 1:
            total += laws.chance[m]
    return total
