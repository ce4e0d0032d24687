"""What every profile is worth in a draw: constant parts once, then what later values add.

Q_i(row, x) = base + delta_i * sum over branches of chance * E[V_i(x')]. Expectations over the side
chains (*arrivals*) are shared by all rows that lead to a target.
"""

from __future__ import annotations

import numpy as np

from pactwright.conduct.kernels.menus import Menus
from pactwright.game.kernels.arrivals import arrive
from pactwright.game.kernels.boxes import Laws, Numbers, Tables
from pactwright.game.kernels.compiled import inner
from pactwright.game.kernels.flows import war_total


@inner
def base_worth(t: Tables, p: Numbers, b: int, laws: Laws) -> np.ndarray:
    """Q of every row without what depends on values of states that go on, (n, rows, X)."""
    joint, engaged = t.sizes[1], t.sizes[2]
    side, n = t.sizes[0] * joint * engaged, t.standing_top.shape[0]
    returns = t.return_core.shape[0] > 0
    chance, targets, at_war = laws.chance, t.branch_target, t.target_war
    q = np.zeros((n, t.row_war.shape[0], side))
    for s in range(t.core_k.shape[0]):
        for row in range(t.row_ptr[s], t.row_ptr[s + 1]):
            risk = p.atom[b, t.row_escalation[row]]
            for i in range(n):
                delta, ended, lost = p.discount[b, i], laws.ended[i], laws.lost[i]
                if t.row_war[row] > 0:
                    for x in range(side):
                        q[i, row, x] = war_total(t, p, b, row, x, i)
                        if not returns:
                            w, c = x // (joint * engaged), (x // engaged) % joint
                            q[i, row, x] += delta * p.war_value[b, w, c, i]
                    continue
                for x in range(side):
                    home = laws.stage[row, (x // engaged) % joint, i]
                    q[i, row, x] = home + laws.state[i, s, x]
                for m in range(t.branch_ptr[row], t.branch_ptr[row + 1]):
                    target = targets[m]
                    if t.target_core[target] < 0:
                        calm = delta * chance[m] * (1.0 - risk)
                        for x in range(side):
                            q[i, row, x] += calm * ended[target, x]
                    if risk > 0.0 and not returns:
                        fight = delta * chance[m] * risk
                        target = at_war[target]
                        for x in range(side):
                            q[i, row, x] += fight * lost[target, x]
    return q


@inner
def group_arrivals(
    t: Tables,
    laws: Laws,
    nodes: np.ndarray,
    v: np.ndarray,
    peace: np.ndarray,
    war: np.ndarray,
    scratch: np.ndarray,
) -> None:
    """Worth of arriving at the nodes of a group, into `peace` and `war`, (n, targets, X)."""
    side = t.sizes[0] * t.sizes[1] * t.sizes[2]
    cores = t.core_k.shape[0]
    for i in range(v.shape[0]):
        for node in nodes:
            if node < cores:
                begin, stop = t.core_target_ptr[node], t.core_target_ptr[node + 1]
                arrive(t, laws, t.core_target, begin, stop, v[i], node * side, 1, peace[i], scratch)
            else:
                k = node - cores
                begin, stop = t.war_target_ptr[k], t.war_target_ptr[k + 1]
                arrive(t, laws, t.war_target, begin, stop, v[i], node * side, 1, war[i], scratch)


@inner
def settled_worth(
    t: Tables,
    p: Numbers,
    b: int,
    menus: Menus,
    s: int,
    laws: Laws,
    base: np.ndarray,
    peace: np.ndarray,
    out: np.ndarray,
) -> None:
    """Q of every row of a staged state as far as later groups bear on it, into `out`.

    Those are settled, so that this stays the same while the state's own group is being settled.
    """
    side, chance, targets = base.shape[2], laws.chance, t.branch_target
    for i in range(base.shape[0]):
        delta = p.discount[b, i]
        for row in range(t.row_ptr[s], t.row_ptr[s + 1]):
            for x in range(side):
                out[i, row, x] = base[i, row, x]
            calm = delta * (1.0 - p.atom[b, t.row_escalation[row]])
            for at in range(menus.far_ptr[row], menus.far_ptr[row + 1]):
                m = menus.far_branch[at]
                for x in range(side):
                    out[i, row, x] += calm * chance[m] * peace[i, targets[m], x]


@inner
def core_worth(
    t: Tables,
    p: Numbers,
    b: int,
    menus: Menus,
    s: int,
    laws: Laws,
    settled: np.ndarray,
    v: np.ndarray,
    peace: np.ndarray,
    war: np.ndarray,
    q: np.ndarray,
) -> None:
    """Q of every row of a staged state, into `q` (n, rows, X), from `settled_worth`."""
    side = q.shape[2]
    cores, returns = t.core_k.shape[0], t.return_core.shape[0] > 0
    chance, targets, core = laws.chance, t.branch_target, t.target_core
    for i in range(v.shape[0]):
        delta = p.discount[b, i]
        for row in range(t.row_ptr[s], t.row_ptr[s + 1]):
            for x in range(side):
                q[i, row, x] = settled[i, row, x]
            if t.row_war[row] > 0:
                if returns:
                    at = (cores + t.core_k[s]) * side
                    for x in range(side):
                        q[i, row, x] += delta * v[i, at + x]
                continue
            risk = p.atom[b, t.row_escalation[row]]
            for at in range(menus.near_ptr[row], menus.near_ptr[row + 1]):
                m = menus.near_branch[at]
                target = targets[m]
                if core[target] >= 0:
                    calm = delta * chance[m] * (1.0 - risk)
                    for x in range(side):
                        q[i, row, x] += calm * peace[i, target, x]
                if returns and risk > 0.0:
                    fight = delta * chance[m] * risk
                    for x in range(side):
                        q[i, row, x] += fight * war[i, target, x]


@inner
def mean_worth(
    t: Tables, menus: Menus, s: int, q: np.ndarray, policy: np.ndarray, worth: np.ndarray
) -> None:
    """Qbar_i(s, a): the expectation of Q over what the others do, into `worth` (A, X)."""
    n, side = q.shape[0], q.shape[2]
    for a in range(menus.action_ptr[s * n], menus.action_ptr[(s + 1) * n]):
        for x in range(side):
            worth[a, x] = 0.0
    share = np.empty(side)
    for row in range(t.row_ptr[s], t.row_ptr[s + 1]):
        for i in range(n):
            own = menus.row_action[row, i]
            if n == 2:
                other = menus.row_action[row, 1 - i]
                for x in range(side):
                    worth[own, x] += policy[other, x] * q[i, row, x]
                continue
            for x in range(side):
                share[x] = q[i, row, x]
            for j in range(n):
                if j != i:
                    other = menus.row_action[row, j]
                    for x in range(side):
                        share[x] *= policy[other, x]
            for x in range(side):
                worth[own, x] += share[x]
