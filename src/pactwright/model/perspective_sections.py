"""Sections 1-6 of a perspective: ends, situations, steps, war, breaches, unwritten answers.

Section numbers are those of the half-hour core and the questions after it, as `init` writes them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field, PlainValidator, WithJsonSchema

from pactwright.model.perspective_answers import (
    ChanceAnswer,
    Chances,
    ChangeAnswer,
    Changes,
    Grounded,
    LossAnswer,
    Losses,
    NameMap,
    RateAnswer,
    Section,
    TimeAnswer,
    Worths,
)
from pactwright.model.perspective_scalars import (
    Names,
    YesNo,
    refuse,
)
from pactwright.model.perspective_words import UNIT_DAYS

# ── 1 ends ──────────────────────────────────────────────────────────────────────────────────────


class End(Grounded):
    """The two ends of one side's scale, in words."""

    best: str
    worst: str


class Ends(NameMap[End]):
    """Ends by party."""

    __pydantic_extra__: dict[str, End]


# ── 2 situations ────────────────────────────────────────────────────────────────────────────────

ALL = "all"


def _done(value: object) -> object:
    if value == "none":
        return ()
    if isinstance(value, str):
        return (value,)
    return value


Done = Annotated[
    tuple[str, ...],
    BeforeValidator(_done),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string"},
                {"type": "array", "items": {"type": "string"}},
            ]
        }
    ),
]
"""Duties carried out: none (empty), `all`, or a list in which `disarm[2]` is a second tranche."""


class Situation(Grounded):
    """Where it would be on each side's scale if things stopped exactly here and stayed so."""

    done: Done
    worth: Worths | None = None

    @property
    def is_everything(self) -> bool:
        """Whether every duty has been carried out."""
        return self.done == (ALL,)


def _levels(value: object) -> object:
    if not isinstance(value, list | tuple):
        raise refuse("expected a list of situations, best first, ties in inner brackets")
    levels = [
        (one,) if isinstance(one, str) else tuple(one) if isinstance(one, list | tuple) else None
        for one in value
    ]
    if any(one is None or not all(isinstance(name, str) for name in one) for one in levels):
        raise refuse("a ranking holds names of situations, ties in inner brackets")
    names = [name for level in levels if level for name in level]
    if len(set(names)) < len(names):
        raise refuse("a situation stands in this ranking more than once")
    return tuple(level for level in levels if level)


Ranking = Annotated[
    tuple[tuple[str, ...], ...],
    PlainValidator(_levels),
    WithJsonSchema(
        {
            "type": "array",
            "items": {
                "anyOf": [
                    {"type": "string"},
                    {"type": "array", "items": {"type": "string"}},
                ]
            },
        }
    ),
]
"""Situations best first; those of one inner tuple are tied."""


class RankingMap(NameMap[Ranking]):
    """Rankings by party."""

    __pydantic_extra__: dict[str, Ranking]


class Situations(NameMap[Situation]):
    """Situations by name, or their order only."""

    order: RankingMap | None = None
    __pydantic_extra__: dict[str, Situation]


# ── 3 steps ─────────────────────────────────────────────────────────────────────────────────────


def _shares(value: object) -> object:
    if not isinstance(value, list | tuple) or not value:
        raise refuse("expected a list with one share per tranche, such as [25, 25, 50]")
    try:
        numbers = tuple(float(str(one).removesuffix("%")) for one in value)
    except ValueError:
        raise refuse("a share is a number of 100, such as 25") from None
    if min(numbers) < 0 or abs(sum(numbers) - 100) > 1:
        raise refuse(f"the shares of the tranches add up to {sum(numbers):g}, not to 100")
    return tuple(one / sum(numbers) for one in numbers)


Shares = Annotated[
    tuple[float, ...],
    PlainValidator(_shares),
    WithJsonSchema({"type": "array", "items": {"type": ["number", "string"]}, "minItems": 1}),
]
"""Share of each tranche, summing to 1."""


class Step(Changes):
    """Change by party that carrying out one duty brings."""

    together_with: Names = ()
    shares: Shares | None = None


class Steps(NameMap[Step]):
    """Steps by duty."""

    not_weighed: Names = ()
    __pydantic_extra__: dict[str, Step]


class OneOffs(NameMap[Changes]):
    """Price or gift of the act itself, by duty and party."""

    __pydantic_extra__: dict[str, Changes]


# ── 4 war ───────────────────────────────────────────────────────────────────────────────────────


class OddsByStep(NameMap[Chances]):
    """Odds by party once a duty is finished."""

    __pydantic_extra__: dict[str, Chances]


class Odds(Grounded):
    """In how many of 100 such wars each side would reach its aims."""

    today: Chances | None = None
    after_a_quiet_year: Chances | None = None
    after: OddsByStep | None = None


class Belief(Grounded):
    """What one side believes about the odds."""

    today: Chances | None = None


class Beliefs(NameMap[Belief]):
    """Beliefs by party."""

    __pydantic_extra__: dict[str, Belief]


class War(Grounded):
    """If war resumed."""

    odds: Odds | None = None
    if_neither: Worths | None = None
    even_if_won: Worths | None = None
    lost_by_fighting: Losses | None = None
    all_told: Worths | None = None
    helps_leader_at_home: Changes | None = None
    another_ceasefire_within_two_years: ChanceAnswer | None = None
    taken_as_final: YesNo | None = None
    by_accident_within_a_year: ChanceAnswer | None = None
    if_the_text_lapses: Worths | None = None
    believed_by: Beliefs | None = None


# ── 5 breaches ──────────────────────────────────────────────────────────────────────────────────


class SmallBreach(Section):
    """An act that can be denied."""

    example: str | None = None
    a_year_of_it: ChangeAnswer | None = None
    harm: Losses | None = None
    noticed: ChanceAnswer | None = None
    blamed_rightly: ChanceAnswer | None = None
    blamed_on_others: Chances | None = None
    leads_to_war: ChanceAnswer | None = None
    shifts_odds: ChangeAnswer | None = None


class OpenBreach(Section):
    """A limited act whose author nobody doubts."""

    example: str | None = None
    a_year_of_it: ChangeAnswer | None = None
    harm: Losses | None = None
    leads_to_war: ChanceAnswer | None = None
    shifts_odds: ChangeAnswer | None = None


class SmallBreaches(NameMap[SmallBreach]):
    """Small breaches by party."""

    __pydantic_extra__: dict[str, SmallBreach]


class OpenBreaches(NameMap[OpenBreach]):
    """Open breaches by party."""

    __pydantic_extra__: dict[str, OpenBreach]


class NobodyOrdered(Section):
    """Incidents that no party ordered, and at whose door they are laid."""

    per_month: RateAnswer | None = None
    blamed_on: Chances | None = None


EACH_SIDE = "each-side"


class Breaches(Grounded):
    """Small and open breaches, asked of every side with the same words."""

    small: SmallBreaches | None = None
    open: OpenBreaches | None = None
    nobody_ordered: NobodyOrdered | None = None
    blamed_by: str | None = None


# ── 6 answers ───────────────────────────────────────────────────────────────────────────────────


class Reaction(StrEnum):
    """What a side would really do about a breach, whatever the text says."""

    NOTHING = "nothing"
    PROTEST = "protest"
    REFER = "refer"
    HOLD_BACK = "hold-back-next-step"
    ANSWER_IN_KIND = "answer-in-kind"
    UNDO = "undo-last-step"
    WAR = "back-to-war"


@dataclass(frozen=True, slots=True)
class Needs:
    """So many blamed incidents within so many days."""

    incidents: int
    window_days: float


_NEEDS = re.compile(r"(\d+) in (\d+)(h|d|w|mo)")


def _needs(value: object) -> object:
    found = _NEEDS.fullmatch(str(value).strip())
    if found is None or int(found[1]) < 1 or int(found[2]) < 1:
        raise refuse(f"{value!r} is not a number of incidents in a time: write 2 in 4w")
    return Needs(int(found[1]), int(found[2]) * UNIT_DAYS[found[3]])


class UnwrittenAnswer(Section):
    """One unwritten answer of one side."""

    does: Reaction = Reaction.NOTHING
    after: TimeAnswer | None = None
    for_: TimeAnswer | None = Field(default=None, alias="for")
    needs: Annotated[
        Needs | None,
        PlainValidator(_needs),
        WithJsonSchema({"type": "string", "pattern": r"^\d+ in \d+(h|d|w|mo)$"}),
    ] = None
    chance: ChanceAnswer | None = None
    cost_to_itself: LossAnswer | None = None


class SideAnswers(Section):
    """The unwritten answers of one side; `none`: it would do nothing."""

    to_late_step: UnwrittenAnswer | None = None
    to_small_breach: UnwrittenAnswer | None = None
    to_open_breach: UnwrittenAnswer | None = None


class AnswersMap(NameMap[SideAnswers]):
    """Unwritten answers by party."""

    __pydantic_extra__: dict[str, SideAnswers]
