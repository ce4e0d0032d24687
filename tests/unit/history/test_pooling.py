"""Pooling with a base rate: cases by hand, the limits at 0 and 1, what is refused."""

from __future__ import annotations

import math

import numpy as np
import pytest

from pactwright.errors import InputError
from pactwright.history.pooling import hazards_of, pool_hazards, pool_survival, survival_of


def test_pooled_hazard_by_hand() -> None:
    # Odds 1/4 and 1/9: their geometric mean is 1/6.
    assert pool_hazards(0.2, 0.1) == pytest.approx((1 / 6) / (1 + 1 / 6))


def test_weight_is_that_of_the_model() -> None:
    odds = (1 / 4) ** 0.75 * (1 / 9) ** 0.25
    assert pool_hazards(0.2, 0.1, weight=0.75) == pytest.approx(odds / (1 + odds))


def test_tiny_hazards_keep_their_precision() -> None:
    assert pool_hazards(1e-200, 1e-100) == pytest.approx(1e-150, rel=1e-12)


@pytest.mark.parametrize(
    ("model", "base", "weight", "expected"),
    [
        (0.0, 0.1, 0.5, 0.0),
        (1.0, 0.1, 0.5, 1.0),
        (0.1, 0.0, 0.01, 0.1 * 0),
        (0.0, 0.1, 0.0, 0.1),  # without weight it is not heard
        (0.1, 1.0, 1.0, 0.1),
        (0.0, 0.0, 0.5, 0.0),
        (1.0, 1.0, 0.3, 1.0),
        (0.0, 1.0, 0.5, 0.5),
        (0.0, 1.0, 0.6, 0.0),
        (0.0, 1.0, 0.4, 1.0),
        (1.0, 0.0, 0.6, 1.0),
    ],
)
def test_hazards_of_nought_and_one(
    model: float, base: float, weight: float, expected: float
) -> None:
    assert pool_hazards(model, base, weight=weight) == expected


@pytest.mark.parametrize("weight", [0.3, 0.5, 0.7])
def test_opposed_certainties_are_the_limit_of_near_ones(weight: float) -> None:
    limit = float(pool_hazards(0.0, 1.0, weight=weight))
    near = float(pool_hazards(1e-15, 1.0 - 1e-15, weight=weight))
    assert near == pytest.approx(limit, abs=2e-2 if weight == 0.5 else 1e-5)


def test_draws_share_one_base_rate() -> None:
    draws = np.array([[0.1, 0.2, 0.3], [0.4, 0.5, 0.6]])
    pooled = pool_hazards(draws, [0.1, 0.2, 0.3])
    assert pooled.shape == (2, 3)
    assert pooled[0] == pytest.approx([0.1, 0.2, 0.3])
    assert pooled[1, 1] == pytest.approx(float(pool_hazards(0.5, 0.2)))


def test_inputs_are_left_alone() -> None:
    model = np.array([0.1, 0.2])
    pooled = pool_hazards(model, [0.3, 0.4], weight=1.0)
    pooled[0] = 0.9
    assert model[0] == 0.1


def test_pooled_curve_by_hand() -> None:
    pooled = pool_survival([1.0, 0.8, 0.4], [0.1, 0.5])
    h = 1 / 7
    assert pooled == pytest.approx([1.0, 1 - h, (1 - h) * 0.5])


def test_curve_that_reaches_nought_stays_there_and_the_base_rate_alone_does_not() -> None:
    dead = [1.0, 0.0, 0.0]
    assert pool_survival(dead, [0.1, 0.1]).tolist() == [1.0, 0.0, 0.0]
    assert pool_survival(dead, [0.1, 0.1], weight=0.0) == pytest.approx([1.0, 0.9, 0.81])


def test_curve_of_one_point_has_no_hazard() -> None:
    assert hazards_of([1.0]).shape == (0,)
    assert survival_of([]).tolist() == [1.0]


def test_rounding_may_lift_a_curve_by_a_hair() -> None:
    assert hazards_of([1.0, 0.5, 0.5 + 1e-15])[1] == 0.0


@pytest.mark.parametrize("hazard", [-0.1, 1.1, math.nan, math.inf])
def test_what_is_no_hazard_is_refused(hazard: float) -> None:
    with pytest.raises(InputError, match="hazard lies between 0 and 1"):
        pool_hazards([0.1, hazard], 0.1)
    with pytest.raises(InputError, match="hazard lies between 0 and 1"):
        pool_hazards(0.1, hazard)
    with pytest.raises(InputError, match="hazard lies between 0 and 1"):
        survival_of([hazard])


@pytest.mark.parametrize("weight", [-0.01, 1.01, math.nan])
def test_weight_outside_its_range_is_refused(weight: float) -> None:
    with pytest.raises(InputError, match="weight of the model"):
        pool_hazards(0.1, 0.1, weight=weight)


@pytest.mark.parametrize("curve", [[1.0, 0.5, 0.6], [1.0, -0.1], [1.1, 0.5], [1.0, math.nan]])
def test_what_is_no_survival_curve_is_refused(curve: list[float]) -> None:
    with pytest.raises(InputError, match="never rises"):
        hazards_of(curve)


@pytest.mark.parametrize("nothing", [0.5, []])
def test_curve_without_points_is_refused(nothing: object) -> None:
    with pytest.raises(InputError, match="at least one point"):
        hazards_of(nothing)  # type: ignore[arg-type]
