"""The Markov chain of one fixed profile per staged state: assembly, components, exact solution.

Full states are numbered core * X + x; where war can end, M * X + k * X + x are states of war.
The chain's graph falls into strongly connected components (Tarjan 1972) that are small, because
progress only rises: solving them in reverse order with dense LU (LAPACK) is exact and fast.
Cost O(nonzeros + sum of component sizes cubed).
"""

from __future__ import annotations

import numpy as np
from numba import njit

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
from pactwright.game.kernels.boxes import Laws, Numbers, Tables


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
    for k in range(t.return_core.shape[0]):
        for x in range(side):
            state = (cores + k) * side + x
            w, rest = x // (joint * engaged), x % (joint * engaged)
            if at + bins_room(t) > room:
                room = 2 * room
                idx = _grown(idx, room)
                val = _grown_floats(val, room)
            back = p.war_return[b]
            if back > 0.0:
                idx[at] = t.return_core[k] * side + x
                val[at] = back
                at += 1
            for to_bin in range(t.sizes[0]):
                move = laws.power[t.war_shift[k], w, to_bin] * (1.0 - back)
                if move > 0.0:
                    idx[at] = (cores + k) * side + to_bin * joint * engaged + rest
                    val[at] = move
                    at += 1
            indptr[state + 1] = at
    return indptr, idx[:at].copy(), val[:at].copy(), ends, ended


@njit(cache=True, nogil=True)
def bins_room(t: Tables) -> int:
    """Most entries that one state of war can need."""
    return int(t.sizes[0]) + 1


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
def components(indptr: np.ndarray, indices: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Strongly connected components in reverse topological order (Tarjan), without recursion.

    Returns (order, start): states grouped by component, and where each component starts.
    """
    n = indptr.shape[0] - 1
    low = np.zeros(n, dtype=np.int64)
    number = np.full(n, -1, dtype=np.int64)
    on_stack = np.zeros(n, dtype=np.bool_)
    stack = np.empty(n, dtype=np.int64)
    path = np.empty(n, dtype=np.int64)
    edge = np.empty(n, dtype=np.int64)
    order = np.empty(n, dtype=np.int64)
    start = np.empty(n + 1, dtype=np.int64)
    height = depth = count = placed = found = 0
    for root in range(n):
        if number[root] >= 0:
            continue
        path[0] = root
        depth = 1
        number[root] = low[root] = count
        count += 1
        edge[root] = indptr[root]
        stack[height] = root
        on_stack[root] = True
        height += 1
        while depth > 0:
            v = path[depth - 1]
            if edge[v] < indptr[v + 1]:
                u = indices[edge[v]]
                edge[v] += 1
                if number[u] < 0:
                    number[u] = low[u] = count
                    count += 1
                    edge[u] = indptr[u]
                    stack[height] = u
                    on_stack[u] = True
                    height += 1
                    path[depth] = u
                    depth += 1
                elif on_stack[u]:
                    low[v] = min(low[v], number[u])
                continue
            depth -= 1
            if depth > 0:
                low[path[depth - 1]] = min(low[path[depth - 1]], low[v])
            if low[v] == number[v]:
                start[found] = placed
                found += 1
                u = -1
                while u != v:
                    height -= 1
                    u = stack[height]
                    on_stack[u] = False
                    order[placed] = u
                    placed += 1
    start[found] = placed
    return order, start[: found + 1].copy()


@njit(cache=True, nogil=True)
def solve(
    indptr: np.ndarray,
    indices: np.ndarray,
    values: np.ndarray,
    order: np.ndarray,
    start: np.ndarray,
    delta: float,
    rhs: np.ndarray,
) -> np.ndarray:
    """(I - delta T)^-1 rhs for every column of rhs, shape (states, columns)."""
    n, columns = rhs.shape
    v = np.zeros((n, columns))
    place = np.full(n, -1, dtype=np.int64)
    for block in range(start.shape[0] - 1):
        first, size = start[block], start[block + 1] - start[block]
        for r in range(size):
            place[order[first + r]] = r
        matrix = np.zeros((size, size))
        right = np.zeros((size, columns))
        for r in range(size):
            s = order[first + r]
            matrix[r, r] = 1.0
            right[r] = rhs[s]
            for m in range(indptr[s], indptr[s + 1]):
                to = indices[m]
                if place[to] >= 0:
                    matrix[r, place[to]] -= delta * values[m]
                else:
                    for q in range(columns):
                        right[r, q] += delta * values[m] * v[to, q]
        if size == 1:
            v[order[first]] = right[0] / matrix[0, 0]
        else:
            answer = np.linalg.solve(matrix, right)
            for r in range(size):
                v[order[first + r]] = answer[r]
        for r in range(size):
            place[order[first + r]] = -1
    return v


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
