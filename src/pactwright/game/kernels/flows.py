"""Stage payoffs, split into the components that the explanation of a margin adds up.

Component (column) and what it holds, for one party in one period:

0 benefits: (1 - delta) X(k) and what others' verified duties bring   4 office: (1 - delta) R(c)
1 own concessions: -kappa on doing                                    5 fall from office: -F
2 third parties: -Z, carrots, support withdrawn                       6 war: (1 - delta) W if chosen
3 answers: G of own acts, -H of others' acts                          7 weight: 1 - delta at war

Columns 0-6 sum to u_i(s, a) (model page, section 4). Column 7 is no payoff: solved like the others
it gives the discounted weight of war and termination, which the explanation needs.
"""

from __future__ import annotations

import numpy as np

from pactwright.game.kernels.boxes import Numbers, Tables
from pactwright.game.kernels.compiled import inner
from pactwright.game.kernels.tables import ACCUSED, NORMAL

COMPONENTS = 8
BENEFITS, CONCESSIONS, SANCTIONS, ANSWERS, OFFICE, FALL, WAR_RISK, WEIGHT = range(COMPONENTS)


@inner
def row_flow(t: Tables, p: Numbers, b: int, row: int, i: int) -> np.ndarray:
    """What does not depend on x: components of party i in a row without war, (COMPONENTS,)."""
    flow = np.zeros(COMPONENTS)
    for m in range(t.row_duty_ptr[row], t.row_duty_ptr[row + 1]):
        d = t.row_duty[m]
        if t.duty_performer[d] == i:
            flow[CONCESSIONS] -= p.do_chance[b, d] * p.cost[b, d]
        else:
            flow[BENEFITS] += p.eta[b, d] * p.benefit[b, d, i]
    for j in range(t.row_level.shape[1]):
        level = t.row_level[row, j]
        if j == i:
            flow[ANSWERS] += p.gain[b, i, level]
        else:
            flow[ANSWERS] -= p.harm[b, i, j, level]
    return flow


@inner
def pressure(t: Tables, p: Numbers, b: int) -> np.ndarray:
    """Third parties' part per staged state, engagement and party, (M, E, n), signed."""
    cores, n = t.core_k.shape[0], t.standing_top.shape[0]
    result = np.zeros((cores, t.sizes[2], n))
    for s in range(cores):
        for e in range(t.sizes[2]):
            for i in range(n):
                result[s, e, i] = _pressure(t, p, b, s, e, i)
    return result


@inner
def _pressure(t: Tables, p: Numbers, b: int, s: int, e: int, i: int) -> float:
    total = 0.0
    for m in range(t.core_rung_ptr[s], t.core_rung_ptr[s + 1]):
        total -= p.rung_cost[b, t.core_rung[m], i]
    for g in range(t.guarantor_bit.shape[0]):
        bit = t.guarantor_bit[g]
        weight = p.engaged[b, g] if bit < 0 else float(e >> bit & 1)
        if t.core_kind[s] == NORMAL:
            total += weight * p.carrot[b, g, i]
        elif t.core_kind[s] == ACCUSED and t.core_party[s] == i and t.core_sanction[s, g]:
            total -= weight * p.sanction[b, g, i]
    for m in range(t.patron_bit.shape[0]):
        if t.patron_client[m] == i and not e >> t.patron_bit[m] & 1:
            total -= (1.0 - p.discount[b, i]) * p.support[b, m]
    return total


@inner
def add_side_flow(
    t: Tables, p: Numbers, b: int, s: int, x: int, i: int, push: np.ndarray, flow: np.ndarray
) -> None:
    """Add what depends on the state alone: X(k), office, third parties. Changes `flow`."""
    joint, engaged = t.sizes[1], t.sizes[2]
    c = (x // engaged) % joint
    waiting = 1.0 - p.discount[b, i]
    flow[BENEFITS] += waiting * p.value[b, t.core_k[s], i]
    flow[SANCTIONS] += push[s, x % engaged, i]
    flow[OFFICE] += waiting * p.office[b, i, t.joint_level[c, i]]


@inner
def row_totals(t: Tables, p: Numbers, b: int, chance: np.ndarray, falls: np.ndarray) -> np.ndarray:
    """u_i of every row without war, less what the state brings, shape (rows, C, n).

    The sum of `row_flow`, of the fall from office and of `blame_cost`; 0 in rows with war.
    Cost O(branches * C * n).
    """
    n, joint = t.standing_top.shape[0], t.sizes[1]
    duty_ptr, duty, performer, level = t.row_duty_ptr, t.row_duty, t.duty_performer, t.row_level
    at_war = t.row_war
    spent, bring = p.do_chance[b] * p.cost[b], p.benefit[b]
    eta, gain, harm = p.eta[b], p.gain[b], p.harm[b]
    blame_cost, fall_cost = p.blame_cost[b], p.fall_cost[b]
    rows = at_war.shape[0]
    result = np.zeros((rows, joint, n))
    for row in range(rows):
        if at_war[row] > 0:
            continue
        for i in range(n):
            base = 0.0
            for m in range(duty_ptr[row], duty_ptr[row + 1]):
                d = duty[m]
                base += -spent[d] if performer[d] == i else eta[d] * bring[d, i]
            for j in range(n):
                base += gain[i, level[row, j]] if j == i else -harm[i, j, level[row, j]]
            if blame_cost[i] != 0.0:
                base -= blame_cost[i] * blame_chance(t, row, i, chance)
            for c in range(joint):
                result[row, c, i] = base
                if fall_cost[i] != 0.0:
                    result[row, c, i] -= fall_cost[i] * fall_chance(t, row, c, i, chance, falls)
    return result


@inner
def fall_chance(
    t: Tables, row: int, c: int, i: int, chance: np.ndarray, falls: np.ndarray
) -> float:
    """Chance that party i falls to standing 0 in this row from joint standing c."""
    total, event, target = 0.0, t.target_event, t.branch_target
    for m in range(t.branch_ptr[row], t.branch_ptr[row + 1]):
        total += chance[m] * falls[event[target[m]], c, i]
    return total


@inner
def blame_chance(t: Tables, row: int, i: int, chance: np.ndarray) -> float:
    """Chance that an accusation of party i is acted upon in this row."""
    total, jolt, target = 0.0, t.target_jolt, t.branch_target
    for m in range(t.branch_ptr[row], t.branch_ptr[row + 1]):
        if jolt[target[m]] == i + 1:
            total += chance[m]
    return total


@inner
def state_totals(t: Tables, p: Numbers, b: int, push: np.ndarray) -> np.ndarray:
    """What the state alone brings to each party in a period, shape (n, M, X)."""
    joint, engaged = t.sizes[1], t.sizes[2]
    side = t.sizes[0] * joint * engaged
    n = t.standing_top.shape[0]
    core_k, level, value, office = t.core_k, t.joint_level, p.value[b], p.office[b]
    result = np.empty((n, core_k.shape[0], side))
    for i in range(n):
        waiting = 1.0 - p.discount[b, i]
        for s in range(core_k.shape[0]):
            base = waiting * value[core_k[s], i]
            for x in range(side):
                home = waiting * office[i, level[(x // engaged) % joint, i]]
                result[i, s, x] = base + push[s, x % engaged, i] + home
    return result


@inner
def war_flow(t: Tables, p: Numbers, b: int, row: int, x: int, i: int) -> np.ndarray:
    """Components of a row in which somebody chooses war, (COMPONENTS,)."""
    joint, engaged = t.sizes[1], t.sizes[2]
    flow = np.zeros(COMPONENTS)
    waiting = 1.0 - p.discount[b, i]
    w, c = x // (joint * engaged), (x // engaged) % joint
    flow[WAR_RISK] = waiting * p.war_value[b, w, c, i]
    flow[WEIGHT] = waiting
    if t.row_level[row, i] == 3 and t.row_war[row] == 1:
        flow[SANCTIONS] -= p.war_blame[b, i]
    return flow


@inner
def war_total(t: Tables, p: Numbers, b: int, row: int, x: int, i: int) -> float:
    """Sum of the payoffs of `war_flow`."""
    joint, engaged = t.sizes[1], t.sizes[2]
    worth = p.war_value[b, x // (joint * engaged), (x // engaged) % joint, i]
    total = (1.0 - p.discount[b, i]) * worth
    if t.row_level[row, i] == 3 and t.row_war[row] == 1:
        total -= p.war_blame[b, i]
    return total
