"""Games as plain arrays: layout, and errors that say which state, which row and what came."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.sparse as sp

from pactwright.errors import InputError
from pactwright.game.arrays import Game

DILEMMA = {
    "payoffs": [[[0, 0], [-1, 3], [3, -1], [2, 2]]],
    "transitions": [[{0: 1.0}] * 4],
    "actions": [[["break", "keep"], ["break", "keep"]]],
    "discount": 0.7,
    "profile": [[1, 1]],
}
TWO_STATES = {
    "payoffs": [[[1.0], [2.0]], [[0.0]]],
    "transitions": [[{0: 1.0}, {1: 1.0}], [{1: 1.0}]],
    "actions": [[["stay", "leave"]], [["rest"]]],
    "discount": 0.5,
    "profile": [[0], [0]],
    "states": ["talks", "war"],
}


def test_party_0_varies_fastest():
    game = Game.from_arrays(**DILEMMA)
    assert game.pair(0, (1, 0)) == 1
    assert game.pair(0, (0, 1)) == 2
    assert game.payoffs[game.pair(0, (1, 0))].tolist() == [-1.0, 3.0]


def test_profile_pairs_follow_the_compliance_profile():
    game = Game.from_arrays(**DILEMMA)
    assert game.profile_pairs().tolist() == [3]
    assert game.profile_pairs([[0, 1]]).tolist() == [2]


def test_unnamed_parties_states_and_actions_get_numbers():
    game = Game.from_arrays(**{**DILEMMA, "actions": [[2, 2]]})
    assert (game.parties, game.states) == (("0", "1"), ("0",))
    assert game.menus == ((("0", "1"), ("0", "1")),)


def test_averages_scale_payoffs_by_one_minus_delta():
    game = Game.from_arrays(**DILEMMA, payoffs_are="average")
    assert game.payoffs[3] == pytest.approx([0.6, 0.6])


def test_sparse_dense_and_mapped_laws_are_the_same_game():
    dense = np.array([[1.0, 0.0], [0.0, 1.0], [0.0, 1.0]])
    games = [
        Game.from_arrays(**{**TWO_STATES, "transitions": law})
        for law in (TWO_STATES["transitions"], dense, sp.csr_array(dense))
    ]
    for game in games:
        assert game.law.toarray().tolist() == dense.tolist()


def test_rows_written_with_nine_digits_are_rescaled_to_sum_to_one():
    law = [[{0: 0.333333333, 1: 0.666666667}, {1: 1.0}], [{1: 1.0}]]
    game = Game.from_arrays(**{**TWO_STATES, "transitions": law})
    assert np.asarray(game.law.sum(axis=1)).ravel() == pytest.approx(1.0, abs=1e-15)


def test_capital_makes_a_state_absorbing_whatever_its_row_says():
    game = Game.from_arrays(**{**TWO_STATES, "transitions": [[{0: 1.0}, {1: 1.0}], [{}]]},
                            capital={1: [7.0]})  # fmt: skip
    assert game.law.toarray()[2].tolist() == [0.0, 1.0]
    assert game.payoffs[2] == pytest.approx([3.5])


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"transitions": [[{0: 0.9}, {1: 1.0}], [{1: 1.0}]]}, "row 0 of state 'talks' sum to 0.9"),
        ({"transitions": [[{0: 1.0}, {1: 1.5, 0: -0.5}], [{1: 1.0}]]}, "row 1 of state 'talks'"),
        ({"transitions": [[{0: 1.0}], [{1: 1.0}]]}, "'talks' has 1 transition rows"),
        ({"transitions": [[{0: 1.0}, {2: 1.0}], [{1: 1.0}]]}, "leads to state 2"),
        ({"transitions": [[[1.0], {1: 1.0}], [{1: 1.0}]]}, "needed are 2 chances"),
        ({"transitions": [[{0: 1.0}, {1: 1.0}]]}, "each of the 2 states"),
        ({"transitions": np.eye(2)}, "needed are 3 pairs x 2 states"),
        ({"payoffs": [[[1.0]], [[0.0]]]}, r"state 'talks' have shape \(1, 1\)"),
        ({"payoffs": [[[1.0], ["x"]], [[0.0]]]}, "not an array of numbers"),
        ({"payoffs": [[[1.0], [np.inf]], [[0.0]]]}, "not finite"),
        ({"payoffs": [[[1.0], [2.0]]]}, "given for 1 states"),
        ({"discount": 1.0}, "discount of party 0 is 1"),
        ({"discount": [0.5, 0.5]}, "give one number or 1"),
        ({"profile": [[2], [0]]}, "prescribes action 2 to party 0 in state 'talks'"),
        ({"profile": [[0.5], [0]]}, "whole numbers"),
        ({"profile": [[0]]}, r"shape \(2, 1\)"),
        ({"states": ["talks"]}, "1 state names are given, but there are 2"),
        ({"states": ["talks", "talks"]}, "two state names are the same"),
        ({"parties": ["A", "B"]}, "2 party names are given, but there are 1"),
        ({"actions": []}, "at least one state"),
        ({"actions": [[["stay", "leave"]], []]}, "state 1 has menus for 0 parties"),
        ({"actions": [[[]], [["rest"]]]}, "party 0 has no action in state 0"),
        ({"actions": [[["stay", "stay"]], [["rest"]]]}, "two actions with the same label"),
        ({"capital": {0: [1.0]}}, "'talks' has a capital value and 2 profiles"),
        ({"capital": {1: [1.0, 2.0]}}, "'war' needs 1 numbers"),
        ({"capital": {5: [1.0]}}, "states run from 0 to 1"),
        ({"payoffs_are": "totals"}, "must be 'sum' or 'average'"),
    ],
)
def test_bad_input_is_refused_with_the_place_and_what_came(change, words):
    with pytest.raises(InputError, match=words):
        Game.from_arrays(**{**TWO_STATES, **change})
