"""A forecast of all views of one text: jobs, run view by view, and the answer with its stamp."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from pactwright.ensemble.answering import as_on, party_of, stamp_of
from pactwright.ensemble.asking import bytes_of
from pactwright.ensemble.forecast_job import ForecastJob
from pactwright.ensemble.forecast_reasons import Wanted
from pactwright.ensemble.forecast_run import ForecastRun
from pactwright.ensemble.forecast_summary import FoundForecast, summarise_forecast
from pactwright.ensemble.gathering import gather
from pactwright.errors import SolveError
from pactwright.forecast import POOLING_WEIGHT, Forecast
from pactwright.history.base_rates import base_hazards, base_rate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pactwright.ensemble.asking import Asked
    from pactwright.ensemble.gathering import Plan
    from pactwright.ensemble.view_run import ViewRun
    from pactwright.forecast import Question, ViewForecast
    from pactwright.library import Case


@dataclass(frozen=True, slots=True)
class AskedForecast:
    """Arguments of `forecast` on which its answer depends, besides the case."""

    assess: Asked  # perspectives, done, draws, seed, sampler
    question: Question
    reasons: Wanted = field(default_factory=Wanted)

    def document(self) -> dict[str, Any]:
        """As JSON has them, under the names of the arguments."""
        question = {
            key: list(value) if isinstance(value, tuple) else value
            for key, value in asdict(self.question).items()
            if key != "period_days"
        }
        reasons = asdict(self.reasons) | {"scenarios": list(self.reasons.scenarios)}
        return self.assess.document() | question | reasons


def forecast_views(
    opened: Case, runs: Sequence[ViewRun], asked: AskedForecast, plan: Plan
) -> Forecast:
    """Forecast from every view, with the base rate beside it.

    After Ctrl-C the views that have at least one finished block.

    Raises
    ------
    KeyboardInterrupt
        If Ctrl-C came before the first block was finished.
    SolveError
        If no draw of a view settled.
    """
    agreement, views, is_complete = opened.agreement.model, [], True
    question = replace(asked.question, period_days=max(run.period for run in runs))
    for number, (run, document) in enumerate(zip(runs, opened.perspectives, strict=True)):
        own = replace(question, period_days=run.period)
        job = ForecastJob(
            name=document.model.perspective.id,
            agreement=bytes_of(opened.agreement),
            perspective=bytes_of(document),
            question=own,
            done=asked.assess.done,
            draws=asked.assess.draws,
            seed=asked.assess.seed,
            sampler=asked.assess.sampler,
        )
        forecast_run = ForecastRun(run, own)
        gathered = gather(job, plan, opening=partial(job.on, forecast_run))
        if gathered.blocks:
            base = base_hazards(agreement.agreement.kind, run.period, forecast_run.terms.dates[-1])
            found = FoundForecast(forecast_run, gathered, base, POOLING_WEIGHT)
            views.append(_summarised(found, number))
        if not gathered.is_complete:
            is_complete = False
            break
    if not views:
        raise KeyboardInterrupt
    stamp = replace(
        stamp_of(opened, runs, asked.assess, is_complete=is_complete),
        command="forecast",
        asked=asked.document(),
    )
    return Forecast(
        id=agreement.id,
        title=agreement.title,
        forecast_as_on=as_on(agreement),
        parties=tuple(party_of(agreement, p) for p in sorted(agreement.parties)),
        question=question,
        base_rate=base_rate(agreement.agreement.kind, views[0].games[0].survival.days),
        pooling_weight=POOLING_WEIGHT,
        readings=agreement.readings(),
        main_mode=_main_mode(views),
        views=tuple(views),
        stamp=stamp,
    )


def _summarised(found: FoundForecast, number: int) -> ViewForecast:
    if not found.usable.any():
        view, states = found.run.run.view.perspective.id, found.run.games[0].engine.structure
        msg = (
            f"no draw of the view {view!r} settled, in a game of {states.n_states} states. "
            "Try wider answers to nine_to_one_at: very sharp responses have no steady answer here"
        )
        raise SolveError(msg)
    letter = chr(ord("A") + number) if number < 26 else f"V{number + 1}"
    return summarise_forecast(found, letter=letter)


def _main_mode(views: Sequence[ViewForecast]) -> str:
    modes = {game.answers for view in views for game in view.games}
    return "text+unwritten" if "text+unwritten" in modes else "text"
