"""Whole draws: everything that `assess` needs of one draw, and the short form for ladder menus."""

from __future__ import annotations

import numpy as np
from numba import njit

from pactwright.game.kernels.boxes import Laws, Numbers, Tables
from pactwright.game.kernels.chain import assemble, make_plan, n_full_states
from pactwright.game.kernels.flows import COMPONENTS
from pactwright.game.kernels.lasting import lasting_margins
from pactwright.game.kernels.path import entries, full_start
from pactwright.game.kernels.side import draw_laws
from pactwright.game.kernels.steps import (
    explain,
    failing_rows,
    ledger,
    near_states,
    response_margins,
    step_states,
    worst_margin,
)
from pactwright.game.kernels.sweep import sweep
from pactwright.game.kernels.tables import ACCUSED
from pactwright.game.kernels.values import (
    all_nodes,
    best_deviations,
    compliance_rows,
    kept_values,
    no_margins,
    total_arrivals,
    total_value,
)

HUGE = 1e300  # stands for "no such margin" in arrays that must stay finite


@njit(cache=True, nogil=True)
def path_and_values(
    t: Tables,
    p: Numbers,
    b: int,
    starts: np.ndarray,
    weights: np.ndarray,
    laws: Laws,
    columns: int,
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Under sigma*: V, arrivals at peace and at war, first entries of the path, law at signature.

    V comes by components if `columns` is COMPONENTS, as a sum if it is 1: shape (n, S, columns);
    arrivals have the shapes of `sweep`, one for each party.
    """
    n, side = t.standing_top.shape[0], t.sizes[0] * t.sizes[1] * t.sizes[2]
    targets = t.target_core.shape[0]
    chosen = compliance_rows(t)
    plan = make_plan(t, p, b, chosen, all_nodes(t), laws)
    v = np.empty((n, n_full_states(t), columns))
    peace = np.empty((n, targets, side * columns))
    war = np.empty((n, targets, side * (columns if t.return_core.shape[0] > 0 else 1)))
    for i in range(n):
        v[i], peace[i], war[i] = sweep(t, p, b, i, chosen, plan, laws, columns)
    law = full_start(t, p, b, starts, weights)
    indptr, indices, values = assemble(t, p, b, chosen, plan.group, False, laws)
    first = entries(t, indptr, indices, values, plan.order, plan.start, law)
    return v, peace, war, first, law


@njit(cache=True, nogil=True)
def mark_steps(
    t: Tables,
    step_ptr: np.ndarray,
    step_ks: np.ndarray,
    first: np.ndarray,
    laws: Laws,
    near: np.ndarray,
    seeds: np.ndarray,
) -> tuple[np.ndarray, np.ndarray]:
    """Mark the states of every step in `seeds` and what is near it in `near`, (steps, S).

    Returns the staged states that hold a step's states, and those that a screen looks at: these
    and the cases near them, bool (M,) twice.
    """
    side = t.sizes[0] * t.sizes[1] * t.sizes[2]
    cores = t.core_k.shape[0]
    on_path, looked_at = np.zeros(cores, dtype=np.bool_), np.zeros(cores, dtype=np.bool_)
    for step in range(step_ptr.shape[0] - 1):
        states = step_states(t, step_ks[step_ptr[step] : step_ptr[step + 1]], first)
        near[step] = near_states(t, states, laws)
        for state in states:
            seeds[step, state] = True
            on_path[state // side] = True
            looked_at[state // side] = True
        for s in range(cores):
            if t.core_kind[s] == ACCUSED and near[step, s * side : (s + 1) * side].any():
                looked_at[s] = True
    return on_path, looked_at


@njit(cache=True, nogil=True)
def screen_draw(
    t: Tables,
    p: Numbers,
    b: int,
    starts: np.ndarray,
    weights: np.ndarray,
    step_ptr: np.ndarray,
    step_ks: np.ndarray,
    out: np.ndarray,
) -> None:
    """Short form: out[step, i] = (margin, own response margin, others' response margin)."""
    n = t.standing_top.shape[0]
    side = t.sizes[0] * t.sizes[1] * t.sizes[2]
    laws = draw_laws(t, p, b)
    parts, peace, war, first, _ = path_and_values(t, p, b, starts, weights, laws, 1)
    shape = (step_ptr.shape[0] - 1, t.core_k.shape[0] * side)
    near, seeds = np.zeros(shape, dtype=np.bool_), np.zeros(shape, dtype=np.bool_)
    _, needed = mark_steps(t, step_ptr, step_ks, first, laws, near, seeds)
    margin, best = no_margins(t)
    for i in range(n):
        v = parts[i, :, 0].copy()
        best_deviations(t, p, b, i, v, v, peace[i], war[i], laws, needed, margin[i], best[i])
    for step in range(shape[0]):
        states = step_states(t, step_ks[step_ptr[step] : step_ptr[step + 1]], first)
        for i in range(n):
            m, _, _ = worst_margin(margin, best, i, states, side)
            own, others = response_margins(t, margin, near[step], i)
            out[step, i, 0] = min(m, HUGE)
            out[step, i, 1] = min(own, HUGE)
            out[step, i, 2] = min(others, HUGE)


@njit(cache=True, nogil=True)
def screen_batch(
    t: Tables,
    p: Numbers,
    starts: np.ndarray,
    weights: np.ndarray,
    step_ptr: np.ndarray,
    step_ks: np.ndarray,
    which: np.ndarray,
    out: np.ndarray,
) -> None:
    """`screen_draw` for the draws in `which`; out has shape (B, steps, n, 3)."""
    for b in which:
        screen_draw(t, p, b, starts, weights[b], step_ptr, step_ks, out[b])


@njit(cache=True, nogil=True)
def assess_draw(
    t: Tables,
    p: Numbers,
    b: int,
    starts: np.ndarray,
    weights: np.ndarray,
    step_ptr: np.ndarray,
    step_ks: np.ndarray,
    n_progress: int,
    lasting_rows: np.ndarray,
    floor: float,
    out: np.ndarray,
    out_row: np.ndarray,
    out_parts: np.ndarray,
    out_ledger: np.ndarray,
    out_sign: np.ndarray,
    seeds: np.ndarray,
) -> None:
    """One draw in full. `out[step, i]` holds, in this order: margin, lasting, own and others'
    margins in the responses, and the margin once every failing party takes its best deviation.

    `out_row` gets the row of the best deviation (-1: no choice); `seeds[step, state]` marks the
    step's states, for the necessary bound.
    """
    n = t.standing_top.shape[0]
    joint, engaged = t.sizes[1], t.sizes[2]
    side = t.sizes[0] * joint * engaged
    laws = draw_laws(t, p, b)
    parts, peace, war, first, law = path_and_values(t, p, b, starts, weights, laws, COMPONENTS)
    v = total_value(parts)
    near = np.zeros(seeds.shape, dtype=np.bool_)
    on_path, _ = mark_steps(t, step_ptr, step_ks, first, laws, near, seeds)
    margin, best = no_margins(t)
    everywhere = np.ones(on_path.shape[0], dtype=np.bool_)
    for i in range(n):
        calm = total_arrivals(peace[i], COMPONENTS, laws.ended[i])
        fight = laws.lost[i]
        if t.return_core.shape[0] > 0:
            fight = total_arrivals(war[i], COMPONENTS, fight)
        best_deviations(t, p, b, i, v[i], v[i], calm, fight, laws, everywhere, margin[i], best[i])
    margin2 = _margins_if_others_fail(t, p, b, margin, best, on_path, floor, laws)
    where = np.full(out_row.shape, -1, dtype=np.int64)
    for step in range(seeds.shape[0]):
        states = step_states(t, step_ks[step_ptr[step] : step_ptr[step + 1]], first)
        for i in range(n):
            m, where[step, i], row = worst_margin(margin, best, i, states, side)
            own, others = response_margins(t, margin, near[step], i)
            out[step, i, 0] = min(m, HUGE)
            out[step, i, 2] = min(own, HUGE)
            out[step, i, 3] = min(others, HUGE)
            out_row[step, i] = row
            if row < 0:
                continue
            m2, _, _ = worst_margin(margin2, best, i, states, side)
            out[step, i, 4] = m2
            out_parts[step, i] = explain(
                t, p, b, i, where[step, i], row, parts[i], peace[i], war[i], laws
            )
    lasting_margins(t, p, b, v, lasting_rows, where, out_row, laws, out)
    out_ledger[:, :] = ledger(t, p, b, first, parts, n_progress)
    for i in range(n):
        fighting = 0.0
        for state in range(law.shape[0]):
            if law[state] > 0.0:
                x = state % side
                c = (x // engaged) % joint
                fighting += law[state] * p.war_value[b, x // (joint * engaged), c, i]
        out_sign[i, 0] = (law * v[i]).sum()
        out_sign[i, 1] = fighting


@njit(cache=True, nogil=True)
def _margins_if_others_fail(
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


@njit(cache=True, nogil=True)
def assess_batch(
    t: Tables,
    p: Numbers,
    starts: np.ndarray,
    weights: np.ndarray,
    step_ptr: np.ndarray,
    step_ks: np.ndarray,
    n_progress: int,
    lasting_rows: np.ndarray,
    floor: float,
    out: np.ndarray,
    out_row: np.ndarray,
    out_parts: np.ndarray,
    out_ledger: np.ndarray,
    out_sign: np.ndarray,
    seeds: np.ndarray,
) -> None:
    """`assess_draw` for every draw of the batch."""
    for b in range(out.shape[0]):
        assess_draw(
            t,
            p,
            b,
            starts,
            weights[b],
            step_ptr,
            step_ks,
            n_progress,
            lasting_rows,
            floor,
            out[b],
            out_row[b],
            out_parts[b],
            out_ledger[b],
            out_sign[b],
            seeds[b],
        )
