"""Single inputs of one group: what each adds to the difference between two views.

An input is changed first, everything else being the one view's, and changed last, everything else
being the other's already; its part is the mean of the two. Only inputs that both views have can
change hands alone; shares of one whole change hands together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pactwright.elicit.joint import Shares
from pactwright.ensemble.blocks import side_by_side
from pactwright.ensemble.interest import evaluate
from pactwright.ensemble.mixture_games import games_of
from pactwright.ensemble.movers import names_in
from pactwright.reasons import InputPart

if TYPE_CHECKING:
    from pactwright.elicit.input_kinds import Group
    from pactwright.elicit.table import InputTable
    from pactwright.ensemble.interest import Floats, NumberOfInterest
    from pactwright.ensemble.mixtures import Mixtures
    from pactwright.ensemble.strata import Chosen

TRIED = 4  # inputs of a group: those in which the views lie furthest apart


def input_parts(
    number: NumberOfInterest,
    mixtures: Mixtures,
    found: Floats,
    group: Group,
    chosen: Chosen,
    *,
    workers: int | None,
) -> tuple[InputPart, ...]:
    """Inputs of one group that both views have, largest part first.

    `found` and `chosen` are of the draws of `mixtures`; draws without a number count as unchanged.
    """
    first, last = mixtures.values[0], mixtures.values[-1]
    units = _apart(mixtures, group)[:TRIED]
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
        InputPart(unit, table.inputs[unit[0]].words(names), chosen.mean(np.nan_to_num(amount)))
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
