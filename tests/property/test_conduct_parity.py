"""Both engines of conduct on random staged games: the same chances and values, on both branches."""

from __future__ import annotations

from functools import cache
from itertools import product

import numpy as np
import pytest

import conduct_engines as engines
from pactwright.conduct import chance_reached, law_after
from pactwright.conduct.results import Terms
from pactwright.game.spec import LEVELS
from staged_cases import worked_example
from strategies_game import random_case

# Small enough for the plain engine; between them they have every feature of the strategies.
SEEDS = [0, 1, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 16, 17, 19, 21, 23]
HARD_SEEDS = [6, 10, 15, 17, 23, 37, 42, 55, 64]
HARD = {  # (responsiveness, share of opportunities): several solutions are common here
    "nine-to-one-for-a-point": (np.log(9.0), 0.2),
    "rare-opportunities": (np.log(9.0) / 2.0, 0.03),
    "weights-of-1": (np.log(9.0), 1.0),
}
CLOSE = 1e-6  # another solution differs by more; the engines agree to some 1e-11
LEAST_SETTLED = 0.85  # share of the hard draws in which the compiled engine must settle


def compare(plain, compiled):
    at = {state: s for s, state in enumerate(compiled.states())}
    compared = 0
    for s, state in enumerate(plain.states()):
        if state.kind != "agreement":
            continue
        image = at[state]
        assert compiled.values()[image] == pytest.approx(plain.values()[s], abs=CLOSE)
        for party in range(plain.values().shape[1]):
            expected = pytest.approx(plain.chances(s, party), abs=CLOSE)
            assert compiled.chances(image, party) == expected
            compared += 1
    assert compared


@pytest.mark.parametrize("branch", ["principal", "compliance"])
def test_engines_agree_on_the_worked_example(branch):
    spec, numbers = worked_example()
    compare(*(one.solve(spec, numbers, branch=branch) for one in engines.ENGINES))


@pytest.mark.parametrize("branch", ["principal", "compliance"])
@pytest.mark.parametrize("seed", SEEDS)
def test_engines_agree_on_a_random_game(seed, branch):
    spec, numbers = random_case(seed)
    compare(*(one.solve(spec, numbers, branch=branch) for one in engines.ENGINES))


HORIZON = 12


@pytest.mark.parametrize("seed", SEEDS)
def test_engines_agree_on_what_follows_over_time(seed):
    spec, numbers = random_case(seed)
    n, engine = len(spec.parties), engines.compiled_engine(spec)
    terms = Terms(dates=(HORIZON,), suspended=HORIZON, violations=1, grace=0)
    found = engine.forecast(numbers, engines.behaviour(n), terms)
    plain = engines.PLAIN.solve(spec, numbers)
    staged, policy = plain.staged, plain.conduct.policy
    over = staged.of_kind("war", "ended")
    times = range(HORIZON + 1)
    gone = chance_reached(staged.game, policy, staged.start, over, times)
    assert found.survival[0] == pytest.approx(1.0 - gone, abs=CLOSE)
    if spec.war_returns:
        return  # what is done after a war that ended is not told
    laws = law_after(staged.game, policy, staged.start, range(HORIZON)).sum(axis=0)
    for party, level in product(range(n), range(LEVELS)):
        expected = sum(
            laws[s] * plain.conduct.chances(s, party)[list(staged.at_level(s, party, level))].sum()
            for s in staged.of_kind("agreement")
        )
        assert found.periods_of[0, party, level] == pytest.approx(expected, abs=CLOSE)


@cache
def hard(seed, case):
    """The compiled solution, settled or not."""
    spec, numbers = random_case(seed)
    engine = engines.compiled_engine(spec)
    sharp, share = HARD[case]
    return engine, engine.solve(numbers, engines.behaviour(len(spec.parties), sharp, share))


@pytest.mark.slow
@pytest.mark.parametrize("case", HARD)
@pytest.mark.parametrize("seed", HARD_SEEDS)
def test_what_settles_is_on_the_principal_branch_also_where_it_turns_back(seed, case):
    engine, solution = hard(seed, case)
    if not solution.is_settled:
        return  # counted below
    spec, numbers = random_case(seed)
    sharp, share = HARD[case]
    plain = engines.PLAIN.solve(spec, numbers, sharp=sharp, share=share)
    compare(plain, engines.CompiledResponding(engine, solution))


def test_most_hard_draws_settle():
    settled = [hard(seed, case)[1].is_settled for seed in HARD_SEEDS for case in HARD]
    assert np.mean(settled) >= LEAST_SETTLED
