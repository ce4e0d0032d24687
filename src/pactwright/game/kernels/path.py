"""Where the prescribed path goes: first normal states of each progress state, and what is near.

`entries` gives, for each staged normal state and x, the chance that the path under sigma* enters
this progress state with it as the first normal state, before any setback (model page 5.A, *Step*;
convention 29). A setback is an undoing, or a war that ends in the agreement again.
`reach` marks the states of the same k that any actions and signals can lead to.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from pactwright.game.kernels.boxes import Laws, Numbers, Tables
from pactwright.game.kernels.side import start_law
from pactwright.game.kernels.solving import components
from pactwright.game.kernels.tables import ACCUSED, NORMAL

DAMPED = 1.0 - 1e-10  # keeps the visits of a component that is almost never left finite
CLOSED = 1e-13  # a component that loses less than this per visit is never left


@njit(cache=True, nogil=True)
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


@njit(cache=True, nogil=True)
def _progress_of(t: Tables, state: int, side: int) -> int:
    """Progress state of a full state; -1 for war."""
    s = state // side
    return t.core_k[s] if s < t.core_k.shape[0] else -1


@njit(cache=True, nogil=True)
def _visits(
    indptr: np.ndarray,
    indices: np.ndarray,
    values: np.ndarray,
    members: np.ndarray,
    keep: np.ndarray,
    inflow: np.ndarray,
    place: np.ndarray,
) -> np.ndarray:
    """Expected visits inside one component, moving only within states where `keep` is true.

    `place` numbers the members. A component that is never left gets no visits: nothing later
    depends on them.
    """
    size = members.shape[0]
    matrix = np.zeros((size, size))
    leak = 0.0
    for r in range(size):
        matrix[r, r] = 1.0
    for r in range(size):
        stays = 0.0
        for m in range(indptr[members[r]], indptr[members[r] + 1]):
            to = place[indices[m]]
            if to >= 0 and keep[r] and keep[to]:
                matrix[to, r] -= DAMPED * values[m]
                stays += values[m]
        leak += 1.0 - stays
    if leak < CLOSED:
        return np.zeros(size)
    if size == 1:
        return inflow / matrix[0, 0]
    return np.linalg.solve(matrix, inflow)


@njit(cache=True, nogil=True)
def _is_setback(t: Tables, state: int, to: int, side: int) -> bool:
    """Whether a move undoes duties, or leaves war for the agreement."""
    s, s2, cores = state // side, to // side, t.core_k.shape[0]
    if s2 >= cores:
        return False
    if s >= cores:
        return True
    k, k2 = t.core_k[s], t.core_k[s2]
    return k2 != k and t.progress_done[k2] <= t.progress_done[k]


@njit(cache=True, nogil=True)
def _forwards(
    t: Tables, indptr: np.ndarray, indices: np.ndarray, values: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The chain without its setbacks."""
    side = t.sizes[0] * t.sizes[1] * t.sizes[2]
    total = indptr.shape[0] - 1
    ptr = np.zeros(total + 1, dtype=np.int64)
    idx, val = np.empty(indices.shape[0], dtype=np.int64), np.empty(indices.shape[0])
    at = 0
    for state in range(total):
        for m in range(indptr[state], indptr[state + 1]):
            if not _is_setback(t, state, indices[m], side):
                idx[at], val[at] = indices[m], values[m]
                at += 1
        ptr[state + 1] = at
    return ptr, idx[:at].copy(), val[:at].copy()


@njit(cache=True, nogil=True)
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
    side = t.sizes[0] * t.sizes[1] * t.sizes[2]
    total = indptr.shape[0] - 1
    ahead = _forwards(t, indptr, indices, values)
    if ahead[1].shape[0] < indices.shape[0]:
        indptr, indices, values = ahead
        order, start = components(indptr, indices)
    cores = t.core_k.shape[0]
    visit = law.copy()  # expected visits, complete once a component has been passed
    fresh = np.zeros(total)  # flow into abnormal states that have not seen normal in this k
    first = np.zeros(total)
    place = np.full(total, -1, dtype=np.int64)
    for state in range(cores * side):
        if law[state] > 0.0:
            if t.core_kind[state // side] == NORMAL:
                first[state] += law[state]
            else:
                fresh[state] += law[state]
    for block in range(start.shape[0] - 2, -1, -1):
        members = order[start[block] : start[block + 1]]
        size = members.shape[0]
        if visit[members].sum() == 0.0:
            continue
        abnormal = np.zeros(size, dtype=np.bool_)
        for r in range(size):
            place[members[r]] = r
            s = members[r] // side
            abnormal[r] = s < cores and t.core_kind[s] != NORMAL
        everywhere = np.ones(size, dtype=np.bool_)
        v = _visits(indptr, indices, values, members, everywhere, visit[members], place)
        for r in range(size):
            _pass_on(t, indptr, indices, values, members[r], side, v[r], place, visit, fresh, first)
        if abnormal.any() and fresh[members].sum() > 0.0:
            z = _visits(indptr, indices, values, members, abnormal, fresh[members], place)
            for r in range(size):
                if abnormal[r] and z[r] > 0.0:
                    _carry(t, indptr, indices, values, members[r], side, z[r], place, fresh, first)
        for r in range(size):
            place[members[r]] = -1
    return first


@njit(cache=True, nogil=True)
def _pass_on(
    t: Tables,
    indptr: np.ndarray,
    indices: np.ndarray,
    values: np.ndarray,
    state: int,
    side: int,
    visits: float,
    place: np.ndarray,
    visit: np.ndarray,
    fresh: np.ndarray,
    first: np.ndarray,
) -> None:
    """Hand visits on to later components; count arrivals from another progress state."""
    here = _progress_of(t, state, side)
    cores = t.core_k.shape[0]
    for m in range(indptr[state], indptr[state + 1]):
        to = indices[m]
        flow = visits * values[m]
        if place[to] < 0:
            visit[to] += flow
        s = to // side
        if s < cores and t.core_k[s] != here:
            if t.core_kind[s] == NORMAL:
                first[to] += flow
            else:
                fresh[to] += flow


@njit(cache=True, nogil=True)
def _carry(
    t: Tables,
    indptr: np.ndarray,
    indices: np.ndarray,
    values: np.ndarray,
    state: int,
    side: int,
    z: float,
    place: np.ndarray,
    fresh: np.ndarray,
    first: np.ndarray,
) -> None:
    """Abnormal flow that has not seen normal yet: to first normal states, or to what is later."""
    here = _progress_of(t, state, side)
    cores = t.core_k.shape[0]
    for m in range(indptr[state], indptr[state + 1]):
        to = indices[m]
        s = to // side
        if s < cores and t.core_k[s] == here:
            if t.core_kind[s] == NORMAL:
                first[to] += z * values[m]
            elif place[to] < 0:
                fresh[to] += z * values[m]


@njit(cache=True, nogil=True)
def reach(t: Tables, seeds: np.ndarray, laws: Laws) -> np.ndarray:
    """Full states of the same k that any actions can lead to from `seeds`, bool (S,)."""
    joint, engaged = t.sizes[1], t.sizes[2]
    side = t.sizes[0] * joint * engaged
    found = np.zeros(t.core_k.shape[0] * side, dtype=np.bool_)
    todo = np.empty(found.shape[0], dtype=np.int64)
    height = 0
    for state in seeds:
        if not found[state]:
            found[state] = True
            todo[height] = state
            height += 1
    while height > 0:
        height -= 1
        state = todo[height]
        s, x = state // side, state % side
        w, c, e = x // (joint * engaged), (x // engaged) % joint, x % engaged
        for m in range(t.near_ptr[s], t.near_ptr[s + 1]):
            target = t.near_target[m]
            to = t.target_core[target]
            if to < 0 or t.core_k[to] != t.core_k[s]:
                continue
            a = laws.power[t.target_shift[target], w]
            h = laws.home[t.target_event[target], c]
            g = laws.care[t.target_jolt[target], e]
            for w2 in range(a.shape[0]):
                if a[w2] == 0.0:
                    continue
                for c2 in range(joint):
                    if h[c2] == 0.0:
                        continue
                    for e2 in range(engaged):
                        if g[e2] == 0.0:
                            continue
                        there = to * side + (w2 * joint + c2) * engaged + e2
                        if not found[there]:
                            found[there] = True
                            todo[height] = there
                            height += 1
    return found


@njit(cache=True, nogil=True)
def is_case_of(t: Tables, state: int, side: int, party: int) -> bool:
    """Whether the full state is a case against `party`."""
    s = state // side
    return t.core_kind[s] == ACCUSED and t.core_party[s] == party
