"""The typed answer of `forecast`: frozen, free of NumPy, able to say how it was made.

A forecast says what is likely if conduct is as a view and the rule of noisy best responses have it.
It is kept apart from margins: no count of draws in which a step pays is in here, and no chance is
in an `Assessment`. It never stands without a base rate and the share of its inputs that are
defaults.

Chances lie in [0, 1]; days count from the day of the forecast's start. `None` stands where a number
does not exist (never NaN). A *spread* is over the draws of one view's own ranges: it is what the
view leaves open, not an error of sampling, which stands apart.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pactwright.assessment import Party, Stamp
    from pactwright.reasons import AskNext, HypothesisAnswer, ScenarioAnswer, Screening

SCHEMA_VERSION = 1
CLASSES = ("collapse", "limited_violations", "delay", "full_compliance")
CLASS_WORDS = {
    "collapse": "collapse",
    "limited_violations": "limited violations",
    "delay": "delay",
    "full_compliance": "full compliance",
}
CONDUCT = ("restraint", "deniable", "overt", "war", "elsewhere")
POOLING_WEIGHT = 0.5  # of the model beside the base rate, until scores justify another


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, stored with every answer: without it the classes mean nothing.

    Of a path up to the horizon the first that fits is its class: *collapse*, war or the end of the
    agreement, or more than `suspended_days` on end in which some duty is suspended; *limited
    violations*, in at least `violation_periods` periods some party acts against a standing duty
    (what it truly does, reported or not); *delay*, some step is verified more than `grace_days`
    after its deadline, or still open at the horizon; else *full compliance*.
    """

    dates_days: tuple[float, ...]  # at which chances are told, ascending; the last is the horizon
    suspended_days: float
    violation_periods: int
    grace_days: float
    period_days: float

    @property
    def horizon_days(self) -> float:
        """The last date."""
        return self.dates_days[-1]


@dataclass(frozen=True, slots=True)
class Spread:
    """A number over the draws of a view: mean, and one draw in ten below `low`, above `high`."""

    mean: float
    low: float
    middle: float
    high: float


@dataclass(frozen=True, slots=True)
class Curve:
    """A spread at each of some days; all five have the same length."""

    days: tuple[float, ...]
    mean: tuple[float, ...]
    low: tuple[float, ...]
    middle: tuple[float, ...]
    high: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class ClassChances:
    """Chances of the outcome classes by one date; the means add up to 1."""

    day: float
    chances: dict[str, Spread]  # every name of CLASSES
    sampling_error: dict[str, float]  # standard error of each mean that simulation leaves


@dataclass(frozen=True, slots=True)
class StepChance:
    """The chance that one step is verified by each date."""

    duty: str
    by: Curve


@dataclass(frozen=True, slots=True)
class ConductTime:
    """Expected days of each conduct of one party up to the horizon, while there is no war."""

    party: str
    days: dict[str, Spread]  # every name of CONDUCT


@dataclass(frozen=True, slots=True)
class WronglyPunished:
    """The chance that an answer falls on a party in a period in which it kept everything."""

    party: str
    by_horizon: Spread


@dataclass(frozen=True, slots=True)
class BranchReport:
    """How far the answer hangs on which solution of the conduct equations is followed.

    `differs` is the share of draws in which the branch that starts from compliance ends elsewhere
    than the one that starts from indifference; `compliance_survival` is S on that other branch,
    None where none differs. Draws that did not settle are left out of everything and counted here.
    """

    differs: float
    compliance_survival: Curve | None
    unsettled: int
    largest_residual: float
    looked_at: int = 0  # draws in which the other branch was followed
    jumped: float = 0.0  # share of draws in which the branch could not be followed smoothly


@dataclass(frozen=True, slots=True)
class GameForecast:
    """One reading of the text with one kind of answers, in one view."""

    reading: str
    answers: str  # one of assessment.ANSWER_MODES
    survival: Curve  # no war and no end of the agreement by then
    survival_if_slower: Curve  # leaders reconsider half as often
    pooled: Curve  # with the base rate
    classes: tuple[ClassChances, ...]  # one for each date of the question
    steps: tuple[StepChance, ...]
    conduct: tuple[ConductTime, ...]
    wrongly_punished: tuple[WronglyPunished, ...]
    branches: BranchReport
    states: int


@dataclass(frozen=True, slots=True)
class BaseRate:
    """How often agreements of this kind broke down, counted in public data."""

    kind: str  # as the table has it: 'full peace agreements'
    words: str  # what was counted, in a sentence
    source: str
    licence: str
    spells: int
    ended: int
    survival: Curve  # low and high: one in ten of the uncertainty of the count itself
    conflicts: int = 0  # groups of linked conflicts in which the spells lie
    fit: str = "close"  # how well the kind stands for the text: one of history.matching.FITS
    note: str = ""  # why it does not fit closely, a sentence for the reader


@dataclass(frozen=True, slots=True)
class ViewForecast:
    """Everything forecast from one perspective."""

    id: str
    letter: str
    view_of: str
    kind: str
    numbers_by: str
    confirmed_by_holder: bool
    knowledge_until: str
    hindsight: tuple[str, ...]
    games: tuple[GameForecast, ...]
    default_share: float  # of the inputs that enter, how many the view leaves to a default
    default_driven: tuple[str, ...]
    weight_beyond: dict[str, float]  # party -> delta^H: share of its weight beyond the horizon
    draws: int
    failed_draws: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Forecast:
    """The answer of `pactwright forecast`."""

    id: str
    title: str
    forecast_as_on: str
    parties: tuple[Party, ...]
    question: Question
    base_rate: BaseRate
    pooling_weight: float
    readings: tuple[str, ...]
    main_mode: str
    views: tuple[ViewForecast, ...]  # alphabetical by holder
    stamp: Stamp
    warnings: tuple[str, ...] = field(default=())
    # What moves the chance of a collapse by the last date, and what would: only where asked for.
    effects: tuple[Screening, ...] = ()
    ask_next: tuple[AskNext, ...] = ()
    hypotheses: tuple[HypothesisAnswer, ...] = ()
    scenarios: tuple[ScenarioAnswer, ...] = ()
