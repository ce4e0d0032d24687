"""Laws of guarantors with a stake of their own and of successors, on random games."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest

from engines import compiled_engine
from pactwright.game.plain.credibility import credible
from pactwright.game.spec import Guarantor
from strategies_game import random_case, with_own_will

SEEDS = range(20)
FALLING = [seed for seed in range(40) if any(random_case(seed)[0].standing)]
GUARDED = [seed for seed in SEEDS if seed != 2 and random_case(seed)[0].guarantors]


def same_bytes(one, other, but=()):
    for field in fields(one):
        if field.name not in but:
            mine, theirs = getattr(one, field.name), getattr(other, field.name)
            if isinstance(mine, np.ndarray):
                assert mine.tobytes() == theirs.tobytes(), field.name
            else:
                assert mine == theirs


@pytest.mark.parametrize("seed", FALLING)
def test_successor_like_the_fallen_leadership_changes_no_bit(seed):
    spec, numbers = random_case(seed)
    engine = compiled_engine(spec)
    alike = replace(numbers, successor_discount=numbers.discount.copy())
    same_bytes(engine.assess(numbers), engine.assess(alike))
    assert engine.screen(numbers).tobytes() == engine.screen(alike).tobytes()


@pytest.mark.parametrize("seed", FALLING)
def test_successor_almost_like_the_fallen_leadership_changes_almost_nothing(seed):
    # Here the second account is really computed, which the equal discount above spares.
    spec, numbers = random_case(seed)
    engine = compiled_engine(spec)
    near = replace(numbers, successor_discount=numbers.discount * (1.0 - 1e-12))
    one, other = engine.assess(numbers), engine.assess(near)
    for name in ("margin", "lasting", "parts", "if_others_fail", "bound_slack"):
        assert getattr(other, name) == pytest.approx(getattr(one, name), abs=1e-7)


@pytest.mark.parametrize("seed", FALLING)
def test_successor_moves_margins_of_its_own_party_after_a_fall_and_nothing_else(seed):
    spec, numbers = random_case(seed)
    engine = compiled_engine(spec)
    party = next(i for i, top in enumerate(spec.standing) if top)
    theirs = np.zeros_like(numbers.discount)
    theirs[0, party] = 0.5 * numbers.discount[0, party]
    one, other = engine.assess(numbers), engine.assess(replace(numbers, successor_discount=theirs))
    for name in ("value", "fighting", "ledger"):
        assert getattr(one, name).tobytes() == getattr(other, name).tobytes()
    rest = [i for i in range(len(spec.parties)) if i != party]
    for name in ("margin", "lasting", "parts", "kind", "bound_slack"):
        mine, changed = getattr(one, name)[:, :, rest], getattr(other, name)[:, :, rest]
        assert mine.tobytes() == changed.tobytes(), name
    # Steps are entered in office or fallen: the least margin can fall only by a fallen state.
    found = other.parts.sum(axis=-1)
    assert found == pytest.approx(other.margin, abs=1e-8)


def test_some_successor_moves_a_margin():
    moved = 0
    for seed in FALLING:
        spec, numbers = random_case(seed)
        engine = compiled_engine(spec)
        short = replace(numbers, successor_discount=0.4 * numbers.discount)
        moved += not np.allclose(engine.assess(numbers).margin, engine.assess(short).margin)
    assert moved >= 2


@pytest.mark.parametrize("seed", GUARDED)
def test_deletion_settles_after_one_round(seed):
    # Under a fixed profile no transition knows a sanction, so deleting one moves no other.
    _, rounds = credible(*with_own_will(seed, *random_case(seed)))
    assert rounds <= 1


@pytest.mark.parametrize("seed", GUARDED)
def test_stake_of_a_guarantor_that_acts_in_any_case_changes_no_bit(seed):
    spec, numbers = random_case(seed)
    _, staked = with_own_will(seed, spec, numbers)
    staked = replace(staked, successor_discount=numbers.successor_discount)
    engine = compiled_engine(spec)
    same_bytes(engine.assess(numbers), engine.assess(staked))


@pytest.mark.parametrize("seed", GUARDED)
def test_dear_acting_is_as_no_sanction_and_free_acting_as_an_exogenous_one(seed):
    spec, numbers = random_case(seed)
    strategic = tuple(Guarantor(g.name, g.fades, strategic=True) for g in spec.guarantors)
    engine = compiled_engine(replace(spec, guarantors=strategic))
    plain = compiled_engine(spec)
    dear = replace(numbers, acting_cost=np.full_like(numbers.acting_cost, 1e6))
    none = replace(numbers, sanction=np.zeros_like(numbers.sanction))
    but = ("enforcing",)
    same_bytes(engine.assess(dear), plain.assess(none), but=but)
    same_bytes(engine.assess(numbers), plain.assess(numbers), but=but)


def test_draw_does_not_depend_on_the_draws_beside_it():
    spec, numbers = with_own_will(3, *random_case(3))
    cost = np.array([[0.0], [3.0], [1e6]]) * np.ones((1, len(spec.guarantors)))
    several = {
        f.name: np.repeat(getattr(numbers, f.name), 3, axis=0)
        for f in fields(numbers) if f.name != "end_is_war"
    }  # fmt: skip
    together = compiled_engine(spec).assess(replace(numbers, **{**several, "acting_cost": cost}))
    for b in range(3):
        alone = compiled_engine(spec).assess(replace(numbers, acting_cost=cost[b : b + 1]))
        assert alone.margin[0].tobytes() == together.margin[b].tobytes()
        assert alone.enforcing[0].tobytes() == together.enforcing[b].tobytes()
