"""The exact law of the state over time under a policy, by multiplication, without chance draws.

Definitions. p_0 is the law of the first state, T the law from state to state under the policy; the
law after t periods is p_0 T^t. The chance of having *reached* some states by t is the weight on
them after t periods of the same chain in which these states are never left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import scipy.sparse as sp

from pactwright.conduct.plain.layout import layout_of
from pactwright.conduct.plain.reading import SUM_TOLERANCE, read_policy
from pactwright.conduct.plain.response import state_law
from pactwright.errors import InputError
from pactwright.game.array_checks import as_floats

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray

    from pactwright.game.arrays import Game

    Floats = NDArray[np.float64]


def law_after(
    game: Game, policy: Sequence[ArrayLike], start: ArrayLike, periods: Sequence[int]
) -> Floats:
    """Chance of each state after each of some numbers of periods.

    Parameters
    ----------
    policy : per party an array, shape (rows,)
        As in `Conduct.policy`.
    start : state index, or array of chances, shape (S,)
    periods : whole numbers, at least 0, in any order

    Returns
    -------
    float array, shape (len(periods), S)

    Raises
    ------
    InputError

    Examples
    --------
    A truce that ends with chance 0.1 in every period, whatever is done:

    >>> from pactwright.game.arrays import Game
    >>> truce = Game.from_arrays(
    ...     payoffs=[[[0]], [[0]]], transitions=[[[0.9, 0.1]], [[0, 1]]], actions=[[1], [1]],
    ...     discount=0.9, profile=[[0], [0]],
    ... )
    >>> law_after(truce, [[1, 1]], 0, [0, 2]).round(6).tolist()
    [[1.0, 0.0], [0.81, 0.19]]
    """
    layout = layout_of(game)
    law = state_law(game, layout, read_policy(policy, layout))
    return _at(law, _first(start, layout.states), periods)


def chance_reached(
    game: Game,
    policy: Sequence[ArrayLike],
    start: ArrayLike,
    targets: Sequence[int],
    periods: Sequence[int],
) -> Floats:
    """Chance of having been in one of `targets` by each number of periods, shape (len(periods),).

    Other parameters and errors as for `law_after`. A target in which one starts counts from 0.
    """
    layout = layout_of(game)
    among = np.zeros(layout.states)
    for s in targets:
        if not 0 <= s < layout.states:
            raise InputError(f"targets name state {s}; states run from 0 to {layout.states - 1}.")
        among[s] = 1.0
    moving = state_law(game, layout, read_policy(policy, layout))
    held = sp.csr_array(sp.diags_array(1.0 - among) @ moving + sp.diags_array(among))
    reached: Floats = _at(held, _first(start, layout.states), periods) @ among
    return reached


def _at(law: sp.csr_array, first: Floats, periods: Sequence[int]) -> Floats:
    wanted = [int(t) for t in periods]
    if any(t < 0 or t != given for t, given in zip(wanted, periods, strict=True)):
        raise InputError("periods must be whole numbers, at least 0.")
    found = np.zeros((len(wanted), len(first)))
    now, backwards = first, law.T.tocsr()
    for t in range(max(wanted, default=-1) + 1):
        for place, one in enumerate(wanted):
            if one == t:
                found[place] = now
        now = backwards @ now
    return found


def _first(start: ArrayLike, states: int) -> Floats:
    given = np.asarray(start)
    if given.ndim == 0 and np.issubdtype(given.dtype, np.integer):
        if not 0 <= int(given) < states:
            raise InputError(f"start is state {int(given)}; states run from 0 to {states - 1}.")
        at_one: Floats = np.eye(1, states, int(given))[0]
        return at_one
    law: Floats = as_floats(start, "the law of the first state")
    if law.shape != (states,):
        raise InputError(f"start has shape {law.shape}; give a state or {states} chances.")
    if (law < 0.0).any() or abs(law.sum() - 1.0) > SUM_TOLERANCE:
        raise InputError("start holds no chances: they must be at least 0 and sum to 1.")
    return law
