"""The façade: what the command line, a notebook and later parts call. Policy, and no arithmetic."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast

from pactwright import __version__
from pactwright.blas import one_blas_thread
from pactwright.ensemble.blocks import Watcher
from pactwright.library import open_agreement, open_case
from pactwright.memory import collecting_seldom

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pactwright.assessment import Assessment
    from pactwright.checking.results import Checked
    from pactwright.comparing.texts.results import TextComparison
    from pactwright.ensemble.sampling import Sampler
    from pactwright.forecast import Forecast
    from pactwright.network.timeline import Timeline
    from pactwright.replaying.answers import Replay

DRAWS = 256
FORECAST_DAYS = (91.0, 182.0, 364.0, 728.0)  # a quarter, half a year, one and two years
SUSPENDED_DAYS = 182.0
VIOLATION_PERIODS = 4
GRACE_DAYS = 30.0


class Progress(Watcher, Protocol):
    """What long work tells a caller that shows progress, besides blocks that begin and end."""

    def compiling(self) -> None:
        """Kernels are compiled: once per machine."""


@collecting_seldom()
@one_blas_thread()
def assess(
    case: str | Path,
    *,
    perspectives: Sequence[str] | None = None,
    done: Sequence[str] = (),
    draws: int = DRAWS,
    seed: int = 0,
    workers: int | None = None,
    sampler: str = "sobol",
    executor: str = "threads",
    out: str | Path | None = None,
    resume: bool = False,
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
    workers : threads or processes; the answer does not depend on it.
    sampler : "sobol" or "latin-hypercube".
    executor : where blocks of draws run: "threads", "processes" or "dask://HOST:PORT".
    out : folder of the run, which keeps inputs, every finished block, and the answer.
    resume : go on with the run in `out`.
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
    from pactwright.documents import assessment_document, to_json
    from pactwright.ensemble.answering import assembled, stamp_of
    from pactwright.ensemble.asking import (
        Asked,
        check_done,
        files_of,
        run_folder,
        view_jobs,
        view_runs,
    )
    from pactwright.ensemble.executors import check_executor
    from pactwright.ensemble.gathering import Plan
    from pactwright.ensemble.partings import with_partings
    from pactwright.ensemble.run_folder import Order
    from pactwright.ensemble.views import run_views
    from pactwright.game.kernels import are_compiled

    opened = open_case(case, perspectives=list(perspectives) if perspectives else None)
    check_done(opened.agreement.model, done)
    views_run = tuple(d.model.perspective.id for d in opened.perspectives)
    asked = Asked(views_run, tuple(done), draws, seed, cast("Sampler", sampler))
    order = Order("assess", asked.document(), files_of(opened))
    plan = Plan(check_executor(executor), workers, progress, run_folder(order, out, resume=resume))
    if progress is not None and not are_compiled():
        progress.compiling()
    runs = view_runs(opened, asked)
    views, is_complete = run_views(runs, view_jobs(opened, asked), plan)
    stamp = stamp_of(opened, runs, asked, is_complete=is_complete)
    answer = assembled(opened, runs, views, done, stamp)
    if is_complete:
        answer = with_partings(answer, runs, workers)
    if plan.folder is not None and answer.stamp.finished:
        plan.folder.write_answer(to_json(assessment_document(answer)))
    return answer


@collecting_seldom()
@one_blas_thread()
def forecast(
    case: str | Path,
    *,
    perspectives: Sequence[str] | None = None,
    done: Sequence[str] = (),
    dates_days: Sequence[float] = FORECAST_DAYS,
    suspended_days: float = SUSPENDED_DAYS,
    violation_periods: int = VIOLATION_PERIODS,
    grace_days: float = GRACE_DAYS,
    draws: int = DRAWS,
    seed: int = 0,
    workers: int | None = None,
    sampler: str = "sobol",
    executor: str = "threads",
    out: str | Path | None = None,
    resume: bool = False,
    progress: Progress | None = None,
) -> Forecast:
    """What is likely if conduct is as each view has it, beside the base rate of such agreements.

    Parameters
    ----------
    dates_days : days after signature at which chances are told, ascending; the last is the horizon.
    suspended_days, violation_periods, grace_days : constants of the question, see
        `forecast.Question`.
    case, perspectives, done, draws, seed, workers, sampler, executor, out, resume, progress : as
        for `assess`.

    Returns
    -------
    Forecast
        After Ctrl-C with the blocks that were finished, and `stamp.finished` False.

    Raises
    ------
    ReadError, InputError, SizeError, SolveError
        As for `assess`; a question without meaning; a view of which no draw settled.
    """
    from pactwright.conduct.kernels import are_compiled
    from pactwright.documents import forecast_document, to_json
    from pactwright.ensemble.asking import Asked, check_done, files_of, run_folder, view_runs
    from pactwright.ensemble.executors import check_executor
    from pactwright.ensemble.forecasting import AskedForecast, forecast_views
    from pactwright.ensemble.gathering import Plan
    from pactwright.ensemble.run_folder import Order
    from pactwright.forecast import Question

    opened = open_case(case, perspectives=list(perspectives) if perspectives else None)
    check_done(opened.agreement.model, done)
    question = Question(
        tuple(sorted(dates_days)), suspended_days, violation_periods, grace_days, period_days=0.0
    )
    views_run = tuple(d.model.perspective.id for d in opened.perspectives)
    assessed = Asked(views_run, tuple(done), draws, seed, cast("Sampler", sampler))
    asked = AskedForecast(assessed, question)
    order = Order("forecast", asked.document(), files_of(opened))
    plan = Plan(check_executor(executor), workers, progress, run_folder(order, out, resume=resume))
    if progress is not None and not are_compiled():
        progress.compiling()
    answer = forecast_views(opened, view_runs(opened, assessed), asked, plan)
    if plan.folder is not None and answer.stamp.finished:
        plan.folder.write_answer(to_json(forecast_document(answer)))
    return answer


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


@collecting_seldom()
def compare_texts(
    old: str | Path, new: str | Path, *, profile: str | None = None
) -> TextComparison:
    """Two texts of an agreement, clause by clause, with the findings of `check` gained and lost.

    Parameters
    ----------
    old, new : agreement files, folders of cases, or names of shipped cases; perspectives play no
        part.
    profile : of the findings: "draft", "final" or "monitor"; the project file's, or "draft".

    Returns
    -------
    TextComparison
        What became of each clause, from the older text to the newer one, with places in both.

    Raises
    ------
    ReadError, InputError
        A file that cannot be read; names that are not there.
    """
    from pactwright.comparing.texts.comparing import compare_files

    return compare_files(old, new, profile=profile)


def replay(
    path: str | Path,
    *,
    cases: Sequence[str] = (),
    workers: int | None = None,
    executor: str = "threads",
    progress: Progress | None = None,
) -> Replay:
    """Do an earlier run again: the same to the last bit, or what changed.

    Parameters
    ----------
    path : an answer written as JSON, a run folder, or its `run.json`.
    cases : where the inputs are, for an answer that was made from files of one's own.
    workers, executor, progress : as for `assess`; how it was run before does not matter.

    Returns
    -------
    Replay
        `is_same`, and which inputs, versions, places of the answer, and draws differ.

    Raises
    ------
    ReadError, InputError, SizeError, SolveError
        A file that is no earlier run, or does not say enough; otherwise as for `assess`.
    """
    from pactwright.documents import assessment_document, forecast_document
    from pactwright.replaying.answers import Replayable
    from pactwright.replaying.arguments import OF_DRAWS, OF_QUESTIONS
    from pactwright.replaying.folders import replay_any

    how: dict[str, Any] = {"workers": workers, "executor": executor, "progress": progress}
    commands = {
        "assess": Replayable(
            lambda found, asked, out: assessment_document(
                assess(found[0], out=out, **asked, **how)
            ),
            OF_DRAWS,
        ),
        "forecast": Replayable(
            lambda found, asked, out: forecast_document(
                forecast(found[0], out=out, **asked, **how)
            ),
            OF_DRAWS | OF_QUESTIONS,
        ),
    }
    return replay_any(Path(path), commands, cases)
