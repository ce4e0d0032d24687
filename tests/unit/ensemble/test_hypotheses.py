"""The hypothesis switch for any number."""

from __future__ import annotations

import numpy as np
import pytest

from pactwright.ensemble.hypotheses import switch, under
from pactwright.ensemble.interest import StepNumber
from pactwright.errors import InputError
from pactwright.game.spec import Verb
from pactwright.reasons import HYPOTHESES
from two_views import ferry_and_mill

NUMBER = StepNumber("hand-in", "east", "margin")


def parts():
    run = ferry_and_mill()[1]
    game = next(g for g in run.games if g.mode == "text+unwritten")
    return run, game, run.table.values(run.uniforms(0, 8))


def test_design_is_the_game_itself_and_changes_are_paired() -> None:
    run, game, values = parts()
    found = switch(NUMBER, run, game, values)
    assert tuple(found.values) == HYPOTHESES
    assert found.values["design"] == pytest.approx(NUMBER.per_draw(game, values).mean())
    for name, change in found.change.items():
        gap = NUMBER.per_draw(under(game, name), values) - NUMBER.per_draw(game, values)
        assert change.value == pytest.approx(gap.mean(), abs=1e-12)
        assert change.error == pytest.approx(gap.std(ddof=1) / np.sqrt(8))
    assert set(found.change) == set(HYPOTHESES) - {"design"}


def test_balance_only_has_no_ladder_and_nobody_else() -> None:
    spec = under(parts()[1], "balance only").engine.structure.spec
    assert (spec.ladders, spec.guarantors) == ((), ())


def test_third_party_only_leaves_no_answer_to_the_sides() -> None:
    spec = under(parts()[1], "third party only").engine.structure.spec
    verbs = {rung.verb for ladder in spec.ladders for rung in ladder.rungs}
    assert verbs <= {Verb.FINDING, Verb.CURE, Verb.SANCTION}
    before = {r.verb for ladder in parts()[1].engine.structure.spec.ladders for r in ladder.rungs}
    assert Verb.SUSPEND in before


def test_unknown_hypothesis_is_refused_with_those_there_are() -> None:
    with pytest.raises(InputError, match="balance only"):
        under(parts()[1], "luck")
