"""Where views part at the weakest step of each side: the lowest against the highest."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pactwright.ensemble.interest import StepNumber
from pactwright.ensemble.parting import part
from pactwright.errors import SizeError
from pactwright.weak_steps import weakest_steps

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pactwright.assessment import Assessment
    from pactwright.ensemble.view_run import ViewRun
    from pactwright.reasons import Parting
    from pactwright.weak_steps import WeakestStep

PARTED_FROM = 10  # counts (of 100) by which the lowest and the highest view must differ
PARTED_DRAWS = 64  # in the two views themselves
FOLLOWED = 8  # of each kind, through all their mixtures


def with_partings(
    assessment: Assessment, runs: Sequence[ViewRun], workers: int | None = None
) -> Assessment:
    """The same with what makes the difference between the lowest and the highest view, by side.

    At most `PARTED_DRAWS` of the draws are used. After Ctrl-C without it, and not finished.
    """
    by_id = {run.view.perspective.id: run for run in runs}
    parted = [
        one for one in weakest_steps(assessment)
        if one.highest.count - one.lowest.count >= PARTED_FROM
    ]  # fmt: skip
    try:
        found = [_parting(assessment, by_id, one, workers) for one in parted]
    except KeyboardInterrupt:
        return replace(assessment, stamp=replace(assessment.stamp, finished=False))
    told = tuple(one for one in found if one is not None and one.difference > 0.0)
    return replace(assessment, parted=told)


def _parting(
    assessment: Assessment,
    runs: Mapping[str, ViewRun],
    weakest: WeakestStep,
    workers: int | None,
) -> Parting | None:
    """None where a mixture of the two views makes too large a game."""
    duty, party = weakest.step.duty, weakest.party.id
    try:
        return part(
            StepNumber(duty, party),
            runs[weakest.lowest.view.id],
            runs[weakest.highest.view.id],
            reading=weakest.reading,
            mode=assessment.main_mode,
            draws=min(assessment.stamp.draws, PARTED_DRAWS),
            each=FOLLOWED,
            seed=assessment.stamp.seed,
            workers=workers,
            party=party,
            duty=duty,
        )
    except SizeError:
        return None
