"""The weakest step of each side in words; which step that is: `pactwright.weak_steps`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright import weak_steps
from pactwright.report.lookup import MARK_ABOVE, count_of
from pactwright.report.wording import part_words
from pactwright.weak_steps import ViewCount, WeakestStep

if TYPE_CHECKING:
    from pactwright.assessment import Party, StepResult
    from pactwright.report.lookup import Lookup

__all__ = [
    "ViewCount",
    "WeakestStep",
    "cautions",
    "has_later_steps",
    "main_reasons",
    "weakest_step",
    "weakest_steps",
]


def has_later_steps(lookup: Lookup) -> bool:
    """True if there are both steps of this text and steps left to a later one."""
    later = {one.later for one in lookup.assessment.steps if not one.third_party_only}
    return later == {True, False}


def weakest_step(lookup: Lookup, party: Party) -> WeakestStep | None:
    """The weakest step of `party`; None if it has nothing to choose anywhere."""
    return weak_steps.weakest_step(lookup.assessment, party)


def weakest_steps(lookup: Lookup) -> tuple[WeakestStep, ...]:
    """One weakest step per party, alphabetical by party."""
    return weak_steps.weakest_steps(lookup.assessment)


def main_reasons(result: StepResult) -> str:
    """The largest part on each side of the sum, in words; empty where there are no parts."""
    positive = max(result.parts.items(), key=lambda one: one[1], default=("", 0.0))
    negative = min(result.parts.items(), key=lambda one: one[1], default=("", 0.0))
    said: list[str] = []
    if positive[1] > 0:
        said.append(f"most for keeping: {part_words(positive[0], result.deviation)}")
    if negative[1] < 0:
        said.append(f"most for breaking: {part_words(negative[0], result.deviation)}")
    return "; ".join(said)


def cautions(result: StepResult, lookup: Lookup) -> list[str]:
    """What a reader must know beside the count of this cell, one sentence each."""
    short = lookup.short(result.party)
    said: list[str] = []
    if count_of(result.threat_may_be_empty) > MARK_ABOVE:
        said.append(
            f"(*) In {count_of(result.threat_may_be_empty)} of 100 the answer to a breach would "
            "cost the side that gives it more than it gains: a threat that may not be believed."
        )
    if count_of(result.no_way_back) > MARK_ABOVE:
        said.append(
            f"In {count_of(result.no_way_back)} of 100 {short}, once accused, would gain more by "
            "going on than by coming back."
        )
    if count_of(result.bound_violated) > MARK_ABOVE:
        said.append(
            f"In {count_of(result.bound_violated)} of 100 no answer to a breach that could be "
            "written into the text would close the gap."
        )
    if result.only_if_kept:
        said.append(_only_if_kept(result, lookup))
    return said


def _only_if_kept(result: StepResult, lookup: Lookup) -> str:
    titles = ", ".join(lookup.title(duty) for duty in result.only_if_kept)
    text = f"The count assumes that these later steps are kept: {titles}."
    if result.pays_if_others_do_not is not None:
        text += f" Without them it is {count_of(result.pays_if_others_do_not)}."
    return text
