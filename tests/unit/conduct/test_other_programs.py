"""Logit conduct against frozen answers of other programs; the scripts stand in oracles/."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pactwright.conduct import logit
from pactwright.game.arrays import Game

ORACLES = Path(__file__).resolve().parents[2] / "oracles"
CLOSE = 1e-6


def frozen(program):
    """(game, one of its solutions) of every frozen answer."""
    games = json.loads((ORACLES / f"logit_{program}.json").read_text(encoding="utf-8"))["games"]
    return [
        pytest.param(game, solution, id=f"{game['id']}-{solution['responsiveness']}")
        for game in games
        for solution in game["solutions"]
    ]


def ours(game, responsiveness):
    states = len(game["payoffs"])
    profiles = len(game["payoffs"][0])
    arrays = Game.from_arrays(
        payoffs=game["payoffs"],
        transitions=game.get("law", [[{0: 1.0}] * profiles]),
        actions=[game["sizes"]] * states,
        discount=game.get("discount", 0.0),
        profile=[[0] * len(game["sizes"])] * states,
    )
    return logit(arrays, responsiveness)


@pytest.mark.parametrize(("game", "solution"), frozen("gambit"))
def test_one_state_game_is_as_gambit_has_it(game, solution):
    # Each program stops within its own tolerance of the responsiveness asked; taken where it did.
    assert solution["reached"] == pytest.approx(solution["responsiveness"], abs=1e-5)
    found = ours(game, solution["reached"])
    for party, chances in enumerate(solution["chances"]):
        assert found.chances(0, party) == pytest.approx(chances, abs=CLOSE)


@pytest.mark.parametrize(("game", "solution"), frozen("sgamesolver"))
def test_stochastic_game_is_as_sgamesolver_has_it(game, solution):
    assert solution["reached"] == pytest.approx(solution["responsiveness"], abs=1e-5)
    found = ours(game, solution["reached"])
    for s, row in enumerate(solution["chances"]):
        assert found.values[s] == pytest.approx(solution["values"][s], abs=CLOSE)
        for party, chances in enumerate(row):
            assert found.chances(s, party) == pytest.approx(chances, abs=CLOSE)


def test_one_of_the_frozen_games_has_a_branch_that_turns_back():
    game = next(p.values[0] for p in frozen("gambit") if "turns-back" in p.id)
    assert ours(game, 4.0).turns == 2
