"""What would turn a step, the hypothesis switch, and who is punished without a breach.

All comparisons use the same draws (common random numbers). Each input is moved alone, everything
else as the view has it, on `WHAT_IF_DRAWS` of the draws; the needed value is found on a grid over
the input's possible range, because the count need not be monotone (model page 5.B).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pactwright.assessment import Turn
from pactwright.elicit.input_kinds import Unit
from pactwright.ensemble.blocks import side_by_side
from pactwright.ensemble.collected import pays
from pactwright.ensemble.hypotheses import under
from pactwright.ensemble.innocent import wrongly_punished
from pactwright.ensemble.movers import inputs_of, names_of_actors
from pactwright.reasons import HYPOTHESES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from pactwright.elicit.table import Input
    from pactwright.ensemble.collected import Collected
    from pactwright.ensemble.view_run import GameOfView

WHAT_IF_DRAWS = 32
ENOUGH = 0.8
GRID = 7
CANDIDATES = 3
ON_THE_SCALE = ("situations.", "war.if_neither.", "war.even_if_won.", "war.all_told.")
UNIT_WORDS = {
    Unit.SHARE: ("of 100", 100.0),
    Unit.DAYS: ("months", 1.0 / 30.4375),
    Unit.POINTS: ("points", 1.0),
    Unit.POINTS_PER_YEAR: ("points a year", 1.0),
    Unit.POINTS_PER_MONTH: ("points a month", 1.0),
    Unit.PER_MONTH: ("a month", 1.0),
    Unit.ODDS_PER_YEAR: ("of 100 a year", 1.0),
}


def turns_for(found: Collected, game: GameOfView, step: int, party: int) -> tuple[Turn, ...]:
    """For one step and party: the inputs that move it most, and the value each would need."""
    names = _candidates(found, game, step, party)
    u = found.uniforms[:WHAT_IF_DRAWS]
    if not len(u):
        return ()
    turns = [_turn(found, game, step, party, name, u) for name in names]
    turns.sort(key=lambda t: (t.needed is None, t.input))
    return tuple(turns)


def _candidates(found: Collected, game: GameOfView, step: int, party: int) -> list[str]:
    """Inputs with the largest rank correlation with this margin."""
    from scipy.stats import rankdata

    margin = found.array(game, "margin")[:, step, party]
    if len(margin) < 8 or not found.uniforms.shape[1]:
        return []
    ranks = rankdata(margin)
    if ranks.std() == 0.0:
        return []
    u = found.uniforms - found.uniforms.mean(axis=0)
    strength = np.abs(u.T @ (ranks - ranks.mean()))
    names: list[str] = []
    for column in np.argsort(-strength, kind="stable"):
        for name in inputs_of(found, found.run.table.dimensions[column])[:1]:
            if name not in names:
                names.append(name)
        if len(names) >= CANDIDATES:
            break
    return names


def _turn(
    found: Collected, game: GameOfView, step: int, party: int, name: str, u: NDArray[np.float64]
) -> Turn:
    table = found.run.table
    one = table.inputs[name]
    low, high = _conceivable(one)
    middle = one.law.median
    grid = np.unique(np.append(np.linspace(low, high, GRID), middle))

    def count(value: float) -> float:
        return _count(game, table.with_fixed(name, value).values(u), step, party)

    counts = dict(zip(grid, side_by_side(count, grid.tolist(), workers=found.workers), strict=True))
    reached = [v for v in counts if counts[v] >= ENOUGH]
    needed = min(reached, key=lambda v: (abs(v - middle), v), default=None)
    if counts[middle] >= ENOUGH:
        needed = float(middle)
    words, factor = UNIT_WORDS[one.unit]
    now = one.range
    wrong_now = wrongly_punished(game, table.medians())
    wrong_then = None
    if needed is not None:
        fixed = table.with_fixed(name, float(needed))
        wrong_then = wrongly_punished(game, fixed.medians())
    spec = game.engine.structure.spec
    return Turn(
        duty=game.engine.steps[step],
        reading=game.reading,
        party=spec.parties[party],
        input=name,
        words=one.words(names_of_actors(found)),
        now=(now[0] * factor, now[1] * factor),
        needed=None if needed is None else float(needed * factor),
        unit=words,
        side_effect=None,
        wrongly_punished_now=wrong_now[party],
        wrongly_punished_then=None if wrong_then is None else wrong_then[party],
    )


def _conceivable(one: Input) -> tuple[float, float]:
    """Range in which a needed value is looked for: a whole scale, or all that the view can mean."""
    if one.unit is Unit.SHARE:
        return 0.0, 1.0
    if one.unit is Unit.POINTS and one.name.startswith(ON_THE_SCALE):
        return 0.0, 100.0
    low, high = one.law.quantile(np.array([1e-3, 1.0 - 1e-3]))
    return float(low), float(high)


def _count(
    game: GameOfView, values: Mapping[str, NDArray[np.float64]], step: int, party: int
) -> float:
    out = game.engine.screen(game.filler.parameters(values))
    return float(pays(out[:, step, party, 0]).mean())


def hypotheses(found: Collected) -> dict[str, dict[str, float]]:
    """Share of steps and draws that pay, under each of the three hypotheses."""
    values = found.run.table.values(found.uniforms[:WHAT_IF_DRAWS])
    result: dict[str, dict[str, list[float]]] = {}
    for game in found.main_games():
        for name in HYPOTHESES:
            other = under(game, name)
            margins = other.engine.screen(other.filler.parameters(values))[..., 0]
            share = pays(margins).mean(axis=(0, 1))
            for i, party in enumerate(other.engine.structure.spec.parties):
                result.setdefault(name, {}).setdefault(party, []).append(float(share[i]))
    return {
        name: {party: float(np.mean(shares)) for party, shares in found_.items()}
        for name, found_ in result.items()
    }
