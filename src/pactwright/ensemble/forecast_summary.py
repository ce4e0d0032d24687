"""From the blocks of one view's forecast to a `ViewForecast`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from pactwright.conduct.results import UNSETTLED
from pactwright.ensemble.forecast_run import column
from pactwright.ensemble.movers import defaults_in_use
from pactwright.forecast import (
    CLASSES,
    CONDUCT,
    BranchReport,
    ClassChances,
    ConductTime,
    Curve,
    GameForecast,
    Spread,
    StepChance,
    ViewForecast,
    WronglyPunished,
)
from pactwright.history.pooling import pool_survival

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from pactwright.ensemble.forecast_run import ForecastGame, ForecastRun
    from pactwright.ensemble.gathering import Gathered

    Floats = NDArray[np.float64]

TENTHS = (0.1, 0.5, 0.9)
SAME = 1e-6  # survival and values closer than this are the same branch (model page, section 6)
SHOWN_POINTS = 53  # of a curve, besides the dates of the question


@dataclass(frozen=True)
class FoundForecast:
    """All finished draws of one view."""

    run: ForecastRun
    gathered: Gathered
    base_hazards: Floats  # (T,) per period
    pooling_weight: float

    def array(self, game: ForecastGame, name: str) -> Any:  # noqa: ANN401 - arrays of any shape
        """One array of a game over the draws that have an answer in every game."""
        return self.gathered.column(column(game.key, name))[self.usable]

    @property
    def failed(self) -> dict[int, str]:
        """Draws without an answer, by number."""
        blocks = self.gathered.blocks
        return {n: why for b in blocks for n, why in self.gathered.rows(b).failed.items()}

    @property
    def usable(self) -> NDArray[np.bool_]:
        """Draws that have an answer in every game."""
        numbers = np.concatenate([self.gathered.rows(b).numbers for b in self.gathered.blocks])
        return ~np.isin(numbers, list(self.failed))


def summarise_forecast(found: FoundForecast, *, letter: str) -> ViewForecast:
    """Everything that screens and files show of one view's forecast."""
    run = found.run.run
    meta, table = run.view.perspective, run.table
    defaults = defaults_in_use(table)
    failed = found.failed
    return ViewForecast(
        id=meta.id,
        letter=letter,
        view_of=meta.view_of,
        kind=str(meta.kind),
        numbers_by=str(meta.numbers_by),
        confirmed_by_holder=meta.confirmed_by_holder,
        knowledge_until=meta.knowledge_until.isoformat(),
        hindsight=tuple(meta.hindsight),
        games=tuple(_game(found, game) for game in found.run.games),
        default_share=len(defaults) / max(1, len({*table.inputs, *defaults})),
        default_driven=defaults,
        weight_beyond=_weight_beyond(found),
        draws=len(found.usable),
        failed_draws=tuple(f"draw {n}: {why}" for n, why in sorted(failed.items())),
        notes=(*table.notes, *run.notes),
    )


def _game(found: FoundForecast, game: ForecastGame) -> GameForecast:
    survival = np.clip(found.array(game, "survival"), 0.0, 1.0)
    slower = _looked_at(found.array(game, "slower"))
    pooled = pool_survival(survival, found.base_hazards, weight=found.pooling_weight)
    spec, steps = game.engine.structure.spec, found.array(game, "steps")
    days = _dates(found)
    return GameForecast(
        reading=game.key[0],
        answers=game.key[1],
        survival=_over_time(found, survival),
        survival_if_slower=_over_time(found, slower),
        pooled=_over_time(found, pooled),
        classes=_classes(found, game, survival),
        steps=tuple(
            StepChance(duty.name, curve(days, steps[:, :, d])) for d, duty in enumerate(spec.duties)
        ),
        conduct=_conduct(found, game),
        wrongly_punished=tuple(
            WronglyPunished(party, spread(found.array(game, "punished")[:, i]))
            for i, party in enumerate(spec.parties)
        ),
        branches=_branches(found, game, survival),
        states=game.engine.structure.n_states,
    )


def _dates(found: FoundForecast) -> list[float]:
    return [at * found.run.run.period for at in found.run.terms.dates]


def _over_time(found: FoundForecast, values: Floats) -> Curve:
    """A curve at the dates of the question and at evenly spaced periods."""
    dates = found.run.terms.dates
    step = max(1, -(-dates[-1] // SHOWN_POINTS))
    at = sorted({0, *range(0, dates[-1] + 1, step), *dates})
    return curve([k * found.run.run.period for k in at], values[:, at])


def curve(days: Sequence[float], values: Floats) -> Curve:
    """Mean and spread over draws, (B, len(days)), at each day."""
    low, middle, high = np.quantile(values, TENTHS, axis=0)
    return Curve(
        tuple(float(day) for day in days),
        *(tuple(part.tolist()) for part in (values.mean(axis=0), low, middle, high)),
    )


def spread(values: Floats) -> Spread:
    """Mean and spread of a number over draws, (B,)."""
    low, middle, high = np.quantile(values, TENTHS)
    return Spread(float(values.mean()), float(low), float(middle), float(high))


def _classes(
    found: FoundForecast, game: ForecastGame, survival: Floats
) -> tuple[ClassChances, ...]:
    """Class chances at each date: war and the end exactly, the rest by drawn paths.

    What drawn paths say of how the time is spent while there is peace is applied to the exact
    chance that there is peace.
    """
    shares, paths = found.array(game, "classes"), found.run.paths
    result = []
    for at, (period, day) in enumerate(zip(found.run.terms.dates, _dates(found), strict=True)):
        alive, drawn = survival[:, period], shares[:, at, 1:]
        left = drawn.sum(axis=1)
        common = drawn.sum(axis=0) / left.sum() if left.sum() > 0 else np.full(4, 0.25)
        parts = np.where(left[:, None] > 0, drawn / np.maximum(left, 1e-300)[:, None], common)
        error = parts * (1.0 - parts) / np.maximum(left * paths, 1.0)[:, None]
        error = np.sqrt((alive[:, None] ** 2 * error).sum(axis=0)) / len(alive)
        chances = alive[:, None] * parts
        collapse = 1.0 - alive + chances[:, 0]
        columns = [collapse, *chances[:, 1:].T]
        result.append(
            ClassChances(
                day=day,
                chances={n: spread(c) for n, c in zip(CLASSES, columns, strict=True)},
                sampling_error=dict(zip(CLASSES, error.tolist(), strict=True)),
            )
        )
    return tuple(result)


def _conduct(found: FoundForecast, game: ForecastGame) -> tuple[ConductTime, ...]:
    days = found.array(game, "conduct") * found.run.run.period
    return tuple(
        ConductTime(party, {name: spread(days[:, i, f]) for f, name in enumerate(CONDUCT)})
        for i, party in enumerate(game.engine.structure.spec.parties)
    )


def _branches(found: FoundForecast, game: ForecastGame, survival: Floats) -> BranchReport:
    other = np.clip(found.array(game, "compliance"), 0.0, 1.0)
    looked = other[:, 0] > 0.0
    apart = np.abs(other - survival).max(axis=1)
    value = np.abs(found.array(game, "compliance_value") - found.array(game, "value")).max(axis=1)
    differs = looked & ((apart > SAME) | (value > SAME))
    quality = found.array(game, "quality")
    everything = found.gathered.column(column(game.key, "quality"))[:, 0]
    return BranchReport(
        differs=float(differs.sum() / max(1, looked.sum())),
        compliance_survival=_over_time(found, other[looked]) if differs.any() else None,
        unsettled=int((~(everything <= UNSETTLED)).sum()),
        largest_residual=float(quality[:, 0].max()),
        looked_at=int(looked.sum()),
        jumped=float((quality[:, 2] > 0).mean()),
    )


def _looked_at(values: Floats) -> Floats:
    """The draws that were looked at and settled: their curve begins with 1."""
    values = np.clip(values, 0.0, 1.0)
    return values[values[:, 0] > 0.0]


def _weight_beyond(found: FoundForecast) -> dict[str, float]:
    """delta^H at the middle of the ranges: the share of a party's weight beyond the horizon."""
    run = found.run.run
    middles = {name: np.array([v]) for name, v in run.table.medians().items()}
    game = found.run.games[0]
    discount = game.of_view.filler.parameters(middles).discount[0]
    horizon = found.run.terms.dates[-1]
    return {p: float(d**horizon) for p, d in zip(run.parties, discount, strict=True)}
