"""The necessary bound C1: what no ladder can mend (model page 5.C).

Works on states without the response (k, w, c): upper values by policy iteration over all profiles
with no sanction, all carrots, a rise at home in every period and no blame for war; lower values by
going to war at once. A step *cannot hold* for a
party if keeping it is worth less than some deviation even when the best follows keeping and the
worst follows the deviation, as far as the public signal can tell the two apart.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from pactwright.game.kernels.boxes import Laws, Numbers, Tables
from pactwright.game.kernels.chain import fall_chance
from pactwright.game.kernels.flows import FALL, WEIGHT, add_side_flow, row_flow
from pactwright.game.kernels.values import (
    arrival_values,
    next_value,
    plain_values,
    row_worth,
    state_flows,
)

MAX_ROUNDS = 200
GAIN = 1e-9  # a change of row must gain this much, or rounding could cycle


@njit(cache=True, nogil=True)
def stage_worth(
    t: Tables,
    p: Numbers,
    b: int,
    i: int,
    row: int,
    s: int,
    x: int,
    laws: Laws,
) -> float:
    """u_i of a row without war."""
    flow = row_flow(t, p, b, row, i)
    add_side_flow(t, p, b, s, x, i, laws.push, flow)
    c = (x // t.sizes[2]) % t.sizes[1]
    flow[FALL] -= p.fall_cost[b, i] * fall_chance(t, row, c, i, laws)
    return flow[:WEIGHT].sum()


@njit(cache=True, nogil=True)
def upper_values(
    t: Tables,
    p: Numbers,
    b: int,
    i: int,
    chosen: np.ndarray,
    laws: Laws,
) -> tuple[np.ndarray, np.ndarray, bool]:
    """Largest value that any profiles can give i, shape (S,); the rows; whether it settled.

    Howard's policy iteration from `chosen` (Puterman 1994, 6.4): exact when it settles.
    """
    side = t.sizes[0] * t.sizes[1] * t.sizes[2]
    rows = chosen.copy()
    flows = state_flows(t, p, b, i, laws)
    worth, top = np.empty(side), np.empty(side)
    v = np.zeros(0)
    for _ in range(MAX_ROUNDS):
        v = plain_values(t, p, b, rows, laws, i)[i]
        peace, war = arrival_values(t, p, b, i, v, laws)
        changed = False
        for s in range(t.core_k.shape[0]):
            for x in range(side):
                top[x] = v[s * side + x] + GAIN
            for row in range(t.row_ptr[s], t.row_ptr[s + 1]):
                row_worth(t, p, b, i, row, s, v, flows, peace, war, laws, worth)
                for x in range(side):
                    if worth[x] > top[x]:
                        top[x] = worth[x]
                        rows[s, x] = row
                        changed = True
        if not changed:
            return v, rows, True
    return v, rows, False


@njit(cache=True, nogil=True)
def war_rows(t: Tables, i: int) -> np.ndarray:
    """The profile in which party i goes to war everywhere, shape (M, X)."""
    side = t.sizes[0] * t.sizes[1] * t.sizes[2]
    chosen = np.empty((t.core_k.shape[0], side), dtype=np.int64)
    for s in range(t.core_k.shape[0]):
        for row in range(t.row_ptr[s], t.row_ptr[s + 1]):
            if t.row_deviator[row] == i and t.row_war[row] == 1 and t.row_level[row, i] == 3:
                chosen[s, :] = row
    return chosen


@njit(cache=True, nogil=True)
def bound_slack(
    t: Tables,
    p: Numbers,
    b: int,
    i: int,
    s: int,
    x: int,
    upper: np.ndarray,
    lower: np.ndarray,
    row_blame: np.ndarray,
    row_nobody: np.ndarray,
    laws: Laws,
    published: bool,
) -> float:
    """Least slack of the sharper form over i's deviations at (s, x); below 0: cannot hold."""
    kept = t.row_ptr[s]
    delta = p.discount[b, i]
    worth = stage_worth(t, p, b, i, kept, s, x, laws)
    best = _later(t, p, b, i, kept, x, upper, laws)
    least = np.inf
    for row in range(t.row_ptr[s], t.row_ptr[s + 1]):
        if t.row_deviator[row] != i:
            continue
        if t.row_war[row] > 0:
            side = t.sizes[0] * t.sizes[1] * t.sizes[2]
            slack = worth + delta * best - lower[s * side + x]
        else:
            gain = stage_worth(t, p, b, i, row, s, x, laws) - worth
            if _same_attempts(t, kept, row) and t.row_level[row, i] <= 1:
                stake = _hidden_stake(
                    t,
                    p,
                    b,
                    i,
                    kept,
                    row,
                    x,
                    upper,
                    lower,
                    row_blame,
                    row_nobody,
                    laws,
                    published,
                )
            else:
                stake = best - _later(t, p, b, i, row, x, lower, laws)
            slack = delta * stake - gain + _blame_risk(t, p, b, i, kept, row, row_blame)
        least = min(least, slack)
    return least


@njit(cache=True, nogil=True)
def _blame_risk(
    t: Tables, p: Numbers, b: int, i: int, kept: int, row: int, row_blame: np.ndarray
) -> float:
    """What some ladder could let i pay at once for being accused of this deviation."""
    if _same_attempts(t, kept, row) and t.row_level[row, i] <= 1:
        return p.blame_cost[b, i] * p.atom[b, row_blame[row, i]]
    return p.blame_cost[b, i]


@njit(cache=True, nogil=True)
def _later(
    t: Tables,
    p: Numbers,
    b: int,
    i: int,
    row: int,
    x: int,
    v: np.ndarray,
    laws: Laws,
) -> float:
    """E[v(s')] in a row without war; war counts with its value."""
    risk = p.atom[b, t.row_escalation[row]]
    total = 0.0
    for m in range(t.branch_ptr[row], t.branch_ptr[row + 1]):
        target = t.branch_target[m]
        peace = next_value(t, p, b, i, target, x, False, v, laws)
        war = next_value(t, p, b, i, target, x, True, v, laws)
        total += laws.chance[m] * ((1.0 - risk) * peace + risk * war)
    return total


@njit(cache=True, nogil=True)
def _same_attempts(t: Tables, one: int, other: int) -> bool:
    a, b = t.row_duty_ptr[one], t.row_duty_ptr[other]
    size = t.row_duty_ptr[one + 1] - a
    if size != t.row_duty_ptr[other + 1] - b:
        return False
    for m in range(size):
        if t.row_duty[a + m] != t.row_duty[b + m]:
            return False
    return True


@njit(cache=True, nogil=True)
def _hidden_stake(
    t: Tables,
    p: Numbers,
    b: int,
    i: int,
    kept: int,
    row: int,
    x: int,
    upper: np.ndarray,
    lower: np.ndarray,
    row_blame: np.ndarray,
    row_nobody: np.ndarray,
    laws: Laws,
    published: bool,
) -> float:
    """Sum over z = (signal, next state) of (P_c - P_a)^+ upper - (P_a - P_c)^+ lower."""
    n = t.standing_top.shape[0]
    joint, engaged = t.sizes[1], t.sizes[2]
    side = t.sizes[0] * joint * engaged
    w, c, e = x // (joint * engaged), (x // engaged) % joint, x % engaged
    risks = (p.atom[b, t.row_escalation[kept]], p.atom[b, t.row_escalation[row]])
    signals = 2 ** (n + 1) if published else 2**n
    law = np.ones((2, signals))
    for side_row, which in ((0, kept), (1, row)):
        for signal in range(signals):
            for j in range(n):
                alpha = p.atom[b, row_blame[which, j]]
                law[side_row, signal] *= alpha if signal >> j & 1 else 1.0 - alpha
            if published:  # incidents laid at nobody's door are seen too
                nobody = p.atom[b, row_nobody[which]]
                law[side_row, signal] *= nobody if signal >> n & 1 else 1.0 - nobody
    total = 0.0
    for m in range(t.branch_ptr[kept], t.branch_ptr[kept + 1]):
        one = t.branch_target[m]
        other = -1
        for m2 in range(t.branch_ptr[row], t.branch_ptr[row + 1]):
            if t.target_k[t.branch_target[m2]] == t.target_k[one]:
                other = t.branch_target[m2]
        a = laws.power[t.target_shift[one], w]
        a2 = laws.power[t.target_shift[other], w]
        h = laws.home[t.target_event[one], c]
        h2 = laws.home[t.target_event[other], c]
        g = laws.care[0, e]
        for signal in range(signals):
            for at_war in range(2):
                lot = laws.chance[m] * law[0, signal] * (risks[0] if at_war else 1.0 - risks[0])
                lot2 = laws.chance[m] * law[1, signal] * (risks[1] if at_war else 1.0 - risks[1])
                if lot == 0.0 and lot2 == 0.0:
                    continue
                for w2 in range(a.shape[0]):
                    for c2 in range(joint):
                        gap = lot * a[w2] * h[c2] - lot2 * a2[w2] * h2[c2]
                        if gap == 0.0:
                            continue
                        worth = upper if gap > 0.0 else lower
                        for e2 in range(engaged):
                            to = (w2 * joint + c2) * engaged + e2
                            if at_war and t.return_core.shape[0] == 0:
                                value = p.war_value[b, w2, c2, i]
                            elif at_war:
                                value = worth[(t.core_k.shape[0] + t.target_k[one]) * side + to]
                            else:
                                value = worth[t.target_core[one] * side + to]
                            total += gap * g[e2] * value
    return total
