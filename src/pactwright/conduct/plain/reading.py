"""Responsiveness, weights and policies as they are given: checked, with a telling message."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pactwright.errors import InputError
from pactwright.game.array_checks import as_floats

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray

    from pactwright.conduct.plain.layout import Layout, Policy
    from pactwright.game.arrays import Game

    Floats = NDArray[np.float64]
    Weights = Sequence[Sequence[ArrayLike]]

SUM_TOLERANCE = 1e-8  # as for the chances of a game
LARGEST_POWER = 1e8  # of e: above it the last digit of a value decides who does what


def read_responsiveness(responsiveness: ArrayLike, game: Game) -> Floats:
    """Responsiveness of each party, shape (n,), at least 0."""
    n = len(game.parties)
    given = as_floats(responsiveness, "the responsiveness")
    if given.ndim > 1 or (given.ndim == 1 and given.shape != (n,)):
        raise InputError(f"responsiveness has shape {given.shape}; give one number or {n}.")
    given = np.broadcast_to(given, (n,)).copy()
    if (given < 0.0).any():
        raise InputError(
            f"the responsiveness of party {int(np.argmin(given))} is {given.min():g}; "
            "it must be at least 0."
        )
    with np.errstate(over="ignore"):
        power = given * np.abs(game.payoffs).max(axis=0) / (1.0 - game.discount)
    if not (power <= LARGEST_POWER).all():
        i = int(np.argmax(power))
        raise InputError(
            f"the responsiveness {given[i]:g} of party {game.parties[i]!r} times its largest value "
            f"is {power[i]:.2g}; above {LARGEST_POWER:g} rounding would decide. Give a smaller "
            "one, per point of the game's values."
        )
    return given


def read_weights(weights: Weights | None, game: Game, layout: Layout) -> Policy:
    """Logarithm of each row's weight, one array per party; 0 throughout if none are given."""
    if weights is None:
        return tuple(np.zeros(layout.rows(i)) for i in range(layout.n))
    if len(weights) != layout.states:
        raise InputError(
            f"weights are given for {len(weights)} states, but there are {layout.states}."
        )
    found: list[list[Floats]] = [[] for _ in range(layout.n)]
    for s, row in enumerate(weights):
        if len(row) != layout.n:
            raise InputError(
                f"state {game.states[s]!r} has weights for {len(row)} parties, not {layout.n}."
            )
        for i, given in enumerate(row):
            found[i].append(_weights_of(given, game, s, i))
    return tuple(np.log(np.concatenate(own)) for own in found)


def _weights_of(given: ArrayLike, game: Game, state: int, party: int) -> Floats:
    where = f"the weights of party {game.parties[party]!r} in state {game.states[state]!r}"
    array = as_floats(given, where)
    wanted = (len(game.menus[state][party]),)
    if array.shape != wanted:
        raise InputError(f"{where} have shape {array.shape}; its menu asks for {wanted}.")
    if (array <= 0.0).any():
        raise InputError(f"{where} hold {array.min():g}; weights must be above 0.")
    return array


def read_policy(policy: Sequence[ArrayLike], layout: Layout) -> Policy:
    """Chances of each row, one array per party; those of a state sum to 1."""
    if len(policy) != layout.n:
        raise InputError(f"the policy has {len(policy)} parties, the game {layout.n}.")
    found = []
    for i, given in enumerate(policy):
        array = as_floats(given, f"the policy of party {i}")
        if array.shape != (layout.rows(i),):
            raise InputError(
                f"the policy of party {i} has shape {array.shape}; its menus ask for "
                f"({layout.rows(i)},): one chance for each action of each state."
            )
        sums = np.add.reduceat(array, layout.starts[i][:-1])
        if (array < 0.0).any() or np.abs(sums - 1.0).max() > SUM_TOLERANCE:
            raise InputError(
                f"the policy of party {i} holds no chances: in each state they must be at least "
                "0 and sum to 1."
            )
        found.append(array)
    return tuple(found)
