"""Where the prescribed path goes: first normal states of each progress state, and what is near.

`entries` gives, for each staged normal state and x, the chance that the path under sigma* enters
this progress state with it as the first normal state, before any setback (model page 5.A, *Step*;
convention 29). A setback is an undoing, or a war that ends in the agreement again.
`reach` marks the states of the same k that any actions and signals can lead to.
"""

from __future__ import annotations

import numpy as np

from pactwright.game.kernels.boxes import Laws, Numbers, Tables
from pactwright.game.kernels.compiled import inner
from pactwright.game.kernels.side import start_law
from pactwright.game.kernels.solving import SMALL, components, solve_dense
from pactwright.game.kernels.tables import NORMAL

DAMPED = 1.0 - 1e-10  # keeps the visits of a component that is almost never left finite
CLOSED = 1e-13  # a component that loses less than this per visit is never left


@inner
def full_start(
    t: Tables, p: Numbers, b: int, starts: np.ndarray, weights: np.ndarray
) -> np.ndarray:
    """Law of the full state at signature; `weights` are the chances of the start states."""
    side = t.sizes[0] * t.sizes[1] * t.sizes[2]
    law = np.zeros((t.core_k.shape[0] + t.return_core.shape[0]) * side)
    first = start_law(t, p, b)
    for m in range(starts.shape[0]):
        law[starts[m] * side : (starts[m] + 1) * side] += weights[m] * first
    return law


@inner
def _visits(
    indptr: np.ndarray,
    indices: np.ndarray,
    values: np.ndarray,
    order: np.ndarray,
    begin: int,
    size: int,
    keep: np.ndarray,
    place: np.ndarray,
    matrix: np.ndarray,
    v: np.ndarray,
) -> None:
    """Expected visits inside one component, moving only within states where `keep` is true.

    `v` (S, 1) holds the inflow and gets the visits. `place` numbers the members, `matrix` is room.
    A component that is never left gets no visits: nothing later depends on them.
    """
    for r in range(size):
        for c in range(size):
            matrix[r, c] = 1.0 if r == c else 0.0
    leak = 0.0
    for r in range(size):
        s, stays = order[begin + r], 0.0
        if keep[s]:
            for m in range(indptr[s], indptr[s + 1]):
                to = place[indices[m]]
                if to >= 0 and keep[indices[m]]:
                    matrix[to, r] -= DAMPED * values[m]
                    stays += values[m]
        leak += 1.0 - stays
    if leak < CLOSED:
        for r in range(size):
            v[order[begin + r], 0] = 0.0
        return
    solve_dense(matrix, order, begin, size, v)


@inner
def _forwards(
    t: Tables, indptr: np.ndarray, indices: np.ndarray, values: np.ndarray, k_of: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The chain without its setbacks: moves that undo duties, or leave war for the agreement.

    `k_of` is the progress state of each full state, -1 for war. Without setbacks nothing is copied.
    """
    done = t.progress_done
    total, at = indptr.shape[0] - 1, 0
    ptr, idx, val = indptr, indices, values
    is_copy = False
    for state in range(total):
        k = k_of[state]
        for m in range(indptr[state], indptr[state + 1]):
            k2 = k_of[indices[m]]
            if k2 != k and k2 >= 0 and (k < 0 or done[k2] <= done[k]):
                if not is_copy:
                    ptr, idx, val = indptr.copy(), indices.copy(), values.copy()
                    is_copy = True
                continue
            if is_copy:
                idx[at], val[at] = indices[m], values[m]
            at += 1
        if is_copy:
            ptr[state + 1] = at
    return ptr, idx[:at], val[:at]


@inner
def _labels(t: Tables, total: int) -> tuple[np.ndarray, np.ndarray]:
    """Progress state of each full state, -1 for war, and whether it is a staged abnormal one."""
    side = t.sizes[0] * t.sizes[1] * t.sizes[2]
    k_of, abnormal = np.full(total, -1, dtype=np.int64), np.zeros(total, dtype=np.bool_)
    for s in range(t.core_k.shape[0]):
        k_of[s * side : (s + 1) * side] = t.core_k[s]
        abnormal[s * side : (s + 1) * side] = t.core_kind[s] != NORMAL
    return k_of, abnormal


@inner
def entries(
    t: Tables,
    indptr: np.ndarray,
    indices: np.ndarray,
    values: np.ndarray,
    order: np.ndarray,
    start: np.ndarray,
    law: np.ndarray,
) -> np.ndarray:
    """Chance of entering each progress state at each normal state before a setback, shape (S,)."""
    total = indptr.shape[0] - 1
    k_of, abnormal = _labels(t, total)
    everywhere = np.ones(total, dtype=np.bool_)
    ahead = _forwards(t, indptr, indices, values, k_of)
    if ahead[1].shape[0] < indices.shape[0]:
        indptr, indices, values = ahead
        order, start = components(indptr, indices, np.arange(total))
    visit = law.copy()  # expected visits, complete once a component has been passed
    fresh = np.zeros(total)  # flow into abnormal states that have not seen normal in this k
    first = np.zeros(total)
    v = np.zeros((total, 1))
    place = np.full(total, -1, dtype=np.int64)
    matrix = np.empty((SMALL, SMALL))
    for state in range(total):
        if k_of[state] >= 0:
            if abnormal[state]:
                fresh[state] = law[state]
            else:
                first[state] = law[state]
    for block in range(start.shape[0] - 2, -1, -1):
        begin, size = start[block], start[block + 1] - start[block]
        inflow = 0.0
        for r in range(begin, begin + size):
            inflow += visit[order[r]]
        if inflow == 0.0:
            continue
        if size > matrix.shape[0]:
            matrix = np.empty((size, size))
        for r in range(size):
            s = order[begin + r]
            place[s], v[s, 0] = r, visit[s]
        _visits(indptr, indices, values, order, begin, size, everywhere, place, matrix, v)
        # Hand visits on to later components; count arrivals from another progress state.
        for r in range(begin, begin + size):
            s = order[r]
            for m in range(indptr[s], indptr[s + 1]):
                to = indices[m]
                flow = v[s, 0] * values[m]
                if place[to] < 0:
                    visit[to] += flow
                if k_of[to] >= 0 and k_of[to] != k_of[s]:
                    if abnormal[to]:
                        fresh[to] += flow
                    else:
                        first[to] += flow
        unseen = 0.0
        for r in range(begin, begin + size):
            unseen += fresh[order[r]]
            v[order[r], 0] = fresh[order[r]]
        if unseen > 0.0:
            _visits(indptr, indices, values, order, begin, size, abnormal, place, matrix, v)
            members = order[begin : begin + size]
            _carry(indptr, indices, values, members, k_of, abnormal, place, v, fresh, first)
        for r in range(begin, begin + size):
            place[order[r]] = -1
    return first


@inner
def _carry(
    indptr: np.ndarray,
    indices: np.ndarray,
    values: np.ndarray,
    members: np.ndarray,
    k_of: np.ndarray,
    abnormal: np.ndarray,
    place: np.ndarray,
    v: np.ndarray,
    fresh: np.ndarray,
    first: np.ndarray,
) -> None:
    """Abnormal flow that has not seen normal yet: to first normal states, or to what is later."""
    for s in members:
        if not abnormal[s] or v[s, 0] <= 0.0:
            continue
        for m in range(indptr[s], indptr[s + 1]):
            to = indices[m]
            if k_of[to] == k_of[s]:
                if not abnormal[to]:
                    first[to] += v[s, 0] * values[m]
                elif place[to] < 0:
                    fresh[to] += v[s, 0] * values[m]


@inner
def reach(t: Tables, seeds: np.ndarray, laws: Laws) -> np.ndarray:
    """Full states of the same k that any actions can lead to from `seeds`, bool (S,)."""
    joint, engaged = t.sizes[1], t.sizes[2]
    bins, rest = t.sizes[0], joint * engaged
    side = bins * rest
    core, core_k, near_ptr, near_target = t.target_core, t.core_k, t.near_ptr, t.near_target
    shift, event, jolt = t.target_shift, t.target_event, t.target_jolt
    power_ptr, power_to = laws.power_ptr, laws.power_to
    home_ptr, home_to, care_ptr, care_to = laws.home_ptr, laws.home_to, laws.care_ptr, laws.care_to
    found = np.zeros(core_k.shape[0] * side, dtype=np.bool_)
    todo = np.empty(found.shape[0], dtype=np.int64)
    height = 0
    for state in seeds:
        if not found[state]:
            found[state] = True
            todo[height] = state
            height += 1
    while height > 0:
        height -= 1
        s, x = todo[height] // side, todo[height] % side
        for m in range(near_ptr[s], near_ptr[s + 1]):
            target = near_target[m]
            to = core[target]
            if to < 0 or core_k[to] != core_k[s]:
                continue
            i = shift[target] * bins + x // rest
            j = event[target] * joint + (x // engaged) % joint
            k = jolt[target] * engaged + x % engaged
            for w in range(power_ptr[i], power_ptr[i + 1]):
                for c in range(home_ptr[j], home_ptr[j + 1]):
                    for e in range(care_ptr[k], care_ptr[k + 1]):
                        there = (power_to[w] * joint + home_to[c]) * engaged + care_to[e]
                        there += to * side
                        if not found[there]:
                            found[there] = True
                            todo[height] = there
                            height += 1
    return found
