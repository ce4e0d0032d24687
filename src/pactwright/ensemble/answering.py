"""From the views that were run to the answer of `assess`, with its stamp."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING

from pactwright import __version__
from pactwright.assessment import Assessment, Party, Stamp
from pactwright.compiling.weighing import contracted_duties
from pactwright.ensemble.collected import path_order
from pactwright.ensemble.step_infos import step_infos
from pactwright.model.describing import describe_text, reading_notes
from pactwright.provenance import library_versions, machine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pactwright.assessment import ViewResult
    from pactwright.ensemble.asking import Asked
    from pactwright.ensemble.view_run import ViewRun
    from pactwright.library import Case
    from pactwright.model.agreement import Agreement


def assembled(
    opened: Case,
    runs: Sequence[ViewRun],
    views: Sequence[ViewResult],
    done: Sequence[str],
    stamp: Stamp,
) -> Assessment:
    """The answer, from the views that were run."""
    agreement = opened.agreement.model
    games = [g for run in runs for g in run.games]
    order = path_order(games)
    notes = describe_text(agreement)
    return Assessment(
        id=agreement.id,
        title=agreement.title,
        assessed_as_on=as_on(agreement),
        parties=tuple(party_of(agreement, p) for p in sorted(agreement.parties)),
        steps=tuple(step_infos(agreement, order, games)),
        done=tuple(sorted({*done, *(d for run in runs for d in run.done)})),
        readings=agreement.readings(),
        main_mode="text+unwritten" if any(g.mode == "text+unwritten" for g in games) else "text",
        text_notes=notes,
        reading_notes=reading_notes(agreement),
        not_weighed=_not_weighed(agreement, runs),
        views=tuple(views),
        stamp=stamp,
    )


def as_on(agreement: Agreement) -> str:
    """The day as on which an answer is given."""
    signed = agreement.agreement.signed_on
    return signed.isoformat() if signed is not None else "a draft, not signed"


def party_of(agreement: Agreement, party: str) -> Party:
    """A party under its own name, with three letters for tables."""
    short = "".join(c for c in party if c.isalnum())[:3].upper()
    return Party(party, agreement.parties[party].name, short)


def _not_weighed(agreement: Agreement, runs: Sequence[ViewRun]) -> tuple[str, ...]:
    """Duties that no view weighs: neither as a step nor as one of the lasting duties."""
    left = [set(contracted_duties(agreement, run.view)) for run in runs]
    common = set.intersection(*left) if left else set()
    return tuple(name for name in agreement.obligations if name in common)


def stamp_of(opened: Case, runs: Sequence[ViewRun], asked: Asked, *, is_complete: bool) -> Stamp:
    """How an assessment was made, enough to make it again."""
    inputs = {"agreement.yaml": opened.agreement.sha256}
    inputs |= {f"{d.model.perspective.id}": d.sha256 for d in opened.perspectives}
    return Stamp(
        pactwright=__version__,
        python=platform.python_version(),
        libraries=library_versions(),
        inputs=inputs,
        seed=asked.seed,
        draws=asked.draws,
        sampler=asked.sampler,
        period_days=max(run.period for run in runs),
        finished=is_complete,
        command="assess",
        cases=(opened.name,),
        asked=asked.document(),
        machine=machine(),
    )
