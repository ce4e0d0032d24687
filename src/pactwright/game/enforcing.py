"""Strategic guarantors: is a sanction credible? (model page 3.8, *Credibility by deletion*).

Margin of enforcing on party i in a state that calls the sanction:

    delta phi [E U(s') - U(war)] - e - beta_i S_i,

U the guarantor's capital value under sigma* (flow (1 - delta) Y in calm and (1 - delta) Y_war at
war). A sanction whose least margin over the states that call it is negative is removed.

One round of deletion settles: U and the set of states that call a sanction follow from what the
parties do under sigma*, and sigma*, the fixed profile, does the same whatever is sanctioned; S
enters no transition. Removing one sanction therefore moves no other margin of enforcing, and the
largest consistent set is what is left after the first round. The plain engine
(`plain.credibility`) repeats the rounds until nothing changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pactwright.game.kernels import boxes
from pactwright.game.kernels.draws import HUGE
from pactwright.game.kernels.enforcing import enforcing_batch
from pactwright.game.spec import TOLERANCE

if TYPE_CHECKING:
    from pactwright.game.kernels.tables import NumberArrays
    from pactwright.game.spec import Floats, Parameters
    from pactwright.game.structure import Structure


def enforcing_margins(
    tables: boxes.Tables, structure: Structure, arrays: NumberArrays, numbers: Parameters
) -> Floats:
    """Least margin of enforcing per draw, guarantor and accused party, (B, G, n), own points.

    HUGE where the guarantor is exogenous, or no state that can be reached calls its sanction.
    """
    spec = structure.spec
    strategic = np.array([one.strategic for one in spec.guarantors], dtype=np.bool_)
    out = np.full((numbers.draws, len(strategic), len(spec.parties)), HUGE)
    if not strategic.any():
        return out
    # What an ended text leaves is war where `end_is_war`, else calm: a view prices no third thing.
    after = numbers.stake_war if numbers.end_is_war else numbers.stake_calm
    stake = [
        numbers.stake_calm,
        numbers.stake_war,
        after,
        numbers.stake_discount,
        numbers.acting_cost,
        numbers.failing_ends,
    ]
    enforcing_batch(
        tables,
        boxes.box_numbers(arrays),
        np.array(structure.starts, dtype=np.int64),
        strategic,
        np.ascontiguousarray(np.stack(stake, axis=2)),
        np.ascontiguousarray(numbers.leaning * numbers.declared),
        out,
    )
    return out


def credible_sanctions(sanction: Floats, enforcing: Floats) -> Floats:
    """Sanctions (B, G, n) without those whose margin of enforcing is negative."""
    return np.where(enforcing < -TOLERANCE, 0.0, sanction)
