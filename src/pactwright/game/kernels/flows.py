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
from numba import njit

from pactwright.game.kernels.boxes import Numbers, Tables
from pactwright.game.kernels.tables import ACCUSED, NORMAL

COMPONENTS = 8
BENEFITS, CONCESSIONS, SANCTIONS, ANSWERS, OFFICE, FALL, WAR_RISK, WEIGHT = range(COMPONENTS)


@njit(cache=True, nogil=True)
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


@njit(cache=True, nogil=True)
def pressure(t: Tables, p: Numbers, b: int) -> np.ndarray:
    """Third parties' part per staged state, engagement and party, (M, E, n), signed."""
    cores, n = t.core_k.shape[0], t.standing_top.shape[0]
    result = np.zeros((cores, t.sizes[2], n))
    for s in range(cores):
        for e in range(t.sizes[2]):
            for i in range(n):
                result[s, e, i] = _pressure(t, p, b, s, e, i)
    return result


@njit(cache=True, nogil=True)
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


@njit(cache=True, nogil=True)
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


@njit(cache=True, nogil=True)
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
