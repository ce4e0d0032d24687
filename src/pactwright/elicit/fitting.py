"""Laws through stated points: a Beta through two of its quantiles, a Dirichlet near all ranges.

The Beta through two quantiles exists and is found by solving two equations in the logarithms of
its shapes. A Dirichlet of m categories has m weights, while ranges for its m - 1 or m categories
state up to 2m points: it cannot pass through all, so it is the one whose 10 % and 90 % points lie
nearest to the stated ones, each distance measured in widths of its own range. The rest is
reported (`DirichletFit.misfit`), never hidden.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from scipy import optimize, special

from pactwright.elicit.laws import Z90, Clipped, Fixed, Law, ScaledBeta, pert, split_normal
from pactwright.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats: TypeAlias = NDArray[np.float64]

POINT_TOLERANCE = 1e-9
"""Largest accepted difference of a fitted distribution function from its stated share."""

LEAST_WIDTH = 0.02
"""Ranges of odds narrower than this weigh in the fit as if they had this width (share)."""


@dataclass(frozen=True, slots=True)
class DirichletFit:
    """Weights of the categories, and how far the fit is from each stated range.

    `misfit[j]` is the larger distance of category j's 10 % and 90 % points from the stated
    ones, in widths of the stated range; 0 where no range was stated.
    """

    weights: tuple[float, ...]
    misfit: tuple[float, ...]


@lru_cache(maxsize=4096)
def beta_through(
    low: float, high: float, low_share: float = 0.1, high_share: float = 0.9
) -> ScaledBeta:
    """Beta on [0, 1] whose distribution function is `low_share` at `low`, `high_share` at `high`.

    Parameters
    ----------
    low, high : float, shares
        0 < low < high < 1.
    low_share, high_share : float
        0 < low_share < high_share < 1.

    Raises
    ------
    InputError
        If the points are not inside (0, 1) or do not rise, or no Beta meets them to 1e-9.
    """
    if not 0 < low < high < 1:
        raise InputError(f"a Beta needs 0 < low < high < 1, not {low:g} and {high:g}")
    targets = special.logit(np.array([low_share, high_share]))

    def gap(log_shapes: Floats) -> Floats:
        a, b = np.exp(np.clip(log_shapes, -20, 25))
        under = special.betainc(a, b, [low, high])
        over = special.betaincc(a, b, [low, high])
        tiny = 1e-300
        odds = np.log(np.maximum(under, tiny)) - np.log(np.maximum(over, tiny))
        return np.asarray(odds - targets)

    for start in _beta_starts(low, high):
        found = optimize.least_squares(gap, start, xtol=1e-15, ftol=1e-15, gtol=1e-15)
        if np.max(np.abs(found.fun)) < POINT_TOLERANCE:
            a, b = np.exp(found.x)
            return ScaledBeta(float(a), float(b))
    raise InputError(f"no Beta law has its two points at {low:g} and {high:g}")


def _beta_starts(low: float, high: float) -> list[Floats]:
    """Starting points: the normal approximation, then flatter and steeper ones."""
    mean = (low + high) / 2
    spread = (high - low) / (2 * Z90)
    size = max(mean * (1 - mean) / spread**2 - 1, 0.1)
    skew = np.array([np.log(mean), np.log1p(-mean)])
    return [np.log(size * factor) + skew for factor in (1.0, 0.3, 3.0, 0.05)]


def chance_law(low: float, best: float, high: float) -> Law:
    """Law of a chance stated as low..best..high, one in ten outside each end.

    The Beta through both points. A Beta has no mass at 0 or 1, so a range that reaches an end of
    the scale goes through its best (as median) and its other point; one that reaches both ends is
    a PERT.
    """
    if low == high:
        return Fixed(best)
    if low > 0 and high < 1:
        return _through_or_normal(low, best, high)
    if low <= 0 and high >= 1:
        return pert(0.0, best, 1.0)
    if low <= 0:
        return _from_zero(best, high)
    return _mirrored(_from_zero(1 - best, 1 - low))


def _mirrored(law: ScaledBeta) -> ScaledBeta:
    """Law of 1 minus the share."""
    return ScaledBeta(law.b, law.a, 1 - law.high, 1 - law.low)


def _through_or_normal(low: float, best: float, high: float) -> Law:
    """The Beta; a range so narrow that no float tells its points apart is as good as normal."""
    try:
        return beta_through(low, high)
    except InputError:
        return Clipped(split_normal(low, best, high), 0.0, 1.0)


def _from_zero(best: float, high: float) -> ScaledBeta:
    """Beta with median `best` and 90 % point `high`; with no best above 0, falling from 0."""
    if best <= 0:
        return ScaledBeta(1.0, float(np.log(0.1) / np.log1p(-high)))
    try:
        return beta_through(best, high, 0.5, 0.9)
    except InputError:
        # The best is all but the high end, while a tenth may lie above: no Beta is that steep.
        return ScaledBeta(5.0, 1.0, 0.0, high)


@lru_cache(maxsize=512)
def fit_dirichlet(laws: tuple[Law | None, ...]) -> DirichletFit:
    """Dirichlet whose marginals lie nearest to the stated laws of its categories.

    Parameters
    ----------
    laws : tuple, one per category
        Law of the category's share, or None where nothing was stated. A category that is said to
        be none (`Fixed(0)`) gets weight 0.

    Returns
    -------
    DirichletFit

    Raises
    ------
    InputError
        If the stated shares alone already pass 1 in the middle of their ranges.

    Notes
    -----
    With nothing stated: weights 1, the flat law. With one category stated: exact, the rest of its
    weight is shared equally among the others. Cost: a few ms.
    """
    is_out = [isinstance(law, Fixed) and law.value <= 0 for law in laws]
    stated = {j: law for j, law in enumerate(laws) if law is not None and not is_out[j]}
    open_ = [j for j, law in enumerate(laws) if law is None]
    if not stated or (not open_ and len(stated) < 2):
        return DirichletFit(tuple(0.0 if out else 1.0 for out in is_out), (0.0,) * len(laws))
    points = np.array([law.quantile([0.1, 0.9]) for law in stated.values()])
    middles = np.array([law.mean for law in stated.values()])
    if open_ and middles.sum() >= 1:
        raise InputError(f"the shares add up to {100 * middles.sum():.0f} of 100")
    weights, gaps = _nearest_weights(points, middles, has_rest=bool(open_))
    return _as_fit(weights, gaps, list(stated), open_, len(laws))


def _nearest_weights(points: Floats, middles: Floats, *, has_rest: bool) -> tuple[Floats, Floats]:
    """Weights of the stated categories (and of the rest, last), and the gaps at their points."""
    widths = np.maximum(points[:, 1] - points[:, 0], LEAST_WIDTH)

    def gap(log_weights: Floats) -> Floats:
        weights = np.exp(np.clip(log_weights, -12, 12))
        a = weights[: len(points)]
        b = weights.sum() - a
        at = special.betaincinv(a[:, None], b[:, None], np.array([[0.1, 0.9]]))
        return np.asarray(((at - points) / widths[:, None]).ravel())

    spread = widths / (2 * Z90)
    total = float(np.median(np.maximum(middles * (1 - middles) / spread**2 - 1, 1.0)))
    shares = np.append(middles, 1 - middles.sum()) if has_rest else middles / middles.sum()
    found = optimize.least_squares(gap, np.log(np.maximum(shares, 1e-3) * total))
    return np.exp(found.x), found.fun.reshape(points.shape)


def _as_fit(
    weights: Floats, gaps: Floats, stated: Sequence[int], open_: Sequence[int], size: int
) -> DirichletFit:
    full, misfit = np.zeros(size), np.zeros(size)
    full[list(stated)] = weights[: len(stated)]
    misfit[list(stated)] = np.abs(gaps).max(axis=1)
    if open_:
        full[list(open_)] = weights[-1] / len(open_)
    return DirichletFit(tuple(full.tolist()), tuple(misfit.tolist()))
