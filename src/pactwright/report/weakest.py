"""The weakest step of each side: the one that pays in the fewest combinations of some view.

Compared by count only, never by points: points of different sides or views are different units.
No view counts more than another: a step stands where its lowest count over the views puts it, ties
are broken by the next lowest, then by the order of the steps. Steps that are left to a later text
are looked at only when there is nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactwright.report.lookup import MARK_ABOVE, count_of
from pactwright.report.wording import part_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.assessment import Party, StepInfo, StepResult, ViewResult
    from pactwright.report.lookup import Lookup


@dataclass(frozen=True, slots=True)
class ViewCount:
    """A view with its count and full result at the weakest step."""

    view: ViewResult
    count: int
    result: StepResult


@dataclass(frozen=True, slots=True)
class WeakestStep:
    """The weakest step of one side, with what every view says there."""

    party: Party
    step: StepInfo
    reading: str
    by_view: tuple[ViewCount, ...]  # alphabetical, as the views

    @property
    def lowest(self) -> ViewCount:
        """The view with the lowest count."""
        return min(self.by_view, key=lambda one: one.count)

    @property
    def highest(self) -> ViewCount:
        """The view with the highest count."""
        return max(self.by_view, key=lambda one: one.count)


def has_later_steps(lookup: Lookup) -> bool:
    """True if there are both steps of this text and steps left to a later one."""
    later = {one.later for one in lookup.assessment.steps if not one.third_party_only}
    return later == {True, False}


def weakest_step(lookup: Lookup, party: Party) -> WeakestStep | None:
    """The weakest step of `party`; None if it has nothing to choose anywhere."""
    candidates = list(_candidates(lookup, party))
    now = [one for one in candidates if not one.step.later]
    return min(now or candidates, key=_rank, default=None)


def weakest_steps(lookup: Lookup) -> tuple[WeakestStep, ...]:
    """One weakest step per party, alphabetical by party."""
    found = (weakest_step(lookup, party) for party in lookup.parties)
    return tuple(one for one in found if one is not None)


def _candidates(lookup: Lookup, party: Party) -> Iterator[WeakestStep]:
    for step in lookup.assessment.steps:
        for reading in lookup.readings:
            by_view = tuple(
                ViewCount(view, count_of(result.pays), result)
                for view in lookup.views
                if (result := lookup.result(view.id, step.duty, reading, party.id)) is not None
                and result.margin is not None
            )
            if by_view:
                yield WeakestStep(party, step, reading, by_view)


def _rank(weakest: WeakestStep) -> tuple[list[int], int]:
    return sorted(one.count for one in weakest.by_view), weakest.step.number


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
