"""The weakest step of each side: the one that pays in the fewest combinations of some view.

Compared by count only, never by points: points of different sides or views are different units.
No view counts more than another: a step stands where its lowest count over the views puts it, ties
are broken by the next lowest, then by the order of the steps. Steps that are left to a later text
are looked at only when there is nothing else.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactwright.assessment import ANSWER_MODES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.assessment import Assessment, Party, StepInfo, StepResult, ViewResult


def count_of(share: float) -> int:
    """A share as a whole number out of 100, rounded half up.

    >>> count_of(0.795), count_of(0.005), count_of(1.0)
    (80, 1, 100)
    """
    return math.floor(100 * share + 0.5 + 1e-9)


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


def counted_mode(view: ViewResult, main_mode: str) -> str:
    """The answers mode of a view's counts: a view without unwritten answers has the text alone."""
    modes = {one.answers for one in view.steps}
    return main_mode if main_mode in modes or not modes else ANSWER_MODES[0]


def parties_in_order(assessment: Assessment) -> tuple[Party, ...]:
    """All parties, alphabetical by name."""
    return tuple(sorted(assessment.parties, key=lambda one: one.name.casefold()))


def readings_in_order(assessment: Assessment) -> tuple[str, ...]:
    """All readings, alphabetical by the name of the one who reads so."""
    names = {one.id: one.name for one in assessment.parties}
    return tuple(sorted(assessment.readings, key=lambda one: (names.get(one) or one).casefold()))


def weakest_step(assessment: Assessment, party: Party) -> WeakestStep | None:
    """The weakest step of `party`; None if it has nothing to choose anywhere."""
    candidates = list(_candidates(assessment, party))
    now = [one for one in candidates if not one.step.later]
    return min(now or candidates, key=_rank, default=None)


def weakest_steps(assessment: Assessment) -> tuple[WeakestStep, ...]:
    """One weakest step per party, alphabetical by party."""
    found = (weakest_step(assessment, party) for party in parties_in_order(assessment))
    return tuple(one for one in found if one is not None)


def _candidates(assessment: Assessment, party: Party) -> Iterator[WeakestStep]:
    results = {
        (view.id, one.duty, one.reading): one
        for view in assessment.views
        for mode in (counted_mode(view, assessment.main_mode),)
        for one in view.steps
        if one.party == party.id and one.answers == mode
    }
    for step in assessment.steps:
        for reading in readings_in_order(assessment):
            by_view = tuple(
                ViewCount(view, count_of(result.pays), result)
                for view in assessment.views
                if (result := results.get((view.id, step.duty, reading))) is not None
                and result.margin is not None
            )
            if by_view:
                yield WeakestStep(party, step, reading, by_view)


def _rank(weakest: WeakestStep) -> tuple[list[int], int]:
    return sorted(one.count for one in weakest.by_view), weakest.step.number
