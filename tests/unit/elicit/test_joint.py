"""Shares of one whole and ranks: fits to stated ranges, sums, symmetry, order statistics."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactwright.elicit.fitting import chance_law, fit_dirichlet
from pactwright.elicit.joint import Ranks, Shares
from pactwright.elicit.laws import Fixed, ScaledBeta
from pactwright.errors import InputError

GOI, GAM = chance_law(0.25, 0.40, 0.55), chance_law(0.01, 0.05, 0.12)


def marginal_points(fit, j):
    rest = sum(fit.weights) - fit.weights[j]
    return ScaledBeta(fit.weights[j], rest).quantile([0.1, 0.9])


def uniforms(rows, draws=4000, seed=5):
    return np.random.default_rng(seed).random((rows, draws))


def test_fit_of_two_ranges_lies_within_a_twentieth_of_their_widths():
    fit = fit_dirichlet((GOI, GAM, None))
    assert marginal_points(fit, 0) == pytest.approx([0.25, 0.55], abs=0.05 * 0.30)
    assert marginal_points(fit, 1) == pytest.approx([0.01, 0.12], abs=0.05 * 0.11)
    assert max(fit.misfit) < 0.05


def test_fit_of_three_sides_meets_three_ranges():
    laws = (chance_law(0.1, 0.2, 0.3), chance_law(0.1, 0.2, 0.3), chance_law(0.2, 0.3, 0.42), None)
    fit = fit_dirichlet(laws)
    for j, law in enumerate(laws[:3]):
        assert marginal_points(fit, j) == pytest.approx(law.quantile([0.1, 0.9]), abs=0.03)


def test_fit_of_one_range_is_exact_and_the_rest_is_shared_equally():
    fit = fit_dirichlet((GOI, None, None))
    assert marginal_points(fit, 0) == pytest.approx([0.25, 0.55], abs=1e-6)
    assert fit.weights[1] == fit.weights[2]


def test_fit_of_nothing_is_the_flat_law():
    assert fit_dirichlet((None, None, None)).weights == (1.0, 1.0, 1.0)


def test_fit_with_a_side_that_cannot_win_gives_it_nothing():
    fit = fit_dirichlet((GOI, Fixed(0.0), None))
    assert fit.weights[1] == 0.0
    shares = Shares(("a", "b", None), fit.weights, ("a", "b", "rest")).values(uniforms(3))
    assert np.all(shares["b"] == 0.0)


def test_fit_does_not_depend_on_the_order_of_the_sides():
    one, other = fit_dirichlet((GOI, GAM, None)), fit_dirichlet((GAM, GOI, None))
    assert one.weights[0] == pytest.approx(other.weights[1], rel=1e-5)
    assert one.weights[1] == pytest.approx(other.weights[0], rel=1e-5)


def test_shares_that_pass_the_whole_in_the_middle_are_refused():
    with pytest.raises(InputError, match="add up to 1"):
        fit_dirichlet((chance_law(0.5, 0.6, 0.7), chance_law(0.5, 0.6, 0.7), None))


def test_drawn_shares_follow_their_marginal_law():
    shares = Shares(("a", "b", None), fit_dirichlet((GOI, GAM, None)).weights, ("a", "b", "rest"))
    drawn = shares.values(uniforms(3, 40_000))
    assert np.all(drawn["a"] + drawn["b"] <= 1 + 1e-12)
    # Kolmogorov: a deviation of 1.95 / sqrt(40,000) is passed by chance once in a thousand.
    for j, name in enumerate(("a", "b")):
        ranks = np.sort(drawn[name])
        at = np.array([0.1, 0.5, 0.9])
        below = np.searchsorted(ranks, shares.marginal(j).quantile(at)) / 40_000
        assert np.max(np.abs(below - at)) < 1.95 / 200


def test_drawn_shares_swap_when_their_weights_and_uniforms_do():
    u = uniforms(3, 50)
    one = Shares(("a", "b", None), (3.0, 1.0, 2.0), ("a", "b", "rest")).values(u)
    other = Shares(("a", "b", None), (1.0, 3.0, 2.0), ("a", "b", "rest")).values(u[[1, 0, 2]])
    assert one["a"] == pytest.approx(other["b"], abs=1e-15)


def test_medians_of_a_whole_add_up_to_it():
    whole = Shares(("a", "b", "c"), (1.0, 1.0, 1.0), ("a", "b", "c"))
    assert sum(whole.medians().values()) == pytest.approx(1.0)


def test_medians_of_named_shares_leave_room_for_the_rest():
    shares = Shares(("a", "b", None), (8.0, 1.0, 1.0), ("a", "b", "rest"))
    assert sum(shares.medians().values()) < 1


@given(st.integers(1, 6))
def test_ranks_fall_from_level_to_level_between_the_ends(levels):
    ranks = Ranks(tuple((f"s{j}",) for j in range(levels)), tuple(f"u{j}" for j in range(levels)))
    drawn = ranks.values(uniforms(levels, 64))
    values = np.array([drawn[f"s{j}"] for j in range(levels)])
    assert np.all(np.diff(values, axis=0) <= 0)
    assert values.min() >= 0
    assert values.max() <= 100


def test_ranks_are_the_order_statistics_of_uniforms():
    ranks = Ranks((("best",), ("tied", "too"), ("worst",)), ("u1", "u2", "u3"))
    drawn = ranks.values(uniforms(3, 40_000))
    assert np.array_equal(drawn["tied"], drawn["too"])
    # Means 75, 50, 25; standard errors below 0.12, so 0.6 is passed once in a million.
    means = [drawn[name].mean() for name in ("best", "tied", "worst")]
    assert means == pytest.approx([75, 50, 25], abs=0.6)
    assert ranks.medians()["tied"] == pytest.approx(50)
