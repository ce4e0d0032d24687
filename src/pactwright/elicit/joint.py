"""Laws of several answers drawn together: shares of one whole, and ranks.

* Shares (odds of war, kinds of leadership, outcomes of an open issue): a Dirichlet, drawn as
  gamma variables over their sum, one uniform per category. That map treats all categories
  alike, so swapping two parties swaps their shares. Rows of odds for other times or after other
  steps use the same uniforms: a draw that is high on one side's odds today is as high on its
  range after each step, and a step whose range equals today's shifts nothing.
* Ranks: the places of m situations are the order statistics of m independent uniforms between
  the fixed ends 0 and 100 (model page, section 10). Tied situations share a place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from scipy import special

from pactwright.elicit.laws import Fixed, Law, ScaledBeta, unit_interval

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats: TypeAlias = NDArray[np.float64]

SCALE = 100.0
"""Top of every party's scale."""


@dataclass(frozen=True, slots=True)
class Shares:
    """Dirichlet over categories: input names and uniforms side by side.

    `names[j]` is None for a category that is no input of its own (the wars that end with
    neither, when nobody asks for them). Weight 0: that share is exactly 0.
    """

    names: tuple[str | None, ...]
    weights: tuple[float, ...]
    dimensions: tuple[str, ...]

    @property
    def input_names(self) -> tuple[str, ...]:
        """Names of the inputs drawn together."""
        return tuple(name for name in self.names if name is not None)

    def values(self, u: Floats) -> dict[str, Floats]:
        """Shares by input name; `u` has shape (categories, B)."""
        gammas = np.zeros(np.shape(u))
        for j, weight in enumerate(self.weights):
            if weight > 0:
                gammas[j] = special.gammaincinv(weight, unit_interval(u[j]))
        shares = gammas / np.maximum(gammas.sum(axis=0), np.finfo(float).tiny)
        return {name: shares[j] for j, name in enumerate(self.names) if name is not None}

    def medians(self) -> dict[str, float]:
        """Medians of the single shares, scaled down together where they pass 1."""
        marginals = [self.marginal(j) for j in range(len(self.names))]
        named = {n: m.median for n, m in zip(self.names, marginals, strict=True) if n is not None}
        is_whole = None not in self.names
        total = sum(named.values())
        # Named categories that are the whole must add up to 1; others only must not pass it.
        if total > 0 and (is_whole or total > 1):
            return {name: value / total for name, value in named.items()}
        return named

    def marginal(self, j: int) -> Law:
        """Law of category j alone: a Beta."""
        rest = sum(self.weights) - self.weights[j]
        if self.weights[j] <= 0 or rest <= 0:
            return Fixed(0.0 if self.weights[j] <= 0 else 1.0)
        return ScaledBeta(self.weights[j], rest)


@dataclass(frozen=True, slots=True)
class Ranks:
    """Places of ranked situations: `levels` best first, each a tuple of input names."""

    levels: tuple[tuple[str, ...], ...]
    dimensions: tuple[str, ...]

    @property
    def input_names(self) -> tuple[str, ...]:
        """Names of the inputs drawn together."""
        return tuple(name for level in self.levels for name in level)

    def values(self, u: Floats) -> dict[str, Floats]:
        """Points by input name; `u` has shape (levels, B)."""
        falling = SCALE * np.sort(unit_interval(u), axis=0)[::-1]
        return {name: falling[j] for j, level in enumerate(self.levels) for name in level}

    def medians(self) -> dict[str, float]:
        """Medians of the order statistics."""
        return {
            name: self.marginal(j).median for j, level in enumerate(self.levels) for name in level
        }

    def marginal(self, j: int) -> Law:
        """Law of the place of level j (0 is the best) alone."""
        count = len(self.levels)
        return ScaledBeta(count - j, j + 1, 0.0, SCALE)


Joint = Shares | Ranks
"""Several inputs drawn together."""
