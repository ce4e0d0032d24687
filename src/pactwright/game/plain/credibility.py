"""Strategic guarantors: sanctions that it would not pay to carry out are deleted (model page 3.8).

Written as the page has it: start with all declared sanctions, evaluate, remove every sanction whose
least margin of enforcing is negative, and repeat until nothing changes.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import scipy.sparse as sp

from pactwright.game import solve
from pactwright.game.plain.stages import build
from pactwright.game.plain.state import Case
from pactwright.game.plain.transition import war_after
from pactwright.game.spec import WAR

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pactwright.game.plain.stages import PlainGame
    from pactwright.game.spec import GameSpec, Parameters

    Floats = NDArray[np.float64]

Sanction: TypeAlias = tuple[int, int]  # guarantor, accused party
TOLERANCE = 1e-7  # the guarantor's own points


def credible(spec: GameSpec, parameters: Parameters, row: int = 0) -> tuple[Parameters, int]:
    """The numbers with `sanction` 0 in draw `row` where it is not credible; and rounds needed."""
    rounds = 0
    while any(one.strategic for one in spec.guarantors):
        margins = enforcing_margins(build(spec, parameters, row))
        weak = [
            (g, i)
            for (g, i), margin in margins.items()
            if margin < -TOLERANCE and parameters.sanction[row, g, i] != 0.0
        ]
        if not weak:
            break
        sanction = parameters.sanction.copy()
        for g, i in weak:
            sanction[row, g, i] = 0.0
        parameters = replace(parameters, sanction=sanction)
        rounds += 1
    return parameters, rounds


def enforcing_margins(plain: PlainGame) -> dict[Sanction, float]:
    """Least margin of enforcing over the reachable states that call a sanction, by sanction.

    At a state s with i accused: delta phi [E U(s') - U(war)] - e - beta_i S_i, S as declared.
    """
    draw = plain.stage.draw
    found: dict[Sanction, float] = {}
    law = sp.csr_array(plain.game.law[plain.game.profile_pairs()])
    for g, guarantor in enumerate(plain.stage.spec.guarantors):
        if not guarantor.strategic:
            continue
        worth = stake_values(plain, g)
        later = law @ worth
        rate = float(draw.stake_discount[g] * draw.failing_ends[g])
        for s, state in enumerate(plain.states):
            if not _calls(plain, s, g):
                continue
            assert isinstance(state.response, Case)
            i = state.response.accused
            war = worth[plain.index[war_after(plain.stage, state)]]
            price = float(draw.acting_cost[g] + draw.leaning[g, i] * draw.declared[g, i])
            margin = rate * float(later[s] - war) - price
            found[g, i] = min(margin, found.get((g, i), np.inf))
    return found


def stake_values(plain: PlainGame, guarantor: int) -> Floats:
    """U: capital value of a guarantor's stake at every state under compliance, shape (S,)."""
    draw = plain.stage.draw
    calm, war = float(draw.stake_calm[guarantor]), float(draw.stake_war[guarantor])
    ended = war if draw.end_is_war else calm
    worth = np.empty(len(plain.states))
    for s, state in enumerate(plain.states):
        fights = any(plain.menus[s][i][a].level == WAR for i, a in enumerate(plain.game.profile[s]))
        worth[s] = ended if state.kind == "ended" else war if fights else calm
        if state.kind == "war":
            worth[s] = war
    rate = np.array([float(draw.stake_discount[guarantor])])
    law = plain.game.law[plain.game.profile_pairs()]
    return solve.solve_values(law, (1.0 - rate) * worth[:, None], rate)[:, 0]


def _calls(plain: PlainGame, state: int, guarantor: int) -> bool:
    """Whether a rung in force names a guarantor whose attention is there."""
    here = plain.states[state]
    if not isinstance(here.response, Case) or here.kind != "agreement":
        return False
    named = any(guarantor in rung.guarantors for rung in plain.stage.in_force(here.response))
    cares = not plain.stage.spec.guarantors[guarantor].fades or here.engaged[guarantor] == 1
    return named and cares
