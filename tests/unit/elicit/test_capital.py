"""Capital values: by hand, against optimality conditions on random problems, and refusals."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactwright.elicit.capital import capital_values, spread_steps
from pactwright.errors import InputError

NONE, FIRST, BOTH = [False, False], [True, False], [True, True]


def solve(anchors, values, given, is_given, states, sizes=None):
    return capital_values(
        np.array(anchors, dtype=bool),
        np.array([values], dtype=float),
        np.array([given], dtype=float),
        np.array(is_given),
        np.array(states, dtype=bool),
        sizes=None if sizes is None else np.array(sizes, dtype=float),
    )


def test_steps_between_two_anchors_are_equal_when_none_is_given():
    found = solve([NONE, BOTH], [40, 60], [0, 0], [False, False], [NONE, FIRST, BOTH])
    assert found.values[0] == pytest.approx([40, 50, 60])
    assert bool(found.is_exact[0])


def test_given_steps_are_kept_when_the_missing_one_can_make_up():
    found = solve([NONE, BOTH], [40, 60], [-5, 0], [True, False], [FIRST, BOTH])
    assert found.values[0] == pytest.approx([35, 60])
    assert np.all(found.moves == 0)


def test_given_steps_that_miss_an_anchor_move_equally_and_the_anchor_holds():
    found = solve([NONE, BOTH], [40, 60], [10, 20], [True, True], [NONE, FIRST, BOTH])
    assert found.values[0] == pytest.approx([40, 45, 60])
    assert found.moves[0] == pytest.approx([-5, -5])
    assert found.misfits[0] == pytest.approx([0, 0])
    assert not bool(found.is_exact[0])


def test_start_follows_from_an_anchor_and_all_steps():
    found = solve([BOTH], [60], [10, -30], [True, True], [NONE, FIRST])
    assert found.values[0] == pytest.approx([80, 90])


def test_start_without_an_anchor_absorbs_what_no_step_needs_to_explain():
    found = solve([BOTH], [60], [0, 0], [False, False], [NONE, FIRST, BOTH])
    assert found.values[0] == pytest.approx([60, 60, 60])


def test_two_anchors_of_one_set_are_fitted_by_their_mean_and_the_misfit_is_reported():
    found = solve([NONE, BOTH, BOTH], [40, 60, 70], [0, 0], [False, False], [FIRST, BOTH])
    assert found.values[0] == pytest.approx([52.5, 65])
    assert found.misfits[0] == pytest.approx([0, -5, 5])


def test_unreachable_anchor_pins_the_steps_it_contains():
    second = [False, True]
    found = solve([NONE, second, BOTH], [40, 10, 60], [0, 0], [False, False], [FIRST])
    assert found.values[0] == pytest.approx([90])


def test_sizes_share_a_missing_change_in_proportion():
    found = solve([NONE, BOTH], [40, 60], [0, 0], [False, False], [FIRST], sizes=[3, 1])
    assert found.values[0] == pytest.approx([55])


def test_values_outside_the_scale_are_not_clipped():
    found = solve([NONE], [90], [50, 0], [True, True], [FIRST])
    assert found.values[0] == pytest.approx([140])


def problem(seed):
    rng = np.random.default_rng(seed)
    duties, anchors = int(rng.integers(1, 7)), int(rng.integers(1, 6))
    sets = rng.random((anchors, duties)) < 0.5
    given = rng.normal(size=(3, duties)) * 10
    values = rng.random((3, anchors)) * 100
    if seed % 3 == 0:  # answers that agree with each other
        values = 50 + given @ sets.T
    is_given = rng.random(duties) < 0.5
    return sets, values, given, is_given, rng.random((5, duties)) < 0.5


@given(st.integers(0, 100_000))
def test_increments_are_the_least_squares_fit_nearest_to_the_given_ones(seed):
    sets, values, given, is_given, states = problem(seed)
    found = capital_values(sets, values, given, is_given, states)
    columns = np.column_stack([np.ones(len(sets)), sets])
    nearest = values @ (columns @ np.linalg.pinv(columns)).T
    fitted = found.start[:, None] + found.increments @ sets.T
    assert fitted == pytest.approx(nearest, abs=1e-7)
    # First-order conditions along every direction that leaves all anchors as they are.
    _, sizes, rows = np.linalg.svd(columns)
    free = rows[(sizes > 1e-9).sum() :, 1:]
    moved = (found.increments - given) * is_given
    onto_given = free[:, is_given]
    assert moved @ free.T == pytest.approx(0, abs=1e-7)
    for direction in np.linalg.svd(onto_given.T)[2][np.linalg.matrix_rank(onto_given) :]:
        only_missing = direction @ free
        assert found.increments @ (only_missing * ~is_given) == pytest.approx(0, abs=1e-7)


@given(st.integers(0, 30_000).map(lambda n: 3 * n))
def test_given_increments_that_agree_with_all_anchors_are_kept_to_the_last_digit(seed):
    sets, values, given, is_given, states = problem(seed)
    found = capital_values(sets, values, given, is_given, states)
    assert np.all(found.moves == 0)
    assert found.increments[:, is_given] == pytest.approx(given[:, is_given], abs=0)


@given(st.integers(0, 100_000))
def test_states_that_are_anchors_take_their_values(seed):
    sets, values, given, is_given, _ = problem(seed)
    unique = np.unique(sets, axis=0, return_index=True)[1]
    found = capital_values(sets[unique], values[:, unique], given, is_given, sets[unique])
    assert found.values == pytest.approx(values[:, unique], abs=1e-9)


@given(st.integers(0, 100_000))
def test_each_draw_is_solved_as_if_it_were_alone(seed):
    sets, values, given, is_given, states = problem(seed)
    whole = capital_values(sets, values, given, is_given, states)
    alone = capital_values(sets, values[1:2], given[1:2], is_given, states)
    assert whole.values[1] == pytest.approx(alone.values[0], abs=1e-9)


def test_spread_steps_shares_tranches_and_bundles():
    members = [{0: 0.25, 1: 0.75}, {2: 0.5, 3: 0.5}]
    found = spread_steps(np.array([[20.0, -8.0]]), members, duties=5)
    assert found[0] == pytest.approx([5, 15, -4, -4, 0])


@pytest.mark.parametrize(
    ("members", "said"),
    [([{0: 0.5}], "add up to 0.5"), ([{0: 1.0}, {0: 1.0}], "two steps")],
)
def test_spread_steps_refuses_shares_that_do_not_fit(members, said):
    with pytest.raises(InputError, match=said):
        spread_steps(np.ones((1, len(members))), members, duties=2)


def test_capital_values_refuses_shapes_that_do_not_fit():
    with pytest.raises(InputError, match="is_given has shape"):
        capital_values(
            np.ones((1, 2), dtype=bool),
            np.ones((1, 1)),
            np.ones((1, 2)),
            np.ones(3, dtype=bool),
            np.ones((1, 2), dtype=bool),
        )


def test_capital_values_refuses_a_party_without_any_anchor():
    with pytest.raises(InputError, match="at least one situation"):
        capital_values(
            np.ones((0, 2), dtype=bool),
            np.ones((1, 0)),
            np.ones((1, 2)),
            np.ones(2, dtype=bool),
            np.ones((1, 2), dtype=bool),
        )
