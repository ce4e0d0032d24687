"""Values and margins of one draw: V under a profile, Q of every deviation, the best deviation.

Source: model page 5.A; one-shot deviation principle. V is solved exactly (see `sweep`).
"""

from __future__ import annotations

import numpy as np

from pactwright.game.kernels.arrivals import arrive
from pactwright.game.kernels.boxes import Laws, Numbers, Tables
from pactwright.game.kernels.chain import Plan, make_plan, n_full_states, n_nodes
from pactwright.game.kernels.compiled import inner
from pactwright.game.kernels.flows import WEIGHT, war_total
from pactwright.game.kernels.sweep import sweep

TIE = 1e-9  # deviations closer than this count as equal; the milder one is reported


@inner
def compliance_rows(t: Tables) -> np.ndarray:
    """The profile sigma*: the first row of every staged state, shape (M, X)."""
    side = t.sizes[0] * t.sizes[1] * t.sizes[2]
    chosen = np.empty((t.core_k.shape[0], side), dtype=np.int64)
    for s in range(t.core_k.shape[0]):
        chosen[s, :] = t.row_ptr[s]
    return chosen


@inner
def plain_values(
    t: Tables, p: Numbers, b: int, chosen: np.ndarray, laws: Laws, i: int, wanted: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(V_i, worth of arrivals at peace, at war) under the profile `chosen`, without components.

    Shapes (S,), (targets, X) twice, as in `sweep`; only states that the nodes in `wanted` can lead
    to are solved.
    """
    plan = make_plan(t, p, b, chosen, wanted, laws)
    v, peace, war = sweep(t, p, b, i, chosen, plan, laws, 1)
    return v[:, 0].copy(), peace, war


@inner
def arrivals_of(t: Tables, laws: Laws, i: int, v: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """What arrivals are worth to i, at peace and at war, where states are worth v, (S,)."""
    side = t.sizes[0] * t.sizes[1] * t.sizes[2]
    cores = t.core_k.shape[0]
    peace, war, scratch = laws.ended[i].copy(), laws.lost[i].copy(), np.empty((2, side))
    for s in range(cores):
        begin, stop = t.core_target_ptr[s], t.core_target_ptr[s + 1]
        arrive(t, laws, t.core_target, begin, stop, v, s * side, 1, peace, scratch)
    for k in range(t.return_core.shape[0]):
        begin, stop, base = t.war_target_ptr[k], t.war_target_ptr[k + 1], (cores + k) * side
        arrive(t, laws, t.war_target, begin, stop, v, base, 1, war, scratch)
    return peace, war


@inner
def all_nodes(t: Tables) -> np.ndarray:
    """Every staged state and every war that can end."""
    return np.arange(n_nodes(t))


@inner
def total_value(parts: np.ndarray) -> np.ndarray:
    """V as the sum of its payoff components, shape (n, S)."""
    return parts[:, :, :WEIGHT].sum(axis=2)


@inner
def total_arrivals(arrivals: np.ndarray, columns: int, fixed: np.ndarray) -> np.ndarray:
    """Payoffs of arrivals summed over components, plus `fixed` (targets, X)."""
    result = fixed.copy()
    for target in range(result.shape[0]):
        for x in range(result.shape[1]):
            for q in range(WEIGHT):
                result[target, x] += arrivals[target, x * columns + q]
    return result


@inner
def row_worth(
    t: Tables,
    p: Numbers,
    b: int,
    i: int,
    row: int,
    s: int,
    v: np.ndarray,
    peace: np.ndarray,
    war: np.ndarray,
    laws: Laws,
    out: np.ndarray,
) -> None:
    """Q_i of one row at every x, into `out` (X,), given the values of arrivals."""
    joint, engaged = t.sizes[1], t.sizes[2]
    side = t.sizes[0] * joint * engaged
    if t.row_war[row] > 0:
        for x in range(side):
            out[x] = _war_choice(t, p, b, row, s, x, i, v)
        return
    expected_arrival(t, p, b, row, peace, war, laws, out)
    delta, stage, state = p.discount[b, i], laws.stage, laws.state
    for x in range(side):
        out[x] = stage[row, (x // engaged) % joint, i] + state[i, s, x] + delta * out[x]


@inner
def expected_arrival(
    t: Tables,
    p: Numbers,
    b: int,
    row: int,
    peace: np.ndarray,
    war: np.ndarray,
    laws: Laws,
    out: np.ndarray,
) -> None:
    """Expected worth of the next state in a row without war, at every x, into `out` (X,)."""
    risk = p.atom[b, t.row_escalation[row]]
    chance, targets, at_war = laws.chance, t.branch_target, t.target_war
    side = out.shape[0]
    for x in range(side):
        out[x] = 0.0
    for m in range(t.branch_ptr[row], t.branch_ptr[row + 1]):
        target = targets[m]
        calm, fight = chance[m] * (1.0 - risk), chance[m] * risk
        for x in range(side):
            out[x] += calm * peace[target, x]
        if fight > 0.0:
            target = at_war[target]
            for x in range(side):
                out[x] += fight * war[target, x]


@inner
def _war_choice(
    t: Tables, p: Numbers, b: int, row: int, s: int, x: int, i: int, v: np.ndarray
) -> float:
    joint, engaged = t.sizes[1], t.sizes[2]
    side = t.sizes[0] * joint * engaged
    if t.return_core.shape[0] > 0:
        then = v[(t.core_k.shape[0] + t.core_k[s]) * side + x]
    else:
        then = p.war_value[b, x // (joint * engaged), (x // engaged) % joint, i]
    return war_total(t, p, b, row, x, i) + p.discount[b, i] * then


@inner
def kept_values(
    t: Tables,
    p: Numbers,
    b: int,
    i: int,
    v: np.ndarray,
    peace: np.ndarray,
    war: np.ndarray,
    laws: Laws,
    needed: np.ndarray,
) -> np.ndarray:
    """Q_i of complying now when later values are v and the others comply now, shape (S,).

    At the staged states in `needed` (bool, (M,)); elsewhere v itself.
    """
    side = t.sizes[0] * t.sizes[1] * t.sizes[2]
    result = v.copy()
    for s in range(t.core_k.shape[0]):
        if needed[s]:
            out = result[s * side : (s + 1) * side]
            row_worth(t, p, b, i, t.row_ptr[s], s, v, peace, war, laws, out)
    return result


@inner
def best_deviations(
    t: Tables,
    p: Numbers,
    b: int,
    i: int,
    kept: np.ndarray,
    v: np.ndarray,
    peace: np.ndarray,
    war: np.ndarray,
    laws: Laws,
    needed: np.ndarray,
    margin: np.ndarray,
    best: np.ndarray,
) -> None:
    """Margins m_i(s) and rows of the best deviation, into `margin` and `best`, both (M, X).

    `kept` is what complying is worth, (S,); the other values are those of later states. Only the
    staged states in `needed` (bool, (M,)) are filled; the others keep what is there.
    """
    side = t.sizes[0] * t.sizes[1] * t.sizes[2]
    worth = np.empty(side)
    for s in range(t.core_k.shape[0]):
        if not needed[s]:
            continue
        for row in range(t.row_ptr[s], t.row_ptr[s + 1]):
            if t.row_deviator[row] != i:
                continue
            row_worth(t, p, b, i, row, s, v, peace, war, laws, worth)
            for x in range(side):
                m = kept[s * side + x] - worth[x]
                # Rows come mildest first: a later row must be better by more than a tie.
                if m < margin[s, x] - TIE:
                    margin[s, x] = m
                    best[s, x] = row


@inner
def profile_values(
    t: Tables,
    p: Numbers,
    b: int,
    who: np.ndarray,
    chosen: np.ndarray,
    plan: Plan,
    laws: Laws,
    columns: int,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """V, arrivals at peace and at war of the parties in `who` (bool, (n,)); not filled for others.

    V has the shape (n, S, columns); arrivals have those of `sweep`, one for each party.
    """
    n, side = t.standing_top.shape[0], t.sizes[0] * t.sizes[1] * t.sizes[2]
    targets = t.target_core.shape[0]
    v = np.empty((n, n_full_states(t), columns))
    peace = np.empty((n, targets, side * columns))
    war = np.empty((n, targets, side * (columns if t.return_core.shape[0] > 0 else 1)))
    for i in range(n):
        if who[i]:
            v[i], peace[i], war[i] = sweep(t, p, b, i, chosen, plan, laws, columns)
    return v, peace, war


@inner
def no_margins(t: Tables) -> tuple[np.ndarray, np.ndarray]:
    """Room for the margins of all parties: +inf and row -1 everywhere, (n, M, X) twice."""
    shape = (t.standing_top.shape[0], t.core_k.shape[0], t.sizes[0] * t.sizes[1] * t.sizes[2])
    return np.full(shape, np.inf), np.full(shape, -1, dtype=np.int64)


__all__ = [
    "all_nodes",
    "arrivals_of",
    "best_deviations",
    "compliance_rows",
    "expected_arrival",
    "kept_values",
    "n_full_states",
    "no_margins",
    "plain_values",
    "profile_values",
    "row_worth",
    "total_arrivals",
    "total_value",
]
