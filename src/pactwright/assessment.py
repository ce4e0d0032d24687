"""The typed answer of `assess`: frozen, free of NumPy, able to say how it was made.

Counts are shares in [0, 1] of a view's own draws; points are on one party's own scale in one view.
`None` stands where a number does not exist (never NaN).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pactwright.reasons import Parting

SCHEMA_VERSION = 1
VERDICTS = ("holds", "holds_on_paper", "fails_as_written", "cannot_hold", "undetermined")
PARTS = (
    "now",
    "benefits",
    "own_concessions",
    "sanctions",
    "answers",
    "standing",
    "war_risk",
)
ANSWER_MODES = ("text", "text+unwritten", "unwritten")
DEVIATION_WORDS = {
    "delay": "delay",
    "early resumption": "taking up a suspended step too early",
    "deniable": "a small breach that can be denied",
    "overt": "an open but limited breach",
    "mixed": "holding back and a breach at once",
    "no answer": "leaving a breach unanswered",
    "elsewhere": "acting on another front",
    "war": "going back to fighting",
}
DEVIATIONS = tuple(DEVIATION_WORDS)


@dataclass(frozen=True, slots=True)
class Quantiles:
    """One in ten below `q10`, one in ten above `q90`; points of one party's own scale."""

    q10: float
    q50: float
    q90: float


@dataclass(frozen=True, slots=True)
class Party:
    """A party as the agreement names it. `short` is at most three capital letters."""

    id: str
    name: str
    short: str


@dataclass(frozen=True, slots=True)
class StepInfo:
    """One row of the step table, the same for all views."""

    duty: str  # 'disarm[4]', or 'standing' for the duties to refrain and maintain
    step: str  # 'disarm'
    number: int  # order of performance on the prescribed path; 0 for 'standing'
    title: str  # short words for the screen
    performers: tuple[str, ...]  # ids of parties or third parties
    clause: str | None
    source: str | None
    later: bool  # left to a later text (deferred), or only so in some readings
    third_party_only: bool  # no incentive computed


@dataclass(frozen=True, slots=True)
class StepResult:
    """One step, one party, one reading, one answers mode, one view."""

    duty: str
    reading: str  # 'as written', or the reading's name
    party: str
    answers: str  # one of ANSWER_MODES
    margin: Quantiles | None  # None: this party has nothing to choose here
    lasting: Quantiles | None
    verdicts: dict[str, float]  # every name of VERDICTS, summing to 1
    deviation: str | None  # the most frequent best deviation over the draws
    parts: dict[str, float]  # every name of PARTS, in the draw nearest the median margin
    parts_margin: float | None  # the margin those parts sum to
    threat_may_be_empty: float  # share: holds only on paper as an answerer's margin fails
    no_way_back: float  # share: ... because the accused's own margin in the response fails
    is_missed_duty: bool  # False where this reading has no such duty
    only_if_kept: tuple[str, ...]  # later steps on which it hangs in at least 20 % of draws
    pays_if_others_do_not: float | None  # share once failing parties take their best deviation
    flips_most: str | None  # group of inputs that most often flips the verdict
    default_driven: bool
    bound_violated: float  # share of draws in which the necessary bound C1 is violated

    @property
    def pays(self) -> float:
        """Share of draws in which keeping is worth at least as much as breaking."""
        return self.verdicts["holds"] + self.verdicts["holds_on_paper"]


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """What a party still has to lose by breaking, after a step of the prescribed path."""

    after: str  # duty name, or 'signature'
    reading: str
    party: str
    points: Quantiles
    is_cliff: bool  # in at least half of the draws
    open_duties: int  # strategic duties this party still owes


@dataclass(frozen=True, slots=True)
class StepWorth:
    """What doing a step changes in a party's own situation, all before it on the path being done.

    Own scale: neither added nor compared across parties, nor across views.
    """

    duty: str
    reading: str
    party: str
    points: Quantiles


@dataclass(frozen=True, slots=True)
class Turn:
    """What one input would have to be for a step to pay in 80 of 100 draws."""

    duty: str
    reading: str
    party: str
    input: str  # dotted path in the perspective file: 'guarantors.usa.acts_on_proven_breach_by.isr'
    words: str  # the same in plain words
    now: tuple[float, float]  # low, high that the view gives
    needed: float | None  # smallest move that brings the step to 80; None: no value does
    unit: str  # 'of 100', 'points', 'months'
    side_effect: str | None  # in words: what happens to wrongly punished parties
    wrongly_punished_now: float | None  # of 100 courses in which this party keeps everything
    wrongly_punished_then: float | None


@dataclass(frozen=True, slots=True)
class Question:
    """An unanswered input, by how much it moves the verdicts."""

    input: str
    words: str
    moves_cells: int
    moves_by: float  # largest change of a count, share


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two answers of one view that do not agree with each other."""

    party: str
    what: str
    says: str
    implies: str
    action: str  # which one was used


@dataclass(frozen=True, slots=True)
class Enforcement:
    """Whether it pays a guarantor with a stake of its own to act against one party."""

    guarantor: str
    party: str  # the accused
    reading: str
    answers: str  # one of ANSWER_MODES
    acts: float  # share of draws in which acting pays it; elsewhere its sanction is left out
    margin: Quantiles  # of acting where that pays it least, points of the guarantor's own scale


@dataclass(frozen=True, slots=True)
class ViewResult:
    """Everything computed from one perspective."""

    id: str
    letter: str
    view_of: str
    kind: str
    numbers_by: str
    confirmed_by_holder: bool
    knowledge_until: str
    hindsight: tuple[str, ...]
    readings: tuple[str, ...]
    steps: tuple[StepResult, ...]
    signing_beats_fighting: dict[str, float]
    signing_margin: dict[str, Quantiles]
    weakest: dict[str, str | None]  # per party: duty that pays in the fewest draws, main mode
    weakest_reading: dict[str, str | None]
    ledger: tuple[LedgerEntry, ...]
    turns: tuple[Turn, ...]
    default_driven: tuple[str, ...]  # dotted inputs left out, filled by a neutral default
    no_range_given: tuple[str, ...]
    ask_next: tuple[Question, ...]
    disagreements: tuple[Disagreement, ...]
    beside: dict[str, str]
    cannot_say: tuple[str, ...]
    notes: tuple[str, ...]  # war taken as final, patience capped, ...
    draws: int
    failed_draws: tuple[str, ...]  # one line each: draw number and reason
    states: int  # reachable public states of the largest game solved
    wrongly_punished: dict[str, float | None]  # per party, of courses in which it keeps everything
    # 'design', 'balance only', 'third party only' -> party -> share of its steps that pay
    hypothesis: dict[str, dict[str, float]]
    # reading -> share of draws in which no division keeps the peace; None: not one pie
    shifting_power: dict[str, float | None]
    # of guarantors with a stake of their own, where some state calls them
    enforcement: tuple[Enforcement, ...] = ()
    # of every step and party, in the order of the prescribed path, reading by reading
    worth: tuple[StepWorth, ...] = ()


@dataclass(frozen=True, slots=True)
class Stamp:
    """How the result was made."""

    pactwright: str
    python: str
    libraries: dict[str, str]
    inputs: dict[str, str]  # file name -> sha256
    seed: int
    draws: int
    sampler: str
    period_days: float
    finished: bool  # False: stopped early, what is shown uses the finished blocks
    # What `replay` needs besides: the command, its arguments, names of the cases that come with the
    # program ("" for files of one's own, whose place is nobody's business), kind of processor.
    command: str = ""
    cases: tuple[str, ...] = ()
    asked: dict[str, Any] = field(default_factory=dict)
    machine: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Assessment:
    """The answer of `pactwright assess`."""

    id: str
    title: str
    assessed_as_on: str
    parties: tuple[Party, ...]
    steps: tuple[StepInfo, ...]
    done: tuple[str, ...]  # duties taken as already carried out (--from)
    readings: tuple[str, ...]
    main_mode: str  # the answers mode the screen's counts use
    text_notes: tuple[str, ...]  # 'The text names no judge of breaches ...'
    reading_notes: tuple[str, ...]  # how the parties read the text, one sentence each
    not_weighed: tuple[str, ...]  # duties carried by the text but weighed by no view
    views: tuple[ViewResult, ...]  # alphabetical by holder
    stamp: Stamp
    warnings: tuple[str, ...] = field(default=())
    # where views part at the weakest step of a side, and over which groups of inputs
    parted: tuple[Parting, ...] = ()
