"""Whole draws: everything that `assess` needs of one draw, and the short form for ladder menus."""

from __future__ import annotations

import numpy as np
from numba import njit

from pactwright.game.kernels.boxes import Laws, Numbers, Tables
from pactwright.game.kernels.chain import assemble, flows_of_chain
from pactwright.game.kernels.flows import COMPONENTS, WEIGHT
from pactwright.game.kernels.necessary import bound_slack, upper_values, war_rows
from pactwright.game.kernels.path import entries, full_start
from pactwright.game.kernels.side import draw_laws
from pactwright.game.kernels.solving import components, solve
from pactwright.game.kernels.steps import (
    explain,
    failing_rows,
    ledger,
    near_states,
    response_margins,
    step_states,
    worst_margin,
)
from pactwright.game.kernels.values import (
    best_deviations,
    compliance_rows,
    deviation_values,
    kept_values,
    plain_values,
    total_value,
)

HUGE = 1e300  # stands for "no such margin" in arrays that must stay finite
VARIANTS = 8  # lasting deviations: withhold (0, 1) x conduct (as agreed, 1, 2, elsewhere)


@njit(cache=True, nogil=True)
def path_and_values(
    t: Tables, p: Numbers, b: int, starts: np.ndarray, weights: np.ndarray, laws: Laws, split: bool
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """V under sigma*, first entries of the path, and the law at signature.

    V comes by components if `split`, else as one column, shape (n, S, columns).
    """
    n = t.standing_top.shape[0]
    chosen = compliance_rows(t)
    indptr, indices, values, ends, ended = assemble(t, p, b, chosen, laws)
    order, start = components(indptr, indices)
    parts = np.zeros((n, indptr.shape[0] - 1, COMPONENTS if split else 1))
    for i in range(n):
        rhs = flows_of_chain(t, p, b, i, chosen, laws, ends, ended)
        if not split:
            total = np.zeros((rhs.shape[0], 1))
            for s in range(rhs.shape[0]):
                total[s, 0] = rhs[s, :WEIGHT].sum()
            rhs = total
        parts[i] = solve(indptr, indices, values, order, start, p.discount[b, i], rhs)
    law = full_start(t, p, b, starts, weights)
    first = entries(t, indptr, indices, values, order, start, law)
    return parts, first, law


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
    parts, first, _ = path_and_values(t, p, b, starts, weights, laws, False)
    v = parts[:, :, 0].copy()
    q = deviation_values(t, p, b, v, laws)
    margin, best = best_deviations(t, q, v)
    for step in range(step_ptr.shape[0] - 1):
        states = step_states(t, step_ks[step_ptr[step] : step_ptr[step + 1]], first)
        near = near_states(t, states, laws)
        for i in range(n):
            m, _, _ = worst_margin(margin, best, i, states, side)
            own, others = response_margins(t, margin, near, i)
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
    parts, first, law = path_and_values(t, p, b, starts, weights, laws, True)
    v = total_value(parts)
    q = deviation_values(t, p, b, v, laws)
    margin, best = best_deviations(t, q, v)
    chosen = compliance_rows(t)
    failing = failing_rows(t, chosen, margin, best, floor)
    margin2, best2 = margin, best
    if (failing != chosen).any():
        v2 = plain_values(t, p, b, failing, laws, -1)
        q2 = deviation_values(t, p, b, v2, laws)
        margin2, best2 = best_deviations(t, q2, kept_values(t, p, b, v2, laws))
    lasting = np.zeros((n, VARIANTS, v.shape[1]))
    known = np.zeros((n, VARIANTS), dtype=np.bool_)
    for step in range(step_ptr.shape[0] - 1):
        states = step_states(t, step_ks[step_ptr[step] : step_ptr[step + 1]], first)
        for state in states:
            seeds[step, state] = True
        near = near_states(t, states, laws)
        for i in range(n):
            m, where, row = worst_margin(margin, best, i, states, side)
            own, others = response_margins(t, margin, near, i)
            out[step, i, 0] = min(m, HUGE)
            out[step, i, 2] = min(own, HUGE)
            out[step, i, 3] = min(others, HUGE)
            out_row[step, i] = row
            if row < 0:
                continue
            m2, _, _ = worst_margin(margin2, best2, i, states, side)
            out[step, i, 4] = m2
            out_parts[step, i] = explain(t, p, b, i, where, row, parts, laws)
            variant = _variant(t, row, t.row_ptr[where // side], i)
            if t.row_war[row] > 0:
                out[step, i, 1] = v[i, where] - q[row, where % side]
            elif variant < 0:
                out[step, i, 1] = m
            else:
                if not known[i, variant]:
                    rows = _spread_rows(lasting_rows[i, variant], side)
                    lasting[i, variant] = plain_values(t, p, b, rows, laws, i)[i]
                    known[i, variant] = True
                out[step, i, 1] = v[i, where] - lasting[i, variant, where]
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
def _spread_rows(rows: np.ndarray, side: int) -> np.ndarray:
    """Rows per staged state, the same at every x."""
    chosen = np.empty((rows.shape[0], side), dtype=np.int64)
    for s in range(rows.shape[0]):
        chosen[s, :] = rows[s]
    return chosen


@njit(cache=True, nogil=True)
def _variant(t: Tables, row: int, kept: int, i: int) -> int:
    """Which lasting deviation a row stands for; -1: none (early resumption, no answer)."""
    level, agreed = t.row_level[row, i], t.row_level[kept, i]
    count = t.row_duty_ptr[row + 1] - t.row_duty_ptr[row]
    agreed_count = t.row_duty_ptr[kept + 1] - t.row_duty_ptr[kept]
    conduct = 0
    if level != agreed:
        if level == 0:
            return -1
        conduct = 3 if level == 4 else level
    if count > agreed_count:
        return -1
    withhold = 4 if count < agreed_count else 0
    return withhold + conduct


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


@njit(cache=True, nogil=True)
def bound_batch(
    bare: Tables,
    p: Numbers,
    kind: Numbers,
    policy: np.ndarray,
    row_blame: np.ndarray,
    row_nobody: np.ndarray,
    published: bool,
    out: np.ndarray,
    settled: np.ndarray,
) -> None:
    """Least slack of the necessary bound at every state without response, out (B, M, X, n).

    `bare` is the game without the response, `p` its numbers, `kind` the same at their kindest to
    every party; `policy[i]` a first guess of the rows that give party i most.
    """
    n = bare.standing_top.shape[0]
    side = bare.sizes[0] * bare.sizes[1] * bare.sizes[2]
    for b in range(out.shape[0]):
        laws = draw_laws(bare, p, b)
        kind_laws = draw_laws(bare, kind, b)
        for i in range(n):
            upper, _, fine = upper_values(bare, kind, b, i, policy[i], kind_laws)
            settled[b] &= fine
            lower = plain_values(bare, p, b, war_rows(bare, i), laws, i)[i]
            for s in range(bare.core_k.shape[0]):
                for x in range(side):
                    out[b, s, x, i] = bound_slack(
                        bare, p, b, i, s, x, upper, lower, row_blame, row_nobody, laws, published
                    )


@njit(cache=True, nogil=True)
def best_policies(bare: Tables, p: Numbers) -> np.ndarray:
    """Rows that give each party most in draw 0, shape (n, M, X): the first guess of other draws."""
    n = bare.standing_top.shape[0]
    laws = draw_laws(bare, p, 0)
    side = bare.sizes[0] * bare.sizes[1] * bare.sizes[2]
    result = np.empty((n, bare.core_k.shape[0], side), dtype=np.int64)
    for i in range(n):
        _, rows, _ = upper_values(bare, p, 0, i, compliance_rows(bare), laws)
        result[i] = rows
    return result


@njit(cache=True, nogil=True)
def least_slack(
    t: Tables, bare_core: np.ndarray, slack: np.ndarray, seeds: np.ndarray, out: np.ndarray
) -> None:
    """Least slack over the states of each step, out (B, steps, n); HUGE where it has no state."""
    n = t.standing_top.shape[0]
    engaged = t.sizes[2]
    side = t.sizes[0] * t.sizes[1] * engaged
    for b in range(out.shape[0]):
        for step in range(out.shape[1]):
            for state in range(t.core_k.shape[0] * side):
                if not seeds[b, step, state]:
                    continue
                s, x = bare_core[t.core_k[state // side]], (state % side) // engaged
                if s < 0:  # stands only after an undoing, which the bound does not range over
                    continue
                for i in range(n):
                    out[b, step, i] = min(out[b, step, i], slack[b, s, x, i])
