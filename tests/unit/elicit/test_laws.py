"""Laws of answers: check case A24, stated points met, order of quantiles, supports."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pactwright.elicit.conversions import (
    chance_of_incident,
    chance_per_period,
    discount_of_half_life,
    responsiveness,
)
from pactwright.elicit.fitting import beta_through, chance_law
from pactwright.elicit.laws import (
    Clipped,
    Fixed,
    Law,
    LogUniform,
    Uniform,
    log_normal,
    pert,
    split_normal,
    wider_uniform,
)
from pactwright.errors import InputError

GRID = np.linspace(0.001, 0.999, 501)


def test_half_life_of_twelve_periods_gives_the_discount_of_a24():
    assert round(float(discount_of_half_life(12, period=1)), 9) == 0.943874313


def test_pert_10_30_80_has_the_shape_mean_and_deviation_of_a24():
    law = pert(10, 30, 80)
    assert (round(law.a, 9), round(law.b, 9)) == (2.142857143, 3.857142857)
    assert law.mean == 35.0
    assert round(law.deviation, 6) == 12.677314


def test_log_normal_30_300_has_mu_sigma_and_median_of_a24():
    law = log_normal(30, 300)
    assert round(law.mu, 9) == 4.552489928
    assert round(law.sigma, 9) == 0.898358347
    assert round(law.median, 6) == 94.868330


def test_half_life_of_zero_is_refused():
    with pytest.raises(InputError, match="more than 0"):
        discount_of_half_life([12.0, 0.0], period=1)


def test_chance_within_a_year_spread_over_its_periods_adds_up_to_it():
    weekly = float(chance_per_period(0.2, within=364, period=7))
    assert 1 - (1 - weekly) ** 52 == pytest.approx(0.2, abs=1e-12)


def test_chance_of_an_incident_follows_the_rate_and_the_blame():
    found = float(chance_of_incident(4.0, blamed=0.25, period=30.4375))
    assert found == pytest.approx(1 - np.exp(-1.0), abs=1e-12)


def test_responsiveness_makes_the_stated_advantage_nine_to_one():
    rate = float(responsiveness(12.0))
    assert 1 / (1 + np.exp(-rate * 12.0)) == pytest.approx(0.9, abs=1e-12)


points = st.tuples(st.floats(0, 100), st.floats(0.01, 50), st.floats(0.01, 50)).map(
    lambda p: (p[0], p[0] + p[1], p[0] + p[1] + p[2])
)
shares = (
    st.tuples(st.floats(0.001, 0.999), st.floats(0.001, 0.999))
    .map(sorted)
    .filter(lambda p: p[1] - p[0] > 0.002)
)


@given(points)
def test_split_normal_meets_its_ends_and_has_the_best_as_median(stated):
    low, best, high = stated
    law = split_normal(low, best, high)
    assert law.quantile([0.1, 0.5, 0.9]) == pytest.approx([low, best, high], abs=1e-9)
    assert law.median == best


@given(shares)
def test_beta_meets_both_points(stated):
    low, high = stated
    assert beta_through(low, high).quantile([0.1, 0.9]) == pytest.approx([low, high], abs=1e-7)


@given(points)
def test_log_normal_meets_both_points(stated):
    low, _, high = (one + 0.5 for one in stated)
    assert log_normal(low, high).quantile([0.1, 0.9]) == pytest.approx([low, high], rel=1e-9)


@given(points)
def test_wider_uniform_puts_a_tenth_outside_each_end(stated):
    low, _, high = stated
    assert wider_uniform(low, high).quantile([0.1, 0.9]) == pytest.approx([low, high], abs=1e-9)


def all_laws(low, best, high):
    return [
        Fixed(best),
        Uniform(low, high),
        LogUniform(low + 1, high + 1),
        pert(low, best, high),
        split_normal(low, best, high),
        log_normal(low + 1, high + 1),
        wider_uniform(low, high),
        Clipped(split_normal(low, best, high), 0.0, np.inf),
        chance_law(0.01 + low / 250, 0.01 + best / 250, 0.01 + high / 250),
        chance_law(0.0, best / 300, high / 250),
        chance_law(low / 250, best / 250, 1.0),
        chance_law(0.0, best / 250, 1.0),
    ]


@given(points)
@example((58.0, 58.01, 59.01))
def test_every_law_rises_stays_in_its_support_and_has_its_median_at_one_half(stated):
    for law in all_laws(*stated):
        assert isinstance(law, Law)
        values = law.quantile(GRID)
        assert np.all(np.diff(values) >= -1e-12), law
        low, high = law.support
        assert np.all((values >= low - 1e-12) & (values <= high + 1e-12)), law
        assert law.median == pytest.approx(float(law.quantile([0.5])[0]), abs=1e-9), law


def test_mean_of_every_law_is_the_average_of_its_quantiles():
    # The midpoint rule over 40,000 shares; log-normal tails set the tolerance.
    u = (np.arange(40_000) + 0.5) / 40_000
    for law in all_laws(20.0, 35.0, 60.0):
        assert law.mean == pytest.approx(float(law.quantile(u).mean()), rel=5e-4), law


def test_quantiles_at_zero_and_one_are_finite():
    for law in all_laws(20.0, 35.0, 60.0):
        assert np.all(np.isfinite(law.quantile([0.0, 1.0]))), law


def test_chance_that_can_be_zero_has_the_best_as_median_and_the_high_as_ninety_percent_point():
    law = chance_law(0.0, 0.01, 0.04)
    assert law.quantile([0.5, 0.9]) == pytest.approx([0.01, 0.04], abs=1e-9)


def test_chance_that_can_be_certain_mirrors_one_that_can_be_zero():
    up, down = chance_law(0.6, 0.9, 1.0), chance_law(0.0, 0.1, 0.4)
    assert up.quantile(GRID) == pytest.approx(1 - down.quantile(1 - GRID), abs=1e-9)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: pert(30, 10, 80), "low <= best <= high"),
        (lambda: split_normal(30, 10, 80), "low <= best <= high"),
        (lambda: log_normal(0, 5), "0 < low"),
        (lambda: beta_through(0.0, 0.5), "0 < low < high < 1"),
    ],
)
def test_points_that_make_no_law_are_refused_in_words(make, said):
    with pytest.raises(InputError, match=said):
        make()
