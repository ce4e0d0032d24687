"""Sections 5 and 6 of a perspective: small and open breaches, and what each side would do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import Field, WithJsonSchema

from pactwright.model.perspective_answers import (
    ChanceAnswer,
    Chances,
    ChangeAnswer,
    Grounded,
    LossAnswer,
    Losses,
    NameMap,
    RateAnswer,
    Section,
    TimeAnswer,
)
from pactwright.model.perspective_scalars import (
    refuse,
)
from pactwright.model.perspective_words import UNIT_DAYS
from pactwright.model.reads import Reads

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
        Reads(_needs),
        WithJsonSchema(
            {"title": "IncidentsInTime", "type": "string", "pattern": r"^\d+ in \d+(h|d|w|mo)$"}
        ),
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
