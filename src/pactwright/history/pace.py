"""Counts to hazards and curves: how fast agreements of a kind end, and how sure the count is.

The pace is constant within each counted interval and, after the last one, goes on as in it. Each
pace has a gamma law: ends over days, with *half an end at the pace of all agreements* added before
anything is counted. So no pace is ever nought, a kind with few agreements leans on all of them, and
all of them together keep exactly the pace that was counted. Counts are divided by the spread
between conflicts first, since agreements of one conflict often end together.

    pace_k ~ Gamma(ended_k / spread + 1/2, rate = agreement_days_k / spread + 1/2 / pace_k of all)
    survival(t) = exp(-sum_k pace_k * days of [0, t] in interval k)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import gammaincinv

from pactwright.errors import InputError
from pactwright.forecast import Curve

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray

    from pactwright.history.counts import CountedKind

__all__ = ["Pace", "pace_of", "period_hazards", "survival_curve"]

HEAD_START_ENDS = 0.5
COMBINATIONS = 4096
QUANTILES = (0.1, 0.5, 0.9)


@dataclass(frozen=True, slots=True, eq=False)
class Pace:
    """Gamma laws of the pace in each interval, ends a day. The last interval never ends."""

    starts_days: NDArray[np.float64]  # (intervals,)
    shape: NDArray[np.float64]  # (intervals,), above 0
    rate_days: NDArray[np.float64]  # (intervals,), above 0

    @property
    def mean(self) -> NDArray[np.float64]:
        """Mean pace in each interval, ends of one agreement a day."""
        return np.asarray(self.shape / self.rate_days)


def pace_of(counted: CountedKind, everything: CountedKind) -> Pace:
    """Pace of one kind, with half an end at the pace of `everything` to start from."""
    ended, days = (np.array(part, float) for part in (counted.ended, counted.agreement_days))
    pace_of_all = np.array(everything.ended, float) / np.array(everything.agreement_days, float)
    return Pace(
        starts_days=np.array(counted.edges_days[:-1], float),
        shape=ended / counted.spread + HEAD_START_ENDS,
        rate_days=days / counted.spread + HEAD_START_ENDS / pace_of_all,
    )


def survival_curve(pace: Pace, days: Sequence[float], *, age_days: float = 0.0) -> Curve:
    """Share of agreements still in force so many days on, of those in force at `age_days`.

    Parameters
    ----------
    pace
        Of the kind of agreement.
    days
        From the start of the question; any order, each 0 or more.
    age_days
        Days from signature to the start of the question.

    Returns
    -------
    Curve
        Low, middle and high are over the uncertainty of the count alone.
    """
    spent = _spent(pace, _checked(days, age_days), age_days)
    paces = gammaincinv(pace.shape, _evenly_spread(len(pace.shape))) / pace.rate_days
    low, middle, high = np.quantile(np.exp(-paces @ spent.T), QUANTILES, axis=0)
    mean = np.exp(_log_mean_survival(pace, spent))
    return Curve(
        days=tuple(float(day) for day in days),
        mean=tuple(mean.tolist()),
        low=tuple(low.tolist()),
        middle=tuple(middle.tolist()),
        high=tuple(high.tolist()),
    )


def period_hazards(
    pace: Pace, period_days: float, n_periods: int, *, age_days: float = 0.0
) -> NDArray[np.float64]:
    """Chance of an end in each period, given none before; shape (n_periods,), inside (0, 1).

    Along the mean of `survival_curve`, whatever the length of a period:
    h_k = 1 - S(k + 1) / S(k).
    """
    if not (np.isfinite(period_days) and period_days > 0):
        raise InputError(f"a period has a length above 0 days, not {period_days!r}")
    if n_periods < 0:
        raise InputError(f"there are 0 or more periods, not {n_periods!r}")
    days = _checked(period_days * np.arange(n_periods + 1), age_days)
    logs = _log_mean_survival(pace, _spent(pace, days, age_days))
    return np.asarray(-np.expm1(np.diff(logs)))


def _checked(days: ArrayLike, age_days: float) -> NDArray[np.float64]:
    found = np.asarray(days, float)
    if not (np.all(np.isfinite(found)) and np.all(found >= 0)):
        raise InputError("days of a base rate are finite and not below 0")
    if not (np.isfinite(age_days) and age_days >= 0):
        raise InputError(f"an agreement's age is finite and not below 0 days, not {age_days!r}")
    return found


def _spent(pace: Pace, days: NDArray[np.float64], age_days: float) -> NDArray[np.float64]:
    """Days between the age and so many days later in each interval; (days, intervals)."""
    stops = np.append(pace.starts_days[1:], np.inf)
    until = np.clip(age_days + days[:, None], pace.starts_days, stops)
    return np.asarray(until - np.clip(age_days, pace.starts_days, stops))


def _log_mean_survival(pace: Pace, spent: NDArray[np.float64]) -> NDArray[np.float64]:
    """Mean of exp(-pace * spent) under the gamma laws, in closed form, as a logarithm."""
    return np.asarray(-np.log1p(spent / pace.rate_days) @ pace.shape)


def _evenly_spread(n_intervals: int) -> NDArray[np.float64]:
    """Points that fill the unit cube evenly, the same in every run; (combinations, intervals).

    An additive lattice: multiples of powers of 1/g modulo 1, where g is the root of
    g^(n + 1) = g + 1 (for one interval, the golden section).
    """
    root = 2.0
    for _ in range(64):
        root = (1.0 + root) ** (1.0 / (n_intervals + 1))
    steps = root ** -np.arange(1.0, n_intervals + 1.0)
    return np.asarray((0.5 + np.outer(np.arange(COMBINATIONS), steps)) % 1.0)
