"""Bounds on values against enumeration; necessary bound, participation, shifting power by hand."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
import scipy.sparse as sp

from pactwright.errors import InputError
from pactwright.game.arrays import Game
from pactwright.game.bounds import (
    SignalLaw,
    largest_values,
    necessary_bound,
    participation,
    secure_values,
    shifting_power,
)
from pactwright.game.solve import margins, values


def small_game(seed):
    rng = np.random.default_rng(seed)
    sizes = np.array([[2, 2], [2, 2], [1, 1]])
    law = rng.dirichlet(np.ones(3) * 0.7, size=9)
    return Game.from_arrays(
        payoffs=[rng.normal(size=(4, 2)), rng.normal(size=(4, 2)), rng.normal(size=(1, 2))],
        transitions=law, actions=sizes.tolist(), discount=rng.uniform(0.2, 0.9, 2),
        profile=[[0, 0], [0, 0], [0, 0]],
    )  # fmt: skip


def every_profile(game):
    choices = [product(*(range(k) for k in row)) for row in game.menu_sizes()]
    return [np.array(chosen) for chosen in product(*choices)]


@pytest.mark.parametrize("seed", range(12))
def test_largest_value_is_the_best_of_all_stationary_profiles(seed):
    game = small_game(seed)
    for party in range(2):
        best = np.max([values(game, p)[:, party] for p in every_profile(game)], axis=0)
        assert largest_values(game, party) == pytest.approx(best, abs=1e-9)


@pytest.mark.parametrize("seed", range(12))
def test_secure_value_solves_the_maxmin_equation(seed):
    # Value iteration to the fixed point of v = max over own actions of min over the others'.
    game = small_game(seed)
    for party in range(2):
        v = np.zeros(3)
        for _ in range(2000):
            worth = game.payoffs[:, party] + game.discount[party] * (game.law @ v)
            v = np.array([
                max(
                    min(
                        worth[game.pair(s, (own, other) if party == 0 else (other, own))]
                        for other in range(sizes[1 - party])
                    )
                    for own in range(sizes[party])
                )
                for s, sizes in enumerate(game.menu_sizes())
            ])  # fmt: skip
        assert secure_values(game, party) == pytest.approx(v, abs=1e-9)


def truce(discount=0.9, *, noise=0.0):
    """Keep or violate; a violation is followed by war, and war may also come by accident."""
    keep = {0: 1.0 - noise, 1: noise}
    return Game.from_arrays(
        payoffs=[[[4, 3], [7, -1], [-2, 5], [1, 1]], [[0, 0]]],
        transitions=[[keep, {1: 1.0}, {1: 1.0}, {1: 1.0}], [{}]],
        actions=[[["keep", "violate"]] * 2, [["fight"]] * 2], discount=discount,
        profile=[[0, 0], [0, 0]], payoffs_are="average", capital={1: [1.0, 0.0]},
    )  # fmt: skip


def found_for(bounds, state, party):
    return next(b for b in bounds if (b.state, b.party) == (state, party))


def test_necessary_bound_with_everything_seen_by_hand():
    # Party 0: temptation (1 - 0.9)·(7 - 4). A violation leads to war, worth 1, so the most it can
    # get is to keep for ever, 4, and all it can be sure of is 1.
    bound = found_for(necessary_bound(truce(), seen="profile"), 0, 0)
    assert bound.temptation == pytest.approx(0.3)
    assert bound.total_variation == pytest.approx(1.0)
    assert bound.by_variation == pytest.approx(0.9 * (4.0 - 1.0))
    assert bound.sharper == pytest.approx(0.9 * (4.0 - 1.0))
    assert not bound.violated


def test_necessary_bound_uses_only_the_states_that_can_follow():
    bound = found_for(necessary_bound(truce(noise=0.25), seen="state"), 0, 0)
    largest = largest_values(truce(noise=0.25), 0)
    assert bound.total_variation == pytest.approx(0.75)
    assert bound.by_variation == pytest.approx(0.9 * 0.75 * (largest[0] - 1.0))


def test_necessary_bound_is_violated_where_temptation_outweighs_all_that_can_follow():
    bound = found_for(necessary_bound(truce(0.45), seen="profile"), 0, 0)
    assert bound.temptation == pytest.approx(0.55 * 3)
    # The most party 0 can get is to violate at once: 0.55·7 + 0.45·1 = 4.3.
    assert bound.sharper == pytest.approx(0.45 * (4.3 - 1.0))
    assert bound.violated


def test_seeing_less_never_loosens_the_bound():
    game = truce(noise=0.25)
    for full, state in zip(
        necessary_bound(game, seen="profile"), necessary_bound(game, seen="state"), strict=True
    ):
        assert state.sharper <= full.sharper + 1e-12
        assert state.by_variation <= full.by_variation + 1e-12


def test_signal_law_that_repeats_the_state_is_the_bound_by_state():
    game = truce(noise=0.25)
    law = SignalLaw(game.law, np.arange(2))
    assert necessary_bound(game, seen=law) == necessary_bound(game, seen="state")


def test_sharper_form_never_exceeds_the_variation_form():
    for seed in range(12):
        for bound in necessary_bound(small_game(seed), seen="state"):
            assert bound.sharper <= bound.by_variation + 1e-9


def test_deviation_that_does_not_pay_satisfies_the_bound_where_values_stay_above_secure():
    checked = 0
    for seed in range(40):
        game = small_game(seed)
        value, found = values(game), margins(game)
        secure = np.stack([secure_values(game, i) for i in range(2)], axis=1)
        for bound in necessary_bound(game, seen="state"):
            table = found.table(bound.state, bound.party)
            margin = table[game.profile[bound.state, bound.party]] - table[bound.action]
            proviso = (value[:, bound.party] >= secure[:, bound.party] - 1e-9).all()
            if margin >= 0.0 and proviso:
                checked += 1
                assert not bound.violated
    assert checked >= 10


def test_unknown_way_of_seeing_is_refused():
    with pytest.raises(InputError, match="'profile', 'state' or a SignalLaw"):
        necessary_bound(truce(), seen="nothing")


def test_signal_law_of_the_wrong_shape_is_refused():
    law = SignalLaw(sp.csr_array(np.eye(2)), np.arange(2))
    with pytest.raises(InputError, match="needed are 5 pairs"):
        necessary_bound(truce(), seen=law)


def test_given_bounds_of_the_wrong_shape_are_refused():
    with pytest.raises(InputError, match="needed is"):
        necessary_bound(truce(), seen="state", largest=[1.0, 2.0])


def test_participation_is_signing_minus_fighting():
    assert participation([55.0, 20.0], [32.0, 27.5]).tolist() == [23.0, -7.5]


def test_shifting_power_finds_the_rival_and_date():
    # Strength moves from the first to the second party: 0.9·0.7·20 + 0.95^2·0.9·0.8·20 > 20.
    war = 0.9 * 20 * np.array([[0.7, 0.3], [0.6, 0.4], [0.2, 0.8]])
    found = shifting_power(war, pie=20.0, discount=0.95)
    assert (found.party, found.rival, found.date) == (0, 1, 2)
    assert found.excess == pytest.approx(12.6 + 0.95**2 * 14.4 - 20.0)


@pytest.mark.parametrize(("war", "discount"), [([[1.0, 1.0]], 0.9), ([[1.0], [1.0]], 0.9)])
def test_shifting_power_needs_two_dates_and_two_parties(war, discount):
    with pytest.raises(InputError, match="at least 2 dates x 2 parties"):
        shifting_power(war, pie=1.0, discount=discount)


def test_shifting_power_needs_a_discount_between_0_and_1():
    with pytest.raises(InputError, match="common discount"):
        shifting_power([[1.0, 1.0], [1.0, 1.0]], pie=1.0, discount=1.0)
