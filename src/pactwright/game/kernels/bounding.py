"""The necessary bound over a batch of draws, and at the states of the steps."""

from __future__ import annotations

import numpy as np

from pactwright.game.kernels.boxes import Numbers, Tables
from pactwright.game.kernels.compiled import entry
from pactwright.game.kernels.necessary import bound_slack, upper_values, war_rows
from pactwright.game.kernels.side import draw_laws
from pactwright.game.kernels.values import (
    all_nodes,
    arrivals_of,
    plain_values,
)


@entry
def bound_batch(
    bare: Tables,
    p: Numbers,
    kind: Numbers,
    policy: np.ndarray,
    row_blame: np.ndarray,
    row_nobody: np.ndarray,
    published: bool,
    learn: bool,
    out: np.ndarray,
    settled: np.ndarray,
) -> None:
    """Least slack of the necessary bound at every state without response, out (B, M, X, n).

    `bare` is the game without the response, `p` its numbers, `kind` the same at their kindest to
    every party; `policy[i]` a first guess of the rows that give party i most, replaced by
    those of draw 0 if `learn`.
    """
    n = bare.standing_top.shape[0]
    for b in range(out.shape[0]):
        laws = draw_laws(bare, p, b)
        kind_laws = draw_laws(bare, kind, b)
        for i in range(n):
            upper, rows, fine = upper_values(bare, kind, b, i, policy[i], kind_laws)
            if learn and b == 0:
                policy[i] = rows
            most, most_at_war = arrivals_of(bare, laws, i, upper)
            settled[b] &= fine
            lower, least, least_at_war = plain_values(
                bare, p, b, war_rows(bare, i), laws, i, all_nodes(bare)
            )
            best, worst = (upper, most, most_at_war), (lower, least, least_at_war)
            for s in range(bare.core_k.shape[0]):
                bound_slack(
                    bare, p, b, i, s, best, worst, row_blame, row_nobody, laws, published, out[b, s]
                )


@entry
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
