"""Who rules after a fall: margins of a party at standing 0 by its successor's patience.

V_i uses i's own payoffs throughout; margins at c_i = 0 use the successor's (model page 3.7), that
is, a value of the same play with the successor's discount. `heirs` are the numbers of the draw with
those discounts; a draw in which nobody's successor differs costs nothing.
"""

from __future__ import annotations

import numpy as np

from pactwright.game.kernels.boxes import Numbers, Tables
from pactwright.game.kernels.chain import make_plan
from pactwright.game.kernels.compiled import inner
from pactwright.game.kernels.side import draw_laws
from pactwright.game.kernels.values import (
    all_nodes,
    best_deviations,
    compliance_rows,
    no_margins,
    profile_values,
)


@inner
def succeeded(t: Tables, p: Numbers, heirs: Numbers, b: int) -> np.ndarray:
    """Parties that can fall and whose successor discounts otherwise in this draw, (n,)."""
    n = t.standing_top.shape[0]
    result = np.zeros(n, dtype=np.bool_)
    for i in range(n):
        result[i] = t.standing_top[i] > 0 and heirs.discount[b, i] != p.discount[b, i]
    return result


@inner
def has_fallen(t: Tables, x: int, i: int) -> bool:
    """Whether party i stands at 0 in side state x."""
    return t.joint_level[(x // t.sizes[2]) % t.sizes[1], i] == 0


@inner
def seat(t: Tables, by_heir: np.ndarray, theirs: np.ndarray, own: np.ndarray) -> None:
    """Put the successors' margins or best rows, (n, M, X), where they rule. Changes `own`.

    A successor may find another deviation best, so both must be put from its own account.
    """
    for i in range(by_heir.shape[0]):
        if by_heir[i]:
            for x in range(own.shape[2]):
                if has_fallen(t, x, i):
                    for s in range(own.shape[1]):
                        own[i, s, x] = theirs[i, s, x]


@inner
def seat_heirs(
    t: Tables,
    p: Numbers,
    heirs: Numbers,
    b: int,
    needed: np.ndarray,
    margin: np.ndarray,
    best: np.ndarray,
) -> None:
    """Margins and best rows of successors at the staged states `needed` where they rule.

    Changes `margin` and `best`, (n, M, X).
    """
    by_heir = succeeded(t, p, heirs, b)
    if not by_heir.any():
        return
    laws, chosen = draw_laws(t, heirs, b), compliance_rows(t)
    plan = make_plan(t, heirs, b, chosen, all_nodes(t), laws)
    parts, peace, war = profile_values(t, heirs, b, by_heir, chosen, plan, laws, 1)
    theirs, rows = no_margins(t)
    for i in range(by_heir.shape[0]):
        if by_heir[i]:
            v = parts[i, :, 0].copy()
            best_deviations(
                t, heirs, b, i, v, v, peace[i], war[i], laws, needed, theirs[i], rows[i]
            )
    seat(t, by_heir, theirs, margin)
    seat(t, by_heir, rows, best)
