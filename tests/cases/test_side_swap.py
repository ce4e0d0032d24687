"""Swapping the sides of a shipped case swaps the results (model page, I-3), view by view."""

from __future__ import annotations

import numpy as np
import pytest

from shipped_runs import all_views, mirror_names, mirrored_run_of, run_of

POINTS = 1e-6


@pytest.mark.parametrize(("case", "view"), all_views())
def test_renaming_the_parties_against_the_alphabet_swaps_the_margins(case: str, view: str) -> None:
    there, back = run_of(case, view), mirrored_run_of(case, view)
    twins = {game.key: game for game in back.games}
    names = mirror_names(case)
    for game in there.games:
        twin = twins[names.get(game.reading, game.reading), game.mode]
        one = game.engine.assess(_middles(there, game))
        other = twin.engine.assess(_middles(back, twin))
        place = [other.steps.index(_renamed(name, there, back)) for name in one.steps]
        assert one.has_choice.any()
        for name in ("margin", "lasting", "value", "fighting", "bound_slack"):
            mine, theirs = getattr(one, name), getattr(other, name)
            theirs = theirs[:, place] if theirs.ndim == 3 else theirs
            assert np.allclose(mine, theirs[..., ::-1], atol=POINTS), (game.key, name)
        assert (one.kind == other.kind[:, place][..., ::-1]).all()


def _middles(run, game):
    values = {name: np.array([middle]) for name, middle in run.table.medians().items()}
    return game.filler.parameters(values)


def _renamed(step: str, there, back) -> str:
    for party, name in zip(there.parties, reversed(back.parties), strict=True):
        step = step.replace(f"({party})", f"({name})")
    return step
