"""Conversions between what is asked and what one period of the model needs.

Times are in days; a month is 30.4375 days. Nothing here rounds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from pactwright.errors import InputError
from pactwright.model.perspective_words import DAYS_PER_MONTH

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Floats: TypeAlias = NDArray[np.float64]


def discount_of_half_life(half_life: ArrayLike, *, period: float) -> Floats:
    """Discount factor per period of a party for which a gain counts half after `half_life`.

    Parameters
    ----------
    half_life : array, days (or any unit, the same as `period`)
        > 0.
    period : float
        Length of one period, > 0.

    Returns
    -------
    array, in (0, 1)
        2 ** (-period / half_life).

    Raises
    ------
    InputError
        If a half-life or the period is not above 0.

    Examples
    --------
    >>> round(float(discount_of_half_life(12, period=1)), 9)
    0.943874313
    """
    times = np.asarray(half_life, dtype=np.float64)
    if period <= 0 or np.any(times <= 0):
        raise InputError("a half-life and the length of a period must be more than 0")
    return np.asarray(2.0 ** (-period / times))


def chance_per_period(chance: ArrayLike, *, within: float, period: float) -> Floats:
    """Chance per period of something that happens with `chance` within `within` days.

    1 - (1 - chance) ** (period / within): a constant hazard (model page, 3.7).

    Raises
    ------
    InputError
        If a time is not above 0 or a chance leaves [0, 1].
    """
    shares = np.asarray(chance, dtype=np.float64)
    if within <= 0 or period <= 0 or np.any((shares < 0) | (shares > 1)):
        raise InputError("chances lie between 0 and 1, times are more than 0")
    return np.asarray(1 - (1 - shares) ** (period / within))


def chance_of_incident(per_month: ArrayLike, *, blamed: ArrayLike = 1.0, period: float) -> Floats:
    """Chance that a period brings an incident laid at one door: 1 - exp(-rate period blame).

    Raises
    ------
    InputError
        If the period is not above 0 or a rate is below 0.
    """
    rate = np.asarray(per_month, dtype=np.float64) * np.asarray(blamed, dtype=np.float64)
    if period <= 0 or np.any(rate < 0):
        raise InputError("rates are at least 0 and a period is longer than 0 days")
    return np.asarray(-np.expm1(-rate * period / DAYS_PER_MONTH))


def responsiveness(advantage: ArrayLike) -> Floats:
    """Responsiveness per point of a party that takes `advantage` points nine times in ten.

    ln 9 / advantage (model page, section 6).
    """
    return np.asarray(np.log(9.0) / np.asarray(advantage, dtype=np.float64))
