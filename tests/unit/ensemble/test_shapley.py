"""The Shapley value in closed form."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from pactwright.ensemble.shapley import shapley_values
from pactwright.errors import InputError


def by_orders(worth: np.ndarray) -> np.ndarray:
    """The definition, order by order."""
    players = (len(worth) - 1).bit_length()
    found = np.zeros((players, *worth.shape[1:]))
    orders = list(itertools.permutations(range(players)))
    for order in orders:
        here = 0
        for i in order:
            found[i] += (worth[here | 1 << i] - worth[here]) / len(orders)
            here |= 1 << i
    return found


def test_glove_game_gives_two_thirds_to_the_one_left_glove() -> None:
    # Player 0 has the left glove, 1 and 2 a right one each; a pair is worth 1.
    worth = np.array([float(c & 1 and bool(c & 6)) for c in range(8)])
    assert shapley_values(worth) == pytest.approx([2 / 3, 1 / 6, 1 / 6], abs=1e-15)


def test_closed_form_is_the_mean_over_all_orders() -> None:
    worth = np.random.default_rng(1).normal(size=(32, 3))
    assert np.allclose(shapley_values(worth), by_orders(worth), atol=1e-13)


def test_parts_of_six_players_add_up_in_every_draw() -> None:
    worth = 1e3 * np.random.default_rng(2).normal(size=(64, 5))
    assert np.allclose(shapley_values(worth).sum(axis=0), worth[-1] - worth[0], atol=1e-12 * 1e3)


def test_player_who_changes_nothing_gets_nothing() -> None:
    half = np.random.default_rng(3).normal(size=(4, 2))
    worth = np.concatenate([half, half])  # player 2 is the highest bit
    assert (shapley_values(worth)[2] == 0.0).all()


def test_number_of_coalitions_that_is_no_power_of_two_is_refused() -> None:
    with pytest.raises(InputError, match="6 coalitions"):
        shapley_values(np.zeros(6))
