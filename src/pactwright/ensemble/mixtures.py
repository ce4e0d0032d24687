"""All mixtures of two views by their groups, with games, draws and a number taken in each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from pactwright.ensemble.blocks import side_by_side
from pactwright.ensemble.interest import columns_of, evaluate, uniforms_by_name
from pactwright.ensemble.mixture_games import games_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from pactwright.elicit.input_kinds import Group
    from pactwright.ensemble.interest import Floats, NumberOfInterest
    from pactwright.ensemble.mixing import MixedRun, Pair
    from pactwright.ensemble.view_run import GameOfView

SCENARIO = "parting"  # keys the uniforms, as `assess` keys its own


@dataclass(frozen=True)
class Mixtures:
    """All mixtures of two views with their games and the values of a batch of draws."""

    runs: tuple[MixedRun, ...]  # by coalition: bit i says that groups[i] is the other view's
    games: tuple[GameOfView, ...]
    values: tuple[dict[str, Floats], ...]
    groups: tuple[Group, ...]

    @classmethod
    def of(
        cls, pair: Pair, groups: Sequence[Group], *, reading: str, mode: str, draws: int, seed: int
    ) -> Mixtures:
        """Every mixture of these groups; the others stay the first view's."""
        runs = tuple(
            pair.mixture(g for i, g in enumerate(groups) if coalition >> i & 1)
            for coalition in range(2 ** len(groups))
        )
        names = [name for run in runs for name in run.table.dimensions]
        uniforms = uniforms_by_name(names, draws=draws, seed=seed, scenario=SCENARIO)
        values = tuple(
            run.table.values(columns_of(uniforms, run.table.dimensions, draws=draws))
            for run in runs
        )
        return cls(runs, games_of(runs, reading=reading, mode=mode), values, tuple(groups))

    def only(self, draws: NDArray[np.int64]) -> Mixtures:
        """The same on some of the draws."""
        cut = tuple({name: x[draws] for name, x in values.items()} for values in self.values)
        return replace(self, values=cut)

    def ends(self, number: NumberOfInterest, *, workers: int | None) -> tuple[Floats, Floats]:
        """The number in the two views themselves, draw by draw."""
        first, last = (
            evaluate(number, self.games[c], self.values[c], workers=workers) for c in (0, -1)
        )
        return first, last

    def between(
        self, number: NumberOfInterest, first: Floats, last: Floats, *, workers: int | None
    ) -> Floats:
        """The number in every mixture and draw, (coalitions, B), given those of the two views."""

        def one(c: int) -> Floats:
            return evaluate(number, self.games[c], self.values[c], workers=1)

        middle = side_by_side(one, range(1, len(self.runs) - 1), workers=workers)
        return np.stack([first, *middle, last])
