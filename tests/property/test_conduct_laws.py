"""Laws of conduct on any game given as plain arrays, and class I on such games."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pactwright.conduct import law_after, logit
from strategies_arrays import random_tables

SEEDS = st.integers(0, 2**32 - 1)
EXAMPLES = settings(max_examples=15)
CLOSE = 1e-7


def solved(tables):
    return logit(tables.game(), tables.responsiveness, tables.weights)


def by_menu(found, tables):
    return [
        [found.chances(s, i) for i in range(tables.sizes.shape[1])]
        for s in range(len(tables.sizes))
    ]


def assert_same(found, expected):
    for row, other in zip(found, expected, strict=True):
        for own, theirs in zip(row, other, strict=True):
            assert own == pytest.approx(theirs, abs=CLOSE)


def response_by_loops(tables, chances, values):
    """The definition of model page 6, profile by profile."""
    found = []
    for s, sizes in enumerate(tables.sizes):
        worth = [np.zeros(k) for k in sizes]
        for number, backwards in enumerate(product(*(range(k) for k in reversed(sizes)))):
            taken = tuple(reversed(backwards))
            for i, own in enumerate(taken):
                others = [chances[s][j][a] for j, a in enumerate(taken) if j != i]
                later = tables.law[s][number] @ values[:, i]
                if s in tables.capital:
                    continue
                now = tables.payoffs[s][number][i]
                worth[i][own] += np.prod(others) * (now + tables.discount[i] * later)
        row = []
        for i, own in enumerate(worth):
            raised = tables.weights[s][i] * np.exp(tables.responsiveness[i] * own)
            row.append(raised / raised.sum())
        found.append(row)
    return found


@EXAMPLES
@given(SEEDS)
def test_solution_is_the_response_to_itself_by_the_definition(seed):
    tables = random_tables(seed)
    found = solved(tables)
    chances = by_menu(found, tables)
    assert_same(response_by_loops(tables, chances, found.values), chances)
    assert found.residual <= 1e-10


@EXAMPLES
@given(SEEDS)
def test_values_are_what_the_law_over_time_pays(seed):
    # The discounted sum of mean payoffs under the exact law, cut where nothing is left.
    tables = random_tables(seed)
    found, game = solved(tables), tables.game()
    chances = by_menu(found, tables)
    pays = np.zeros((len(tables.sizes), len(tables.discount)))
    for s, sizes in enumerate(tables.sizes):
        pairs = range(game.first_pair[s], game.first_pair[s + 1])
        for pair, taken in zip(pairs, product(*(range(k) for k in reversed(sizes))), strict=True):
            chance = np.prod([chances[s][i][a] for i, a in enumerate(reversed(taken))])
            pays[s] += chance * game.payoffs[pair]
    laws = law_after(game, found.policy, 0, range(600))
    discounted = tables.discount ** np.arange(600)[:, None]
    assert ((laws @ pays) * discounted).sum(axis=0) == pytest.approx(found.values[0], abs=1e-6)


@EXAMPLES
@given(SEEDS, st.floats(0.05, 20.0))
@example(4, 3.7)
def test_I1_points_of_one_party_times_t_and_its_responsiveness_by_t(seed, factor):
    tables = random_tables(seed)
    scale = np.ones(len(tables.discount))
    scale[0] = factor
    other = tables.put(
        payoffs=[block * scale for block in tables.payoffs],
        capital={s: value * scale for s, value in tables.capital.items()},
        responsiveness=tables.responsiveness / scale,
    )
    before, after = solved(tables), solved(other)
    assert_same(by_menu(after, other), by_menu(before, tables))
    assert after.values == pytest.approx(before.values * scale, rel=1e-6, abs=1e-6)


@EXAMPLES
@given(SEEDS, st.floats(-50.0, 50.0))
def test_I2_constant_added_to_all_values_of_a_party(seed, added):
    tables = random_tables(seed)
    more = np.zeros(len(tables.discount))
    more[-1] = added
    other = tables.put(
        payoffs=[block + (1.0 - tables.discount) * more for block in tables.payoffs],
        capital={s: value + more for s, value in tables.capital.items()},
    )
    before, after = solved(tables), solved(other)
    assert_same(by_menu(after, other), by_menu(before, tables))
    assert after.values == pytest.approx(before.values + more, abs=1e-6)


@EXAMPLES
@given(SEEDS)
def test_I3_swapping_parties_swaps_results(seed):
    tables = random_tables(seed, parties=2)
    mirrored = []
    for sizes in tables.sizes:
        places = np.arange(sizes.prod()).reshape(sizes[::-1])  # (second, first)
        mirrored.append(places.T.ravel())
    other = tables.put(
        payoffs=[b[order][:, ::-1] for b, order in zip(tables.payoffs, mirrored, strict=True)],
        law=[b[order] for b, order in zip(tables.law, mirrored, strict=True)],
        sizes=tables.sizes[:, ::-1], discount=tables.discount[::-1],
        profile=tables.profile[:, ::-1],
        capital={s: value[::-1] for s, value in tables.capital.items()},
        weights=[row[::-1] for row in tables.weights],
        responsiveness=tables.responsiveness[::-1],
    )  # fmt: skip
    before, after = solved(tables), solved(other)
    assert_same(by_menu(after, other), [row[::-1] for row in by_menu(before, tables)])
    assert after.values == pytest.approx(before.values[:, ::-1], abs=1e-6)


@EXAMPLES
@given(SEEDS)
def test_I4_splitting_a_state_into_two_copies_changes_nothing(seed):
    tables = random_tables(seed)
    copied = 0  # never the absorbing one: that is the last of several

    def split(block):
        moved = block[:, [copied]] * 0.3
        kept = np.array(block)
        kept[:, copied] *= 0.7
        return np.hstack([kept, moved])

    laws = [split(block) for block in tables.law]
    other = tables.put(
        payoffs=[*tables.payoffs, tables.payoffs[copied]], law=[*laws, laws[copied]],
        sizes=np.vstack([tables.sizes, tables.sizes[copied]]),
        profile=np.vstack([tables.profile, tables.profile[copied]]),
        weights=[*tables.weights, tables.weights[copied]],
    )  # fmt: skip
    before, after = solved(tables), solved(other)
    expected = by_menu(before, tables)
    assert_same(by_menu(after, other), [*expected, expected[copied]])
    assert after.values[-1] == pytest.approx(before.values[copied], abs=1e-6)


@EXAMPLES
@given(SEEDS)
def test_I5_state_that_nothing_leads_to_changes_nothing(seed):
    tables = random_tables(seed)
    rng = np.random.default_rng(seed)
    n, count = len(tables.discount), len(tables.sizes)
    beside = [np.hstack([block, np.zeros((len(block), 1))]) for block in tables.law]
    other = tables.put(
        payoffs=[*tables.payoffs, rng.uniform(-1, 1, (2**n, n))],
        law=[*beside, rng.dirichlet(np.ones(count + 1), size=2**n)],
        sizes=np.vstack([tables.sizes, np.full(n, 2)]),
        profile=np.vstack([tables.profile, np.zeros(n, dtype=int)]),
        weights=[*tables.weights, [np.ones(2)] * n],
    )
    assert_same(by_menu(solved(other), other)[:-1], by_menu(solved(tables), tables))


@EXAMPLES
@given(SEEDS)
def test_I6_order_of_states_and_actions_changes_nothing(seed):
    tables = random_tables(seed)
    places = np.arange(len(tables.sizes))[::-1]
    # Every menu backwards turns the whole numbering of profiles round.
    turned = [[own[::-1] for own in row] for row in tables.weights]
    other = tables.put(
        payoffs=[tables.payoffs[s][::-1] for s in places],
        law=[tables.law[s][::-1][:, places] for s in places],
        sizes=tables.sizes[places],
        profile=(tables.sizes - 1 - tables.profile)[places],
        capital={len(places) - 1 - s: value for s, value in tables.capital.items()},
        weights=[turned[s] for s in places],
    )
    expected = by_menu(solved(tables), tables)
    assert_same(by_menu(solved(other), other), [[x[::-1] for x in expected[s]] for s in places])


@EXAMPLES
@given(SEEDS)
def test_I7_same_inputs_give_the_same_bits(seed):
    tables = random_tables(seed)
    one, other = solved(tables), solved(tables)
    assert one.values.tobytes() == other.values.tobytes()
    assert [x.tobytes() for x in one.policy] == [x.tobytes() for x in other.policy]


@EXAMPLES
@given(SEEDS)
def test_smaller_steps_end_at_the_same_solution(seed):
    tables = random_tables(seed)
    fine = logit(tables.game(), tables.responsiveness, tables.weights, longest_change=0.02)
    assert_same(by_menu(fine, tables), by_menu(solved(tables), tables))
