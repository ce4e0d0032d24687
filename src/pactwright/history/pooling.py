"""Pooling the hazards of a model with a base rate: linear in log-odds, period by period.

    logit h = weight * logit h_model + (1 - weight) * logit h_base

Source: section 6 of the strategic model. The pooled hazard lies between the two, grows with each,
and is the model's with weight 1 and the base rate's with weight 0.

*Limits.* A hazard of exactly 0 or 1 has infinite log-odds and outweighs any other, unless its own
weight is 0: a model that calls an end impossible in a period is believed. Where one says 0 and the
other 1, the one with more weight wins; with equal weights the answer is a half. All of these are
limits of the formula as both approach 0 and 1 at the same speed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from scipy.special import expit

from pactwright.errors import InputError
from pactwright.forecast import POOLING_WEIGHT

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Floats: TypeAlias = NDArray[np.float64]

__all__ = ["hazards_of", "pool_hazards", "pool_survival", "survival_of"]

MOST_RISE = 1e-9  # by which rounding may lift a curve that cannot rise


def pool_hazards(model: ArrayLike, base: ArrayLike, *, weight: float = POOLING_WEIGHT) -> Floats:
    """Pool hazards of the same periods.

    Parameters
    ----------
    model, base
        Hazards in [0, 1] of any shapes that broadcast, for instance (draws, periods) and
        (periods,).
    weight
        Of the model, in [0, 1].

    Raises
    ------
    InputError
        If a hazard or the weight lies outside [0, 1].

    Examples
    --------
    >>> pool_hazards(0.2, 0.05).round(4).item()
    0.1029
    """
    if not 0.0 <= weight <= 1.0:
        raise InputError(f"the weight of the model lies between 0 and 1, not {weight!r}")
    ours, theirs = np.broadcast_arrays(_hazards(model), _hazards(base))
    if weight in (0.0, 1.0):
        return np.array(ours if weight == 1.0 else theirs)
    pooled = expit(_mix(_logit(ours), _logit(theirs), weight))
    # The formula lies between the two; rounding must not put it a hair outside.
    return np.asarray(np.clip(pooled, np.minimum(ours, theirs), np.maximum(ours, theirs)))


def pool_survival(
    survival: ArrayLike, base: ArrayLike, *, weight: float = POOLING_WEIGHT
) -> Floats:
    """Curve of the pooled hazards.

    Parameters
    ----------
    survival
        Of the model at the ends of the periods, first the start: (..., periods + 1).
    base
        Hazards of the base rate, (periods,).
    weight
        Of the model, in [0, 1].

    Returns
    -------
    array
        (..., periods + 1), beginning with 1.

    Raises
    ------
    InputError
        If a curve rises or leaves [0, 1], or as for `pool_hazards`.
    """
    return survival_of(pool_hazards(hazards_of(survival), base, weight=weight))


def hazards_of(survival: ArrayLike) -> Floats:
    """Hazards h_k = 1 - S_(k+1) / S_k of curves (..., periods + 1); 1 where nothing is left.

    Hazards below about 1e-16 are lost in the curve; where they matter, give the hazards themselves.
    """
    curve = np.asarray(survival, float)
    if curve.ndim == 0 or curve.shape[-1] == 0:
        raise InputError("a survival curve needs at least one point")
    before, after = curve[..., :-1], curve[..., 1:]
    if not np.all((curve >= 0) & (curve <= 1)) or np.any(after - before > MOST_RISE):
        raise InputError("a survival curve lies between 0 and 1 and never rises")
    ratio = np.divide(after, before, out=np.zeros_like(after), where=before > 0)
    return np.asarray(np.clip(1.0 - ratio, 0.0, 1.0))


def survival_of(hazards: ArrayLike) -> Floats:
    """Curves (..., periods + 1) that begin with 1, from hazards (..., periods)."""
    kept = np.cumprod(1.0 - _hazards(hazards), axis=-1)
    return np.concatenate([np.ones((*kept.shape[:-1], 1)), kept], axis=-1)


def _hazards(given: ArrayLike) -> Floats:
    found = np.asarray(given, float)
    if not np.all((found >= 0) & (found <= 1)):  # NaN fails too
        raise InputError("a hazard lies between 0 and 1")
    return found


def _logit(hazards: Floats) -> Floats:
    with np.errstate(divide="ignore"):
        return np.asarray(np.log(hazards) - np.log1p(-hazards))


def _mix(ours: Floats, theirs: Floats, weight: float) -> Floats:
    with np.errstate(invalid="ignore"):
        mixed = weight * ours + (1.0 - weight) * theirs
    opposed = np.isinf(ours) & np.isinf(theirs) & (ours != theirs)
    heavier = ours if weight > 0.5 else theirs
    return np.where(opposed, 0.0 if weight == 0.5 else heavier, mixed)
