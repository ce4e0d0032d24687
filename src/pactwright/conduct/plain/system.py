"""The equations of a logit solution at a share t of the responsiveness, and their derivatives.

Unknowns: y, the logarithm of every chance (so that an action that is hardly ever taken keeps its
digits); z, one number for each menu that makes its chances sum to 1; and x = V divided by a scale
per party. With m the logarithm of the weights and Qbar as in `response`,

    log law:   y_r - m_r - t lambda Qbar_r + z = 0      for every row r of a menu
    sum:       sum over the menu of exp(y_r) - 1 = 0
    value:     x - mean over all profiles of (u + delta E V) / scale = 0

A state with a given value pays (1 - delta) of it and leads to itself, so that its value equation
holds at that value. Any solution is a solution of model page 6, and the reverse.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import scipy.sparse as sp

from pactwright.conduct.plain.response import mean_worth, values_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pactwright.conduct.plain.layout import Layout, Policy
    from pactwright.game.arrays import Game

    Floats = NDArray[np.float64]
    Indices = NDArray[np.int64]
    Entries = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]


@dataclass(frozen=True, slots=True, eq=False)
class Equations:
    """Value of all equations at one point, with derivatives."""

    error: Floats  # (unknowns,)
    by_unknown: tuple[Entries, ...]  # entries of a matrix (row, column, number); repeated ones add
    by_share: Floats  # (unknowns,)

    def matrix(self, *more: Entries) -> sp.csc_array:
        """The derivatives by the unknowns, and further entries around them."""
        row, column, number = (np.concatenate(parts) for parts in
                               zip(*self.by_unknown, *more, strict=True))  # fmt: skip
        size = len(self.error) + bool(more)
        return sp.csc_array(sp.coo_array((number, (row, column)), shape=(size, size)))


@dataclass(frozen=True, slots=True, eq=False)
class System:
    """The equations of one game. Built by `system_of`.

    Rows of all parties stand behind one another, party by party; so do menus and values.
    """

    game: Game
    layout: Layout
    log_weights: Floats  # (rows,)
    responsiveness: Floats  # (n,)
    first_row: Indices  # (n,) where each party's rows begin
    row_party: Indices  # (rows,)
    row_menu: Indices  # (rows,)
    scale: Floats  # (n,) points by which values are divided

    @property
    def rows(self) -> int:
        """Number of rows of all parties."""
        return len(self.row_party)

    @property
    def n_menus(self) -> int:
        """Number of menus, and of values."""
        return self.layout.n * self.layout.states

    def policy(self, y: Floats) -> Policy:
        """The chances behind `y`, rescaled to sum to 1 in every menu."""
        chance = np.exp(y)
        return self._by_party(chance / self._sums(chance)[self.row_menu])

    def at(self, policy: Policy, share: float) -> Floats:
        """The unknowns at `policy` (every chance above 0), its values solved exactly."""
        values = values_of(self.game, self.layout, policy)
        y = np.log(np.concatenate(policy))
        worth = np.concatenate(mean_worth(self.game, self.layout, policy, values))
        pull = self.log_weights + share * self.responsiveness[self.row_party] * worth
        z = self._sums(pull - y) / self._sums(np.ones(self.rows))
        return np.concatenate([y, z, (values / self.scale).T.ravel()])

    def equations(self, unknowns: Floats, share: float) -> Equations:
        """Errors and derivatives at `unknowns` and a share of the responsiveness."""
        game, layout, states = self.game, self.layout, self.layout.states
        y, z, x = np.split(unknowns, [self.rows, self.rows + self.n_menus])
        chance = np.exp(y)
        policy = self._by_party(chance)
        every = layout.chances(policy)
        worth, means, entries = [], [], [*self._plain_entries(chance)]
        for i in range(layout.n):
            ahead = game.payoffs[:, i] + game.discount[i] * (
                game.law @ (x[i * states : (i + 1) * states] * self.scale[i])
            )
            others = layout.others(policy, i) * ahead
            worth.append(np.bincount(layout.own[i], others, minlength=layout.rows(i)))
            means.append(np.bincount(layout.pair_state, every * ahead, minlength=states))
            slope = -share * self.responsiveness[i]
            entries += self._by_y(i, slope * others, -every * ahead / self.scale[i])
            entries += self._by_x(i, slope * self.scale[i], policy, every)
        pull = self.responsiveness[self.row_party] * np.concatenate(worth)
        error = np.concatenate([
            y - self.log_weights - share * pull + z[self.row_menu],
            self._sums(chance) - 1.0,
            x - np.concatenate(means) / np.repeat(self.scale, states),
        ])  # fmt: skip
        by_share = np.concatenate([-pull, np.zeros(2 * self.n_menus)])
        return Equations(error, tuple(entries), by_share)

    def _plain_entries(self, chance: Floats) -> list[Entries]:
        """Derivatives that need no mean: of each equation by its own unknown, and of the sums."""
        rows, menu = np.arange(self.rows), self.row_menu + self.rows
        values = np.arange(self.n_menus) + self.rows + self.n_menus
        return [
            (rows, rows, np.ones(self.rows)),
            (rows, menu, np.ones(self.rows)),
            (menu, rows, chance),
            (values, values, np.ones(self.n_menus)),
        ]

    def _by_y(self, party: int, worth: Floats, value: Floats) -> list[Entries]:
        """Derivatives by y: of the log law by what others do, of the value by what all do."""
        layout = self.layout
        own = layout.own[party] + self.first_row[party]
        at_value = self._value_row(party)[layout.pair_state]
        found = []
        for j, rows in enumerate(layout.own):
            column = rows + self.first_row[j]
            found.append((at_value, column, value))
            if j != party:
                found.append((own, column, worth))
        return found

    def _by_x(self, party: int, slope: float, policy: Policy, every: Floats) -> list[Entries]:
        """Derivatives by the party's values: of its log law and of its values."""
        layout, pairs = self.layout, np.arange(len(every))
        value_row = self._value_row(party)
        discount = float(self.game.discount[party])
        shape = (layout.rows(party), len(every))
        mean = sp.csr_array((layout.others(policy, party), (layout.own[party], pairs)), shape=shape)
        mixing = sp.csr_array(
            (every, (layout.pair_state, pairs)), shape=(layout.states, len(every))
        )
        seen, led = sp.coo_array(mean @ self.game.law), sp.coo_array(mixing @ self.game.law)
        return [
            (seen.row + self.first_row[party], value_row[seen.col], slope * discount * seen.data),
            (value_row[led.row], value_row[led.col], -discount * led.data),
        ]

    def _value_row(self, party: int) -> Indices:
        states = self.layout.states
        return self.rows + self.n_menus + party * states + np.arange(states)

    def _sums(self, numbers: Floats) -> Floats:
        """Sum over each menu."""
        sums: Floats = np.bincount(self.row_menu, numbers, minlength=self.n_menus).astype(
            np.float64
        )
        return sums

    def _by_party(self, rows: Floats) -> Policy:
        return tuple(np.split(rows, self.first_row[1:]))


def system_of(game: Game, layout: Layout, log_weights: Policy, responsiveness: Floats) -> System:
    """The equations of `game`."""
    counts = np.array([layout.rows(i) for i in range(layout.n)])
    first_row = np.concatenate([[0], np.cumsum(counts)[:-1]]).astype(np.int64)
    menu = np.concatenate([layout.row_states(i) + i * layout.states for i in range(layout.n)])
    largest = np.abs(game.payoffs).max(axis=0) / (1.0 - game.discount)  # no value is above it
    return System(
        game, layout, np.concatenate(log_weights), responsiveness, first_row,
        np.repeat(np.arange(layout.n), counts), menu, np.where(largest > 0.0, largest, 1.0),
    )  # fmt: skip
