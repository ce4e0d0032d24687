"""What moves a number of interest: Morris screening and Sobol indices (SALib).

Factors are uniforms, not raw values: "an input's whole range" is the view's own range of it, and
shares of one whole keep adding up. Designs and estimators are SALib's: trajectories after Morris
(1991) with the mean of absolute effects of Campolongo and others (2007); Saltelli's design (2010)
on scrambled Sobol points, intervals from resampling. The package is an extra
(`pip install 'pactwright[sensitivity]'`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from pactwright.ensemble.factors import group_factors, single_factors, values_at
from pactwright.ensemble.interest import asked, evaluate
from pactwright.errors import InputError
from pactwright.reasons import Effect, Index, Screening, Sensitivity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pactwright.ensemble.factors import Factor
    from pactwright.ensemble.interest import Floats, NumberOfInterest
    from pactwright.ensemble.view_run import GameOfView, ViewRun

LEVELS = 4
EDGES = (0.05, 0.95)  # of each range, between which screening moves an input
TRAJECTORIES = 10
BASE_DRAWS = 128
MOST_INPUTS = 8
CONFIDENCE = 0.95
RESAMPLES = 200  # seeded by one more than the seed: SALib takes a seed of 0 for none


def screen_inputs(
    number: NumberOfInterest,
    run: ViewRun,
    game: GameOfView,
    *,
    trajectories: int = TRAJECTORIES,
    seed: int = 0,
    workers: int | None = None,
) -> Screening:
    """How far each input moves a number over the middle nine tenths of its range (Morris).

    Cost: `trajectories` times one more than there are inputs.

    Raises
    ------
    InputError
        Without SALib, or where some combination has no number.
    """
    factors = single_factors(run, number.groups)
    if not factors:
        return Screening(asked(number, game), run.view.perspective.id, (), trajectories, 0)
    sample, analyze = _salib("morris")
    problem = _problem(factors, {})
    points = np.asarray(sample.sample(problem, trajectories, num_levels=LEVELS, seed=seed))
    low, high = EDGES
    found = _evaluated(number, run, game, factors, low + (high - low) * points, workers)
    if not np.isfinite(found).all():
        raise InputError(f"{number.words} has no number in some combinations: it is not screened")
    told = analyze.analyze(
        problem, points, found, num_levels=LEVELS, conf_level=CONFIDENCE,
        num_resamples=RESAMPLES, seed=seed + 1,
    )  # fmt: skip
    effects = [
        Effect(
            one.name, one.words, one.group.value, one.inputs, one.is_default,
            *(float(told[key][j]) for key in ("mu", "mu_star", "mu_star_conf", "sigma")),
        )
        for j, one in enumerate(factors)
    ]  # fmt: skip
    effects.sort(key=lambda effect: (-effect.size, effect.factor))
    return Screening(
        asked(number, game), run.view.perspective.id, tuple(effects), trajectories, len(found)
    )


def group_indices(
    number: NumberOfInterest,
    run: ViewRun,
    game: GameOfView,
    *,
    base_draws: int = BASE_DRAWS,
    seed: int = 0,
    workers: int | None = None,
) -> Sensitivity:
    """Share of a number's variance that hangs on each group of inputs (Sobol).

    Cost: `base_draws` (a power of 2) times two more than there are groups.
    """
    factors = group_factors(single_factors(run, number.groups))
    return _indices(number, run, game, factors, base_draws, seed, workers)


def input_indices(
    number: NumberOfInterest,
    run: ViewRun,
    game: GameOfView,
    screening: Screening,
    *,
    most: int = MOST_INPUTS,
    base_draws: int = BASE_DRAWS,
    seed: int = 0,
    workers: int | None = None,
) -> Sensitivity:
    """The same by input: the `most` that screening puts first, and the rest of each group."""
    first = {effect.factor for effect in screening.effects[:most] if effect.size > 0.0}
    singles = single_factors(run, number.groups)
    told = tuple(one for one in singles if one.name in first)
    rest = group_factors([one for one in singles if one.name not in first], rest=True)
    return _indices(number, run, game, (*told, *rest), base_draws, seed, workers)


def _indices(
    number: NumberOfInterest,
    run: ViewRun,
    game: GameOfView,
    factors: Sequence[Factor],
    base_draws: int,
    seed: int,
    workers: int | None,
) -> Sensitivity:
    if base_draws < 2 or base_draws & (base_draws - 1):
        raise InputError(f"base draws are a power of 2, such as {BASE_DRAWS}; got {base_draws}")
    found = np.zeros(0)
    if factors:
        sample, analyze = _salib("sobol")
        places = {d: one.name for one in factors for d in one.dimensions}
        problem = _problem(factors, places)
        points = sample.sample(problem, base_draws, calc_second_order=False, seed=seed)
        found = _evaluated(number, run, game, factors, np.asarray(points), workers)
    evaluations = len(found)
    found = _whole_rows(found, len(factors) + 2)
    indices: list[Index] = []
    if len(found) and found.std() > 0.0:
        told = analyze.analyze(
            problem, found, calc_second_order=False, num_resamples=RESAMPLES,
            conf_level=CONFIDENCE, seed=seed + 1,
        )  # fmt: skip
        order = list(dict.fromkeys(problem["groups"]))
        by_name = {one.name: one for one in factors}
        indices = [_index(by_name[name], told, j) for j, name in enumerate(order)]
        indices.sort(key=lambda index: (-index.total, index.factor))
    return Sensitivity(
        asked(number, game),
        run.view.perspective.id,
        float(found.mean()) if len(found) else 0.0,
        float(found.var()) if len(found) else 0.0,
        tuple(indices),
        base_draws,
        evaluations,
    )


def _index(one: Factor, told: dict[str, Floats], j: int) -> Index:
    numbers = (float(told[key][j]) for key in ("S1", "S1_conf", "ST", "ST_conf"))
    return Index(one.name, one.words, one.group.value, one.inputs, one.is_default, *numbers)


def _whole_rows(found: Floats, width: int) -> Floats:
    """Rows of the design that have a number at every point."""
    rows = found.reshape(-1, width)
    return np.asarray(rows[np.isfinite(rows).all(axis=1)].ravel())


def _problem(factors: Sequence[Factor], places: dict[str, str]) -> dict[str, Any]:
    names = [d for one in factors for d in one.dimensions]
    problem: dict[str, Any] = {
        "num_vars": len(names),
        "names": names,
        "bounds": [[0.0, 1.0]] * len(names),
    }
    if places:
        problem["groups"] = [places[name] for name in names]
    return problem


def _evaluated(
    number: NumberOfInterest,
    run: ViewRun,
    game: GameOfView,
    factors: Sequence[Factor],
    points: Floats,
    workers: int | None,
) -> Floats:
    names = [d for one in factors for d in one.dimensions]
    columns = {name: points[:, j] for j, name in enumerate(names)}
    return evaluate(number, game, values_at(run.table, columns, len(points)), workers=workers)


def _salib(method: str) -> tuple[Any, Any]:
    """SALib's sampler and estimator of one method, imported on use: it brings much with it."""
    from importlib import import_module

    try:
        parts = (f"SALib.{part}.{method}" for part in ("sample", "analyze"))
        sample, analyze = (import_module(name) for name in parts)
    except ImportError as error:
        msg = "indices need SALib: pip install 'pactwright[sensitivity]'"
        raise InputError(msg) from error
    return sample, analyze
