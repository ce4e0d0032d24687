"""Two views of one agreement: their counts side by side, and over which answers they part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.comparing.numbers.results import CountsBeside, ViewsCompared, ViewSide
from pactwright.ensemble.likely_end import EndedBy
from pactwright.ensemble.parting import part
from pactwright.errors import SizeError
from pactwright.weak_steps import weakest_steps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pactwright.assessment import Assessment, Stamp, ViewResult
    from pactwright.ensemble.blocks import Watcher
    from pactwright.ensemble.view_run import ViewRun
    from pactwright.forecast import Question
    from pactwright.reasons import Parting


def views_compared(
    assessment: Assessment,
    runs: Sequence[ViewRun],
    question: Question,
    stamp: Stamp,
    *,
    end_draws: int,
    workers: int | None = None,
    watcher: Watcher | None = None,
) -> ViewsCompared:
    """What an assessment of two views says of both, and the difference in the chance of an end.

    Parameters
    ----------
    assessment : of exactly the two views, which stand in its order.
    runs : the two views, in the same order.
    end_draws : in which the chance of an end is split; each is followed through all 64 mixtures,
        and conduct solved in each.
    """
    partings, notes = _ends(assessment, runs, question, end_draws, workers, watcher)
    one, other = (_side(view) for view in assessment.views)
    return ViewsCompared(
        id=assessment.id,
        title=assessment.title,
        parties=assessment.parties,
        views=(one, other),
        question=question,
        readings=assessment.readings,
        main_mode=assessment.main_mode,
        counts=_counts(assessment),
        steps=assessment.parted,
        end=partings,
        notes=notes,
        stamp=stamp,
    )


def _side(view: ViewResult) -> ViewSide:
    return ViewSide(
        id=view.id,
        letter=view.letter,
        view_of=view.view_of,
        kind=view.kind,
        numbers_by=view.numbers_by,
        confirmed_by_holder=view.confirmed_by_holder,
        knowledge_until=view.knowledge_until,
        hindsight=view.hindsight,
    )


def _counts(assessment: Assessment) -> tuple[CountsBeside, ...]:
    shares = [
        {
            (one.duty, one.reading, one.party): one.pays
            for one in view.steps
            if one.answers == assessment.main_mode and one.margin is not None
        }
        for view in assessment.views
    ]
    weakest = {(o.step.duty, o.reading, o.party.id) for o in weakest_steps(assessment)}
    keys = [
        (step.duty, reading, party.id)
        for reading in assessment.readings
        for step in assessment.steps
        for party in assessment.parties
    ]
    first, second = shares
    return tuple(
        CountsBeside(*key, (first.get(key), second.get(key)), key in weakest)
        for key in keys
        if key in first or key in second
    )


def _ends(
    assessment: Assessment,
    runs: Sequence[ViewRun],
    question: Question,
    draws: int,
    workers: int | None,
    watcher: Watcher | None,
) -> tuple[tuple[Parting, ...], tuple[str, ...]]:
    """The difference in the chance of an end, reading by reading."""
    found, notes = [], []
    if not draws:
        return (), ("the chance of war or an end was not asked for",)
    if watcher is not None:
        watcher.start("why the views differ", len(assessment.readings))
    for reading in assessment.readings:
        try:
            parting = part(
                EndedBy(question.horizon_days),
                runs[0],
                runs[1],
                reading=reading,
                mode=assessment.main_mode,
                draws=draws,
                seed=assessment.stamp.seed,
                workers=workers,
            )
        except SizeError as error:
            notes.append(f"the chance of an end is not split, in the reading {reading}: {error}")
        else:
            found.append(parting)
        if watcher is not None:
            watcher.advance()
    return tuple(found), tuple(notes)
