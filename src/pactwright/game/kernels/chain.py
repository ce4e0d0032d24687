"""The Markov chain of one fixed profile: which states follow which, and in what order to solve.

*Nodes* are the M staged states and, where war can end, the K wars of the progress states (numbered
from M on). Full states are numbered node * X + x. `Plan` has the strongly connected *groups* of
nodes, later ones first: values of a group need only those of groups before it in the list.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from pactwright.game.kernels.boxes import Laws, Numbers, Tables
from pactwright.game.kernels.compiled import inner
from pactwright.game.kernels.solving import components


class Plan(NamedTuple):
    """How to solve a chain. Only nodes that can be reached from the wanted ones are in it."""

    node_order: np.ndarray  # nodes, group by group
    group_start: np.ndarray  # (groups + 1,) into node_order
    group: np.ndarray  # (nodes,) group of each node; -1: not reached
    indptr: np.ndarray  # (S + 1,) moves within a group, as a sparse matrix
    indices: np.ndarray
    values: np.ndarray
    order: np.ndarray  # full states by strongly connected component of those moves
    start: np.ndarray  # (components + 1,) into order; components come group by group


@inner
def n_nodes(t: Tables) -> int:
    """Staged states, and wars that can end."""
    return t.core_k.shape[0] + t.return_core.shape[0]


@inner
def n_full_states(t: Tables) -> int:
    """Number of full states of the chain."""
    return n_nodes(t) * t.sizes[0] * t.sizes[1] * t.sizes[2]


@inner
def run_end(chosen: np.ndarray, s: int, x: int) -> int:
    """Where the run of equal rows ends that begins at x in staged state s."""
    end = x + 1
    while end < chosen.shape[1] and chosen[s, end] == chosen[s, x]:
        end += 1
    return end


@inner
def make_plan(
    t: Tables, p: Numbers, b: int, chosen: np.ndarray, wanted: np.ndarray, laws: Laws
) -> Plan:
    """The plan of the chain that plays row `chosen[s, x]`, from the nodes in `wanted` on.

    Cost O(branches of the chosen rows + moves within groups).
    """
    side = t.sizes[0] * t.sizes[1] * t.sizes[2]
    ptr, to = _node_graph(t, p, b, chosen, laws)
    node_order, group_start = components(ptr, to, wanted)
    group = np.full(n_nodes(t), -1, dtype=np.int64)
    for g in range(group_start.shape[0] - 1):
        for m in range(group_start[g], group_start[g + 1]):
            group[node_order[m]] = g
    indptr, indices, values = assemble(t, p, b, chosen, group, True, laws)
    roots = np.empty(node_order.shape[0] * side, dtype=np.int64)
    for m in range(node_order.shape[0]):
        for x in range(side):
            roots[m * side + x] = node_order[m] * side + x
    order, start = components(indptr, indices, roots)
    return Plan(node_order, group_start, group, indptr, indices, values, order, start)


@inner
def _node_graph(
    t: Tables, p: Numbers, b: int, chosen: np.ndarray, laws: Laws
) -> tuple[np.ndarray, np.ndarray]:
    """Which nodes can follow each node, at any x, as pointers and indices; some come twice."""
    cores, returns = t.core_k.shape[0], t.return_core.shape[0] > 0
    targets, core, war_k, chance = t.branch_target, t.target_core, t.target_k, laws.chance
    ptr = np.zeros(n_nodes(t) + 1, dtype=np.int64)
    to = np.empty(1024, dtype=np.int64)
    at = 0
    for s in range(cores):
        x = 0
        while x < chosen.shape[1]:
            row = chosen[s, x]
            x = run_end(chosen, s, x)
            to = _with_room(to, at + 2 * (t.branch_ptr[row + 1] - t.branch_ptr[row]) + 1)
            if t.row_war[row] > 0:
                if returns:
                    to[at] = cores + t.core_k[s]
                    at += 1
                continue
            risk = p.atom[b, t.row_escalation[row]]
            for m in range(t.branch_ptr[row], t.branch_ptr[row + 1]):
                target = targets[m]
                if chance[m] * (1.0 - risk) > 0.0 and core[target] >= 0:
                    to[at] = core[target]
                    at += 1
                if returns and chance[m] * risk > 0.0:
                    to[at] = cores + war_k[target]
                    at += 1
        ptr[s + 1] = at
    to = _with_room(to, at + t.return_core.shape[0])
    for k in range(t.return_core.shape[0]):
        if p.war_return[b] > 0.0:
            to[at] = t.return_core[k]
            at += 1
        ptr[cores + k + 1] = at
    return ptr, to


@inner
def _with_room(a: np.ndarray, size: int) -> np.ndarray:
    """`a`, or a longer copy of it if it has fewer than `size` places."""
    if size <= a.shape[0]:
        return a
    more = np.empty(max(size, 2 * a.shape[0]), dtype=a.dtype)
    more[: a.shape[0]] = a
    return more


@inner
def assemble(
    t: Tables,
    p: Numbers,
    b: int,
    chosen: np.ndarray,
    group: np.ndarray,
    within: bool,
    laws: Laws,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Transition rows (indptr, indices, values) of the nodes with a group, others being empty.

    `within`: only moves that stay in the group. What ends the agreement is left out.
    """
    side = t.sizes[0] * t.sizes[1] * t.sizes[2]
    cores, returns = t.core_k.shape[0], t.return_core.shape[0] > 0
    indptr = np.zeros(n_full_states(t) + 1, dtype=np.int64)
    idx = np.empty(4096, dtype=np.int64)
    val = np.empty(4096)
    most = 1
    for row in range(t.branch_ptr.shape[0] - 1):
        most = max(most, t.branch_ptr[row + 1] - t.branch_ptr[row])
    which, base = np.empty(2 * most, dtype=np.int64), np.empty(2 * most, dtype=np.int64)
    weight = np.empty(2 * most)
    at = 0
    for s in range(cores):
        x = 0
        while x < side:
            row, end = chosen[s, x], run_end(chosen, s, x)
            count = 0
            if group[s] >= 0 and t.row_war[row] == 0:
                count = _moves(t, p, b, s, row, group, within, laws, which, base, weight)
            room = at + (end - x) * (count * side + 1)
            idx, val = _with_room(idx, room), _with_room(val, room)
            war = cores + t.core_k[s]
            to_war = returns and group[s] >= 0 and t.row_war[row] > 0
            if to_war and (not within or group[war] == group[s]):
                for here in range(x, end):
                    idx[at] = war * side + here
                    val[at] = 1.0
                    at += 1
                    indptr[s * side + here + 1] = at
            else:
                moves = (which[:count], base, weight)
                at = _append(t, laws, moves, x, end, s * side, indptr, idx, val, at)
            x = end
    for k in range(t.return_core.shape[0]):
        room = at + side * (t.sizes[0] + 1)
        idx, val = _with_room(idx, room), _with_room(val, room)
        at = _append_war(t, p, b, k, group, within, laws, indptr, idx, val, at)
    return indptr, idx[:at], val[:at]


@inner
def _moves(
    t: Tables,
    p: Numbers,
    b: int,
    s: int,
    row: int,
    group: np.ndarray,
    within: bool,
    laws: Laws,
    which: np.ndarray,
    base: np.ndarray,
    weight: np.ndarray,
) -> int:
    """Targets of a row without war, first full state of each, and chance; returns how many."""
    side = t.sizes[0] * t.sizes[1] * t.sizes[2]
    cores, returns = t.core_k.shape[0], t.return_core.shape[0] > 0
    risk = p.atom[b, t.row_escalation[row]]
    targets, core, war_k, chance = t.branch_target, t.target_core, t.target_k, laws.chance
    count = 0
    for m in range(t.branch_ptr[row], t.branch_ptr[row + 1]):
        target = targets[m]
        to, war = core[target], cores + war_k[target]
        peace, fight = chance[m] * (1.0 - risk), chance[m] * risk
        if to >= 0 and peace > 0.0 and (not within or group[to] == group[s]):
            which[count], base[count], weight[count] = target, to * side, peace
            count += 1
        if returns and fight > 0.0 and (not within or group[war] == group[s]):
            which[count], base[count], weight[count] = target, war * side, fight
            count += 1
    return count


@inner
def _append(
    t: Tables,
    laws: Laws,
    moves: tuple[np.ndarray, np.ndarray, np.ndarray],
    x: int,
    end: int,
    first: int,
    indptr: np.ndarray,
    idx: np.ndarray,
    val: np.ndarray,
    at: int,
) -> int:
    """Append the rows of full states first + x up to first + end; returns the next free place.

    Each is the sum of weight * law(x') at base + x' over the moves (target, base, weight).
    """
    joint, engaged = t.sizes[1], t.sizes[2]
    bins, rest = t.sizes[0], joint * engaged
    power_ptr, power_to, power_p = laws.power_ptr, laws.power_to, laws.power_p
    home_ptr, home_to, home_p = laws.home_ptr, laws.home_to, laws.home_p
    care_ptr, care_to, care_p = laws.care_ptr, laws.care_to, laws.care_p
    shift, event, jolt = t.target_shift, t.target_event, t.target_jolt
    which, base, weight = moves
    for here in range(x, end):
        for m in range(which.shape[0]):
            target = which[m]
            i = shift[target] * bins + here // rest
            j = event[target] * joint + (here // engaged) % joint
            k = jolt[target] * engaged + here % engaged
            for w in range(power_ptr[i], power_ptr[i + 1]):
                row, one = base[m] + power_to[w] * rest, weight[m] * power_p[w]
                if rest == 1:
                    idx[at] = row
                    val[at] = one
                    at += 1
                    continue
                for c in range(home_ptr[j], home_ptr[j + 1]):
                    place, both = row + home_to[c] * engaged, one * home_p[c]
                    for e in range(care_ptr[k], care_ptr[k + 1]):
                        idx[at] = place + care_to[e]
                        val[at] = both * care_p[e]
                        at += 1
        indptr[first + here + 1] = at
    return at


@inner
def _append_war(
    t: Tables,
    p: Numbers,
    b: int,
    k: int,
    group: np.ndarray,
    within: bool,
    laws: Laws,
    indptr: np.ndarray,
    idx: np.ndarray,
    val: np.ndarray,
    at: int,
) -> int:
    """Rows of a war that can end: back to the agreement, or on with drifting power."""
    rest_size = t.sizes[1] * t.sizes[2]
    side = t.sizes[0] * rest_size
    node, home, back = t.core_k.shape[0] + k, t.return_core[k], p.war_return[b]
    for x in range(side):
        if group[node] >= 0:
            if back > 0.0 and (not within or group[home] == group[node]):
                idx[at] = home * side + x
                val[at] = back
                at += 1
            w, rest = x // rest_size, x % rest_size
            for to_bin in range(t.sizes[0]):
                move = laws.power[t.war_shift[k], w, to_bin] * (1.0 - back)
                if move > 0.0:
                    idx[at] = node * side + to_bin * rest_size + rest
                    val[at] = move
                    at += 1
        indptr[node * side + x + 1] = at
    return at
