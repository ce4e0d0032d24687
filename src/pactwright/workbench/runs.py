"""Runs over the views of a case: what pays at each step, and what is likely."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, cast

from pactwright.blas import one_blas_thread
from pactwright.ensemble.blocks import Watcher
from pactwright.library import open_agreement, open_case
from pactwright.memory import collecting_seldom

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pactwright.assessment import Assessment
    from pactwright.ensemble.sampling import Sampler
    from pactwright.forecast import Forecast

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
    why: bool = False,
    hypotheses: bool = False,
    scenarios: Sequence[str] = (),
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
    why, hypotheses, scenarios : also look at what moves the chance of war or an end by the horizon,
        at the design with parts taken away, at named changes ("all" for every one).
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
    from pactwright.ensemble.forecast_reasons import Wanted, with_reasons
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
    asked = AskedForecast(assessed, question, Wanted(why, hypotheses, tuple(scenarios)))
    order = Order("forecast", asked.document(), files_of(opened))
    plan = Plan(check_executor(executor), workers, progress, run_folder(order, out, resume=resume))
    if progress is not None and not are_compiled():
        progress.compiling()
    runs = view_runs(opened, assessed)
    answer = forecast_views(opened, runs, asked, plan)
    if answer.stamp.finished:
        answer = with_reasons(answer, runs, asked.reasons, folder=opened.folder, workers=workers)
    if plan.folder is not None and answer.stamp.finished:
        plan.folder.write_answer(to_json(forecast_document(answer)))
    return answer


def question_days(case: str | Path, **asked: Any) -> dict[str, Any]:  # noqa: ANN401
    """What is asked of a forecast in words, as `forecast` takes it.

    Parameters
    ----------
    case : as for `forecast`; dates count from its day of signature.
    asked : `dates` ("2031-06-01", "90d"), `suspended` and `grace` ("8w"), `violations`.

    Raises
    ------
    ReadError, InputError
        A file with errors; dates before the signature, or of a draft without one.
    """
    from pactwright.ensemble.question_days import days_of_question

    return days_of_question(open_agreement(case).model, **asked) if asked else {}
