"""The hypothesis switch: what holds an agreement together, for any number of interest.

*Design*: the text with its answers, as the view has it. *Balance only*: no ladder and no
guarantors, so that only stakes, power and war hold it. *Third party only*: nothing that the sides
would do to each other, and all that guarantors do (model page, section 8).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from pactwright.compiling.numbers import Filler
from pactwright.ensemble.interest import asked, evaluate, mean_of
from pactwright.ensemble.menu import bare_game
from pactwright.errors import InputError
from pactwright.game.cache import cached_engine
from pactwright.game.spec import Verb
from pactwright.reasons import HYPOTHESES, Amount, HypothesisAnswer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactwright.compiling.games import CompiledGame
    from pactwright.ensemble.interest import Floats, NumberOfInterest
    from pactwright.ensemble.view_run import GameOfView, ViewRun
    from pactwright.game.spec import Rung

DESIGN, BALANCE, THIRD_PARTY = HYPOTHESES


def under(game: GameOfView, hypothesis: str) -> GameOfView:
    """The same game under one of `HYPOTHESES`.

    Raises
    ------
    InputError
        If there is no such hypothesis.
    """
    if hypothesis == DESIGN:
        return game
    compiled = game.filler.game
    if hypothesis == BALANCE:
        changed = _without_guarantors(bare_game(compiled))
    elif hypothesis == THIRD_PARTY:
        changed = _only_third_parties(compiled)
    else:
        raise InputError(f"hypothesis {hypothesis!r} is not one of {', '.join(HYPOTHESES)}")
    filler = Filler(game.filler.source, changed)
    engine = cached_engine(changed.spec, filler.support)
    return replace(game, filler=filler, engine=engine, entries=[], left_out=[], further=None)


def switch(
    number: NumberOfInterest,
    run: ViewRun,
    game: GameOfView,
    values: Mapping[str, Floats],
    *,
    workers: int | None = None,
) -> HypothesisAnswer:
    """A number under all three hypotheses, on the same values of the inputs."""
    found = {
        name: evaluate(number, under(game, name), values, workers=workers) for name in HYPOTHESES
    }
    known = np.isfinite(np.stack(list(found.values()))).all(axis=0)
    means = {name: mean_of(x[known]).value for name, x in found.items()}
    change: dict[str, Amount] = {
        name: mean_of((x - found[DESIGN])[known]) for name, x in found.items() if name != DESIGN
    }
    view = run.view.perspective.id
    return HypothesisAnswer(asked(number, game), view, means, change, int(known.sum()))


def _without_guarantors(game: CompiledGame) -> CompiledGame:
    """What nobody calls upon, and calm that nobody rewards."""
    return replace(game, spec=replace(game.spec, guarantors=()), guarantors=())


def _only_third_parties(game: CompiledGame) -> CompiledGame:
    """Ladders in which only guarantors do anything."""
    ladders = tuple(
        replace(ladder, rungs=tuple(_without_sides(rung) for rung in ladder.rungs))
        for ladder in game.spec.ladders
    )
    return replace(game, spec=replace(game.spec, ladders=ladders))


def _without_sides(rung: Rung) -> Rung:
    if rung.verb in (Verb.FINDING, Verb.CURE):
        return rung
    verb = Verb.SANCTION if rung.guarantors else Verb.FINDING
    return replace(rung, verb=verb, suspends=None)
