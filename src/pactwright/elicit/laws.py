"""Probability laws of single answers: each maps uniforms in (0, 1) to values.

A law is a frozen object with `quantile(u)`, `median`, `mean` and `support`. Nothing here draws:
the same uniforms give the same values, whoever calls. Units are those of the answer: points,
shares in [0, 1], days, counts per month.

Definitions (model page, section 10, *Laws*):

* a range meant as *outer*: PERT on [low, high] with shapes 1 + 4(best-low)/(high-low) and
  1 + 4(high-best)/(high-low); without a best: uniform;
* a range meant as *one in ten*: low and high are the 10 % and 90 % points of a split normal with
  median best (half the mass on each side), or of the Beta (chances) or log-normal (times,
  advantages) through both points; without a best: uniform, an eighth of the width wider on
  either side;
* a word: uniform on its band.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias, runtime_checkable

import numpy as np
from scipy import special

from pactwright.errors import InputError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Floats: TypeAlias = NDArray[np.float64]

Z90 = float(special.ndtri(0.9))
"""90 % point of the standard normal, 1.2816."""

_MEAN_NODES = (np.arange(4000) + 0.5) / 4000  # midpoint rule for means without a closed form


@runtime_checkable
class Law(Protocol):
    """A distribution of one number."""

    def quantile(self, u: ArrayLike) -> Floats:
        """Values at the shares `u` in (0, 1), of the same shape; never falls in `u`."""
        ...

    @property
    def median(self) -> float:
        """Value at one half."""
        ...

    @property
    def mean(self) -> float:
        """Expected value."""
        ...

    @property
    def support(self) -> tuple[float, float]:
        """Least and greatest possible value."""
        ...


def unit_interval(u: ArrayLike) -> Floats:
    """Uniforms as floats, kept off 0 and 1 by less than any sampler resolves."""
    tiny = 2.0**-54
    return np.clip(np.asarray(u, dtype=np.float64), tiny, 1 - 2.0**-53)


def _at_half(law: Law) -> float:
    return float(law.quantile(np.array([0.5]))[0])


@dataclass(frozen=True, slots=True)
class Fixed:
    """One value, known or said to be none."""

    value: float

    def quantile(self, u: ArrayLike) -> Floats:
        """The value, in the shape of `u`."""
        return np.full(np.shape(u), self.value)

    @property
    def median(self) -> float:
        """The value."""
        return self.value

    @property
    def mean(self) -> float:
        """The value."""
        return self.value

    @property
    def support(self) -> tuple[float, float]:
        """The value, twice."""
        return (self.value, self.value)


@dataclass(frozen=True, slots=True)
class Uniform:
    """Nothing likelier in between."""

    low: float
    high: float

    def quantile(self, u: ArrayLike) -> Floats:
        """Straight line from low to high."""
        return self.low + (self.high - self.low) * unit_interval(u)

    @property
    def median(self) -> float:
        """Middle of the range."""
        return (self.low + self.high) / 2

    @property
    def mean(self) -> float:
        """Middle of the range."""
        return (self.low + self.high) / 2

    @property
    def support(self) -> tuple[float, float]:
        """The range."""
        return (self.low, self.high)


@dataclass(frozen=True, slots=True)
class LogUniform:
    """Uniform in the logarithm: each doubling is as likely as the next. 0 < low < high."""

    low: float
    high: float

    def quantile(self, u: ArrayLike) -> Floats:
        """Geometric line from low to high."""
        return self.low * (self.high / self.low) ** unit_interval(u)

    @property
    def median(self) -> float:
        """Geometric middle."""
        return float(np.sqrt(self.low * self.high))

    @property
    def mean(self) -> float:
        """Logarithmic mean of the ends."""
        return float((self.high - self.low) / np.log(self.high / self.low))

    @property
    def support(self) -> tuple[float, float]:
        """The range."""
        return (self.low, self.high)


@dataclass(frozen=True, slots=True)
class ScaledBeta:
    """Beta with shapes `a`, `b` stretched over [low, high]."""

    a: float
    b: float
    low: float = 0.0
    high: float = 1.0

    def quantile(self, u: ArrayLike) -> Floats:
        """Inverse of the regularised incomplete beta function, stretched."""
        inner = special.betaincinv(self.a, self.b, unit_interval(u))
        return self.low + (self.high - self.low) * np.asarray(inner, dtype=np.float64)

    @property
    def median(self) -> float:
        """Value at one half."""
        return _at_half(self)

    @property
    def mean(self) -> float:
        """Share a/(a+b) of the way from low to high."""
        return self.low + (self.high - self.low) * self.a / (self.a + self.b)

    @property
    def deviation(self) -> float:
        """Standard deviation."""
        total = self.a + self.b
        variance = self.a * self.b / (total**2 * (total + 1))
        return (self.high - self.low) * float(np.sqrt(variance))

    @property
    def support(self) -> tuple[float, float]:
        """The stretch."""
        return (self.low, self.high)


@dataclass(frozen=True, slots=True)
class SplitNormal:
    """Two half normals of equal mass that meet at the median."""

    median: float
    below: float  # standard deviation of the lower half, >= 0
    above: float  # standard deviation of the upper half, >= 0

    def quantile(self, u: ArrayLike) -> Floats:
        """Median plus the normal point times the deviation of its side."""
        z = special.ndtri(unit_interval(u))
        return np.asarray(self.median + z * np.where(z < 0, self.below, self.above))

    @property
    def mean(self) -> float:
        """Median plus half the difference of the two half-normal means."""
        return self.median + (self.above - self.below) / float(np.sqrt(2 * np.pi))

    @property
    def support(self) -> tuple[float, float]:
        """Unbounded on each side that has any spread."""
        low = -np.inf if self.below > 0 else self.median
        high = np.inf if self.above > 0 else self.median
        return (float(low), float(high))


@dataclass(frozen=True, slots=True)
class LogNormal:
    """Normal in the logarithm with mean `mu` and deviation `sigma` there."""

    mu: float
    sigma: float

    def quantile(self, u: ArrayLike) -> Floats:
        """Exponential of the normal quantile."""
        return np.asarray(np.exp(self.mu + self.sigma * special.ndtri(unit_interval(u))))

    @property
    def median(self) -> float:
        """Exponential of mu."""
        return float(np.exp(self.mu))

    @property
    def mean(self) -> float:
        """Exponential of mu + sigma squared over 2."""
        return float(np.exp(self.mu + self.sigma**2 / 2))

    @property
    def support(self) -> tuple[float, float]:
        """Everything above 0."""
        return (0.0, float(np.inf))


@dataclass(frozen=True, slots=True)
class Clipped:
    """Another law with its values held inside [low, high]: the excess mass sits on the ends."""

    law: Law
    low: float
    high: float

    def quantile(self, u: ArrayLike) -> Floats:
        """Values of the inner law, clipped."""
        return np.clip(self.law.quantile(u), self.low, self.high)

    @property
    def median(self) -> float:
        """Clipped median."""
        return min(max(self.law.median, self.low), self.high)

    @property
    def mean(self) -> float:
        """By midpoint rule over 4,000 shares."""
        return float(self.quantile(_MEAN_NODES).mean())

    @property
    def support(self) -> tuple[float, float]:
        """Support of the inner law, cut."""
        low, high = self.law.support
        return (max(low, self.low), min(high, self.high))


def pert(low: float, best: float, high: float) -> Law:
    """PERT law on [low, high] with the mode at `best`.

    Shapes 1 + 4(best-low)/(high-low) and 1 + 4(high-best)/(high-low).

    Raises
    ------
    InputError
        If not low <= best <= high.

    Examples
    --------
    >>> law = pert(10, 30, 80)
    >>> law.mean
    35.0
    """
    if not low <= best <= high:
        raise InputError(f"a PERT law needs low <= best <= high, not {low:g}, {best:g}, {high:g}")
    if low == high:
        return Fixed(best)
    width = high - low
    return ScaledBeta(1 + 4 * (best - low) / width, 1 + 4 * (high - best) / width, low, high)


def split_normal(low: float, best: float, high: float) -> Law:
    """Split normal with median `best` and 10 % and 90 % points `low` and `high`.

    Raises
    ------
    InputError
        If not low <= best <= high.
    """
    if not low <= best <= high:
        raise InputError(
            f"a split normal needs low <= best <= high, not {low:g}, {best:g}, {high:g}"
        )
    if low == high:
        return Fixed(best)
    return SplitNormal(best, (best - low) / Z90, (high - best) / Z90)


def log_normal(low: float, high: float) -> Law:
    """Log-normal with 10 % and 90 % points `low` and `high`, 0 < low <= high.

    Raises
    ------
    InputError
        If not 0 < low <= high.

    Examples
    --------
    >>> round(log_normal(30, 300).median, 6)
    94.86833
    """
    if not 0 < low <= high:
        raise InputError(f"a log-normal needs 0 < low <= high, not {low:g}, {high:g}")
    if low == high:
        return Fixed(low)
    mu = (np.log(low) + np.log(high)) / 2
    return LogNormal(float(mu), float((np.log(high) - np.log(low)) / (2 * Z90)))


def wider_uniform(low: float, high: float, *, least: float = -np.inf, most: float = np.inf) -> Law:
    """Uniform with 10 % and 90 % points `low` and `high`, cut to [least, most].

    An eighth of the width is added on either side; where a cut bites, the points move.
    """
    if low == high:
        return Fixed(low)
    margin = (high - low) / 8
    return Uniform(max(low - margin, least), min(high + margin, most))
