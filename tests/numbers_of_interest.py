"""Numbers of interest in closed form: what sensitivity and its kin must find is known."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from pactwright.elicit.input_kinds import Group

Floats = np.ndarray


@dataclass(frozen=True)
class Formula:
    """A number that is a formula of some inputs; it looks at no game."""

    of: Callable[[Mapping[str, Floats]], Floats]
    bar: float | None = None
    name: str = "formula"
    words: str = "a formula"
    unit: str = "points"
    groups: tuple[Group, ...] = tuple(Group)

    def per_draw(self, game: object, values: Mapping[str, Floats]) -> Floats:
        del game
        return np.asarray(self.of(values), dtype=np.float64)


def ranks(values: Mapping[str, Floats], table, name: str) -> Floats:
    """An input back on [0, 1]: its place in its own range."""
    law = table.inputs[name].law
    grid = np.linspace(1e-6, 1 - 1e-6, 4001)
    return np.interp(values[name], law.quantile(grid), grid)
