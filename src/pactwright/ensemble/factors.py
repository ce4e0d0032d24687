"""Factors of a view: what can be moved or known by itself, as uniforms that drive its inputs.

One uniform drives one input, or several that are drawn together; a factor is one uniform or a set
of them. Uniforms that drive nothing on which a number can hang are no factor of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pactwright.elicit.input_kinds import Group
from pactwright.ensemble.movers import inputs_driven, names_in
from pactwright.ensemble.sampling import EDGE

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from pactwright.elicit.table import InputTable
    from pactwright.ensemble.interest import Floats
    from pactwright.ensemble.view_run import ViewRun


@dataclass(frozen=True)
class Factor:
    """One or more uniforms that are moved together."""

    name: str
    words: str
    group: Group
    dimensions: tuple[str, ...]
    inputs: tuple[str, ...]
    is_default: bool  # nobody answered any of its inputs


def single_factors(run: ViewRun, groups: Collection[Group]) -> tuple[Factor, ...]:
    """One factor for each uniform that drives an input of these groups."""
    names, found = names_in(run.agreement), []
    for dimension in run.table.dimensions:
        inputs = inputs_driven(run.table, dimension)
        kinds = [run.table.inputs[name] for name in inputs]
        if any(one.group in groups for one in kinds):
            leading = run.table.inputs.get(dimension, kinds[0])
            words = leading.words(names)
            if len(inputs) > 1:
                words += f" (with {len(inputs) - 1} drawn together)"
            is_default = all(one.is_default for one in kinds)
            found.append(
                Factor(dimension, words, leading.group, (dimension,), tuple(inputs), is_default)
            )
    return tuple(found)


def group_factors(singles: Sequence[Factor], *, rest: bool = False) -> tuple[Factor, ...]:
    """One factor for each group of inputs; `rest` words it as what is left of the group."""
    found = []
    for group in Group:
        own = [one for one in singles if one.group is group]
        if own:
            words = f"the rest of {group.value}" if rest else group.value
            dimensions = tuple(d for one in own for d in one.dimensions)
            inputs = tuple(sorted({name for one in own for name in one.inputs}))
            is_default = all(one.is_default for one in own)
            found.append(Factor(words, words, group, dimensions, inputs, is_default))
    return tuple(found)


def values_at(table: InputTable, columns: Mapping[str, Floats], draws: int) -> dict[str, Floats]:
    """Values of all inputs where some uniforms are given; the others stand in their middle."""
    middle = np.full(draws, 0.5)
    points = [np.clip(columns.get(d, middle), EDGE, 1.0 - EDGE) for d in table.dimensions]
    return table.values(np.stack(points, axis=1) if points else np.zeros((draws, 0)))
