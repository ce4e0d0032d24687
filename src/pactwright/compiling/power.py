"""Relative power: odds as each side sees them, and the steps of the power chain (model page, 3.5).

The shift of a step is measured along the first party's strength: half of (its odds minus the
others', after) minus the same today, so that swapping the parties mirrors it. One bin is wide
enough for two bins each way to hold the largest shift that the view's middle answers can add up to.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pactwright.game.spec import DENIABLE, ELSEWHERE, LEVELS, OVERT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from pactwright.compiling.causes import Source
    from pactwright.compiling.games import CompiledGame
    from pactwright.compiling.numbers import Batch
    from pactwright.game.spec import Floats

LEAST_STEP = 0.05  # pi of the model page
DAYS_PER_YEAR = 365.25


@dataclass(frozen=True)
class PowerScale:
    """Width of a bin in odds of the first party."""

    step: float

    @classmethod
    def of(cls, source: Source, game: CompiledGame) -> PowerScale:
        """Wide enough for what duties and one quiet year add up to at the middles."""
        middles = {name: np.array([m]) for name, m in source.table.medians().items()}
        shifts = [float(_step_shift(middles, source.parties, s)[0]) for s in sorted(game.steps)]
        up = sum(s for s in shifts if s > 0.0)
        down = -sum(s for s in shifts if s < 0.0)
        drift = abs(float(_year_shift(middles, source.parties)[0]))
        half = game.spec.bins // 2
        return cls(max(LEAST_STEP, (max(up, down) + drift) / half) if half else LEAST_STEP)


def power_numbers(batch: Batch, scale: PowerScale) -> dict[str, Floats]:
    """p_hat of each believer, pi, Delta, drift and the shifts by acts."""
    n, spec = len(batch.parties), batch.spec
    odds = batch.zeros(n, n)
    for i, believer in enumerate(batch.parties):
        for j, party in enumerate(batch.parties):
            held = f"war.believed_by.{believer}.today.{party}"
            today = f"war.odds.today.{party}"
            odds[:, i, j] = batch.get(held if held in batch.values else today)
        if f"war.all_told.{believer}" in batch.values:
            odds[:, i, :] = 0.0  # the whole of war is priced by `all_told`
    total = odds.sum(axis=2, keepdims=True)
    odds = odds / np.maximum(total, 1.0)
    shift, drift = batch.zeros(len(spec.duties)), batch.zeros(len(batch.progress))
    act = batch.zeros(n, LEVELS)
    if spec.bins > 1:
        for d, duty in enumerate(spec.duties):
            whole = _step_shift(batch.values, batch.parties, duty.step)
            shift[:, d] = batch.share(d) * whole / scale.step
        drift = _drift(batch) / scale.step
        act = _act_shifts(batch) / scale.step
    return {
        "odds": odds,
        "odds_step": np.full(batch.draws, scale.step),
        "shift": shift,
        "drift": drift,
        "act_shift": act,
    }


def _relative(
    values: Mapping[str, NDArray[np.float64]], parties: tuple[str, ...], path: str
) -> Floats:
    """Half of (first party's change of odds minus the others') from today to `path`."""
    moves = [
        values[f"{path}.{p}"] - values[f"war.odds.today.{p}"]
        if f"{path}.{p}" in values
        else np.zeros(len(next(iter(values.values()))))
        for p in parties
    ]
    return np.asarray((moves[0] - sum(moves[1:])) / 2.0)


def _step_shift(
    values: Mapping[str, NDArray[np.float64]], parties: tuple[str, ...], step: str
) -> Floats:
    return _relative(values, parties, f"war.odds.after.{step}")


def _year_shift(values: Mapping[str, NDArray[np.float64]], parties: tuple[str, ...]) -> Floats:
    return _relative(values, parties, "war.odds.after_a_quiet_year")


def _drift(batch: Batch) -> Floats:
    """Odds the first party gains per period of quiet, (B, K), until the shifting steps are done.

    The question is about a year in which nobody disarms; once every step that shifts the odds has
    been carried out there is nothing left for it to describe.
    """
    yearly = _year_shift(batch.values, batch.parties) * batch.period / DAYS_PER_YEAR
    moving = {
        d
        for d, duty in enumerate(batch.spec.duties)
        if any(f"war.odds.after.{duty.step}.{p}" in batch.values for p in batch.parties)
    }
    result = batch.zeros(len(batch.progress))
    for k, state in enumerate(batch.progress.states):
        if not moving or not moving <= set(state.done):
            result[:, k] = yearly
    return result


def _act_shifts(batch: Batch) -> Floats:
    """Shift per act, (B, n, LEVELS): what a year of acts moves, in the actor's favour."""
    from pactwright.compiling.games import fronts_of

    result = batch.zeros(len(batch.parties), LEVELS)
    per_act = batch.period / DAYS_PER_YEAR / 100.0
    for i, party in enumerate(batch.parties):
        paths = {DENIABLE: f"breaches.small.{party}", OVERT: f"breaches.open.{party}"}
        fronts = fronts_of(batch.source.view, batch.source.table, party)
        if fronts:
            paths[ELSEWHERE] = f"elsewhere.{fronts[0]}"
        sign = 1.0 if i == 0 else -1.0
        for level, path in paths.items():
            result[:, i, level] = sign * per_act * batch.get(f"{path}.shifts_odds")
    return result
