"""The façade: what the command line, a notebook and later parts call. Policy, and no arithmetic."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING, Protocol

from pactwright import __version__
from pactwright.errors import InputError
from pactwright.library import open_agreement, open_case
from pactwright.memory import collecting_seldom

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pactwright.assessment import Assessment, Party, Stamp, ViewResult
    from pactwright.checking.results import Checked
    from pactwright.ensemble.blocks import Finished
    from pactwright.ensemble.view_run import BlockResult, ViewRun
    from pactwright.library import Case
    from pactwright.model.agreement import Agreement
    from pactwright.network.timeline import Timeline

DRAWS = 256
LIBRARIES = ("numpy", "scipy", "numba", "pydantic")


class Progress(Protocol):
    """What `assess` tells a caller that shows progress."""

    def compiling(self) -> None:
        """Kernels are compiled: once per machine."""

    def start(self, label: str, blocks: int) -> None:
        """Work of so many blocks begins."""

    def advance(self, blocks: int = 1) -> None:
        """So many blocks are finished."""


@collecting_seldom()
def assess(
    case: str | Path,
    *,
    perspectives: Sequence[str] | None = None,
    done: Sequence[str] = (),
    draws: int = DRAWS,
    seed: int = 0,
    workers: int | None = None,
    sampler: str = "sobol",
    progress: Progress | None = None,
) -> Assessment:
    """At which step keeping the agreement pays, to whom, in every view and every reading.

    Parameters
    ----------
    case : folder, agreement file, or name of a shipped case.
    perspectives : ids of the views to run; default all of the case.
    done : duties already carried out, `disarm[2]` for the first two tranches.
    draws : combinations of each view's own ranges.
    seed : same seed, same answer, bit for bit.
    workers : threads; the answer does not depend on it.
    sampler : "sobol" or "latin-hypercube".
    progress : told what is going on.

    Returns
    -------
    Assessment
        After Ctrl-C with the blocks that were finished, and `stamp.finished` False.

    Raises
    ------
    ReadError, InputError, SizeError, SolveError
        Files with errors; names that are not there; a game that is too large; one without answer.
    """
    from pactwright.ensemble.view_run import ViewRun
    from pactwright.game.kernels import are_compiled

    opened = open_case(case, perspectives=list(perspectives) if perspectives else None)
    agreement = opened.agreement.model
    _check_done(agreement, done)
    if progress is not None and not are_compiled():
        progress.compiling()
    runs = [
        ViewRun(
            agreement,
            document.model,
            done=(*tuple(document.model.perspective.already_done), *done),
            seed=seed,
            sampler=sampler,  # type: ignore[arg-type]  # checked where it is used
        )
        for document in opened.perspectives
    ]
    views, is_complete = _run_views(runs, draws, workers, progress)
    stamp = _stamp(opened, runs, draws, seed, sampler, is_complete=is_complete)
    return _assembled(opened, runs, views, done, stamp)


@collecting_seldom()
def check(
    *files: str | Path,
    profile: str | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    fail_on: str | None = None,
    baseline: str | Path | None = None,
    older: str | Path | None = None,
    perspectives: Sequence[str] | None = None,
    draws: int = DRAWS,
    progress: Progress | None = None,
) -> Checked:
    """What agreement files leave open or contradict.

    Parameters
    ----------
    files : agreement files, folders of cases, or names of shipped cases.
    profile : "draft", "final" or "monitor"; the project file's, or "draft".
    select, ignore : rules by name, code or family.
    fail_on : least severity in `failing`: "error" (default), "warning", "info" or "never".
    baseline : file of known findings, which are marked.
    older : an older draft of the one file; `difference` says what was gained and lost.
    perspectives : ids of views; rules of the strategic model then run on an assessment of them.
        An empty list means all views of the case, None (default) that these rules do not run.
    draws : combinations of each view's own ranges, where views are assessed.
    progress : told what is going on, where views are assessed.

    Returns
    -------
    Checked
        Findings of each file by position, with places, chains and fingerprints; files that could
        not be read stand in `unread`.

    Raises
    ------
    ReadError, InputError
        Project files and drafts to compare that cannot be read; names that are not there.
    """
    from pactwright.checking.one_file import Wanted
    from pactwright.checking.several import check_files

    wanted = Wanted(profile, tuple(select), tuple(ignore), fail_on)

    def assessed(path: Path) -> Assessment:
        return assess(path, perspectives=perspectives or None, draws=draws, progress=progress)

    runs = assessed if perspectives is not None else None
    return check_files(files, wanted, baseline=baseline, older=older, assess=runs)


@collecting_seldom()
def timeline(
    case: str | Path,
    *,
    start: str | None = None,
    done: Sequence[str] = (),
    scenario: int | None = None,
) -> Timeline:
    """The dates of an agreement: windows, what is tight, what each party can keep alone.

    Parameters
    ----------
    case : folder, agreement file, or name of a shipped case; it needs no perspectives.
    start : from when the rest is still to come: a date, or a time after signature ("30d").
    done : duties already done, `disarm[2]` for the first two parts, `law=2031-04-02` with the day.
    scenario : number of a scenario of `Timeline.scenarios`: which option of each choice is taken.

    Returns
    -------
    Timeline
        Necessary, not sufficient: what no line dates bounds nothing.

    Raises
    ------
    ReadError, InputError
        A file with errors; duties, days or scenarios that are not there.
    """
    from pactwright.network.timelines import timeline_of

    document = open_agreement(case)
    inputs = {"agreement.yaml": document.sha256}
    return timeline_of(
        document.model,
        start=start,
        done=done,
        scenario=scenario,
        inputs=inputs,
        version=__version__,
    )


def _run_views(
    runs: Sequence[ViewRun], draws: int, workers: int | None, progress: Progress | None
) -> tuple[list[ViewResult], bool]:
    """Run view after view; after Ctrl-C the views that have at least one finished block."""
    from pactwright.ensemble.collected import Collected
    from pactwright.ensemble.summary import summarise

    views: list[ViewResult] = []
    for number, run in enumerate(runs):
        finished = _run_view(run, draws, workers, progress)
        if finished.results:
            collected = Collected(run, finished.results, workers)
            views.append(summarise(collected, letter=_letter(number)))
        if not finished.is_complete:
            if not views:
                raise KeyboardInterrupt
            return views, False
    return views, True


def _run_view(
    run: ViewRun, draws: int, workers: int | None, progress: Progress | None
) -> Finished[BlockResult]:
    from pactwright.ensemble.blocks import run_blocks
    from pactwright.ensemble.sampling import n_blocks

    _ = run.games  # structures once, before threads share them
    return run_blocks(
        lambda block: run.run_block(block, draws),
        n_blocks(draws),
        label=run.view.perspective.id,
        workers=workers,
        watcher=progress,
    )


def _letter(number: int) -> str:
    """A letter for each view, in the order of holders."""
    return chr(ord("A") + number) if number < 26 else f"V{number + 1}"


def _check_done(agreement: Agreement, done: Sequence[str]) -> None:
    """Refuse duties that are not there, with the near name."""
    from pactwright.diagnostics import near_names
    from pactwright.elicit.situations import split_reference

    for reference in done:
        duty, tranche = split_reference(reference)
        if duty not in agreement.obligations:
            near = near_names(duty, tuple(agreement.obligations)).question or ""
            msg = f"--from: {agreement.id} has no duty {duty!r}. {near}"
            raise InputError(msg.strip())
        count = agreement.obligations[duty].count
        if tranche is not None and not 1 <= tranche <= count:
            msg = f"--from: {duty!r} has {count} tranches, got {reference!r}"
            raise InputError(msg)


def _assembled(
    opened: Case,
    runs: Sequence[ViewRun],
    views: Sequence[ViewResult],
    done: Sequence[str],
    stamp: Stamp,
) -> Assessment:
    from pactwright.assessment import Assessment
    from pactwright.ensemble.collected import path_order
    from pactwright.ensemble.step_infos import step_infos
    from pactwright.model.describing import describe_text, reading_notes

    agreement = opened.agreement.model
    games = [g for run in runs for g in run.games]
    order = path_order(games)
    notes = describe_text(agreement)
    return Assessment(
        id=agreement.id,
        title=agreement.title,
        assessed_as_on=_as_on(agreement),
        parties=tuple(_party(agreement, p) for p in sorted(agreement.parties)),
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


def _as_on(agreement: Agreement) -> str:
    signed = agreement.agreement.signed_on
    return signed.isoformat() if signed is not None else "a draft, not signed"


def _party(agreement: Agreement, party: str) -> Party:
    from pactwright.assessment import Party

    short = "".join(c for c in party if c.isalnum())[:3].upper()
    return Party(party, agreement.parties[party].name, short)


def _not_weighed(agreement: Agreement, runs: Sequence[ViewRun]) -> tuple[str, ...]:
    """Duties that no view weighs: neither as a step nor as one of the lasting duties."""
    from pactwright.compiling.weighing import contracted_duties

    left = [set(contracted_duties(agreement, run.view)) for run in runs]
    common = set.intersection(*left) if left else set()
    return tuple(name for name in agreement.obligations if name in common)


def _stamp(
    opened: Case,
    runs: Sequence[ViewRun],
    draws: int,
    seed: int,
    sampler: str,
    *,
    is_complete: bool,
) -> Stamp:
    from importlib.metadata import version

    from pactwright.assessment import Stamp

    inputs = {"agreement.yaml": opened.agreement.sha256}
    inputs |= {f"{d.model.perspective.id}": d.sha256 for d in opened.perspectives}
    return Stamp(
        pactwright=__version__,
        python=platform.python_version(),
        libraries={name: version(name) for name in LIBRARIES},
        inputs=inputs,
        seed=seed,
        draws=draws,
        sampler=sampler,
        period_days=max(run.period for run in runs),
        finished=is_complete,
    )
