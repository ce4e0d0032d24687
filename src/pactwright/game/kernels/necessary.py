"""The necessary bound C1: what no ladder can mend (model page 5.C).

Works on states without the response (k, w, c): upper values by policy iteration over all profiles
with no sanction, all carrots, a rise at home in every period and no blame for war; lower values by
going to war at once. A step *cannot hold* for a party if keeping it is worth less than some
deviation even when the best follows keeping and the worst follows the deviation, as far as the
public signal can tell the two apart.
"""

from __future__ import annotations

import numpy as np

from pactwright.game.kernels.boxes import Laws, Numbers, Tables
from pactwright.game.kernels.compiled import inner
from pactwright.game.kernels.values import (
    all_nodes,
    expected_arrival,
    plain_values,
    row_worth,
)

MAX_ROUNDS = 200
GAIN = 1e-9  # a change of row must gain this much, or rounding could cycle


@inner
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
    worth, top = np.empty(side), np.empty(side)
    wanted = all_nodes(t)
    rounds = 0
    while True:
        v, peace, war = plain_values(t, p, b, rows, laws, i, wanted)
        changed = False
        for s in range(t.core_k.shape[0]):
            for x in range(side):
                top[x] = v[s * side + x] + GAIN
            for row in range(t.row_ptr[s], t.row_ptr[s + 1]):
                row_worth(t, p, b, i, row, s, v, peace, war, laws, worth)
                for x in range(side):
                    if worth[x] > top[x]:
                        top[x] = worth[x]
                        rows[s, x] = row
                        changed = True
        rounds += 1
        if not changed or rounds == MAX_ROUNDS:
            return v, rows, not changed


@inner
def war_rows(t: Tables, i: int) -> np.ndarray:
    """The profile in which party i goes to war everywhere, shape (M, X)."""
    side = t.sizes[0] * t.sizes[1] * t.sizes[2]
    chosen = np.empty((t.core_k.shape[0], side), dtype=np.int64)
    for s in range(t.core_k.shape[0]):
        for row in range(t.row_ptr[s], t.row_ptr[s + 1]):
            if t.row_deviator[row] == i and t.row_war[row] == 1 and t.row_level[row, i] == 3:
                chosen[s, :] = row
    return chosen


@inner
def bound_slack(
    t: Tables,
    p: Numbers,
    b: int,
    i: int,
    s: int,
    upper: tuple[np.ndarray, np.ndarray, np.ndarray],
    lower: tuple[np.ndarray, np.ndarray, np.ndarray],
    row_blame: np.ndarray,
    row_nobody: np.ndarray,
    laws: Laws,
    published: bool,
    out: np.ndarray,
) -> None:
    """Least slack of the sharper form over i's deviations at s, into `out[x, i]`.

    Below 0: cannot hold. `upper` and `lower` are (values, arrivals at peace, at war).
    """
    joint, engaged = t.sizes[1], t.sizes[2]
    side = t.sizes[0] * joint * engaged
    kept = t.row_ptr[s]
    delta = p.discount[b, i]
    best, worst = np.empty(side), np.empty(side)
    expected_arrival(t, p, b, kept, upper[1], upper[2], laws, best)
    signals = _signal_law(t, p, b, kept, row_blame, row_nobody, published)
    out[:, i] = np.inf
    for row in range(t.row_ptr[s], t.row_ptr[s + 1]):
        if t.row_deviator[row] != i:
            continue
        at_war = t.row_war[row] > 0
        hidden = not at_war and _same_attempts(t, kept, row) and t.row_level[row, i] <= 1
        seen = signals
        if hidden:
            seen = _signal_law(t, p, b, row, row_blame, row_nobody, published)
        elif not at_war:
            expected_arrival(t, p, b, row, lower[1], lower[2], laws, worst)
        for x in range(side):
            c = (x // engaged) % joint
            if at_war:
                worth = laws.stage[kept, c, i] + laws.state[i, s, x]
                slack = worth + delta * best[x] - lower[0][s * side + x]
            else:
                stake = best[x] - worst[x]
                if hidden:
                    stake = _hidden_stake(
                        t, p, b, i, kept, row, x, upper[0], lower[0], signals, seen, laws
                    )
                gain = laws.stage[row, c, i] - laws.stage[kept, c, i]
                # What some ladder could let i pay at once for being accused of this deviation.
                accused = p.atom[b, row_blame[row, i]] if hidden else 1.0
                slack = delta * stake - gain + p.blame_cost[b, i] * accused
            out[x, i] = min(out[x, i], slack)


@inner
def _signal_law(
    t: Tables,
    p: Numbers,
    b: int,
    row: int,
    row_blame: np.ndarray,
    row_nobody: np.ndarray,
    published: bool,
) -> np.ndarray:
    """Chance of each public signal in a row: a bit for each accused, one for nobody's door."""
    n = t.standing_top.shape[0]
    law = np.ones(2 ** (n + 1) if published else 2**n)
    for signal in range(law.shape[0]):
        for j in range(n):
            alpha = p.atom[b, row_blame[row, j]]
            law[signal] *= alpha if signal >> j & 1 else 1.0 - alpha
        if published:  # incidents laid at nobody's door are seen too
            nobody = p.atom[b, row_nobody[row]]
            law[signal] *= nobody if signal >> n & 1 else 1.0 - nobody
    return law


@inner
def _same_attempts(t: Tables, one: int, other: int) -> bool:
    a, b = t.row_duty_ptr[one], t.row_duty_ptr[other]
    size = t.row_duty_ptr[one + 1] - a
    if size != t.row_duty_ptr[other + 1] - b:
        return False
    for m in range(size):
        if t.row_duty[a + m] != t.row_duty[b + m]:
            return False
    return True


@inner
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
    signals: np.ndarray,
    seen: np.ndarray,
    laws: Laws,
) -> float:
    """Sum over z = (signal, next state) of (P_c - P_a)^+ upper - (P_a - P_c)^+ lower.

    `signals` and `seen` are the laws of the signal in the rows `kept` and `row`.
    """
    joint, engaged = t.sizes[1], t.sizes[2]
    side = t.sizes[0] * joint * engaged
    w, c, e = x // (joint * engaged), (x // engaged) % joint, x % engaged
    risks = (p.atom[b, t.row_escalation[kept]], p.atom[b, t.row_escalation[row]])
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
        for signal in range(signals.shape[0]):
            for at_war in range(2):
                lot = laws.chance[m] * signals[signal] * (risks[0] if at_war else 1.0 - risks[0])
                lot2 = laws.chance[m] * seen[signal] * (risks[1] if at_war else 1.0 - risks[1])
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
