"""Values of a profile: one sweep over the groups of its plan, from the last to the first.

Values of later groups enter through *arrivals*, E[v(x')] for every target and x, which are computed
once when the group of a target is solved and then shared by all rows that lead there: a row costs
its branches, not its branches times the spread of the side chains. Arrivals are also all that the
margins of deviations need. With COMPONENTS columns the parts of V are solved at once, else V alone.
"""

from __future__ import annotations

import numpy as np

from pactwright.game.kernels.arrivals import arrive
from pactwright.game.kernels.boxes import Laws, Numbers, Tables
from pactwright.game.kernels.chain import Plan, n_full_states, run_end
from pactwright.game.kernels.compiled import inner
from pactwright.game.kernels.flows import (
    FALL,
    SANCTIONS,
    WAR_RISK,
    WEIGHT,
    add_side_flow,
    blame_chance,
    fall_chance,
    row_flow,
    war_flow,
    war_total,
)
from pactwright.game.kernels.solving import SMALL, solve_components


@inner
def sweep(
    t: Tables,
    p: Numbers,
    b: int,
    i: int,
    chosen: np.ndarray,
    plan: Plan,
    laws: Laws,
    columns: int,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """V_i under `chosen` in the states of the plan, and what arrivals are worth.

    Returns (v, peace, war): shapes (S, columns), (targets, X * columns) twice. `columns` is 1 or
    COMPONENTS. Rows of states and targets that the plan does not reach are 0. Where war is final,
    `war` is `laws.lost`. With one column `peace` includes what ends the agreement.
    """
    side = t.sizes[0] * t.sizes[1] * t.sizes[2]
    cores, targets = t.core_k.shape[0], t.target_core.shape[0]
    delta = p.discount[b, i]
    flat = np.zeros(n_full_states(t) * columns)
    v = flat.reshape((-1, columns))
    peace = laws.ended[i].copy() if columns == 1 else np.zeros((targets, side * columns))
    war = laws.lost[i]
    if t.return_core.shape[0] > 0:
        war = np.zeros((targets, side * columns))
    scratch = np.empty((2, side * columns))
    place = np.full(v.shape[0], -1, dtype=np.int64)
    matrix = np.empty((SMALL, SMALL))
    block = solved = 0
    for g in range(plan.group_start.shape[0] - 1):
        nodes = plan.node_order[plan.group_start[g] : plan.group_start[g + 1]]
        for node in nodes:
            if node < cores:
                _right_side(t, p, b, i, node, chosen, plan.group, laws, columns, flat, peace, war)
            else:
                _war_side(t, p, b, i, node, plan.group, columns, flat)
        solved += nodes.shape[0] * side
        first = block
        while plan.start[block] < solved:
            block += 1
        solve_components(
            plan.indptr,
            plan.indices,
            plan.values,
            plan.order,
            plan.start,
            first,
            block,
            delta,
            place,
            matrix,
            v,
        )
        for node in nodes:
            base = node * side * columns
            if node < cores:
                begin, stop = t.core_target_ptr[node], t.core_target_ptr[node + 1]
                arrive(t, laws, t.core_target, begin, stop, flat, base, columns, peace, scratch)
            else:
                k = node - cores
                begin, stop = t.war_target_ptr[k], t.war_target_ptr[k + 1]
                arrive(t, laws, t.war_target, begin, stop, flat, base, columns, war, scratch)
    return v, peace, war


@inner
def _right_side(
    t: Tables,
    p: Numbers,
    b: int,
    i: int,
    s: int,
    chosen: np.ndarray,
    group: np.ndarray,
    laws: Laws,
    columns: int,
    v: np.ndarray,
    peace: np.ndarray,
    war: np.ndarray,
) -> None:
    """Flow of staged state s plus discounted arrivals outside its group, into flat `v`."""
    side = t.sizes[0] * t.sizes[1] * t.sizes[2]
    cores, returns = t.core_k.shape[0], t.return_core.shape[0] > 0
    base, delta = s * side * columns, p.discount[b, i]
    chance, targets, core, war_k = laws.chance, t.branch_target, t.target_core, t.target_k
    ended, at_war = laws.ended[i], t.target_war
    x = 0
    while x < side:
        row, end = chosen[s, x], run_end(chosen, s, x)
        if t.row_war[row] > 0:
            for here in range(x, end):
                _chosen_war(t, p, b, i, s, row, here, group, columns, v)
            x = end
            continue
        _flow(t, p, b, i, s, row, x, end, laws, columns, v)
        risk = p.atom[b, t.row_escalation[row]]
        for m in range(t.branch_ptr[row], t.branch_ptr[row + 1]):
            target = targets[m]
            calm, fight = delta * chance[m] * (1.0 - risk), delta * chance[m] * risk
            to = core[target]
            if calm > 0.0:
                if to < 0:
                    _add_end(v, base, x, end, columns, ended, target, calm)
                elif group[to] != group[s]:
                    for z in range(x * columns, end * columns):
                        v[base + z] += calm * peace[target, z]
            if fight > 0.0:
                if not returns:
                    _add_end(v, base, x, end, columns, war, at_war[target], fight)
                elif group[cores + war_k[target]] != group[s]:
                    for z in range(x * columns, end * columns):
                        v[base + z] += fight * war[target, z]
        x = end


@inner
def _add_end(
    v: np.ndarray,
    base: int,
    x: int,
    end: int,
    columns: int,
    worth: np.ndarray,
    target: int,
    weight: float,
) -> None:
    """Add worth[target], which comes with chance `weight`, and the weight, at x up to `end`."""
    if columns == 1:
        for here in range(x, end):
            v[base + here] += weight * worth[target, here]
        return
    for here in range(x, end):
        v[base + here * columns + WAR_RISK] += weight * worth[target, here]
        v[base + here * columns + WEIGHT] += weight


@inner
def _flow(
    t: Tables,
    p: Numbers,
    b: int,
    i: int,
    s: int,
    row: int,
    x: int,
    end: int,
    laws: Laws,
    columns: int,
    v: np.ndarray,
) -> None:
    """Set `v` at x up to `end` to the flow of a row without war."""
    joint, engaged = t.sizes[1], t.sizes[2]
    side = t.sizes[0] * joint * engaged
    if columns == 1:
        for here in range(x, end):
            c = (here // engaged) % joint
            v[s * side + here] = laws.stage[row, c, i] + laws.state[i, s, here]
        return
    flow = row_flow(t, p, b, row, i)
    if p.blame_cost[b, i] != 0.0:
        flow[SANCTIONS] -= p.blame_cost[b, i] * blame_chance(t, row, i, laws.chance)
    for here in range(x, end):
        at = (s * side + here) * columns
        out = v[at : at + columns]
        for q in range(columns):
            out[q] = flow[q]
        add_side_flow(t, p, b, s, here, i, laws.push, out)
        if p.fall_cost[b, i] != 0.0:
            c = (here // engaged) % joint
            falls = fall_chance(t, row, c, i, laws.chance, laws.falls)
            out[FALL] -= p.fall_cost[b, i] * falls


@inner
def _chosen_war(
    t: Tables,
    p: Numbers,
    b: int,
    i: int,
    s: int,
    row: int,
    x: int,
    group: np.ndarray,
    columns: int,
    v: np.ndarray,
) -> None:
    """Flow and value of a row in which somebody chooses war, at one x."""
    joint, engaged = t.sizes[1], t.sizes[2]
    side = t.sizes[0] * joint * engaged
    delta, at = p.discount[b, i], (s * side + x) * columns
    if columns == 1:
        v[at] = war_total(t, p, b, row, x, i)
    else:
        flow = war_flow(t, p, b, row, x, i)
        for q in range(columns):
            v[at + q] = flow[q]
    if t.return_core.shape[0] == 0:
        value = p.war_value[b, x // (joint * engaged), (x // engaged) % joint, i]
        v[at + (0 if columns == 1 else WAR_RISK)] += delta * value
        if columns > 1:
            v[at + WEIGHT] += delta
        return
    war = t.core_k.shape[0] + t.core_k[s]
    if group[war] != group[s]:
        for q in range(columns):
            v[at + q] += delta * v[(war * side + x) * columns + q]


@inner
def _war_side(
    t: Tables,
    p: Numbers,
    b: int,
    i: int,
    node: int,
    group: np.ndarray,
    columns: int,
    v: np.ndarray,
) -> None:
    """Flow of a war that can end, plus its return where that leaves the group."""
    joint, engaged = t.sizes[1], t.sizes[2]
    side = t.sizes[0] * joint * engaged
    delta, home = p.discount[b, i], t.return_core[node - t.core_k.shape[0]]
    risk = 0 if columns == 1 else WAR_RISK
    for x in range(side):
        w, c = x // (joint * engaged), (x // engaged) % joint
        at = (node * side + x) * columns
        v[at + risk] = (1.0 - delta) * p.war_value[b, w, c, i]
        if columns > 1:
            v[at + WEIGHT] = 1.0 - delta
        if group[home] != group[node] and p.war_return[b] > 0.0:
            for q in range(columns):
                v[at + q] += delta * p.war_return[b] * v[(home * side + x) * columns + q]
