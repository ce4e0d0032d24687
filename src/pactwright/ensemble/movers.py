"""Which inputs move a step: read off the draws already made, and by groups held at their middles.

* `strongest_inputs`: rank correlation of each uniform with each cell's margin. A cell is
  *default-driven* if the input that moves its margin most is one that nobody answered.
* `questions`: for every unanswered input, how far the count of a cell differs between draws in the
  upper and the lower half of its range.
* `flipping_groups`: with a group of inputs at its medians, the share of draws in which a cell
  changes between paying and not paying (model page, section 7).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.stats import rankdata

from pactwright.assessment import Question
from pactwright.elicit.input_kinds import Group
from pactwright.elicit.joint import Shares
from pactwright.ensemble.blocks import side_by_side
from pactwright.ensemble.collected import pays

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pactwright.elicit.table import InputTable
    from pactwright.ensemble.collected import Collected
    from pactwright.ensemble.view_run import GameOfView
    from pactwright.model.agreement import Agreement

LEAST_DRAWS = 16  # fewer draws say nothing about what moves a cell
FLIP_DRAWS = 64  # draws on which groups are held at their medians
NOISE = 4.0  # standard errors that a difference must exceed to be told: some 1,000 are looked at
# Margins do not depend on behaviour (responsiveness, kinds of leadership): only forecasts do.
GROUPS = (Group.STAKES, Group.POWER, Group.DOMESTIC, Group.MONITORING, Group.GUARANTORS)


def strongest_inputs(found: Collected, game: GameOfView) -> NDArray[np.int64]:
    """Dimension with the largest absolute rank correlation with each margin, (T, n); -1: none."""
    margin = found.array(game, "margin")
    draws, steps, parties = margin.shape
    if draws < LEAST_DRAWS or found.uniforms.shape[1] == 0:
        return np.full((steps, parties), -1)
    u = _standard(rankdata(found.uniforms, axis=0))
    m = _standard(rankdata(margin.reshape(draws, -1), axis=0))
    correlation = np.abs(u.T @ m) / draws
    strongest = correlation.argmax(axis=0)
    moved = correlation.max(axis=0) > NOISE / np.sqrt(draws)
    return np.where(moved, strongest, -1).reshape(steps, parties)


def default_driven_cells(found: Collected, game: GameOfView) -> NDArray[np.bool_]:
    """Where the strongest mover of a margin is an input that nobody answered, (T, n)."""
    strongest = strongest_inputs(found, game)
    is_default = np.array([_is_default(found, d) for d in found.run.table.dimensions], dtype=bool)
    flags = np.zeros(strongest.shape, dtype=np.bool_)
    known = strongest >= 0
    flags[known] = is_default[strongest[known]]
    return flags


def _is_default(found: Collected, dimension: str) -> bool:
    """Whether a dimension drives only inputs that are wide defaults."""
    driven = [found.run.table.inputs[n] for n in inputs_of(found, dimension)]
    return bool(driven) and all(one.is_default and one.group in GROUPS for one in driven)


def defaults_in_use(table: InputTable) -> tuple[str, ...]:
    """Inputs that nobody answered and on which margins can hang, sorted."""
    return tuple(
        name
        for name in table.default_driven
        if name not in table.inputs or table.inputs[name].group in GROUPS
    )


def inputs_of(found: Collected, dimension: str) -> list[str]:
    """Inputs that a uniform drives, alone or jointly."""
    return inputs_driven(found.run.table, dimension)


def inputs_driven(table: InputTable, dimension: str) -> list[str]:
    """Inputs that a uniform drives, alone or jointly, sorted."""
    names = [n for n, one in table.inputs.items() if one.dimension == dimension]
    for joint in table.joints:
        if dimension in joint.dimensions:
            drawn = joint.names if isinstance(joint, Shares) else sum(joint.levels, ())
            names += [n for n in drawn if n is not None and n in table.inputs]
    return sorted(set(names))


def questions(found: Collected, *, most: int = 5) -> tuple[Question, ...]:
    """Unanswered inputs by how much they move the counts of the main mode, largest first."""
    if len(found.uniforms) < LEAST_DRAWS:
        return ()
    counts = [
        pays(found.array(g, "margin"))[:, found.array(g, "has_choice").all(axis=0).astype(bool)]
        for g in found.main_games()
    ]
    cells = np.concatenate(counts, axis=1) if counts else np.zeros((len(found.uniforms), 0))
    asked = []
    for column, dimension in enumerate(found.run.table.dimensions):
        if not _is_default(found, dimension) or not cells.shape[1]:
            continue
        upper = found.uniforms[:, column] > 0.5
        gap = np.abs(cells[upper].mean(axis=0) - cells[~upper].mean(axis=0))
        spread = cells.mean(axis=0) * (1.0 - cells.mean(axis=0))
        error = np.sqrt(spread * 4.0 / len(cells))
        moved = gap > NOISE * np.maximum(error, 1e-12)
        if moved.any():
            name = inputs_of(found, dimension)[0]
            words = found.run.table.inputs[name].words(names_of_actors(found))
            asked.append(Question(name, words, int(moved.sum()), float(gap[moved].max())))
    asked.sort(key=lambda q: (-q.moves_cells * q.moves_by, q.input))
    return tuple(asked[:most])


def names_of_actors(found: Collected) -> dict[str, str]:
    """Names to show instead of ids of parties and third parties."""
    return names_in(found.run.agreement)


def names_in(agreement: Agreement) -> dict[str, str]:
    """Names of an agreement's parties and third parties, by id."""
    names = {p: one.name for p, one in agreement.parties.items()}
    return names | {p: one.name for p, one in agreement.third_parties.items()}


def flipping_groups(found: Collected, game: GameOfView) -> dict[tuple[int, int], str]:
    """Group of inputs that most often changes whether a step pays, by (step, party)."""
    u = found.uniforms[:FLIP_DRAWS]
    base = pays(found.array(game, "margin")[:FLIP_DRAWS])
    best: dict[tuple[int, int], tuple[float, str]] = {}

    def moved(group: Group) -> NDArray[np.float64]:
        values = found.run.table.with_medians(group).values(u)
        changed = pays(game.engine.screen(game.filler.parameters(values))[..., 0]) != base
        return np.asarray(changed.mean(axis=0))

    shares = side_by_side(moved, GROUPS, workers=found.workers)
    for group, share in zip(GROUPS, shares, strict=True):
        for step in range(share.shape[0]):
            for i in range(share.shape[1]):
                if share[step, i] > best.get((step, i), (0.0, ""))[0]:
                    best[step, i] = (float(share[step, i]), group.value)
    return {cell: name for cell, (_, name) in best.items()}


def _standard(x: NDArray[np.float64]) -> NDArray[np.float64]:
    centred = x - x.mean(axis=0)
    scale = centred.std(axis=0)
    return np.asarray(centred / np.where(scale > 0.0, scale, 1.0))
