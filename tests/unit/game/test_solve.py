"""Values, margins and lasting margins of plain games, by hand and from text books."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from pactwright.errors import InputError
from pactwright.game.arrays import Game
from pactwright.game.bounds import secure_values
from pactwright.game.solve import is_equilibrium, lasting, margins, values

ORACLES = Path(__file__).resolve().parents[2] / "oracles"
TEXTBOOK = json.loads((ORACLES / "textbook_games.json").read_text(encoding="utf-8"))


def textbook_game(case):
    return Game.from_arrays(
        payoffs=case["payoffs"], transitions=case["transitions"], actions=case["sizes"],
        discount=case["discount"], profile=case["plan"], payoffs_are="average",
    )  # fmt: skip


def grim(discount, *, keep=2.0, tempt=3.0, sucker=-1.0, broken=0.0):
    """Repeated dilemma as an automaton of two states: keeping, and broken for ever."""
    block = [[keep, keep], [tempt, sucker], [sucker, tempt], [broken, broken]]
    return Game.from_arrays(
        payoffs=[block, block], transitions=[[{0: 1}, {1: 1}, {1: 1}, {1: 1}], [{1: 1}] * 4],
        actions=[[["keep", "break"]] * 2] * 2, discount=discount, profile=[[0, 0], [1, 1]],
    )  # fmt: skip


@pytest.mark.parametrize("case", TEXTBOOK, ids=lambda case: case["id"])
def test_textbook_plan_has_its_printed_values(case):
    assert values(textbook_game(case)) == pytest.approx(np.array(case["values"]), rel=1e-9)


@pytest.mark.parametrize("case", TEXTBOOK, ids=lambda case: case["id"])
def test_textbook_plan_has_its_printed_slacks(case):
    found = margins(textbook_game(case), after_deviation=case["worst"]).margin
    expected = np.array(case["slacks"], dtype=float)
    assert found == pytest.approx(expected, rel=1e-9, abs=1e-12, nan_ok=True)


@pytest.mark.parametrize("case", TEXTBOOK, ids=lambda case: case["id"])
def test_no_textbook_punishment_is_below_the_secure_value(case):
    game = textbook_game(case)
    secure = np.stack([secure_values(game, i) for i in range(len(game.parties))], axis=1)
    assert (np.array(case["worst"]) >= secure - 1e-9).all()


def test_values_are_sums_unless_averages_are_asked_for():
    assert values(grim(0.7))[0] == pytest.approx([2.0 / 0.3] * 2)


def test_values_of_another_profile_follow_that_profile():
    always_broken = values(grim(0.7), [[1, 1], [1, 1]])
    assert always_broken == pytest.approx(np.zeros((2, 2)), abs=1e-12)


def test_margin_by_hand():
    # Keeping for ever is 2/(1 - 0.7); breaking is 3 now and 0 afterwards.
    found = margins(grim(0.7))
    assert found.margin[0] == pytest.approx([2 / 0.3 - 3] * 2)
    assert found.best[0].tolist() == [1, 1]
    assert found.margin[1] == pytest.approx([1.0, 1.0])  # answering alone costs 1


def test_table_lists_every_action_of_a_state():
    assert margins(grim(0.5)).table(0, 0) == pytest.approx([4.0, 3.0])


def test_lasting_deviation_by_hand():
    # One break ends cooperation, so breaking for ever is worth as much as breaking once: 3.
    found = lasting(grim(0.7), 0, [1, 1])
    assert found == pytest.approx([2 / 0.3 - 3, 0.0])


def test_single_action_has_no_margin():
    game = textbook_game(next(c for c in TEXTBOOK if c["id"] == "truce-with-absorbing-war"))
    found = margins(game)
    assert np.isnan(found.margin[1]).all()
    assert found.best[1].tolist() == [-1, -1]


@pytest.mark.parametrize(("discount", "expected"), [(0.34, True), (0.32, False)])
def test_grim_trigger_is_an_equilibrium_from_one_third_on(discount, expected):
    assert is_equilibrium(grim(discount)) is expected


def test_given_capital_is_returned_exactly():
    game = Game.from_arrays(
        payoffs=[[[0.1]], [[0.0]]], transitions=[[{1: 1.0}], [{1: 1.0}]], actions=[[1], [1]],
        discount=0.999, profile=[[0], [0]], capital={1: [0.1 + 0.2]},
    )  # fmt: skip
    assert values(game)[1, 0] == 0.1 + 0.2


def test_discounts_may_differ_between_parties():
    game = Game.from_arrays(
        payoffs=[[[1.0, 1.0]]], transitions=[[{0: 1.0}]], actions=[[1, 1]],
        discount=[0.5, 0.75], profile=[[0, 0]],
    )  # fmt: skip
    assert values(game)[0] == pytest.approx([2.0, 4.0])


def test_after_deviation_of_the_wrong_shape_is_refused():
    with pytest.raises(InputError, match="after_deviation"):
        margins(grim(0.5), after_deviation=[[0.0]])


def random_game(rng, *, states=4, parties=2, actions=3):
    sizes = rng.integers(1, actions + 1, size=(states, parties))
    counts = sizes.prod(axis=1)
    law = rng.dirichlet(np.ones(states), size=int(counts.sum()))
    return Game.from_arrays(
        payoffs=[rng.normal(size=(c, parties)) for c in counts], transitions=law,
        actions=sizes.tolist(), discount=rng.uniform(0.3, 0.95, parties),
        profile=rng.integers(0, sizes),
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(20))
def test_margins_agree_with_their_definition_on_random_games(seed):
    game = random_game(np.random.default_rng(seed), parties=2 + seed % 2)
    found, value = margins(game), values(game)
    for s in range(len(game.states)):
        for i in range(len(game.parties)):
            q = []
            for a in range(len(game.menus[s][i])):
                taken = game.profile[s].copy()
                taken[i] = a
                pair = game.pair(s, taken)
                later = game.law[[pair]].toarray()[0] @ value[:, i]
                q.append(game.payoffs[pair, i] + game.discount[i] * later)
            kept = q.pop(game.profile[s, i])
            expected = kept - max(q) if q else np.nan
            assert found.margin[s, i] == pytest.approx(expected, abs=1e-9, nan_ok=True)


@pytest.mark.parametrize("seed", range(20))
def test_margins_at_least_zero_everywhere_mean_no_lasting_deviation_pays(seed):
    # The best reply to the others, found by policy improvement, is made the profile: then every
    # margin of the party is at least 0, and no deviation in every state may pay.
    rng = np.random.default_rng(100 + seed)
    game = random_game(rng)
    for _ in range(50):
        found = margins(game)
        better = found.margin[:, 0] < -1e-12
        if not better.any():
            break
        game.profile[better, 0] = found.best[better, 0]
    deviation = rng.integers(0, game.menu_sizes()[:, 0])
    assert not better.any()
    assert (lasting(game, 0, deviation) >= -1e-9).all()


@pytest.mark.parametrize("seed", range(10))
def test_I4_splitting_a_state_into_two_copies_changes_nothing(seed):
    rng = np.random.default_rng(200 + seed)
    game = random_game(rng)
    law = game.law.toarray()
    share = rng.uniform(size=game.pairs)
    split = np.column_stack([law[:, 0] * share, law[:, 1:], law[:, 0] * (1 - share)])
    first = slice(0, int(game.first_pair[1]))
    blocks = np.split(game.payoffs, game.first_pair[1:-1])
    copied = Game.from_arrays(
        payoffs=[*blocks, game.payoffs[first]],
        transitions=np.vstack([split, split[first]]),
        actions=[*game.menus, game.menus[0]],
        discount=game.discount,
        profile=np.vstack([game.profile, game.profile[0]]),
    )
    before, after = margins(game), margins(copied)
    order = [0, 1, 2, 3, 0]
    assert after.values == pytest.approx(before.values[order], abs=1e-9)
    assert after.margin == pytest.approx(before.margin[order], abs=1e-9, nan_ok=True)
