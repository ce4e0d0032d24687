"""Laws of pooling that hold for every hazard and every weight."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from pactwright.history.pooling import hazards_of, pool_hazards, pool_survival, survival_of

HAZARD = st.one_of(
    st.floats(0.0, 1.0),
    st.floats(1e-300, 1e-6),
    st.floats(1e-15, 1e-3).map(lambda gap: 1.0 - gap),
)
WEIGHT = st.floats(0.0, 1.0)
HAZARDS = arrays(float, st.integers(1, 30), elements=HAZARD)
# Logarithms and their inverse round by some 1e-16 of a number that is at most some hundreds.
ROUNDING = 1e-12


@given(HAZARD, HAZARD)
def test_weight_one_is_the_model_and_weight_nought_the_base_rate(model: float, base: float) -> None:
    assert pool_hazards(model, base, weight=1.0) == model
    assert pool_hazards(model, base, weight=0.0) == base


@given(HAZARD, HAZARD, WEIGHT)
@example(0.0, 1.0, 0.5)
def test_pooled_hazard_lies_between_the_two(model: float, base: float, weight: float) -> None:
    pooled = pool_hazards(model, base, weight=weight)
    assert min(model, base) <= pooled <= max(model, base)


@given(HAZARD, WEIGHT)
def test_two_that_agree_are_left_as_they_are(hazard: float, weight: float) -> None:
    assert pool_hazards(hazard, hazard, weight=weight) == hazard


@given(HAZARD, HAZARD, HAZARD, WEIGHT)
def test_pooled_hazard_grows_with_each_part(
    one: float, two: float, other: float, weight: float
) -> None:
    low, high = sorted((one, two))
    for below, above in (
        (pool_hazards(low, other, weight=weight), pool_hazards(high, other, weight=weight)),
        (pool_hazards(other, low, weight=weight), pool_hazards(other, high, weight=weight)),
    ):
        assert below <= above * (1 + ROUNDING)


@given(HAZARD, HAZARD, WEIGHT, WEIGHT)
def test_more_weight_brings_it_nearer_to_the_model(
    model: float, base: float, one: float, two: float
) -> None:
    less, more = sorted((one, two))
    far, near = (float(pool_hazards(model, base, weight=weight)) for weight in (less, more))
    if model <= base:
        assert near <= far * (1 + ROUNDING)
    else:
        assert far <= near * (1 + ROUNDING)


@given(HAZARD, HAZARD, WEIGHT)
def test_exchanging_parts_and_weights_changes_nothing(
    model: float, base: float, weight: float
) -> None:
    there = float(pool_hazards(model, base, weight=weight))
    back = float(pool_hazards(base, model, weight=1.0 - weight))
    # 1 - weight is rounded, which counts in proportion to log-odds, up to 700.
    assert there == pytest.approx(back, rel=1e-9, abs=1e-300)


@given(st.floats(1e-9, 1 - 1e-9), st.floats(1e-9, 1 - 1e-9), WEIGHT)
def test_chance_of_lasting_pools_as_the_chance_of_an_end_does(
    model: float, base: float, weight: float
) -> None:
    kept = pool_hazards(1.0 - model, 1.0 - base, weight=weight)
    assert 1.0 - kept == pytest.approx(float(pool_hazards(model, base, weight=weight)), abs=1e-9)


@given(HAZARDS)
def test_curve_of_hazards_gives_the_hazards_back(hazards: np.ndarray) -> None:
    bounded = np.minimum(hazards, 0.9)
    assert hazards_of(survival_of(bounded)) == pytest.approx(bounded, abs=1e-14)


@given(HAZARDS, HAZARD, WEIGHT)
def test_pooled_curve_lies_between_the_two_curves(
    hazards: np.ndarray, base: float, weight: float
) -> None:
    model = survival_of(hazards)
    based = survival_of(np.full(len(hazards), base))
    pooled = pool_survival(model, np.full(len(hazards), base), weight=weight)
    assert pooled[0] == 1.0
    assert np.all(np.diff(pooled) <= 0)
    same_side = np.all(hazards <= base) or np.all(hazards >= base)
    if same_side:  # where hazards cross, a pooled curve may leave the band of the other two
        assert np.all(pooled >= np.minimum(model, based) - 1e-12)
        assert np.all(pooled <= np.maximum(model, based) + 1e-12)
