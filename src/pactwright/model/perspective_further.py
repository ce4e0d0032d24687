"""Sections 7-16 of a perspective: who is patient, who can block, who watches, who else is armed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field, GetJsonSchemaHandler, WithJsonSchema, model_validator
from pydantic_core import CoreSchema

from pactwright.model.perspective_answers import (
    AdvantageAnswer,
    AttentionAnswer,
    ChanceAnswer,
    Chances,
    ChangeAnswer,
    Changes,
    Grounded,
    LossAnswer,
    Losses,
    NameMap,
    OfficeAnswer,
    PatienceAnswer,
    RateAnswer,
    Section,
    TimeAnswer,
    scalar_or_block,
)
from pactwright.model.perspective_scalars import (
    Names,
    YesNo,
    refuse,
)
from pactwright.model.perspective_sections import End

# ── 8 leadership ────────────────────────────────────────────────────────────────────────────────


def _same_is_none(value: object) -> object:
    return None if value == "same" else value


class Successor(Grounded):
    """Who would follow if the leadership fell. None stands for `same`: as before."""

    patience: Annotated[
        PatienceAnswer | None,
        BeforeValidator(_same_is_none),
        WithJsonSchema({"type": ["string", "object"]}),
    ] = None
    ends: Annotated[
        End | None,
        BeforeValidator(_same_is_none),
        WithJsonSchema({"anyOf": [{"const": "same"}, {"type": "object"}]}),
    ] = None


class Fall(Section):
    """What losing office costs, and who comes next."""

    cost: LossAnswer | None = None
    successor: Successor | None = None


class Leader(Section):
    """One side's leadership and its public."""

    gone_within_a_year: ChanceAnswer | None = None
    office_or_outcome: OfficeAnswer | None = None
    weakened_by_doing: Chances | None = None
    weakened_by_unanswered_attack: ChanceAnswer | None = None
    strengthened_by_answering: ChanceAnswer | None = None
    recovers_in: TimeAnswer | None = None
    if_it_fell: Fall | None = None


class LeaderMap(NameMap[Leader]):
    """Leaderships by party."""

    __pydantic_extra__: dict[str, Leader]


# ── 9 those inside who can block ────────────────────────────────────────────────────────────────


class Consent(Grounded):
    """Would this actor let the step through: a chance, or a weighing of two ends."""

    is_: ChanceAnswer | None = Field(default=None, alias="is")
    goes_ahead: ChangeAnswer | None = None
    stays_as_is: ChangeAnswer | None = None
    certainty: AdvantageAnswer | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_scalar(cls, data: object) -> object:
        return data if isinstance(data, Mapping) else {"is": data}

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return scalar_or_block(handler.resolve_ref_schema(handler(core_schema)))

    @model_validator(mode="after")
    def _one_form(self) -> Consent:
        if (self.is_ is None) == (self.goes_ahead is None):
            raise refuse("consent is either a chance, or goes_ahead with stays_as_is and certainty")
        return self


class ConsentMap(NameMap[Consent]):
    """Consent by duty."""

    __pydantic_extra__: dict[str, Consent]


class Blocker(Grounded):
    """An actor inside one side whose consent a step needs."""

    of: str
    name: str = ""
    steps: ConsentMap


class InsideMap(NameMap[Blocker]):
    """Inside actors by name."""

    takes_none: ClassVar[bool] = True
    __pydantic_extra__: dict[str, Blocker]


# ── 10 third parties ────────────────────────────────────────────────────────────────────────────

NEITHER = "neither"


class OwnStake(Grounded):
    """Does it pay the guarantor itself to act? Points of its own scale."""

    calm_is_worth: ChangeAnswer | None = None
    war_is_worth: ChangeAnswer | None = None
    acting_costs: LossAnswer | None = None
    warmer_to: str = NEITHER
    warmth: ChanceAnswer | None = None
    patience: PatienceAnswer | None = None
    failing_once_ends_it: ChanceAnswer | None = None


class GuarantorView(Section):
    """What one third party would do about a proven breach, and about calm."""

    acts_on_proven_breach_by: Chances | None = None
    by: str | None = None
    hurts: Losses | None = None
    keeps_caring: AttentionAnswer | None = None
    rewards_calm: Changes | None = None
    own_stake: OwnStake | None = None


class GuarantorMap(NameMap[GuarantorView]):
    """Guarantors by third party."""

    takes_none: ClassVar[bool] = True
    __pydantic_extra__: dict[str, GuarantorView]


class Supporter(Grounded):
    """A backer of one side only."""

    of: str
    name: str = ""
    gives: ChangeAnswer | None = None
    cuts_if_blamed: ChanceAnswer | None = None
    cuts_if_it_starts_war: ChanceAnswer | None = None


class SupporterMap(NameMap[Supporter]):
    """Supporters by name; `none_for` lists sides for which the view sees none."""

    takes_none: ClassVar[bool] = True
    none_for: Names = ()
    __pydantic_extra__: dict[str, Supporter]


class Mediator(Section):
    """Who speeds the settling of disputes."""

    name: str = ""
    settles_disputes_in: TimeAnswer | None = None


# ── 11 others with guns, other fronts ───────────────────────────────────────────────────────────


class Spoiler(Grounded):
    """An armed actor whom the agreement does not bind."""

    name: str = ""
    incidents_per_month: RateAnswer | None = None
    rises_near_milestones: YesNo = False
    blamed_on: Chances | None = None
    tamed_by: Names = ()


class SpoilerMap(NameMap[Spoiler]):
    """Spoilers by name."""

    takes_none: ClassVar[bool] = True
    __pydantic_extra__: dict[str, Spoiler]


class Front(Grounded):
    """Another front where one side may strike instead."""

    name: str = ""
    by: str
    example: str | None = None
    a_year_of_it: ChangeAnswer | None = None
    harm: Losses | None = None
    noticed: ChanceAnswer | None = None
    blamed_rightly: ChanceAnswer | None = None
    leads_to_war: ChanceAnswer | None = None
    shifts_odds: ChangeAnswer | None = None


class FrontMap(NameMap[Front]):
    """Other fronts by name; `none_for` lists sides for which the view sees none."""

    takes_none: ClassVar[bool] = True
    none_for: Names = ()
    __pydantic_extra__: dict[str, Front]


# ── 12 kinds of leadership ──────────────────────────────────────────────────────────────────────


class Kinds(Section):
    """How many of 100 leaderships that look like this one from outside are of each kind."""

    weighs_gains_and_losses: ChanceAnswer | None = None
    wants_the_fight: ChanceAnswer | None = None
    means_it_but_cannot: ChanceAnswer | None = None


class KindsMap(NameMap[Kinds]):
    """Kinds of leadership by party."""

    __pydantic_extra__: dict[str, Kinds]


# ── 14 readings and open issues ─────────────────────────────────────────────────────────────────

EACH = "each"


class ReadingChoice(Grounded):
    """Which reading of a duty this view takes: `each`, `as-written`, or its holder's name."""

    takes: str


class ReadingMap(NameMap[ReadingChoice]):
    """Choice of reading by duty."""

    takes_none: ClassVar[bool] = True
    __pydantic_extra__: dict[str, ReadingChoice]


class IssueOutcome(Changes):
    """What one outcome of an issue left open would change, by party, and how likely it is."""

    chance: ChanceAnswer | None = None


class IssueOutcomes(NameMap[IssueOutcome]):
    """Outcomes of one issue by name."""

    __pydantic_extra__: dict[str, IssueOutcome]


class IssueMap(NameMap[IssueOutcomes]):
    """Outcomes by issue."""

    takes_none: ClassVar[bool] = True
    __pydantic_extra__: dict[str, IssueOutcomes]
