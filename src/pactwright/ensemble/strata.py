"""A few draws for costly work, chosen by what is known of all of them.

Where a number can only be 0 or 1 in a draw, two views differ in few draws, and these carry the
difference. Draws are put into strata by the difference between the two ends; from each stratum the
first few are taken, and weighted as the whole stratum (stratified sampling). The weighted mean of
the difference itself is then exact over all draws.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pactwright.reasons import Amount

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST_STRATA = 3  # differences of numbers that are 0 or 1: down, none, up


@dataclass(frozen=True)
class Chosen:
    """Draws by number, with their stratum and weight; weights add up to 1."""

    draws: NDArray[np.int64]
    stratum: NDArray[np.int64]
    weight: NDArray[np.float64]

    def kept(self, known: NDArray[np.bool_]) -> Chosen:
        """Only the draws that have a number, every stratum at its weight as far as it goes."""
        draws, stratum = self.draws[known], self.stratum[known]
        weight = np.zeros(len(draws))
        for one in np.unique(stratum):
            here = stratum == one
            weight[here] = self.weight[self.stratum == one].sum() / here.sum()
        return Chosen(draws, stratum, weight / weight.sum() if len(weight) else weight)

    def mean(self, values: NDArray[np.float64]) -> Amount:
        """Weighted mean and its standard error; a stratum of one draw adds none."""
        if not len(values):
            return Amount(0.0, 0.0)
        variance = 0.0
        for one in np.unique(self.stratum):
            here = self.stratum == one
            if here.sum() > 1:
                share = float(self.weight[here].sum())
                variance += share**2 * float(values[here].var(ddof=1)) / int(here.sum())
        return Amount(float(self.weight @ values), variance**0.5)


def choose(first: NDArray[np.float64], last: NDArray[np.float64], *, each: int | None) -> Chosen:
    """Draws for work between two ends, whose numbers in every draw are known.

    Parameters
    ----------
    first, last : arrays, shape (B,)
    each : most draws of one stratum, and half as many where the ends do not differ; None: all.
        All are taken, too, of a number that takes many values.
    """
    numbers = np.flatnonzero(np.isfinite(first) & np.isfinite(last))
    gaps = last[numbers] - first[numbers]
    values, stratum = np.unique(gaps, return_inverse=True)
    if each is None or len(values) > MOST_STRATA:
        return Chosen(numbers, np.zeros(len(numbers), dtype=np.int64), _even(len(numbers)))
    draws, strata, weights = [], [], []
    for code, gap in enumerate(values):
        here = numbers[stratum == code]
        most = each if gap else max(1, each // 2)
        taken = here[:most]
        draws.append(taken)
        strata.append(np.full(len(taken), code, dtype=np.int64))
        weights.append(np.full(len(taken), len(here) / len(numbers) / len(taken)))
    if not draws:
        return Chosen(numbers, np.zeros(0, dtype=np.int64), np.zeros(0))
    return Chosen(np.concatenate(draws), np.concatenate(strata), np.concatenate(weights))


def _even(count: int) -> NDArray[np.float64]:
    return np.full(count, 1.0 / count) if count else np.zeros(0)
