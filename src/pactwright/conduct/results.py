"""Batches of conduct as plain arrays, and the question they answer, in periods."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pactwright.errors import InputError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pactwright.game.spec import Floats

# What became of a path; the first two, war or the end and too long a suspension, are a collapse.
OUTCOMES = ("ended", "held_up", "limited_violations", "delay", "full_compliance")
NUMBERS_OF_A_PERIOD = 5  # that a drawn path takes, besides one for each party
UNSETTLED = 1e-10  # a last move above this: the equations were not solved


@dataclass(frozen=True, slots=True)
class Terms:
    """The constants of `forecast.Question`, in periods.

    Attributes
    ----------
    dates : ascending, from 1 on; the last is the horizon.
    suspended : more periods of suspension on end than this are a collapse.
    violations : periods with a violation that make limited violations, at least 1.
    grace : periods after a deadline before a step counts as late.
    """

    dates: tuple[int, ...]
    suspended: int
    violations: int
    grace: int

    def __post_init__(self) -> None:
        """Refuse what has no meaning."""
        if not self.dates or self.dates[0] < 1 or list(self.dates) != sorted(set(self.dates)):
            raise InputError(f"dates must ascend from one period on, got {self.dates}")
        if min(self.suspended, self.grace) < 0 or self.violations < 1:
            raise InputError("suspension and grace are 0 periods or more, violations 1 or more")


@dataclass(frozen=True, slots=True)
class ConductBatch:
    """Results of a batch. B draws, T periods up to the horizon, n parties, D dates of the question.

    A draw that did not settle is 0 everywhere; `settled` says which did.
    """

    survival: Floats  # (B, T + 1) chance that no war began and nothing ended the agreement
    by_progress: Floats  # (B, T + 1, K) chance of each progress state, kept after a collapse
    periods_of: Floats  # (B, n, LEVELS) expected periods of each conduct while there is peace
    classes: Floats  # (B, D, 5) shares of drawn paths, in the order of `OUTCOMES`
    punished: Floats  # (B, n) shares of drawn paths in which a party was punished wrongly
    quality: Floats  # (B, 3) last move, steps of the iteration, jumps
    value: Floats  # (B, n) V at signature

    @property
    def settled(self) -> NDArray[np.bool_]:
        """Whether each draw has an answer, (B,)."""
        moved = self.quality[:, 0]
        return np.asarray((moved <= UNSETTLED) & (self.survival[:, 0] > 0.0))
