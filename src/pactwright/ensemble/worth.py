"""What each step of the prescribed path is worth to each side, on its own scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.assessment import Quantiles, StepWorth
from pactwright.compiling.capital import capital_of_states
from pactwright.compiling.numbers import Batch
from pactwright.ensemble.collected import done_duties, path_order, quantiles
from pactwright.ensemble.holdings import state_of

if TYPE_CHECKING:
    from pactwright.ensemble.collected import Collected
    from pactwright.ensemble.view_run import GameOfView


def step_worths(found: Collected, game: GameOfView) -> list[StepWorth]:
    """Change of each side's situation with every step, over the draws.

    Situations alone: prices of the act itself, war and answers to breaches are left out.
    """
    if not len(found.uniforms):
        return []
    filler, spec = game.filler, game.engine.structure.spec
    numbers = found.run.table.values(found.uniforms)
    capital = capital_of_states(Batch(filler.source, filler.game, filler.progress, numbers))
    index = {duty.name: d for d, duty in enumerate(spec.duties)}
    done = set(spec.done)
    here = state_of(filler.progress, done)
    worths: list[StepWorth] = []
    for name in path_order([game]):
        if name in done_duties(game):
            continue
        done.add(index[name])
        before, here = here, state_of(filler.progress, done)
        if before is None or here is None:
            continue
        for i, party in enumerate(found.run.parties):
            change = quantiles(capital[:, here, i] - capital[:, before, i])
            points = change or Quantiles(0.0, 0.0, 0.0)
            worths.append(StepWorth(name, game.reading, party, points))
    return worths
