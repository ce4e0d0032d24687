"""Class E of the model page: what a change does to margins under a fixed profile and ladder.

Random games of two parties, d1 by A before d2 by B, acts of both levels on both menus, one sanction
ladder per party. The laws ask that a response state is worth less to the accused than the normal
state with the same progress; draws in which it is not are left out, and counted.
"""

from __future__ import annotations

from dataclasses import fields, replace
from functools import cache

import numpy as np
import pytest

import engines
from pactwright.game.plain import necessary, steps
from pactwright.game.plain.evaluation import evaluate
from pactwright.game.plain.state import Case, Normal
from pactwright.game.spec import (
    DENIABLE,
    OVERT,
    WAR,
    Guarantor,
    Parameters,
)
from staged_draws import (
    attribution_up,
    drawn,
    engagement_up,
    longer_response,
    penalty_up,
    raised,
    staged,
)

A, B = 0, 1
PARTIES = (A, B)
SLACK = 1e-8  # solver tolerance on values of some hundred points
LEAST_USABLE = 0.5  # share of draws in which the response is worse for the accused


def normal_states(solved):
    return [s for s, state in enumerate(solved.states()) if isinstance(state.response, Normal)]


def without_escalation(numbers):
    """The same draw with acts that never end in war by themselves.

    E-4 and E-5 are laws only then: a penalty lowers the value of peace for a party that can be
    wrongly accused, and with it what an escalation would cost. With the escalation drawn here one
    draw in 60 shows the reverse for overt acts.
    """
    return replace(numbers, escalation=np.zeros_like(numbers.escalation))


def same_state(solved, state):
    return solved.states().index(state)


def response_is_worse(solved, party):
    """Whether being accused is worse for `party` than the normal state, everywhere."""
    states = solved.states()
    at = {state: s for s, state in enumerate(states)}
    for s, state in enumerate(states):
        if isinstance(state.response, Case) and state.response.accused == party:
            normal = at.get(replace(state, response=Normal()))
            if normal is not None and solved.values()[s, party] > solved.values()[normal, party]:
                return False
    return True


@cache
def base(engine_index: int, seed: int, calm: bool = False):
    engine = engines.ENGINES[engine_index]
    spec = staged()
    numbers = without_escalation(drawn(spec, seed)) if calm else drawn(spec, seed)
    return spec, numbers, engine.solve(spec, numbers, 0)


@cache
def changed(engine_index: int, seed: int, change, party: int, calm: bool = False):
    """The same draw after `change`, solved once for all kinds of deviation."""
    spec, numbers, _ = base(engine_index, seed, calm)
    return engines.ENGINES[engine_index].solve(spec, change(numbers, party), 0)


def usable(engine_index, party, calm=False):
    """Draws in which the response is worse for the accused; enough of them, or the test fails."""
    count = engines.ENGINES[engine_index].draws
    kept = [
        seed for seed in range(count) if response_is_worse(base(engine_index, seed, calm)[2], party)
    ]
    assert len(kept) >= LEAST_USABLE * count, f"only {len(kept)} of {count} draws are usable"
    return kept


def changes_of(engine_index, party, change, kind, calm=False):
    """Change of the margin of one kind at normal states, over all usable draws."""
    found = []
    for seed in usable(engine_index, party, calm):
        before = base(engine_index, seed, calm)[2]
        after = changed(engine_index, seed, change, party, calm)
        for s in normal_states(before):
            was = before.margin(s, party, kind)
            if was is not None:
                now = after.margin(same_state(after, before.states()[s]), party, kind)
                found.append(now - was)
    return np.array(found)


def false_attribution_up(numbers, party):
    return raised(numbers, "false_blame", (slice(None), party), 0.03)


def final_peace_up(numbers, party):
    return raised(numbers, "value", (-1, party), 3.0)


def garbled(numbers, party, flip=0.1):
    """Each finding about `party` is turned round with chance `flip`."""
    nu = np.array(numbers.false_blame)
    hit = numbers.noticed[0, party, DENIABLE] * numbers.blamed[0, party, DENIABLE]
    clean = nu[0, 0, party]
    alpha = hit + (1 - hit) * clean
    wrong, right = (x * (1 - flip) + (1 - x) * flip for x in (clean, alpha))
    nu[0, :, party] = wrong
    blamed = np.array(numbers.blamed)
    blamed[0, party, DENIABLE] = (
        1 - (1 - right) / (1 - wrong)
    ) / numbers.noticed[0, party, DENIABLE]  # fmt: skip
    return replace(numbers, false_blame=nu, blamed=blamed)


MARGIN_LAWS = [
    ("E-1", attribution_up, "deniable", +1),
    ("E-2", false_attribution_up, "deniable", -1),
    ("E-4", penalty_up, "deniable", +1),
    ("E-4", penalty_up, "overt", +1),
    ("E-5", engagement_up, "deniable", +1),
    ("E-5", engagement_up, "overt", +1),
    ("E-8", final_peace_up, "delay", +1),
    ("E-8", final_peace_up, "war", +1),
    ("E-10", longer_response, "deniable", +1),
    ("E-14", garbled, "deniable", -1),
]
ENGINE_NUMBERS = range(len(engines.ENGINES))


def engine_name(number):
    return engines.ENGINES[number].name


@pytest.fixture(params=ENGINE_NUMBERS, ids=engine_name)
def engine_index(request):
    return request.param


@pytest.mark.parametrize("party", PARTIES)
@pytest.mark.parametrize(
    ("change", "kind", "sign"),
    [law[1:] for law in MARGIN_LAWS],
    ids=[f"{law[0]}-{law[2]}" for law in MARGIN_LAWS],
)
def test_change_moves_the_margin_the_stated_way(engine_index, party, change, kind, sign):
    calm = change in (penalty_up, engagement_up)
    moved = sign * changes_of(engine_index, party, change, kind, calm)
    assert moved.size
    assert moved.min() >= -SLACK
    assert moved.max() > 1e-6  # it does move


@pytest.mark.parametrize("party", PARTIES)
@pytest.mark.parametrize("change", [false_attribution_up, penalty_up, longer_response],
                         ids=["E-2", "E-4", "E-10"])  # fmt: skip
def test_harsher_ladder_lowers_the_value_of_a_party_that_can_be_wrongly_accused(
    engine_index, party, change
):
    for seed in usable(engine_index, party):
        before = base(engine_index, seed)[2]
        after = changed(engine_index, seed, change, party)
        for s in normal_states(before):
            there = same_state(after, before.states()[s])
            assert after.values()[there, party] <= before.values()[s, party] + SLACK


@pytest.mark.parametrize("party", PARTIES)
def test_E3_war_margin_rises_with_the_cost_of_war_by_one_minus_theta(engine_index, party):
    engine = engines.ENGINES[engine_index]
    for seed in range(engine.draws):
        spec, numbers, before = base(engine_index, seed)
        after = engine.solve(spec, raised(numbers, "war_cost", (party,), 1.0), 0)
        theta = engine.solve(spec, _worth_of_war_alone(numbers), 0)
        for s in normal_states(before):
            state = before.states()[s]
            share = theta.values()[same_state(theta, state), party]
            there = same_state(after, state)
            slope = after.margin(there, party, "war") - before.margin(s, party, "war")
            assert slope == pytest.approx(1.0 - share, abs=SLACK)
            assert 0.0 <= share < 1.0
            for kind in ("delay", "deniable", "overt"):
                was = before.margin(s, party, kind)
                assert was is None or after.margin(there, party, kind) >= was - SLACK


def _worth_of_war_alone(numbers: Parameters) -> Parameters:
    """War worth 1, everything else nothing: the value is E[delta^(time of war)]."""
    nothing = {
        name: np.zeros_like(getattr(numbers, name))
        for name in ("value", "cost", "benefit", "gain", "harm", "odds", "war_cost", "sanction")
    }
    return replace(numbers, **nothing, stalemate=np.ones_like(numbers.stalemate))


@pytest.mark.parametrize("party", PARTIES)
@pytest.mark.parametrize("level", [DENIABLE, OVERT])
def test_E6_larger_gain_lowers_the_margin_of_that_act(engine_index, party, level):
    kind = {DENIABLE: "deniable", OVERT: "overt"}[level]
    moved = changes_of(engine_index, party, lambda n, i: raised(n, "gain", (i, level), 0.5), kind)
    assert moved.max() <= SLACK
    assert moved == pytest.approx(-0.5, abs=1e-7)  # no answer asks for it, so V does not move


def delay_at(solved, duty, performer):
    found = {}
    for s in normal_states(solved):
        state = solved.states()[s]
        if len(state.progress.done) == duty:
            found[state] = solved.margin(s, performer, "delay")
    return found


@pytest.mark.parametrize("duty", [0, 1])
def test_E7_larger_cost_of_a_duty_lowers_its_delay_margin(engine_index, duty):
    engine = engines.ENGINES[engine_index]
    for seed in range(engine.draws):
        spec, numbers, before = base(engine_index, seed)
        after = engine.solve(spec, raised(numbers, "cost", (duty,), 1.0), 0)
        later = delay_at(after, duty, performer=duty)
        for state, was in delay_at(before, duty, performer=duty).items():
            assert later[state] < was


@pytest.mark.parametrize("duty", [0, 1])
def test_E9_larger_domestic_drop_lowers_the_delay_margin(engine_index, duty):
    engine = engines.ENGINES[engine_index]
    spec = staged(standing=(1, 1), conduct=((), ()), guarantors=(Guarantor("g"),))
    for seed in range(engine.draws):
        numbers = drawn(spec, seed)
        office = np.zeros_like(numbers.office)
        office[0, :, 1] = 12.0
        numbers = replace(numbers, office=office, fall_cost=numbers.fall_cost + 2.0,
                          recover=numbers.recover + 0.1)  # fmt: skip
        numbers = raised(numbers, "drop_by_duty", (duty,), 0.1)
        before = engine.solve(spec, numbers, 0)
        after = engine.solve(spec, raised(numbers, "drop_by_duty", (duty,), 0.3), 0)
        later = delay_at(after, duty, performer=duty)
        for state, was in delay_at(before, duty, performer=duty).items():
            # A leadership that has fallen has no standing to lose: there the law says nothing.
            if state.standing[duty] > 0:
                assert later[state] < was


@pytest.mark.parametrize("duty", [0, 1])
def test_E11_duty_that_shifts_power_moves_war_margins_after_and_before(engine_index, duty):
    # w runs along A's strength: the duty moves one bin towards A.
    engine = engines.ENGINES[engine_index]
    spec = staged(bins=3, start_bin=1, conduct=((), ()), guarantors=(Guarantor("g"),))
    for seed in range(engine.draws):
        numbers = replace(drawn(spec, seed), odds_step=np.array([0.08]))
        still = engine.solve(spec, numbers, 0)
        moved = engine.solve(spec, raised(numbers, "shift", (duty,), 1.0), 0)
        for party, gains in ((A, True), (B, False)):
            sign = 1.0 if gains else -1.0
            after = _war_margin(moved, duty + 1, 2, party) - _war_margin(still, duty + 1, 1, party)
            before = _war_margin(moved, duty, 1, party) - _war_margin(still, duty, 1, party)
            assert sign * after <= SLACK
            assert sign * before >= -SLACK


def _war_margin(solved, done, power, party):
    state = next(
        s for s in normal_states(solved)
        if len(solved.states()[s].progress.done) == done and solved.states()[s].power == power
    )  # fmt: skip
    return solved.margin(state, party, "war")


@pytest.mark.parametrize("party", PARTIES)
def test_E13_deposit_returned_on_completion_raises_margins_before_it(engine_index, party):
    # Returned with the last verification; no deviation here speeds that up.
    def deposit(numbers, i):
        if i != performer_of_last:
            return raised(numbers, "benefit", (1, i), 2.0)
        return raised(numbers, "value", (-1, i), 2.0)

    performer_of_last = B
    for kind in ("delay", "deniable", "overt", "mixed", "war"):
        moved = changes_of(engine_index, party, deposit, kind)
        assert moved.size == 0 or moved.min() >= -SLACK


@pytest.mark.parametrize("party", PARTIES)
def test_E15_one_more_deviation_never_raises_the_least_margin(engine_index, party):
    engine = engines.ENGINES[engine_index]
    menus = [(DENIABLE, OVERT), (DENIABLE, OVERT)]
    menus[party] = (DENIABLE,)
    fewer = staged(conduct=tuple(menus))
    for seed in range(engine.draws):
        _, numbers, larger = base(engine_index, seed)
        smaller = engine.solve(fewer, numbers, 0)
        for s in normal_states(smaller):
            there = same_state(larger, smaller.states()[s])
            less = min(larger.margins(there, party).values())
            assert less <= min(smaller.margins(s, party).values()) + SLACK


def test_E16_best_verdict_of_a_larger_menu_of_ladders_is_no_worse():
    # Best over a menu, by rank; the menu's first ladder alone against both.
    rank = {"fails": 0, "cannot_hold": 0, "holds_on_paper": 1, "holds": 2}
    none, sanction = staged(deniable_ladder=(None, None), overt_ladder=(None, None)), staged()
    gained = 0
    for seed in range(8):
        numbers = drawn(sanction, seed)
        one, two = (steps.verdicts(evaluate(spec, numbers)) for spec in (none, sanction))
        for key, verdict in one.items():
            alone = rank[verdict.verdict]
            both = max(alone, rank[two[key].verdict])
            assert both >= alone
            gained += both > alone
    assert gained


def test_E17_deviation_that_does_not_pay_satisfies_the_necessary_bound():
    # With the proviso that nobody is held below its secure value where the two can lead.
    checked = 0
    for seed in range(6):
        evaluation = evaluate(staged(), drawn(staged(), seed))
        plain = evaluation.plain
        secure, _ = necessary.value_bounds(plain)
        above = evaluation.values >= secure - 1e-9
        for bound in necessary.necessary_bounds(plain):
            action = plain.menus[bound.state][bound.party][bound.action]
            margin = next(
                d.margin for d in evaluation.deviations(bound.state, bound.party)
                if d.action == action
            )  # fmt: skip
            if margin >= 0.0 and _stays_above(plain, bound, above[:, bound.party]):
                checked += 1
                assert not bound.violated
    assert checked > 500


def _stays_above(plain, bound, above):
    game = plain.game
    keep = game.profile_pairs()[bound.state]
    step = bound.action - game.profile[bound.state, bound.party]
    leave = keep + step * game.strides()[bound.state, bound.party]
    support = game.law[[keep, leave]].indices
    return bool(above[support].all())


def test_change_helpers_touch_one_array_only():
    numbers = drawn(staged(), 0)
    changed = penalty_up(numbers, A)
    differing = [
        f.name for f in fields(Parameters)
        if not np.array_equal(getattr(numbers, f.name), getattr(changed, f.name))
    ]  # fmt: skip
    assert differing == ["sanction"]
    assert WAR not in staged().conduct[A]
