"""Whole draws: everything that `assess` needs of one draw, and the short form for ladder menus."""

from __future__ import annotations

import numpy as np

from pactwright.game.kernels.accounts import (
    account,
    all_margins,
    by_ruler,
    margins_if_others_fail,
    signing,
)
from pactwright.game.kernels.boxes import Laws, Numbers, Tables
from pactwright.game.kernels.chain import assemble, make_plan, n_nodes
from pactwright.game.kernels.compiled import entry, inner
from pactwright.game.kernels.flows import COMPONENTS
from pactwright.game.kernels.lasting import lasting_margins
from pactwright.game.kernels.path import entries, full_start
from pactwright.game.kernels.side import draw_laws
from pactwright.game.kernels.steps import (
    ledger,
    near_states,
    response_margins,
    step_states,
    worst_margin,
)
from pactwright.game.kernels.successors import seat, seat_heirs, succeeded
from pactwright.game.kernels.tables import ACCUSED
from pactwright.game.kernels.values import (
    all_nodes,
    best_deviations,
    compliance_rows,
    no_margins,
    profile_values,
    total_value,
)

HUGE = 1e300  # stands for "no such margin" in arrays that must stay finite


@inner
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

    V comes by components if `columns` is COMPONENTS, as a sum if it is 1. Shapes of the first
    three: `profile_values`.
    """
    chosen = compliance_rows(t)
    plan = make_plan(t, p, b, chosen, all_nodes(t), laws)
    everybody = np.ones(t.standing_top.shape[0], dtype=np.bool_)
    v, peace, war = profile_values(t, p, b, everybody, chosen, plan, laws, columns)
    law = full_start(t, p, b, starts, weights)
    indptr, indices, values = assemble(t, p, b, chosen, plan.group, False, laws)
    first = entries(t, indptr, indices, values, plan.order, plan.start, law)
    return v, peace, war, first, law


@entry
def compliance_chain(
    t: Tables, p: Numbers, b: int, starts: np.ndarray, weights: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Transition rows (indptr, indices, values) of all states under sigma*, law at signature."""
    laws, everything = draw_laws(t, p, b), np.zeros(n_nodes(t), dtype=np.int64)
    chain = assemble(t, p, b, compliance_rows(t), everything, False, laws)
    return chain[0], chain[1], chain[2], full_start(t, p, b, starts, weights)


@inner
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


@inner
def screen_draw(
    t: Tables,
    p: Numbers,
    heirs: Numbers,
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
    seat_heirs(t, p, heirs, b, needed, margin, best)
    for step in range(shape[0]):
        states = step_states(t, step_ks[step_ptr[step] : step_ptr[step + 1]], first)
        for i in range(n):
            m, _, _ = worst_margin(margin, best, i, states, side)
            own, others = response_margins(t, margin, near[step], i)
            out[step, i, 0] = min(m, HUGE)
            out[step, i, 1] = min(own, HUGE)
            out[step, i, 2] = min(others, HUGE)


@entry
def screen_batch(
    t: Tables,
    p: Numbers,
    heirs: Numbers,
    starts: np.ndarray,
    weights: np.ndarray,
    step_ptr: np.ndarray,
    step_ks: np.ndarray,
    which: np.ndarray,
    out: np.ndarray,
) -> None:
    """`screen_draw` for the draws in `which`; out has shape (B, steps, n, 3)."""
    for b in which:
        screen_draw(t, p, heirs, b, starts, weights[b], step_ptr, step_ks, out[b])


@inner
def assess_draw(
    t: Tables,
    p: Numbers,
    heirs: Numbers,
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
    step's states, for the necessary bound. `heirs` are `p` with the successors' discounts.
    """
    n = t.standing_top.shape[0]
    side = t.sizes[0] * t.sizes[1] * t.sizes[2]
    laws = draw_laws(t, p, b)
    parts, peace, war, first, law = path_and_values(t, p, b, starts, weights, laws, COMPONENTS)
    v = total_value(parts)
    near = np.zeros(seeds.shape, dtype=np.bool_)
    on_path, _ = mark_steps(t, step_ptr, step_ks, first, laws, near, seeds)
    margin, best = all_margins(t, p, b, np.ones(n, dtype=np.bool_), v, peace, war, laws)
    by_heir = succeeded(t, p, heirs, b)
    laws_h, parts_h, v_h, peace_h, war_h = laws, parts, v, peace, war
    if by_heir.any():
        laws_h = draw_laws(t, heirs, b)
        plan = make_plan(t, heirs, b, compliance_rows(t), all_nodes(t), laws_h)
        parts_h, peace_h, war_h = profile_values(
            t, heirs, b, by_heir, compliance_rows(t), plan, laws_h, COMPONENTS
        )
        v_h = total_value(parts_h)
        theirs, their_best = all_margins(t, heirs, b, by_heir, v_h, peace_h, war_h, laws_h)
        seat(t, by_heir, theirs, margin)
        seat(t, by_heir, their_best, best)
    margin2 = margins_if_others_fail(t, p, b, margin, best, on_path, floor, laws)
    if by_heir.any():
        theirs = margins_if_others_fail(t, heirs, b, margin, best, on_path, floor, laws_h)
        seat(t, by_heir, theirs, margin2)
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
    own_row, heir_row = by_ruler(t, by_heir, where, out_row)
    account(t, p, b, parts, peace, war, laws, where, own_row, out_parts)
    lasting_margins(t, p, b, v, lasting_rows, where, own_row, laws, out)
    if by_heir.any():
        account(t, heirs, b, parts_h, peace_h, war_h, laws_h, where, heir_row, out_parts)
        lasting_margins(t, heirs, b, v_h, lasting_rows, where, heir_row, laws_h, out)
    out_ledger[:, :] = ledger(t, p, b, first, parts, n_progress)
    signing(t, p, b, law, v, out_sign)


@entry
def assess_batch(
    t: Tables,
    p: Numbers,
    heirs: Numbers,
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
            heirs,
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
