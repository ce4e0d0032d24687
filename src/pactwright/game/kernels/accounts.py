"""What `assess` asks of a draw once V is known: margins everywhere, their parts, signing.

Each function takes one account of a party's worth: its own, or that of its successors.
"""

from __future__ import annotations

import numpy as np

from pactwright.game.kernels.boxes import Laws, Numbers, Tables
from pactwright.game.kernels.chain import make_plan
from pactwright.game.kernels.compiled import inner
from pactwright.game.kernels.flows import COMPONENTS
from pactwright.game.kernels.steps import explain, failing_rows
from pactwright.game.kernels.successors import has_fallen
from pactwright.game.kernels.sweep import sweep
from pactwright.game.kernels.values import (
    best_deviations,
    compliance_rows,
    kept_values,
    no_margins,
    total_arrivals,
)


@inner
def all_margins(
    t: Tables,
    p: Numbers,
    b: int,
    who: np.ndarray,
    v: np.ndarray,
    peace: np.ndarray,
    war: np.ndarray,
    laws: Laws,
) -> tuple[np.ndarray, np.ndarray]:
    """Margins and best deviations of the parties in `who`, everywhere; arrivals by components."""
    margin, best = no_margins(t)
    everywhere = np.ones(t.core_k.shape[0], dtype=np.bool_)
    for i in range(who.shape[0]):
        if not who[i]:
            continue
        calm = total_arrivals(peace[i], COMPONENTS, laws.ended[i])
        fight = laws.lost[i]
        if t.return_core.shape[0] > 0:
            fight = total_arrivals(war[i], COMPONENTS, fight)
        best_deviations(t, p, b, i, v[i], v[i], calm, fight, laws, everywhere, margin[i], best[i])
    return margin, best


@inner
def by_ruler(
    t: Tables, by_heir: np.ndarray, where: np.ndarray, row: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """`row` (steps, n) where the party itself rules at `where`, and where its successor does."""
    side = t.sizes[0] * t.sizes[1] * t.sizes[2]
    own, heir = row.copy(), np.full(row.shape, -1, dtype=np.int64)
    for step in range(row.shape[0]):
        for i in range(row.shape[1]):
            if row[step, i] >= 0 and by_heir[i] and has_fallen(t, where[step, i] % side, i):
                own[step, i], heir[step, i] = -1, row[step, i]
    return own, heir


@inner
def account(
    t: Tables,
    p: Numbers,
    b: int,
    parts: np.ndarray,
    peace: np.ndarray,
    war: np.ndarray,
    laws: Laws,
    where: np.ndarray,
    row: np.ndarray,
    out: np.ndarray,
) -> None:
    """Parts of every margin whose `row` is not -1, into `out` (steps, n, PARTS)."""
    for step in range(row.shape[0]):
        for i in range(row.shape[1]):
            if row[step, i] >= 0:
                out[step, i] = explain(
                    t, p, b, i, where[step, i], row[step, i], parts[i], peace[i], war[i], laws
                )


@inner
def signing(t: Tables, p: Numbers, b: int, law: np.ndarray, v: np.ndarray, out: np.ndarray) -> None:
    """V and W of every party at signature, where the states have the law `law`; out (n, 2)."""
    joint, engaged = t.sizes[1], t.sizes[2]
    side = t.sizes[0] * joint * engaged
    for i in range(v.shape[0]):
        fighting = 0.0
        for state in range(law.shape[0]):
            if law[state] > 0.0:
                x = state % side
                c = (x // engaged) % joint
                fighting += law[state] * p.war_value[b, x // (joint * engaged), c, i]
        out[i, 0] = (law * v[i]).sum()
        out[i, 1] = fighting


@inner
def margins_if_others_fail(
    t: Tables,
    p: Numbers,
    b: int,
    margin: np.ndarray,
    best: np.ndarray,
    on_path: np.ndarray,
    floor: float,
    laws: Laws,
) -> np.ndarray:
    """Margins once every failing party takes its best deviation, at the staged states `on_path`.

    Only what any row of those states can lead to is solved. Shape (n, M, X).
    """
    chosen = compliance_rows(t)
    failing = failing_rows(t, chosen, margin, best, floor)
    if not (failing != chosen).any():
        return margin
    cores = t.core_k.shape[0]
    is_wanted = np.zeros(cores + t.return_core.shape[0], dtype=np.bool_)
    for s in np.flatnonzero(on_path):
        if t.return_core.shape[0] > 0:
            is_wanted[cores + t.core_k[s]] = True
        for m in range(t.branch_ptr[t.row_ptr[s]], t.branch_ptr[t.row_ptr[s + 1]]):
            target = t.branch_target[m]
            if t.target_core[target] >= 0:
                is_wanted[t.target_core[target]] = True
            if t.return_core.shape[0] > 0:
                is_wanted[cores + t.target_k[target]] = True
    wanted = np.flatnonzero(is_wanted)
    plan = make_plan(t, p, b, failing, wanted, laws)
    result, rows = no_margins(t)
    for i in range(t.standing_top.shape[0]):
        parts, peace, war = sweep(t, p, b, i, failing, plan, laws, 1)
        v = parts[:, 0].copy()
        kept = kept_values(t, p, b, i, v, peace, war, laws, on_path)
        best_deviations(t, p, b, i, kept, v, peace, war, laws, on_path, result[i], rows[i])
    return result
