"""What a policy leads to, and the logit response to it.

Symbols: pi_i(a|s) policy, mu_i(a|s) weight, lambda_i responsiveness per point, delta_i discount.

    T(s'|s)    = sum over profiles a of prod_i pi_i(a_i|s) P(s'|s,a)
    V_i        solves (I - delta_i T) V_i = mean of u_i, exactly; given values stay as they are
    Qbar_i(s,a) = mean over the others' policies of u_i(s,a,.) + delta_i E V_i(s')
    response   pi_i(a|s) proportional to mu_i(a|s) exp(lambda_i Qbar_i(s,a))

Model page 6.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import scipy.sparse as sp

from pactwright.game.solve import solve_values

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pactwright.conduct.plain.layout import Layout, Policy
    from pactwright.game.arrays import Game

    Floats = NDArray[np.float64]


def state_law(game: Game, layout: Layout, policy: Policy) -> sp.csr_array:
    """T, the law from state to state, shape (S, S)."""
    return sp.csr_array(_mixing(layout, policy) @ game.law)


def _mixing(layout: Layout, policy: Policy) -> sp.csr_array:
    """Matrix that takes the mean over profiles, shape (S, pairs)."""
    pairs = len(layout.pair_state)
    return sp.csr_array(
        (layout.chances(policy), (layout.pair_state, np.arange(pairs))),
        shape=(layout.states, pairs),
    )


def values_of(game: Game, layout: Layout, policy: Policy) -> Floats:
    """V, shape (S, n), solved exactly.

    Raises
    ------
    SolveError
    """
    mixing = _mixing(layout, policy)
    found = solve_values(sp.csr_array(mixing @ game.law), mixing @ game.payoffs, game.discount)
    found[game.fixed] = game.capital[game.fixed]
    return found


def mean_worth(game: Game, layout: Layout, policy: Policy, values: Floats) -> Policy:
    """Qbar of each row, one array per party."""
    found: list[Floats] = []
    for i in range(layout.n):
        worth = game.payoffs[:, i] + game.discount[i] * (game.law @ values[:, i])
        weighted = layout.others(policy, i) * worth
        sums = np.bincount(layout.own[i], weighted, minlength=layout.rows(i))
        found.append(sums.astype(np.float64))
    return tuple(found)


def logit_response(
    layout: Layout, worth: Policy, log_weights: Policy, responsiveness: Floats
) -> Policy:
    """The policy proportional to weight times exp(responsiveness times worth)."""
    return tuple(
        _softmax(log_weights[i] + responsiveness[i] * worth[i], layout, i) for i in range(layout.n)
    )


def _softmax(power: Floats, layout: Layout, party: int) -> Floats:
    start, counts = layout.starts[party][:-1], np.diff(layout.starts[party])
    # The largest power of each state becomes 0: nothing overflows, and one term is exactly 1.
    raised = np.exp(power - np.repeat(np.maximum.reduceat(power, start), counts))
    shares: Floats = raised / np.repeat(np.add.reduceat(raised, start), counts)
    return shares


def response_to(
    game: Game, layout: Layout, policy: Policy, log_weights: Policy, responsiveness: Floats
) -> tuple[Policy, Floats]:
    """The logit response to a policy, and the values of that policy."""
    values = values_of(game, layout, policy)
    worth = mean_worth(game, layout, policy, values)
    return logit_response(layout, worth, log_weights, responsiveness), values


def distance(one: Policy, other: Policy) -> float:
    """Largest difference between two policies."""
    return max(float(np.abs(a - b).max()) for a, b in zip(one, other, strict=True))
