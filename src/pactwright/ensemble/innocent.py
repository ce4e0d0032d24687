"""Courses in which a party keeps everything and is punished all the same.

Under the compliance profile nobody breaks anything, so whatever case stands against a party rests
on false attribution, or on a step that failed although it was attempted. The figure is the share of
courses, of 100, in which some rung with a consequence stands against the party within a year of
signature: the side effect that goes with stiffer or surer answers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array

from pactwright.game.automaton import Case
from pactwright.game.kernels import boxes
from pactwright.game.kernels.draws import compliance_chain
from pactwright.game.kernels.tables import numbers_of
from pactwright.game.spec import Verb

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from pactwright.ensemble.view_run import GameOfView

YEAR = 365.25
HARMLESS = (Verb.FINDING, Verb.CURE)


def wrongly_punished(game: GameOfView, middles: Mapping[str, float]) -> list[float | None]:
    """Of 100 courses in a year, those in which each party is punished although it kept everything.

    `middles` are values of all inputs, for instance the medians. None where no ladder punishes.
    """
    engine, spec = game.engine, game.engine.structure.spec
    numbers = game.filler.parameters({name: np.array([v]) for name, v in middles.items()})
    p = boxes.box_numbers(numbers_of(engine.structure, numbers))
    starts = np.array(engine.structure.starts, dtype=np.int64)
    weights = engine.start_weights(numbers)[0]
    indptr, indices, values, law = compliance_chain(engine.tables, p, 0, starts, weights)
    size = len(indptr) - 1
    forward = csr_array((values, indices, indptr), shape=(size, size)).T.tocsr()
    periods = max(1, round(YEAR / game.filler.source.period))
    return [
        _ever(forward, law, _punished(game, i, size), periods) for i in range(len(spec.parties))
    ]


def _punished(game: GameOfView, party: int, size: int) -> NDArray[np.bool_]:
    """Full states in which some rung with a consequence stands against the party."""
    structure = game.engine.structure
    side = structure.n_states // len(structure.core)
    flags = np.zeros(size, dtype=np.bool_)
    for s, state in enumerate(structure.core):
        if isinstance(state.q, Case) and state.q.party == party:
            rungs = structure.transitions.automaton.rungs_in_force(state.q)
            if any(rung.verb not in HARMLESS for rung in rungs):
                flags[s * side : (s + 1) * side] = True
    return flags


def _ever(
    forward: csr_array, law: NDArray[np.float64], flags: NDArray[np.bool_], periods: int
) -> float | None:
    """Chance (of 100) of having been in a flagged state within so many periods."""
    if not flags.any():
        return None
    caught, here = 0.0, law.copy()
    for _ in range(periods):
        here = forward @ here
        caught += float(here[flags].sum())
        here[flags] = 0.0
    return 100.0 * caught
