"""All views of one text, one after the other: each as soon as its blocks are there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pactwright.ensemble.assess_job import unpacked
from pactwright.ensemble.collected import Collected
from pactwright.ensemble.gathering import gather
from pactwright.ensemble.summary import summarise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pactwright.assessment import ViewResult
    from pactwright.ensemble.assess_job import AssessJob
    from pactwright.ensemble.gathering import Plan
    from pactwright.ensemble.view_run import ViewRun


def run_views(
    runs: Sequence[ViewRun], jobs: Sequence[AssessJob], plan: Plan
) -> tuple[list[ViewResult], bool]:
    """Run and summarise every view; `jobs` say of the same views how workers find them.

    After Ctrl-C the views that have at least one finished block, and False.

    Raises
    ------
    KeyboardInterrupt
        If Ctrl-C came before the first block was finished.
    """
    views: list[ViewResult] = []
    for number, (run, job) in enumerate(zip(runs, jobs, strict=True)):
        found = gather(job, plan, opening=partial(job.on, run))
        if found.blocks:
            blocks = tuple(unpacked(found.rows(block), block, run) for block in found.blocks)
            views.append(summarise(Collected(run, blocks, plan.workers), letter=_letter(number)))
        if not found.is_complete:
            if not views:
                raise KeyboardInterrupt
            return views, False
    return views, True


def _letter(number: int) -> str:
    """A letter for each view, in the order of holders."""
    return chr(ord("A") + number) if number < 26 else f"V{number + 1}"
