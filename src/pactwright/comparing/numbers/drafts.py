"""Two drafts seen from one view after the other, on the same draws.

The same uniform drives the same input on both texts, and both games are built equally full, so that
no part of a difference comes from how the numbers were drawn or how a game was kept small.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pactwright.comparing.numbers.results import (
    GameChange,
    NumberChange,
    PunishedChange,
    StepChange,
    ViewOnDrafts,
    ViewSide,
)
from pactwright.compiling.games import answer_modes
from pactwright.ensemble.blocks import side_by_side
from pactwright.ensemble.collected import pays
from pactwright.ensemble.innocent import wrongly_punished
from pactwright.ensemble.interest import columns_of, evaluate, mean_of, uniforms_by_name
from pactwright.ensemble.likely_end import EndedBy
from pactwright.ensemble.mixture_games import games_of
from pactwright.ensemble.sampling import BLOCK
from pactwright.game.kernels.draws import HUGE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactwright.ensemble.interest import Floats
    from pactwright.ensemble.view_run import GameOfView, ViewRun
    from pactwright.forecast import Question

SCENARIO = "drafts"  # keys the uniforms
END_DRAWS = 32  # of the draws, at most: conduct is solved anew in each


@dataclass(frozen=True)
class OneView:
    """One view on both texts: `runs` older first."""

    side: ViewSide
    runs: tuple[ViewRun, ViewRun]
    is_same_file: bool


def view_on_drafts(
    view: OneView,
    renamed: Mapping[str, str],
    question: Question,
    *,
    draws: int,
    seed: int,
    workers: int | None = None,
) -> ViewOnDrafts:
    """What changes in this view from the older text to the newer one.

    Parameters
    ----------
    renamed : duties of the older text -> the newer text's name for them.
    question : whose last date the chance of an end is taken by.

    Raises
    ------
    SizeError
        If a game of either text is too large.
    """
    names = [name for run in view.runs for name in run.table.dimensions]
    uniforms = uniforms_by_name(names, draws=draws, seed=seed, scenario=SCENARIO)
    values = [
        run.table.values(columns_of(uniforms, run.table.dimensions, draws=draws))
        for run in view.runs
    ]
    readings = [run.agreement.readings() for run in view.runs]
    common = [one for one in readings[0] if one in readings[1]]
    games = tuple(
        _compared(view, renamed, question, reading, values, workers) for reading in common
    )
    apart = sorted(set(readings[0]) ^ set(readings[1]))
    notes = (f"read so in one of the two texts alone: {', '.join(apart)}",) if apart else ()
    return ViewOnDrafts(view.side, view.is_same_file, games, draws, notes)


def _compared(
    view: OneView,
    renamed: Mapping[str, str],
    question: Question,
    reading: str,
    values: list[dict[str, Floats]],
    workers: int | None,
) -> GameChange:
    mode = _mode(view, reading)
    old, new = (
        games_of([run], reading=reading, mode=mode, also=[[own]])[0]
        for run, own in zip(view.runs, values, strict=True)
    )
    margins = [_margins(game, own, workers) for game, own in zip((old, new), values, strict=True)]
    pairs = _pairs(old, new, renamed)
    end, draws = _end(question, (old, new), values, workers)
    return GameChange(
        reading=reading,
        answers=mode,
        steps=tuple(_steps(old, new, margins, pairs)),
        only_before=tuple(one for one in old.engine.steps if one not in pairs),
        only_after=tuple(one for one in new.engine.steps if one not in pairs.values()),
        end=end,
        end_draws=draws,
        punished=_punished(view, old, new),
    )


def _mode(view: OneView, reading: str) -> str:
    """With the unwritten answers where the view expects some on both texts."""
    modes = [
        answer_modes(run.agreement.as_read_by(reading), run.view)
        for run in view.runs
    ]  # fmt: skip
    return "text+unwritten" if all("text+unwritten" in one for one in modes) else "text"


def _margins(game: GameOfView, values: Mapping[str, Floats], workers: int | None) -> Floats:
    """Margins of every step and party, (B, T, n)."""
    draws = len(next(iter(values.values())))

    def block(start: int) -> Floats:
        part = {name: array[start : start + BLOCK] for name, array in values.items()}
        return game.engine.screen(game.filler.parameters(part))[..., 0]

    return np.concatenate(side_by_side(block, range(0, draws, BLOCK), workers=workers))


def _pairs(old: GameOfView, new: GameOfView, renamed: Mapping[str, str]) -> dict[str, str]:
    """Steps of the older game -> the same step of the newer one, tranche by tranche."""
    found = {}
    for step in old.engine.steps:
        duty, bracket, tranche = step.partition("[")
        now = f"{renamed.get(duty, duty)}{bracket}{tranche}"
        if now in new.engine.steps:
            found[step] = now
    return found


def _steps(
    old: GameOfView, new: GameOfView, margins: list[Floats], pairs: Mapping[str, str]
) -> list[StepChange]:
    parties = [
        party
        for party in old.engine.structure.spec.parties
        if party in new.engine.structure.spec.parties
    ]
    found = []
    for was, duty in pairs.items():
        for party in parties:
            before = _column(old, margins[0], was, party)
            after = _column(new, margins[1], duty, party)
            known = (before < HUGE) & (after < HUGE)
            if known.any():
                both = before[known], after[known]
                shares = tuple(pays(one).astype(np.float64) for one in both)
                found.append(StepChange(duty, was, party, _change(*shares), _change(*both)))
    return found


def _column(game: GameOfView, margins: Floats, step: str, party: str) -> Floats:
    parties = game.engine.structure.spec.parties
    found: Floats = margins[:, game.engine.steps.index(step), parties.index(party)]
    return found


def _change(before: Floats, after: Floats) -> NumberChange:
    return NumberChange(float(before.mean()), float(after.mean()), mean_of(after - before))


def _end(
    question: Question,
    games: tuple[GameOfView, GameOfView],
    values: list[dict[str, Floats]],
    workers: int | None,
) -> tuple[NumberChange | None, int]:
    number = EndedBy(question.horizon_days)
    before, after = (
        evaluate(number, game, {n: x[:END_DRAWS] for n, x in own.items()}, workers=workers)
        for game, own in zip(games, values, strict=True)
    )
    known = np.isfinite(before) & np.isfinite(after)
    if not known.any():
        return None, 0
    return _change(before[known], after[known]), int(known.sum())


def _punished(view: OneView, old: GameOfView, new: GameOfView) -> tuple[PunishedChange, ...]:
    """At the middle of every answer."""
    found = [
        dict(
            zip(
                game.engine.structure.spec.parties,
                wrongly_punished(game, run.table.medians()),
                strict=True,
            )
        )
        for game, run in zip((old, new), view.runs, strict=True)
    ]
    return tuple(PunishedChange(p, found[0][p], found[1][p]) for p in found[0] if p in found[1])
