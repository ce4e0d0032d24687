"""Which pair holds which action of whom: the index tables behind every sum over profiles.

A *row* of party i is one of its actions in one state; rows of state s run from `starts[i][s]` up to
`starts[i][s + 1]`. A policy is one array per party with a chance for each row.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pactwright.game.arrays import Game

    Floats = NDArray[np.float64]
    Indices = NDArray[np.int64]
    Policy = tuple[Floats, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """Index tables of one game.

    Attributes
    ----------
    starts : per party int array, shape (S + 1,)
    own : per party int array, shape (pairs,)
        The party's row in each pair.
    pair_state : int array, shape (pairs,)
    """

    starts: tuple[Indices, ...]
    own: tuple[Indices, ...]
    pair_state: Indices

    @property
    def n(self) -> int:
        """Number of parties."""
        return len(self.starts)

    @property
    def states(self) -> int:
        """Number of states."""
        return len(self.starts[0]) - 1

    def rows(self, party: int) -> int:
        """Number of rows of a party."""
        return int(self.starts[party][-1])

    def row_states(self, party: int) -> Indices:
        """State of each row of a party, shape (rows,)."""
        return np.repeat(np.arange(self.states), np.diff(self.starts[party]))

    def others(self, policy: Policy, party: int) -> Floats:
        """Chance of what the other parties do in each pair, shape (pairs,)."""
        chance = np.ones(len(self.pair_state))
        for j, rows in enumerate(self.own):
            if j != party:
                chance *= policy[j][rows]
        return chance

    def chances(self, policy: Policy) -> Floats:
        """Chance of each pair given its state, shape (pairs,)."""
        return self.others(policy, -1)


def layout_of(game: Game) -> Layout:
    """The index tables of `game`."""
    sizes, strides = game.menu_sizes(), game.strides()
    pair_state = np.repeat(np.arange(len(game.states)), np.diff(game.first_pair))
    place = np.arange(game.pairs) - game.first_pair[pair_state]
    starts, own = [], []
    for i in range(len(game.parties)):
        start = np.concatenate([[0], np.cumsum(sizes[:, i])]).astype(np.int64)
        action = place // strides[pair_state, i] % sizes[pair_state, i]
        starts.append(start)
        own.append(start[pair_state] + action)
    return Layout(tuple(starts), tuple(own), pair_state)


def compliance_policy(game: Game, layout: Layout) -> Policy:
    """The policy that takes the prescribed action for sure."""
    policy = []
    for i, start in enumerate(layout.starts):
        chance = np.zeros(layout.rows(i))
        chance[start[:-1] + game.profile[:, i]] = 1.0
        policy.append(chance)
    return tuple(policy)
