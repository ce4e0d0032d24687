"""Typed answers to *why*: why a number comes out as it does, and why two views differ on it.

Frozen, free of NumPy. A *number of interest* is any figure that one view's inputs come to: the
share of draws in which a step pays, its margin, a chance by a date. Shares and chances lie in
[0, 1]; points are on one party's own scale in one view. `None` stands where a number does not
exist.

An `error` is one standard error of a mean over the same draws (*paired*: both sides of a difference
see the same draw), not what a view leaves open.
"""

from __future__ import annotations

from dataclasses import dataclass

GROUP_NAMES = (
    "stakes",
    "power and war",
    "patience and domestic",
    "monitoring and spoilers",
    "guarantors",
    "behaviour",
)
HYPOTHESES = ("design", "balance only", "third party only")


@dataclass(frozen=True, slots=True)
class NumberAsked:
    """Which number an answer is about."""

    name: str  # 'pays:disarm[4]:gam'
    words: str
    unit: str  # 'share', 'points' or 'chance'
    reading: str
    answers: str  # one of assessment.ANSWER_MODES


@dataclass(frozen=True, slots=True)
class Amount:
    """A mean over draws and its standard error, in the unit of the number asked."""

    value: float
    error: float


# ── why two views differ ─────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class GroupPart:
    """What one group of inputs adds to the difference; the six add up to it."""

    group: str  # one of GROUP_NAMES
    amount: Amount


@dataclass(frozen=True, slots=True)
class InputPart:
    """What one input of the widest group adds: the mean of changing it first and changing it last.

    Such parts need not add up to their group's.
    """

    inputs: tuple[str, ...]  # several where they are shares of one whole
    words: str
    amount: Amount


@dataclass(frozen=True, slots=True)
class Parting:
    """One number in two views, and which groups of inputs make the difference (Shapley value)."""

    number: NumberAsked
    party: str | None  # None: the number is no single party's
    duty: str | None
    low: str  # ids of the views; the number is `low_value` in the first
    high: str
    low_value: float
    high_value: float
    groups: tuple[GroupPart, ...]  # in the order of GROUP_NAMES
    widest: str  # the group that adds most to the difference
    inputs: tuple[InputPart, ...]  # of that group, largest first
    draws: int
    followed: int  # of them, taken through all mixtures; the others are weighed in
    unanswered: int  # draws left out: without a number in some mixture

    @property
    def difference(self) -> float:
        """What the groups add up to."""
        return self.high_value - self.low_value

    def percent(self, part: GroupPart | InputPart) -> float | None:
        """A part in percent of the difference; below 0: it narrows it. None without difference."""
        return 100.0 * part.amount.value / self.difference if self.difference else None


# ── what moves a number ──────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Index:
    """Share of the variance of a number that hangs on one factor (an input, or a group of them).

    `first`: what knowing it alone would take away; `total`: what would be left if all else were
    known. Half-widths are of 95 % intervals. Estimates from few draws can lie below 0 or above 1.
    """

    factor: str
    words: str
    group: str
    inputs: tuple[str, ...]
    is_default: bool  # nobody answered any of its inputs
    first: float
    first_half_width: float
    total: float
    total_half_width: float


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """Sobol indices of a number in one view. No index where the number does not vary."""

    number: NumberAsked
    view: str
    mean: float
    variance: float
    indices: tuple[Index, ...]  # largest total first
    base_draws: int
    evaluations: int


@dataclass(frozen=True, slots=True)
class Effect:
    """Elementary effects of one uniform (Morris): how far its whole range moves a number."""

    factor: str
    words: str
    group: str
    inputs: tuple[str, ...]
    is_default: bool
    mean: float  # signed; near 0 with a large `size`: it works both ways
    size: float  # mean of absolute effects
    size_half_width: float
    spread: float  # standard deviation: uneven, or dependent on other inputs


@dataclass(frozen=True, slots=True)
class Screening:
    """Morris screening of a number in one view."""

    number: NumberAsked
    view: str
    effects: tuple[Effect, ...]  # largest size first
    trajectories: int
    evaluations: int


@dataclass(frozen=True, slots=True)
class WorthAsking:
    """What knowing one input exactly is expected to settle.

    Errors are what chance alone makes of an input that settles nothing.
    `variance` is the share of the number's variance that would go. `undecided` is the share of
    draws on the smaller side of the verdict: 0.5 is as open as can be. None where the number has no
    verdict.
    """

    factor: str
    words: str
    group: str
    inputs: tuple[str, ...]
    is_default: bool
    variance: Amount
    undecided_now: float | None
    undecided_less: Amount | None


@dataclass(frozen=True, slots=True)
class AskNext:
    """Inputs worth asking about next, the most telling first."""

    number: NumberAsked
    view: str
    inputs: tuple[WorthAsking, ...]
    draws: int


# ── what if ──────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class HypothesisAnswer:
    """A number under the three hypotheses on what holds a text together, on the same draws."""

    number: NumberAsked
    view: str
    values: dict[str, float]  # every name of HYPOTHESES
    change: dict[str, Amount]  # against 'design'
    draws: int


@dataclass(frozen=True, slots=True)
class InputChange:
    """One input before and after a scenario, at its middle, in its own unit."""

    input: str
    words: str
    before: float
    after: float
    unit: str


@dataclass(frozen=True, slots=True)
class ScenarioAnswer:
    """A number before and after a named change of a view's inputs, on the same draws."""

    number: NumberAsked
    view: str
    scenario: str
    words: str
    inputs: tuple[InputChange, ...]
    before: float
    after: float
    change: Amount
    draws: int
