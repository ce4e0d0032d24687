"""One draw, judged step by step: margins on the path, responses near it, parts, lasting margins.

A *step* is a duty (or "standing", at full performance). Its states are the normal states of the
progress states in which it is due that the prescribed path enters first with conditional chance
>= 0.05, or the most likely one (model page 5.A, *Step*).
"""

from __future__ import annotations

import numpy as np

from pactwright.game.kernels.boxes import Laws, Numbers, Tables
from pactwright.game.kernels.compiled import inner
from pactwright.game.kernels.flows import (
    ANSWERS,
    BENEFITS,
    COMPONENTS,
    CONCESSIONS,
    FALL,
    OFFICE,
    SANCTIONS,
    WAR_RISK,
    WEIGHT,
    add_side_flow,
    blame_chance,
    fall_chance,
    row_flow,
    war_flow,
)
from pactwright.game.kernels.path import reach
from pactwright.game.kernels.tables import ACCUSED, NORMAL

RARE = 0.05
PARTS = 7  # now, benefits, own concessions, sanctions, answers, standing, war risk


@inner
def step_states(t: Tables, ks: np.ndarray, first: np.ndarray) -> np.ndarray:
    """Full states of a step that is due in progress states `ks`."""
    side = t.sizes[0] * t.sizes[1] * t.sizes[2]
    found = np.empty(first.shape[0], dtype=np.int64)
    count = 0
    likeliest, most = -1, 0.0
    for k in ks:
        total = 0.0
        for s in range(t.core_k.shape[0]):
            if t.core_k[s] == k and t.core_kind[s] == NORMAL:
                total += first[s * side : (s + 1) * side].sum()
        if total <= 0.0:
            continue
        for s in range(t.core_k.shape[0]):
            if t.core_k[s] == k and t.core_kind[s] == NORMAL:
                for x in range(side):
                    share = first[s * side + x] / total
                    if share >= RARE:
                        found[count] = s * side + x
                        count += 1
                    if first[s * side + x] > most:
                        most = first[s * side + x]
                        likeliest = s * side + x
    if count == 0 and likeliest >= 0:
        found[0] = likeliest
        count = 1
    return found[:count].copy()


@inner
def worst_margin(
    margin: np.ndarray, best: np.ndarray, i: int, states: np.ndarray, side: int
) -> tuple[float, int, int]:
    """(M_i(d), full state, row of the best deviation); +inf if the party has no choice."""
    worst, where, row = np.inf, -1, -1
    for state in states:
        m = margin[i, state // side, state % side]
        if m < worst:
            worst, where, row = m, state, best[i, state // side, state % side]
    return worst, where, row


@inner
def response_margins(
    t: Tables, margin: np.ndarray, near: np.ndarray, i: int
) -> tuple[float, float]:
    """Least margins in cases against i near the step: of i itself, and of the other parties."""
    n, cores, side = margin.shape
    kind, party = t.core_kind, t.core_party
    own, others = np.inf, np.inf
    for s in range(cores):
        if kind[s] != ACCUSED or party[s] != i:
            continue
        for x in range(side):
            if near[s * side + x]:
                for j in range(n):
                    if j == i:
                        own = min(own, margin[j, s, x])
                    else:
                        others = min(others, margin[j, s, x])
    return own, others


@inner
def _expected(
    t: Tables,
    p: Numbers,
    b: int,
    i: int,
    row: int,
    x: int,
    peace: np.ndarray,
    war: np.ndarray,
    laws: Laws,
) -> np.ndarray:
    """E of every component of V_i next period in a row without war, (COMPONENTS,)."""
    risk = p.atom[b, t.row_escalation[row]]
    later = np.zeros(COMPONENTS)
    for m in range(t.branch_ptr[row], t.branch_ptr[row + 1]):
        target = t.branch_target[m]
        calm, fight = laws.chance[m] * (1.0 - risk), laws.chance[m] * risk
        if t.target_core[target] < 0:
            later[WAR_RISK] += calm * laws.ended[i, target, x]
            later[WEIGHT] += calm
        else:
            for q in range(COMPONENTS):
                later[q] += calm * peace[target, x * COMPONENTS + q]
        if t.return_core.shape[0] == 0:
            later[WAR_RISK] += fight * war[t.target_war[target], x]
            later[WEIGHT] += fight
        else:
            for q in range(COMPONENTS):
                later[q] += fight * war[target, x * COMPONENTS + q]
    return later


@inner
def _this_period(
    t: Tables,
    p: Numbers,
    b: int,
    i: int,
    row: int,
    x: int,
    s: int,
    laws: Laws,
) -> np.ndarray:
    if t.row_war[row] > 0:
        return war_flow(t, p, b, row, x, i)
    flow = row_flow(t, p, b, row, i)
    add_side_flow(t, p, b, s, x, i, laws.push, flow)
    c = (x // t.sizes[2]) % t.sizes[1]
    flow[FALL] -= p.fall_cost[b, i] * fall_chance(t, row, c, i, laws.chance, laws.falls)
    flow[SANCTIONS] -= p.blame_cost[b, i] * blame_chance(t, row, i, laws.chance)
    return flow


@inner
def _war_next(
    t: Tables, p: Numbers, b: int, i: int, s: int, x: int, parts: np.ndarray
) -> np.ndarray:
    """Components of V_i, `parts` (S, COMPONENTS), after war has been chosen."""
    joint, engaged = t.sizes[1], t.sizes[2]
    side = t.sizes[0] * joint * engaged
    if t.return_core.shape[0] > 0:
        return parts[(t.core_k.shape[0] + t.core_k[s]) * side + x].copy()
    later = np.zeros(COMPONENTS)
    later[WAR_RISK] = p.war_value[b, x // (joint * engaged), (x // engaged) % joint, i]
    later[WEIGHT] = 1.0
    return later


@inner
def explain(
    t: Tables,
    p: Numbers,
    b: int,
    i: int,
    state: int,
    row: int,
    parts: np.ndarray,
    peace: np.ndarray,
    war: np.ndarray,
    laws: Laws,
) -> np.ndarray:
    """The margin of sigma* over `row` at a full state, split into PARTS that sum to it.

    Base X = X_i(k) is subtracted from every later flow (model page 5.A, *Explanation*), so adding
    a constant to all values of a party changes no part. `parts`, `peace`, `war`: what `sweep` gives
    for the party.
    """
    side = t.sizes[0] * t.sizes[1] * t.sizes[2]
    s, x = state // side, state % side
    kept = t.row_ptr[s]
    base = p.value[b, t.core_k[s], i]
    delta = p.discount[b, i]
    now = _this_period(t, p, b, i, kept, x, s, laws)
    then = _this_period(t, p, b, i, row, x, s, laws)
    if t.row_war[kept] > 0:
        later = _war_next(t, p, b, i, s, x, parts)
    else:
        later = _expected(t, p, b, i, kept, x, peace, war, laws)
    if t.row_war[row] > 0:
        instead = _war_next(t, p, b, i, s, x, parts)
    else:
        instead = _expected(t, p, b, i, row, x, peace, war, laws)
    first = now - then
    gap = delta * (later - instead)
    # X of this period is base in both, or base against war: what is left of it is war risk.
    living = 0.0
    if t.row_war[kept] == 0:
        living += (1.0 - delta) * base
    if t.row_war[row] == 0:
        living -= (1.0 - delta) * base
    result = np.zeros(PARTS)
    result[0] = first[BENEFITS] - living + first[CONCESSIONS] + first[SANCTIONS]
    result[0] += first[ANSWERS] + first[OFFICE]
    result[1] = gap[BENEFITS] + base * gap[WEIGHT]
    result[2] = gap[CONCESSIONS]
    result[3] = gap[SANCTIONS]
    result[4] = gap[ANSWERS]
    result[5] = gap[OFFICE] + gap[FALL] + first[FALL]
    result[6] = gap[WAR_RISK] - base * gap[WEIGHT] + first[WAR_RISK] + living
    return result


@inner
def ledger(
    t: Tables, p: Numbers, b: int, first: np.ndarray, parts: np.ndarray, n_progress: int
) -> np.ndarray:
    """Benefits still to come at each progress state's entry, shape (K, n); 0 where never entered.

    The value of component *benefits* with base X_i(k) at the normal states entered, weighted by
    how often they are entered (model page 5.A, *Ledger*).
    """
    n = parts.shape[0]
    side = t.sizes[0] * t.sizes[1] * t.sizes[2]
    total = np.zeros(n_progress)
    result = np.zeros((n_progress, n))
    for s in range(t.core_k.shape[0]):
        k = t.core_k[s]
        for x in range(side):
            weight = first[s * side + x]
            if weight <= 0.0:
                continue
            total[k] += weight
            for i in range(n):
                own = parts[i, s * side + x]
                living = 1.0 - own[WEIGHT]
                result[k, i] += weight * (own[BENEFITS] - p.value[b, k, i] * living)
    for k in range(n_progress):
        if total[k] > 0.0:
            result[k] /= total[k]
    return result


@inner
def failing_rows(
    t: Tables, chosen: np.ndarray, margin: np.ndarray, best: np.ndarray, floor: float
) -> np.ndarray:
    """The profile in which a failing party takes its best deviation at its failing states.

    Where several parties fail at one state the one that gains most deviates.
    """
    result = chosen.copy()
    n, cores, side = margin.shape
    for s in range(cores):
        for x in range(side):
            worst = floor
            for i in range(n):
                if margin[i, s, x] < worst:
                    worst = margin[i, s, x]
                    result[s, x] = best[i, s, x]
    return result


@inner
def near_states(t: Tables, seeds: np.ndarray, laws: Laws) -> np.ndarray:
    """`reach`, or nothing where no ladder exists (no case can be near)."""
    for s in range(t.core_k.shape[0]):
        if t.core_kind[s] == ACCUSED:
            return reach(t, seeds, laws)
    return np.zeros(t.core_k.shape[0] * t.sizes[0] * t.sizes[1] * t.sizes[2], dtype=np.bool_)
