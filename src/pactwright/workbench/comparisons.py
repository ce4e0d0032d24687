"""Two drafts of an agreement, or two views of one, beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pactwright.blas import one_blas_thread
from pactwright.errors import InputError
from pactwright.library import open_case
from pactwright.memory import collecting_seldom
from pactwright.workbench.runs import (
    FORECAST_DAYS,
    GRACE_DAYS,
    SUSPENDED_DAYS,
    VIOLATION_PERIODS,
    Progress,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pactwright.comparing.numbers.results import DraftsCompared, ViewsCompared
    from pactwright.forecast import Question

COMPARED_DRAWS = 64
END_DRAWS = 4
COMPARED_DAYS = FORECAST_DAYS[2]  # a year
TWO = 2


@collecting_seldom()
@one_blas_thread()
def compare_views(
    case: str | Path,
    *,
    perspectives: Sequence[str],
    horizon_days: float = COMPARED_DAYS,
    draws: int = COMPARED_DRAWS,
    end_draws: int = END_DRAWS,
    seed: int = 0,
    workers: int | None = None,
    progress: Progress | None = None,
) -> ViewsCompared:
    """Two views of one agreement: their counts, and over which answers they part.

    Parameters
    ----------
    case : folder, agreement file, or name of a shipped case.
    perspectives : ids of exactly two views.
    horizon_days : days after signature by which the chance of war or an end is compared.
    draws : combinations of each view's own ranges, the same uniforms in both.
    end_draws : of them, those in which the chance of war or an end is split: conduct is solved 64
        times in each; 0 leaves it out.
    seed, workers, progress : as for `assess`.

    Returns
    -------
    ViewsCompared
        The parts of a difference add up to it.

    Raises
    ------
    ReadError, InputError, SizeError, SolveError
        As for `assess`; other than two views.
    """
    from pactwright import workbench
    from pactwright.comparing.numbers.stamps import views_stamp
    from pactwright.comparing.numbers.views import views_compared
    from pactwright.ensemble.asking import Asked, view_runs

    if len(set(perspectives)) != TWO:
        raise InputError(f"two views are compared, got {', '.join(perspectives) or 'none'}")
    assessment = workbench.assess(
        case, perspectives=perspectives, draws=draws, seed=seed, workers=workers, progress=progress
    )
    if not assessment.stamp.finished:
        raise KeyboardInterrupt
    opened = open_case(case, perspectives=list(perspectives))
    runs = view_runs(opened, Asked(tuple(perspectives), (), draws, seed, "sobol"))
    asked = {"perspectives": list(perspectives), "horizon_days": horizon_days}
    return views_compared(
        assessment,
        runs,
        _question(horizon_days, max(run.period for run in runs)),
        views_stamp(
            assessment.stamp, asked | {"draws": draws, "end_draws": end_draws, "seed": seed}
        ),
        end_draws=end_draws,
        workers=workers,
        watcher=progress,
    )


@collecting_seldom()
@one_blas_thread()
def compare_drafts(
    old: str | Path,
    new: str | Path,
    *,
    perspectives: Sequence[str] = (),
    profile: str | None = None,
    horizon_days: float = COMPARED_DAYS,
    draws: int = COMPARED_DRAWS,
    seed: int = 0,
    workers: int | None = None,
    progress: Progress | None = None,
) -> DraftsCompared:
    """Two drafts, clause by clause, and what changes in each view that is named.

    Parameters
    ----------
    old, new : agreement files, folders of cases, or names of shipped cases.
    perspectives : ids of views; a view that one case alone has is read against both texts.
    profile : of the findings, as for `compare_texts`.
    horizon_days, draws, seed, workers, progress : as for `compare_views`.

    Returns
    -------
    DraftsCompared
        Differences are taken draw by draw, on the same draws, and have their error.

    Raises
    ------
    ReadError, InputError, SizeError
        Files with errors; views that are not there, or do not fit both texts; too large a game.
    """
    from pactwright import workbench
    from pactwright.comparing.numbers.case_pairs import open_pair, views_of
    from pactwright.comparing.numbers.drafts import view_on_drafts
    from pactwright.comparing.numbers.results import DraftsCompared
    from pactwright.comparing.numbers.stamps import drafts_stamp, parties_of_both, renamed_duties

    texts = workbench.compare_texts(old, new, profile=profile or None)
    pair = open_pair(old, new, perspectives)
    views = views_of(pair, seed)
    period = max((run.period for view in views for run in view.runs), default=0.0)
    question = _question(horizon_days, period) if views else None
    if progress is not None and views:
        progress.start("views on both drafts", len(views))
    found = []
    for view in views:
        assert question is not None  # noqa: S101 - there is a view
        renamed = renamed_duties(texts)
        found.append(
            view_on_drafts(view, renamed, question, draws=draws, seed=seed, workers=workers)
        )
        if progress is not None:
            progress.advance()
    asked: dict[str, Any] = {"perspectives": list(perspectives), "profile": profile or ""}
    asked |= {"horizon_days": horizon_days, "draws": draws, "seed": seed}
    stamp = drafts_stamp(pair, asked, period)
    return DraftsCompared(texts, parties_of_both(pair), question, tuple(found), stamp)


def _question(horizon_days: float, period_days: float) -> Question:
    from pactwright.forecast import Question

    return Question(
        (horizon_days,), SUSPENDED_DAYS, VIOLATION_PERIODS, GRACE_DAYS, period_days=period_days
    )
