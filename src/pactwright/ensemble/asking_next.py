"""Which input to ask about next: what knowing it exactly is expected to settle.

Read off plain draws, for any number: the draws are put into bins by one input's uniform, as if the
input were known to within a bin.

* Variance: what of it lies between bins, less what chance alone puts there (epsilon squared).
* The undecided share: of the draws on the smaller side of the verdict, how many would be on the
  larger side of their own bin; less what bins drawn by chance would seem to settle of what is
  left open.

The error is the standard deviation of the same estimate for bins drawn by chance. Draws are Latin
hypercubes: with a hundred inputs some pairs of Sobol columns go together over few points, and what
one settles would be told of the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pactwright.ensemble.factors import single_factors
from pactwright.ensemble.interest import asked, columns_of, evaluate, uniforms_by_name
from pactwright.errors import InputError
from pactwright.reasons import Amount, AskNext, WorthAsking

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from pactwright.ensemble.interest import Floats, NumberOfInterest
    from pactwright.ensemble.view_run import GameOfView, ViewRun

SCENARIO = "ask next"
DRAWS = 256
BINS = 8
LEAST_DRAWS = 8 * BINS
SHUFFLES = 200
TOLD_FROM = 4.0  # errors that an input must settle to be told: a hundred are looked at


def ask_next(
    number: NumberOfInterest,
    run: ViewRun,
    game: GameOfView,
    *,
    draws: int = DRAWS,
    most: int = 5,
    seed: int = 0,
    workers: int | None = None,
) -> AskNext:
    """Inputs whose exact knowledge is expected to narrow a number most.

    Raises
    ------
    InputError
        For fewer draws than bins can hold.
    """
    if draws < LEAST_DRAWS:
        raise InputError(f"at least {LEAST_DRAWS} draws are needed to say what to ask; got {draws}")
    dimensions = run.table.dimensions
    uniforms = uniforms_by_name(
        dimensions, draws=draws, seed=seed, scenario=SCENARIO, sampler="latin-hypercube"
    )
    values = run.table.values(columns_of(uniforms, dimensions, draws=draws))
    found = evaluate(number, game, values, workers=workers)
    known = np.isfinite(found)
    y = found[known]
    above = None if number.bar is None else (y >= number.bar).astype(np.float64)
    by_variance = _by_chance(variance_settled, y, seed)
    by_verdict = None if above is None else _by_chance(undecided_settled, above, seed)
    worth = []
    for factor in single_factors(run, number.groups):
        u = uniforms[factor.dimensions[0]][known]
        less = None
        if above is not None and by_verdict is not None:
            less = Amount(_settled(above, u, by_verdict.value), by_verdict.error)
        worth.append(
            WorthAsking(
                factor.name, factor.words, factor.group.value, factor.inputs, factor.is_default,
                Amount(variance_settled(y, u), by_variance.error),
                None if above is None else _undecided(above),
                less,
            )
        )  # fmt: skip
    told = [one for one in worth if _is_told(one)]
    told.sort(key=_rank, reverse=True)  # ties: in the order of the view's uniforms
    return AskNext(asked(number, game), run.view.perspective.id, tuple(told[:most]), len(y))


def variance_settled(y: Floats, u: Floats) -> float:
    """Share of the variance of `y` that lies between bins of `u`, corrected for chance."""
    codes = _codes(u)
    total = float(((y - y.mean()) ** 2).sum())
    if total <= 0.0:
        return 0.0
    counts = np.bincount(codes, minlength=BINS)
    sums = np.bincount(codes, weights=y, minlength=BINS)
    used = counts > 0
    between = float((counts[used] * (sums[used] / counts[used] - y.mean()) ** 2).sum())
    free = int(used.sum()) - 1
    within = (total - between) / max(1, len(y) - free - 1)
    return (between - free * within) / total


def undecided_settled(is_above: Floats, u: Floats) -> float:
    """How far the undecided share seems to fall once `u` is known to within a bin."""
    return _undecided(is_above) - _undecided(is_above, _codes(u))


def _settled(above: Floats, u: Floats, by_chance: float) -> float:
    """The same, less what chance seems to settle; there is less of that where less is left open."""
    now = _undecided(above)
    if now <= 0.0:
        return 0.0
    seen = undecided_settled(above, u)
    return seen - by_chance * (now - seen) / now


def _by_chance(estimate: Callable[[Floats, Floats], float], y: Floats, seed: int) -> Amount:
    """What bins that have nothing to do with `y` seem to settle, and how that varies."""
    rng = np.random.Generator(np.random.Philox(seed))
    u = (np.arange(len(y)) % BINS + 0.5) / BINS
    seen = np.array([estimate(rng.permutation(y), u) for _ in range(SHUFFLES)])
    return Amount(float(seen.mean()), float(seen.std(ddof=1)))


def _is_told(one: WorthAsking) -> bool:
    """Whether an input settles more than its own error would."""
    amounts = [one.variance, one.undecided_less]
    return any(a is not None and a.value > TOLD_FROM * a.error and a.value > 0 for a in amounts)


def _rank(one: WorthAsking) -> tuple[float, float]:
    settled = one.undecided_less.value if one.undecided_less is not None else 0.0
    return settled, one.variance.value


def _undecided(above: Floats, codes: NDArray[np.int64] | None = None) -> float:
    """Share of draws on the smaller side of their own bin; one bin for all where none is given."""
    if codes is None:
        codes = np.zeros(len(above), dtype=np.int64)
    counts = np.bincount(codes, minlength=BINS)
    ups = np.bincount(codes, weights=above, minlength=BINS)
    return float(np.minimum(ups, counts - ups).sum() / max(1, len(above)))


def _codes(u: Floats) -> NDArray[np.int64]:
    return np.asarray(np.minimum((u * BINS).astype(np.int64), BINS - 1))
