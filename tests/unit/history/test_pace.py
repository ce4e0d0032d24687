"""Counts to hazards and curves: cases by hand, limits, and a plain simulation."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from pactwright.errors import InputError
from pactwright.history.counts import CountedKind, counted_table
from pactwright.history.pace import Pace, pace_of, period_hazards, survival_curve

TWO = CountedKind(
    id="two", name="two intervals", agreements=10, conflicts=10, edges_days=(0, 100, 300),
    at_risk=(10, 8), agreement_days=(900, 1600), ended=(2, 1), spread=1.0,
)  # fmt: skip


def paces() -> list[Pace]:
    table = counted_table()
    return [pace_of(one, table.any_kind) for one in table.kinds.values()]


def test_mean_pace_of_all_agreements_is_the_counted_one_whatever_the_spread() -> None:
    for spread in (1.0, 7.0):
        counted = replace(TWO, spread=spread)
        assert pace_of(counted, counted).mean == pytest.approx([2 / 900, 1 / 1600])


def test_kind_without_an_end_leans_on_all_agreements() -> None:
    none = replace(TWO, ended=(0, 0))
    # Half an end, over the days seen and those that half an end takes at the pace of all.
    assert pace_of(none, TWO).mean == pytest.approx([0.5 / (900 + 225), 0.5 / (1600 + 800)])


def test_kind_with_many_agreements_keeps_its_own_pace() -> None:
    many = replace(TWO, agreement_days=(90_000_000, 160_000_000), ended=(400_000, 500_000))
    assert pace_of(many, TWO).mean == pytest.approx([4 / 900, 5 / 1600], rel=1e-5)


def test_mean_survival_by_hand() -> None:
    # Shapes 2.5 and 1.5; rates 900 + 225 and 1600 + 800. Day 150: 100 in the first, 50 in the next.
    curve = survival_curve(pace_of(TWO, TWO), [0, 100, 150])
    first, second = (1 + 100 / 1125) ** -2.5, (1 + 50 / 2400) ** -1.5
    assert curve.mean == pytest.approx((1.0, first, first * second))


def test_after_the_last_interval_its_pace_goes_on() -> None:
    sure = Pace(np.array([0.0, 10.0]), np.array([2e9, 1e9]), np.array([1e11, 1e11]))
    curve = survival_curve(sure, [10, 10_000])
    assert curve.mean == pytest.approx((np.exp(-0.2), np.exp(-0.2 - 0.01 * 9_990)))


def test_age_asks_about_agreements_that_lasted_so_long() -> None:
    sure = Pace(np.array([0.0, 10.0]), np.array([2e9, 1e9]), np.array([1e11, 1e11]))
    curve = survival_curve(sure, [0, 5, 15], age_days=5)
    assert curve.mean == pytest.approx((1.0, np.exp(-0.1), np.exp(-0.1 - 0.1)))


def test_range_is_that_of_a_plain_simulation() -> None:
    rng = np.random.default_rng(11)
    days = [30, 365, 1826, 7300]
    for pace in paces():
        edges = np.append(pace.starts_days, np.inf)
        drawn = rng.gamma(pace.shape, 1 / pace.rate_days, (100_000, len(pace.shape)))
        found = survival_curve(pace, days)
        for k, day in enumerate(days):
            spent = np.clip(day - edges[:-1], 0, edges[1:] - edges[:-1])
            kept = np.exp(-drawn @ spent)
            low, middle, high = np.quantile(kept, (0.1, 0.5, 0.9))
            # Quantiles of 100,000 draws are off by 0.002 at most in a run of a million; ours, of
            # 4,096 evenly spread points, by about as much.
            assert (found.low[k], found.middle[k], found.high[k]) == pytest.approx(
                (low, middle, high), abs=0.004
            )
            assert found.mean[k] == pytest.approx(kept.mean(), abs=0.002)


def test_curves_begin_with_all_never_rise_and_keep_their_order() -> None:
    days = [0, 0.5, 7, 29, 30, 31, 365, 3651, 3653, 10_000, 1e6]
    for pace in paces():
        curve = survival_curve(pace, days)
        for line in (curve.mean, curve.low, curve.middle, curve.high):
            assert line[0] == 1.0
            assert all(b <= a for a, b in pairwise(line))
            assert all(0 < share <= 1 for share in line)
        assert all(np.less_equal(curve.low, curve.middle))
        assert all(np.less_equal(curve.middle, curve.high))


@pytest.mark.parametrize("age_days", [0.0, 10.0, 5000.0])
def test_hazards_multiply_to_the_mean_curve_for_every_length_of_period(age_days: float) -> None:
    for pace in paces():
        for period_days in (1.0, 7.0, 30.4375, 700.0):
            days = [period_days * k for k in range(21)]
            hazards = period_hazards(pace, period_days, 20, age_days=age_days)
            kept = np.cumprod(1 - hazards)
            curve = survival_curve(pace, days, age_days=age_days)
            assert np.all((hazards > 0) & (hazards < 1))
            assert kept == pytest.approx(curve.mean[1:], rel=1e-12)


def test_no_period_has_no_hazard() -> None:
    assert period_hazards(paces()[0], 7.0, 0).shape == (0,)


def test_more_spread_between_conflicts_makes_the_range_wider() -> None:
    narrow = survival_curve(pace_of(TWO, TWO), [200])
    wide = survival_curve(pace_of(replace(TWO, spread=3.0), TWO), [200])
    assert wide.low[0] < narrow.low[0] < narrow.high[0] < wide.high[0]


@pytest.mark.parametrize("day", [-1.0, float("nan"), float("inf")])
def test_day_that_makes_no_sense_is_refused(day: float) -> None:
    with pytest.raises(InputError, match="days of a base rate"):
        survival_curve(paces()[0], [day])
    with pytest.raises(InputError, match="age"):
        survival_curve(paces()[0], [1.0], age_days=day)
    with pytest.raises(InputError, match="length above 0"):
        period_hazards(paces()[0], day, 3)


def test_number_of_periods_below_nought_is_refused() -> None:
    with pytest.raises(InputError, match="0 or more periods"):
        period_hazards(paces()[0], 7.0, -1)
