"""Draws chosen for costly work stand for all draws."""

from __future__ import annotations

import numpy as np
import pytest

from pactwright.ensemble.strata import choose

RNG = np.random.default_rng(5)
FIRST, LAST = (RNG.random((2, 200)) < np.array([[0.2], [0.6]])).astype(float)


def test_weighted_difference_is_that_of_all_draws() -> None:
    chosen = choose(FIRST, LAST, each=6)
    assert 12 < len(chosen.draws) <= 15
    assert chosen.weight.sum() == pytest.approx(1.0)
    found = chosen.mean((LAST - FIRST)[chosen.draws])
    assert found.value == pytest.approx((LAST - FIRST).mean(), abs=1e-14)
    assert found.error == 0.0  # nothing varies within a stratum


def test_weighted_mean_is_right_on_average_and_errors_cover_it() -> None:
    # 400 orders of 200 draws: the mean of something unrelated, within 4 standard errors of itself.
    other = RNG.normal(size=200)
    found = []
    for _ in range(400):
        order = RNG.permutation(200)
        chosen = choose(FIRST[order], LAST[order], each=8)
        found.append(chosen.mean(other[order][chosen.draws]))
    means = np.array([one.value for one in found])
    assert abs(means.mean() - other.mean()) < 4 * means.std() / 20
    assert np.mean([one.error for one in found]) == pytest.approx(means.std(), rel=0.25)


def test_number_of_many_values_keeps_every_draw_alike() -> None:
    chosen = choose(RNG.normal(size=50), RNG.normal(size=50), each=3)
    assert chosen.draws.tolist() == list(range(50))
    assert set(chosen.weight) == {1 / 50}


def test_draws_without_a_number_are_left_out_and_the_rest_weighs_one() -> None:
    first, last = FIRST.copy(), LAST.copy()
    first[:10] = np.nan
    chosen = choose(first, last, each=4)
    assert chosen.draws.min() >= 10
    kept = chosen.kept(np.arange(len(chosen.draws)) % 2 == 0)
    assert kept.weight.sum() == pytest.approx(1.0)
    assert len(kept.draws) < len(chosen.draws)


def test_nothing_known_gives_nothing() -> None:
    chosen = choose(np.full(4, np.nan), np.zeros(4), each=2)
    assert (chosen.mean(np.zeros(0)).value, len(chosen.draws)) == (0.0, 0)
