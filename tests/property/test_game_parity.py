"""The compiled engine against the plain one, state by state and step by step, on random games.

The two were written apart from the model page and share only the contract and the list of
conventions.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

import engines
from pactwright.assessment import PARTS
from pactwright.game import solve
from pactwright.game.engine import Engine as CompiledEngine
from pactwright.game.kernels.draws import HUGE
from pactwright.game.kinds import KINDS
from pactwright.game.plain import payoff, steps
from pactwright.game.plain.credibility import enforcing_margins
from pactwright.game.plain.evaluation import evaluate
from pactwright.game.plain.stages import build
from pactwright.game.plain.state import Normal
from pactwright.game.progress import has_undo
from strategies_game import random_case, with_own_will

SEEDS = range(36)
OWN_WILL = 1000  # added to a seed: its guarantors have stakes, its leaderships successors
# Leaderships that can fall are rare among random games: all that there are up to 60. Seed 2 takes
# the plain engine half a minute.
WILLED = [
    seed + OWN_WILL for seed in range(60)
    if any(random_case(seed)[0].standing)
    or (seed < 24 and seed != 2 and random_case(seed)[0].guarantors)
]  # fmt: skip
GAMES = [*SEEDS, *WILLED]
CLOSE = {"rel": 1e-8, "abs": 1e-8}


def game_of(seed):
    """A random game; its guarantors and successors have a will of their own in WILLED."""
    if seed >= OWN_WILL:
        return with_own_will(seed, *random_case(seed - OWN_WILL))
    return random_case(seed)


@cache
def evaluated(seed):
    """The game of a seed by the plain engine, worked out once."""
    return evaluate(*game_of(seed))


def shared_states(plain, compiled):
    """Pairs of positions of the states that both have."""
    there = {state: s for s, state in enumerate(compiled.states())}
    return [(s, there[state]) for s, state in enumerate(plain.states()) if state in there]


@pytest.mark.parametrize("seed", GAMES)
def test_both_engines_give_the_same_values_and_margins(seed):
    spec, numbers = game_of(seed)
    plain = engines.PlainSolved(evaluated(seed))
    compiled = engines.COMPILED.solve(spec, numbers, 0)
    pairs = shared_states(plain, compiled)
    assert pairs
    for s, there in pairs:
        assert compiled.values()[there] == pytest.approx(plain.values()[s], **CLOSE)
        for i in range(len(spec.parties)):
            expected = plain.margins(s, i)
            assert compiled.margins(there, i) == pytest.approx(expected, **CLOSE)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_state_that_one_deviation_at_a_time_reaches_is_compiled(seed):
    spec, numbers = game_of(seed)
    plain = evaluated(seed).plain
    names = set(engines.COMPILED.solve(spec, numbers, 0).states())
    reached = _one_deviation_at_a_time(plain)
    missing = [plain.states[s] for s in reached if plain.states[s].kind == "agreement"
               and plain.states[s] not in names]  # fmt: skip
    assert reached
    assert missing == []


def _one_deviation_at_a_time(plain):
    game, seen = plain.game, {int(s) for s in np.flatnonzero(plain.start)}
    todo = list(seen)
    kept, strides = game.profile_pairs(), game.strides()
    while todo:
        s = todo.pop()
        rows = {int(kept[s])}
        for i, menu in enumerate(game.menus[s]):
            base = int(kept[s] - strides[s, i] * game.profile[s, i])
            rows |= {base + a * int(strides[s, i]) for a in range(len(menu))}
        for after in game.law[sorted(rows)].indices:
            if int(after) not in seen:
                seen.add(int(after))
                todo.append(int(after))
    return seen


@pytest.fixture(params=GAMES)
def assessed(request):
    spec, numbers = game_of(request.param)
    evaluation = evaluated(request.param)
    # What has no chance in this draw is left out: a response state counts only if it can occur.
    compiled = CompiledEngine.build(spec, support=numbers)
    return evaluation, compiled.assess(numbers, bound=False)


def test_both_engines_agree_on_signing_and_fighting(assessed):
    evaluation, found = assessed
    plain = evaluation.plain
    war = np.array([payoff.war_value(plain.stage, s.power, s.standing) for s in plain.states])
    assert found.value[0] == pytest.approx(plain.start @ evaluation.values, **CLOSE)
    assert found.fighting[0] == pytest.approx(plain.start @ war, **CLOSE)


@pytest.mark.parametrize("seed", WILLED)
def test_both_engines_agree_on_what_acting_is_worth_to_guarantors(seed):
    spec, numbers = game_of(seed)
    expected = enforcing_margins(build(spec, numbers))
    found = CompiledEngine.build(spec, support=numbers).assess(numbers, bound=False).enforcing[0]
    called = {(int(g), int(i)) for g, i in np.argwhere(found < HUGE)}
    assert called == set(expected)
    assert {s: found[s] for s in called} == pytest.approx(expected, **CLOSE)


def test_random_games_have_sanctions_of_both_kinds_and_successors_that_differ():
    margins = [m for seed in WILLED for m in enforcing_margins(build(*game_of(seed))).values()]
    assert sum(m < 0.0 for m in margins) > 10
    assert sum(m > 0.0 for m in margins) > 10
    assert sum(a_successor_rules(seed) for seed in WILLED) >= 5


def a_successor_rules(seed):
    """Whether some state of a game is judged by a successor that discounts otherwise."""
    found = evaluated(seed)
    own = solve.margins(found.plain.game).margin
    gap = np.abs(found.margins.margin - own)
    return bool(np.nanmax(np.where(np.isnan(gap), 0.0, gap)) > 1e-3)


def test_both_engines_agree_on_the_ledger(assessed):
    evaluation, found = assessed
    index = evaluation.plain.stage.progress.index
    for entry in steps.ledger(evaluation):
        points = found.ledger[0, index[entry.progress], entry.party]
        assert points == pytest.approx(entry.points, **CLOSE)


def test_both_engines_agree_on_every_step(assessed):
    evaluation, found = assessed
    states_of = steps.step_states(evaluation.plain)
    for t, name in enumerate(found.steps):
        for i in range(len(found.parties)):
            margin = steps.step_margin(evaluation, states_of[name], i)
            assert bool(found.has_choice[0, t, i]) is (margin is not None)
            if margin is not None:
                assert found.margin[0, t, i] == pytest.approx(margin, **CLOSE)
                _check_worst(evaluation, found, states_of[name], t, i)
                _check_responses(evaluation, found, states_of[name], t, i)


def _check_worst(evaluation, found, states, t, party):
    """Kind, parts and lasting margin at the state with the least margin."""
    margin = evaluation.margins.margin[:, party]
    worst = min((s for s in states if not np.isnan(margin[s])), key=lambda s: round(margin[s], 9))
    best = evaluation.best(worst, party)
    assert KINDS[found.kind[0, t, party]] == best.kind
    expected = evaluation.parts(worst, party, best.action)
    parts = dict(zip(PARTS, found.parts[0, t, party], strict=True))
    assert parts == pytest.approx(expected, **CLOSE)
    if best.kind in ("delay", "deniable", "overt", "war"):
        lasting = evaluation.lasting(party, best.kind)[worst]
        assert found.lasting[0, t, party] == pytest.approx(lasting, **CLOSE)


def _check_responses(evaluation, found, states, t, party):
    """Least margins of the accused and of the others in the cases near the step."""
    margin = evaluation.margins.margin
    near = steps.response_states(evaluation.plain, states, party)
    others = [j for j in range(margin.shape[1]) if j != party]
    for expected, got in (
        (margin[near, party], found.own_response[0, t, party]),
        (margin[np.ix_(near, others)], found.other_response[0, t, party]),
    ):
        least = expected[~np.isnan(expected)].min(initial=1e300)
        assert got == pytest.approx(least, **CLOSE)


def undoes(seed):
    """Whether a ladder of the text can take back what was done."""
    return has_undo(game_of(seed)[0])


@pytest.mark.parametrize("seed", [seed for seed in SEEDS if undoes(seed)])
def test_nothing_is_claimed_impossible_where_a_ladder_undoes(seed):
    spec, numbers = random_case(seed)
    assert np.all(CompiledEngine.build(spec).assess(numbers).bound_slack >= 1e300)


@pytest.mark.parametrize("seed", [seed for seed in GAMES if not undoes(seed)])
def test_what_no_ladder_can_mend_is_so_by_the_plain_engine_too(seed):
    """The compiled bound is never the stricter one: its secure value is to go to war at once."""
    spec, numbers = game_of(seed)
    evaluation = evaluated(seed)
    plain = evaluation.plain
    compiled = CompiledEngine.build(spec)
    slack, core = compiled.bound_slack(numbers)[0], compiled.necessary.core
    index = compiled.structure.progress.index
    broken = steps.impossible(evaluation)
    levels = np.array([top + 1 for top in spec.standing])
    checked = 0
    for s, state in enumerate(plain.states):
        if state.kind != "agreement" or not isinstance(state.response, Normal):
            continue
        joint = np.ravel_multi_index(state.standing, levels)
        x = state.power * int(levels.prod()) + int(joint)
        for party in range(len(spec.parties)):
            checked += 1
            if slack[core[index[state.progress]], x, party] < -1e-7:
                assert (s, party) in broken
    assert checked
