"""Where two views part: the difference of a number between them, split by group of inputs.

The six groups are the players of a game whose coalitions are the mixtures of the two views; what a
group adds, averaged over all orders in which the groups could change hands, is its part (Shapley
1953; model page, section 7). All 64 mixtures see the same uniforms, so the parts add up to the
difference in every draw. Groups on which a number cannot hang are not mixed: their part is 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pactwright.elicit.input_kinds import Group
from pactwright.elicit.joint import Shares
from pactwright.ensemble.blocks import side_by_side
from pactwright.ensemble.interest import (
    asked,
    columns_of,
    evaluate,
    mean_of,
    uniforms_by_name,
)
from pactwright.ensemble.mixing import Pair
from pactwright.ensemble.mixture_games import games_of
from pactwright.ensemble.movers import names_in
from pactwright.ensemble.shapley import shapley_values
from pactwright.reasons import Amount, GroupPart, InputPart, Parting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pactwright.elicit.table import InputTable
    from pactwright.ensemble.interest import Floats, NumberOfInterest
    from pactwright.ensemble.mixing import MixedRun
    from pactwright.ensemble.view_run import GameOfView, ViewRun

SCENARIO = "parting"  # keys the uniforms, as `assess` keys its own
DRAWS = 64
TRIED_INPUTS = 6  # of the largest group, those in which the views lie furthest apart


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

    def numbers(self, number: NumberOfInterest, *, workers: int | None) -> Floats:
        """The number in every mixture and draw, (coalitions, B)."""

        def one(c: int) -> Floats:
            return evaluate(number, self.games[c], self.values[c], workers=1)

        return np.stack(side_by_side(one, range(len(self.runs)), workers=workers))


def part(
    number: NumberOfInterest,
    one: ViewRun,
    other: ViewRun,
    *,
    reading: str,
    mode: str,
    draws: int = DRAWS,
    seed: int = 0,
    workers: int | None = None,
    party: str | None = None,
    duty: str | None = None,
) -> Parting:
    """The difference of a number between two views of one agreement, split by group.

    Parameters
    ----------
    number : what the views differ on.
    one, other : the two views; the difference is that of `other` minus that of `one`.
    reading, mode : the game in which the number is taken.
    draws : combinations of the views' ranges, the same uniforms in all mixtures.
    party, duty : what the number is about, for the reader.

    Raises
    ------
    InputError, SizeError
        Views of different agreements; a step that some mixture does not weigh; too large a game.
    """
    pair = Pair(one, other)
    mixtures = Mixtures.of(pair, number.groups, reading=reading, mode=mode, draws=draws, seed=seed)
    found = mixtures.numbers(number, workers=workers)
    known = np.isfinite(found).all(axis=0)
    usable = found[:, known]
    by_group = dict(zip(mixtures.groups, shapley_values(usable), strict=True))
    amounts = {group: mean_of(by_group[group]) for group in mixtures.groups}
    groups = tuple(GroupPart(group.value, amounts.get(group, Amount(0.0, 0.0))) for group in Group)
    largest = max(mixtures.groups, key=lambda g: abs(amounts[g].value))
    return Parting(
        number=asked(number, mixtures.games[0]),
        party=party,
        duty=duty,
        low=one.view.perspective.id,
        high=other.view.perspective.id,
        low_value=mean_of(usable[0]).value,
        high_value=mean_of(usable[-1]).value,
        groups=groups,
        inputs=_inputs_of_group(number, mixtures, found, largest, workers=workers),
        draws=int(known.sum()),
        unanswered=int((~known).sum()),
    )


# ── single inputs ────────────────────────────────────────────────────────────────────────────────


def _inputs_of_group(
    number: NumberOfInterest,
    mixtures: Mixtures,
    found: Floats,
    group: Group,
    *,
    workers: int | None,
) -> tuple[InputPart, ...]:
    """Inputs of one group that both views have, changed first and changed last."""
    first, last = mixtures.values[0], mixtures.values[-1]
    units = _apart(mixtures, group)[:TRIED_INPUTS]
    moved = {unit: (_taken(first, last, unit), _taken(last, first, unit)) for unit in units}
    ends = games_of(
        [mixtures.runs[0], mixtures.runs[-1]],
        reading=mixtures.games[0].reading,
        mode=mixtures.games[0].mode,
        also=[[both[end] for both in moved.values()] for end in (0, 1)],
    )

    def changed(unit: tuple[str, ...]) -> Floats:
        there, back = (
            evaluate(number, game, values, workers=1)
            for game, values in zip(ends, moved[unit], strict=True)
        )
        return np.asarray(((there - found[0]) + (found[-1] - back)) / 2.0)

    amounts = side_by_side(changed, units, workers=workers)
    names = names_in(mixtures.runs[0].agreement)
    table = mixtures.runs[0].table
    parts = [
        InputPart(unit, table.inputs[unit[0]].words(names), mean_of(amount[np.isfinite(amount)]))
        for unit, amount in zip(units, amounts, strict=True)
    ]
    return tuple(sorted(parts, key=lambda p: (-abs(p.amount.value), p.inputs)))


def _apart(mixtures: Mixtures, group: Group) -> list[tuple[str, ...]]:
    """Inputs of a group by how far the views lie apart, in units of their own ranges."""
    first, last = mixtures.values[0], mixtures.values[-1]

    def distance(unit: tuple[str, ...]) -> float:
        gaps = [np.abs(last[name] - first[name]).mean() for name in unit]
        wide = [np.hypot(last[name].std(), first[name].std()) for name in unit]
        return float(max(g / (w + 1e-9) for g, w in zip(gaps, wide, strict=True)))

    units = [
        unit
        for unit in _units(mixtures.runs[0].table)
        if mixtures.runs[0].table.inputs[unit[0]].group is group
        and all(name in last and name in first for name in unit)
        and any((last[name] != first[name]).any() for name in unit)
    ]
    return sorted(units, key=lambda unit: (-distance(unit), unit))


def _units(table: InputTable) -> list[tuple[str, ...]]:
    """Inputs that change hands together: one by one, or a row of shares of one whole."""
    rows = [
        tuple(name for name in joint.names if name is not None and name in table.inputs)
        for joint in table.joints
        if isinstance(joint, Shares)
    ]
    tied = {name for row in rows for name in row}
    return [row for row in rows if row] + [(name,) for name in table.inputs if name not in tied]


def _taken(
    own: dict[str, Floats], others: dict[str, Floats], unit: tuple[str, ...]
) -> dict[str, Floats]:
    return own | {name: others[name] for name in unit}
