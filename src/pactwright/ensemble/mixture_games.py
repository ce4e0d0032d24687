"""Games of many mixtures of two views, on as few structures as they need.

Mixtures whose games have the same shape share one structure: it has every branch that any of them
can reach. All are built equally full (see `view_run.TIERS`), so that no difference between them
comes from how a game was kept small.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING

import numpy as np

from pactwright.compiling.games import compile_game
from pactwright.compiling.numbers import Filler
from pactwright.ensemble.view_run import TIERS, GameOfView, state_limit
from pactwright.errors import SizeError
from pactwright.game.cache import cached_engine

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import TypeAlias

    from numpy.typing import NDArray

    from pactwright.ensemble.view_run import Tier, ViewRun
    from pactwright.game.engine import Engine
    from pactwright.game.spec import GameSpec, Parameters

    Values: TypeAlias = Mapping[str, NDArray[np.float64]]
    Shape: TypeAlias = tuple[GameSpec, bool]  # and whether the end of the text is war


def games_of(
    runs: Sequence[ViewRun],
    *,
    reading: str,
    mode: str,
    also: Sequence[Sequence[Values]] = (),
) -> tuple[GameOfView, ...]:
    """One game of each run, in one reading and answers mode.

    `also` holds, run by run, further values that the game must be able to show: where inputs are
    not drawn from the run's own laws.

    Raises
    ------
    SizeError
        If some game is too large even at its barest.
    """
    for tier in TIERS:
        try:
            return _at([_filler(run, tier, reading, mode) for run in runs], also)
        except SizeError:
            if tier is TIERS[-1]:
                raise
    raise AssertionError  # the loop returns or raises


def _at(fillers: Sequence[Filler], also: Sequence[Sequence[Values]]) -> tuple[GameOfView, ...]:
    supports: dict[Shape, Parameters] = {}
    shapes = [(f.game.spec, f.support.end_is_war) for f in fillers]
    for r, (shape, filler) in enumerate(zip(shapes, fillers, strict=True)):
        further = [filler.parameters(values) for values in (also[r] if also else ())]
        for numbers in (filler.support, *further):
            supports[shape] = _joined(supports.get(shape), numbers)
    engines: dict[Shape, Engine] = {
        shape: cached_engine(shape[0], support, max_states=state_limit(shape[0]))
        for shape, support in supports.items()
    }
    return tuple(
        GameOfView(
            filler.source.reading, filler.source.mode, filler, engines[shape],
            further=supports[shape],
        )
        for shape, filler in zip(shapes, fillers, strict=True)
    )  # fmt: skip


def _filler(run: ViewRun, tier: Tier, reading: str, mode: str) -> Filler:
    text = run.agreement.as_read_by(reading)
    source = run.source(text, reading, mode)
    game = compile_game(source, done=run.done, bins=tier.bins, can_war_end=tier.can_war_end)
    return Filler(source, game)


def _joined(one: Parameters | None, other: Parameters) -> Parameters:
    """Rows of numbers that show every effect that either has."""
    if one is None:
        return other
    rows = {
        name: np.concatenate([getattr(one, name), getattr(other, name)])
        for name in (field.name for field in fields(other))
        if isinstance(getattr(other, name), np.ndarray)
    }
    return replace(other, **rows)  # type: ignore[arg-type]  # arrays alone, by the line above
