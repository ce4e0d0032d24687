"""Class C of the model page and check cases A1 to A7: closed forms against the shipped solver.

Each closed form is written out beside its source; the number it is compared with comes from a game
put in as plain arrays, or as an agreement, and solved.
"""

from __future__ import annotations

from dataclasses import replace
from math import sqrt

import numpy as np
import pytest

import engines
from pactwright.game.arrays import Game
from pactwright.game.bounds import shifting_power
from pactwright.game.plain.credibility import enforcing_margins
from pactwright.game.plain.stages import build
from pactwright.game.progress import progress_states
from pactwright.game.solve import margins, values
from pactwright.game.spec import DENIABLE, Duty, GameSpec, Guarantor, Ladder, Rung, Verb
from staged_cases import blank_parameters


def crossing(increasing, low, high):
    """Where an increasing function crosses 0, by bisection."""
    for _ in range(80):
        middle = 0.5 * (low + high)
        low, high = (middle, high) if increasing(middle) < 0.0 else (low, middle)
    return 0.5 * (low + high)


# ── bargaining (C-1, C-2, C-9, C-12) ───────────────────────────────────────────────────────────


def division(share, worth):
    """Each party may end a division of a pie of 1 for good; its war is worth `worth`."""
    return Game.from_arrays(
        payoffs=[[[share, 1 - share]] + [list(worth)] * 3, [list(worth)]],
        transitions=[[{0: 1.0}, {1: 1.0}, {1: 1.0}, {1: 1.0}], [{1: 1.0}]],
        actions=[[["keep", "war"]] * 2, [1, 1]], discount=0.9, profile=[[0, 0], [0, 0]],
        payoffs_are="average",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("p", "costs", "low", "high"), [(0.6, (0.2, 0.1), 0.4, 0.7), (0.5, (0.1, 0.3), 0.4, 0.8)]
)
def test_C1_A1_bargaining_range_has_the_width_of_both_costs(p, costs, low, high):
    # Fearon 1995: settlements both prefer to war are [p - c_1, p + c_2].
    worth = (p - costs[0], 1 - p - costs[1])
    assert crossing(lambda x: margins(division(x, worth)).margin[0, 0], 0, 1) == pytest.approx(low)
    upper = crossing(lambda x: -margins(division(x, worth)).margin[0, 1], 0, 1)
    assert upper == pytest.approx(high)
    assert upper - low == pytest.approx(sum(costs))


@pytest.mark.parametrize(
    ("own_cost", "demand", "war"), [(0.1, 0.65, 0.375), (0.2, 0.6, 0.25), (0.4, 0.5, 0.0)]
)
def test_C2_A2_best_demand_against_an_unknown_cost(own_cost, demand, war):
    # Fearon 1995: p = 0.5, rival's cost uniform on [0, 0.4]; it accepts when 1 - x >= 1 - p - c.
    p, top = 0.5, 0.4
    demands = np.linspace(0.0, 1.0, 200_001)
    refused = np.clip((demands - p) / top, 0.0, 1.0)
    worth = (1 - refused) * demands + refused * (p - own_cost)
    best = int(np.argmax(worth))
    assert demands[best] == pytest.approx(p + (top - own_cost) / 2, abs=1e-5)
    assert demands[best] == pytest.approx(demand, abs=1e-5)
    assert refused[best] == pytest.approx(war, abs=2e-5)
    if own_cost == 0.1:
        assert worth[best] == pytest.approx(0.55625, abs=1e-8)


@pytest.mark.parametrize("payoffs", [(3.0, 2.0, 1.0, 0.0), (5.0, 4.5, 1.0, -3.0)])
def test_C9_least_trust(payoffs):
    # Kydd 2005: R, T, P, S with R > T for a trustworthy type.
    R, T, P, S = payoffs

    def advantage(trust):
        return trust * R + (1 - trust) * S - (trust * T + (1 - trust) * P)

    assert crossing(advantage, 0, 1) == pytest.approx((P - S) / ((P - S) + (R - T)))


@pytest.mark.parametrize(("estimates", "war"), [((0.7, 0.55), False), ((0.75, 0.6), True)])
def test_C12_mutual_optimism_leaves_no_settlement(estimates, war):
    # War iff the estimates exceed 1 + c_1 + c_2, here 1.3.
    worth = (estimates[0] - 0.1, estimates[1] - 0.2)
    peaceful = any(
        np.nanmin(margins(division(x, worth)).margin[0]) >= 0.0 for x in np.linspace(0, 1, 401)
    )
    assert peaceful is not war
    assert (sum(estimates) > 1.3) is war


# ── shifting power, leverage, drift (C-3, C-10, C-11) ──────────────────────────────────────────


def excess(next_odds, *, p=0.6, destroyed=0.1, discount=0.95):
    """Test C3 with flows of 1 of which war destroys a share for ever."""
    rest = (1 - destroyed) / (1 - discount)
    war = [[p * rest, (1 - p) * rest], [next_odds * rest, (1 - next_odds) * rest]]
    return shifting_power(war, pie=1 / (1 - discount), discount=discount)


def test_C3_A3_fall_in_strength_beyond_which_no_division_keeps_the_peace():
    critical = crossing(lambda q: -excess(q).excess, 0.0, 0.6)
    assert critical == pytest.approx(0.461988304, abs=5e-10)
    closed = (0.6 + 0.95 - 1 / 0.9) / 0.95
    assert critical == pytest.approx(closed, abs=1e-12)


def test_C3_A3_patient_parties_bear_a_fall_of_the_destroyed_share():
    discount = 1 - 1e-9
    fall = 0.6 - crossing(lambda q: -excess(q, discount=discount).excess, 0.0, 0.6)
    assert fall == pytest.approx(0.1 / 0.9, abs=1e-6)


@pytest.mark.parametrize("q", [0.05, 0.3, 1.0])
def test_C10_temporary_leverage(q):
    # Paid x in periods of threat only (chance q each): value at a threat, as an average.
    x, delta = 0.7, 0.9
    row = [{0: q, 1: 1 - q}]
    game = Game.from_arrays(
        payoffs=[[[x]], [[0.0]]], transitions=[row, row], actions=[[1], [1]], discount=delta,
        profile=[[0], [0]],
    )  # fmt: skip
    assert values(game)[0, 0] == pytest.approx(x * (1 - delta + delta * q) / (1 - delta))


@pytest.mark.parametrize(("up", "down"), [(1, 1), (2, 3), (4, 4), (1, 7)])
def test_C11_expected_life_of_terms_under_drift(up, down):
    # Werner and Yuen 2005: a symmetric walk leaves (-down, up) after up·down periods on average.
    # Counted as a discounted sum with the discount close to 1: off by about 1e-6 x 20 periods.
    inside = up + down - 1
    rows = []
    for s in range(inside):
        law = {}
        for target in (s - 1, s + 1):
            place = target if 0 <= target < inside else inside
            law[place] = law.get(place, 0.0) + 0.5
        rows.append([law])
    game = Game.from_arrays(
        payoffs=[[[1.0]]] * inside + [[[0.0]]], transitions=[*rows, [{inside: 1.0}]],
        actions=[[1]] * (inside + 1), discount=1 - 1e-6, profile=[[0]] * (inside + 1),
        capital={inside: [0.0]},
    )  # fmt: skip
    assert values(game)[down - 1, 0] == pytest.approx(up * down, rel=1e-4)


# ── repeated dilemmas (C-4, C-5, C-13, A4, A5) ─────────────────────────────────────────────────


def grim(discount, *, T, R, P, S, good=1.0, after_breach=0.0):
    """Keep until a bad signal, then break for ever; the good signal's chances are given."""
    block = [[R, R], [T, S], [S, T], [P, P]]
    kept, broken = {0: good, 1: 1 - good}, {0: after_breach, 1: 1 - after_breach}
    return Game.from_arrays(
        payoffs=[block, block],
        transitions=[[kept, broken, broken, {0: 0.0, 1: 1.0}], [{1: 1.0}] * 4],
        actions=[[["keep", "break"]] * 2] * 2, discount=discount, profile=[[0, 0], [1, 1]],
        payoffs_are="average",
    )  # fmt: skip


@pytest.mark.parametrize(
    "payoffs",
    [{"T": 3.0, "R": 2.0, "P": 0.0, "S": -1.0}, {"T": 9.0, "R": 4.0, "P": 1.0, "S": 0.0}],
)
def test_C4_least_patience_in_the_repeated_dilemma(payoffs):
    found = crossing(lambda d: margins(grim(d, **payoffs)).margin[0, 0], 0.0, 0.999)
    T, R, P = payoffs["T"], payoffs["R"], payoffs["P"]
    assert found == pytest.approx((T - R) / (T - P))


NOISY = {"T": 3.0, "R": 2.0, "P": 0.0, "S": -1.0}


@pytest.mark.parametrize(
    ("p", "q", "critical"), [(0.9, 0.5, 0.588235294), (0.91, 0.45, 0.546448087)]
)
def test_C5_A5_least_patience_under_a_public_signal(p, q, critical):
    # Mailath and Samuelson 2006, chapter 7: 1 / (3p - 2q).
    found = crossing(
        lambda d: margins(grim(d, **NOISY, good=p, after_breach=q)).margin[0, 0], 0.0, 0.999
    )
    assert found == pytest.approx(critical, abs=5e-10)
    assert found == pytest.approx(1 / (3 * p - 2 * q))


@pytest.mark.parametrize(("discount", "value"), [(0.8, 1.428571429), (0.9, 1.052631579)])
def test_C5_A5_value_under_a_public_signal(discount, value):
    game = grim(discount, **NOISY, good=0.9, after_breach=0.5)
    assert values(game)[0, 0] == pytest.approx(value, abs=5e-10)
    assert value == pytest.approx(2 * (1 - discount) / (1 - discount * 0.9), abs=5e-10)


@pytest.mark.parametrize("hazard", [0.0, 0.05, 0.2])
def test_C13_leader_with_tenure_motives_discounts_by_the_chance_to_stay(hazard):
    # The leader is gone with chance h per period and cares for nothing afterwards.
    def margin(discount):
        block = [[2.0, 2.0], [3.0, -1.0], [-1.0, 3.0], [0.0, 0.0]]
        stays = {0: 1 - hazard, 2: hazard}
        loses = {1: 1 - hazard, 2: hazard}
        game = Game.from_arrays(
            payoffs=[block, block, [[0.0, 0.0]]],
            transitions=[[stays, loses, loses, loses], [loses] * 4, [{}]],
            actions=[[["keep", "break"]] * 2] * 2 + [[1, 1]], discount=discount,
            profile=[[0, 0], [1, 1], [0, 0]], capital={2: [0.0, 0.0]},
        )  # fmt: skip
        return margins(game).margin[0, 0]

    assert crossing(margin, 0.0, 0.999) * (1 - hazard) == pytest.approx(1 / 3)


OUTPUTS = ([10, 3, 0], [15, 7, -4], [7, 5, -15])
L, M, H = range(3)
STAGE = [[OUTPUTS[a][b], OUTPUTS[b][a]] for b in range(3) for a in range(3)]


def deviation_gains(profile):
    """Sum of the parties' best gains from leaving `profile` for one period."""
    game = Game.from_arrays(
        payoffs=[STAGE], transitions=[[{0: 1.0}] * 9], actions=[[3, 3]], discount=0.0,
        profile=[profile],
    )  # fmt: skip
    return float(np.maximum(-margins(game).margin[0], 0.0).sum())


@pytest.mark.parametrize(
    ("profile", "gains"), [((L, L), 10), ((L, M), 4), ((M, H), 6), ((M, M), 0)]
)
def test_A4_deviation_gains_are_the_printed_ones(profile, gains):
    assert deviation_gains(profile) == pytest.approx(gains)


def best_sum_and_punishments(discount):
    """Largest joint payoff and worst payoffs over profiles implementable with transfers.

    A profile is implementable when its gains are at most delta/(1 - delta)·(U - v1 - v2)
    (Goldlücke and Kranz 2012); iterate from the loosest levels down to the fixed point.
    """
    joint = {(a, b): sum(STAGE[a + 3 * b]) for a in range(3) for b in range(3)}
    column = {0: lambda a, b: max(STAGE[x + 3 * b][0] for x in range(3)),
              1: lambda a, b: max(STAGE[a + 3 * x][1] for x in range(3))}  # fmt: skip
    U, v = max(joint.values()), [min(f(*s) for s in joint) for f in column.values()]
    for _ in range(20):
        room = discount / (1 - discount) * (U - sum(v)) + 1e-9
        kept = [s for s in joint if deviation_gains(s) <= room]
        U = max(joint[s] for s in kept)
        v = [min(column[i](*s) for s in kept) for i in column]
    return U, v, max((s for s in kept if joint[s] == U), key=lambda s: -s[0])


@pytest.mark.parametrize(
    ("discount", "U", "v", "play"),
    [(0.2, 14, [7, 7], (M, M)), (0.28, 18, [0, 0], (L, M)), (0.4, 20, [0, 0], (L, L))],
)
def test_A4_best_sum_and_punishments_by_discount(discount, U, v, play):
    found = best_sum_and_punishments(discount)
    assert found[0] == U
    assert found[1] == v
    assert found[2] == play


@pytest.mark.parametrize(("switch", "below", "above"), [(1 / 4, 14, 18), (1 / 3, 18, 20)])
def test_A4_joint_payoff_switches_at_the_printed_discounts(switch, below, above):
    assert best_sum_and_punishments(switch - 1e-4)[0] == below
    assert best_sum_and_punishments(switch + 1e-4)[0] == above


def test_A4_reversion_to_the_static_equilibrium_needs_five_eighths():
    def margin(discount):
        game = Game.from_arrays(
            payoffs=[STAGE, STAGE], transitions=[[{0: 1.0}] + [{1: 1.0}] * 8, [{1: 1.0}] * 9],
            actions=[[["L", "M", "H"]] * 2] * 2, discount=discount, profile=[[L, L], [M, M]],
            payoffs_are="average",
        )  # fmt: skip
        return margins(game).margin[0, 0]

    assert crossing(margin, 0.0, 0.999) == pytest.approx(5 / 8)


# ── deniable acts (C-6, C-7, A6) ───────────────────────────────────────────────────────────────


def deniable_margin(discount, *, attribution, false=0.0, calm=4.0, gain=2.0):
    """Restraint against one deniable act; any attribution ends everything."""
    blamed = false + (1 - false) * attribution
    game = Game.from_arrays(
        payoffs=[[[calm], [calm + gain]], [[0.0]]],
        transitions=[[{0: 1 - false, 1: false}, {0: 1 - blamed, 1: blamed}], [{}]],
        actions=[[["restraint", "deniable"]], [1]], discount=discount, profile=[[0], [0]],
        capital={1: [0.0]},
    )  # fmt: skip
    return margins(game).margin[0, 0]


@pytest.mark.parametrize(
    ("attribution", "critical"),
    [(0.1, 0.833333), (0.25, 0.666667), (0.5, 0.5), (0.75, 0.4), (1.0, 0.333333)],
)
def test_C6_A6_least_patience_for_restraint(attribution, critical):
    found = crossing(lambda d: deniable_margin(d, attribution=attribution), 0.0, 0.9999)
    assert found == pytest.approx(critical, abs=5e-7)


@pytest.mark.parametrize(("false", "gain"), [(0.1, 2.0), (0.3, 1.0), (0.05, 3.0)])
def test_C6_least_patience_with_false_attribution(false, gain):
    a, v = 0.6, 4.0
    found = crossing(
        lambda d: deniable_margin(d, attribution=a, false=false, gain=gain), 0.0, 0.9999
    )
    assert found == pytest.approx(gain / ((1 - false) * (a * v + gain)))


@pytest.mark.parametrize("stake", [2.0, 5.0, 40.0])
def test_C7_full_restraint_is_out_of_reach_when_the_first_small_act_gains_most(stake):
    # Best z of G·sqrt(z) - delta·s·z·stake on a fine grid, against (G / (2·delta·s·stake))^2.
    G, s, delta = 1.0, 0.5, 0.9
    acts = np.linspace(0.0, 2.0, 4_000_001)
    best = acts[np.argmax(G * np.sqrt(acts) - delta * s * acts * stake)]
    assert best == pytest.approx((G / (2 * delta * s * stake)) ** 2, abs=1e-5)
    assert best > 0.0


# ── exchange in rounds (C-8, A7, E-12) ─────────────────────────────────────────────────────────


def exchange(rounds, *, C=6.0, B=9.0, base=2.0, extra=0.2, discount=0.95, benefits=None):
    """A and B perform in turn; a missing step ends the agreement at the base flow for ever."""
    steps = 2 * rounds
    duties = tuple(
        Duty(
            f"step[{k}]", "step", performer=k % 2, grace=1, late_ladder=0,
            after=frozenset({k - 1} if k else ()),
        )
        for k in range(steps)
    )  # fmt: skip
    ladder = Ladder("breakdown", (Rung(Verb.TERMINATE, 0),))
    spec = GameSpec(
        parties=("A", "B"), duties=duties, ladders=(ladder,), deniable_ladder=(None, None),
        overt_ladder=(None, None), conduct=((), ()), standing=(0, 0),
    )  # fmt: skip
    numbers = blank_parameters(spec)
    numbers.discount[:] = discount
    numbers.value[:] = base / (1 - discount)
    full = max(range(steps + 1), key=lambda k: len(progress_states(spec).states[k].done))
    numbers.value[0, full] = (base + extra) / (1 - discount)
    numbers.cost[:] = C / rounds
    for k in range(steps):
        numbers.benefit[0, k, 1 - k % 2] = B / rounds if benefits is None else benefits[k]
    numbers.end_value[:] = base / (1 - discount)
    return spec, replace(numbers, end_is_war=False, war_cost=numbers.war_cost + 100.0)


def delay_margins(engine, case):
    spec, numbers = case
    solved = engine.solve(spec, numbers, 0)
    found = {}
    for s, state in enumerate(solved.states()):
        if state.kind == "agreement":
            k = len(state.progress.done)
            if k < len(spec.duties):
                found[k] = solved.margin(s, k % 2, "delay")
    return [found[k] for k in sorted(found)]


@pytest.fixture(params=engines.ENGINES, ids=lambda engine: engine.name)
def engine(request):
    return request.param


def test_C8_A7_one_round_fails_at_the_last_step(engine):
    assert delay_margins(engine, exchange(1)) == pytest.approx([6.16, -2.20], abs=5e-7)


def test_C8_A7_two_rounds_hold(engine):
    expected = [5.6837125, 1.997, 4.885, 0.800]
    assert delay_margins(engine, exchange(2)) == pytest.approx(expected, abs=5e-7)


@pytest.mark.parametrize("rounds", [1, 2, 3])
def test_C8_margins_follow_the_recursion(engine, rounds):
    C, B, x, omega, delta = 5.0, 7.0, 1.5, 0.3, 0.93
    case = exchange(rounds, C=C, B=B, base=x, extra=omega, discount=delta)
    later = [(x + omega) / (1 - delta)] * 2
    expected = []
    for k in reversed(range(2 * rounds)):
        i, j = k % 2, 1 - k % 2
        now = [0.0, 0.0]
        now[i] = x - C / rounds + delta * later[i]
        now[j] = x + B / rounds + delta * later[j]
        expected.append(now[i] - x / (1 - delta))
        later = now
    assert delay_margins(engine, case) == pytest.approx(expected[::-1], abs=1e-8)


def test_C8_without_a_surplus_the_last_step_never_holds(engine):
    assert delay_margins(engine, exchange(3, extra=0.0))[-1] < 0.0


def test_E12_benefit_moved_earlier_lowers_later_and_raises_earlier_margins(engine):
    # A performs steps 0 and 2, B steps 1 and 3; 2 points of A's benefit move from step 3 to 1.
    even = delay_margins(engine, exchange(2, benefits=[4, 5, 4, 5]))
    early = delay_margins(engine, exchange(2, benefits=[4, 7, 4, 3]))
    assert early[0] > even[0]
    assert early[2] < even[2]
    assert early[1] == pytest.approx(even[1])
    assert early[3] == pytest.approx(even[3])


# ── strategic guarantor (C-14) ─────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("worth", "failure"), [(3.0, 0.2), (1.0, 0.9)])
def test_C14_guarantor_enforces_up_to_its_stake(worth, failure):
    # Enforce (cost e, calm follows) or shirk (nothing follows with chance phi).
    delta = 0.9

    def margin(cost):
        game = Game.from_arrays(
            payoffs=[[[-cost], [0.0]], [[worth]], [[0.0]]],
            transitions=[[{1: 1.0}, {1: 1 - failure, 2: failure}], [{1: 1.0}], [{2: 1.0}]],
            actions=[[["enforce", "shirk"]], [1], [1]], discount=delta, profile=[[0]] * 3,
        )  # fmt: skip
        return margins(game).margin[0, 0]

    highest = crossing(lambda cost: -margin(cost), 0.0, 100.0)
    assert highest == pytest.approx(delta * failure * worth / (1 - delta))


def test_two_state_dilemma_thresholds_are_the_known_roots():
    # Critical discounts of keeping in both states: (sqrt(13) - 2)/3, worst answer both break.
    even, stay = {0: 0.5, 1: 0.5}, {0: 1 / 3, 1: 2 / 3}
    back = {0: 2 / 3, 1: 1 / 3}

    def margin(discount):
        calm = [[0, 0], [-1, 2], [2, -1], [1, 1]]
        rich = [[x + 2 for x in row] for row in calm]
        game = Game.from_arrays(
            payoffs=[calm, rich], transitions=[[stay, even, even, stay], [back, even, even, back]],
            actions=[[["break", "keep"]] * 2] * 2, discount=discount, profile=[[1, 1], [1, 1]],
            payoffs_are="average",
        )  # fmt: skip
        worst = values(game, [[0, 0], [0, 0]])
        return float(np.min(margins(game, after_deviation=worst).margin))

    assert crossing(margin, 0.0, 0.999) == pytest.approx((sqrt(13) - 2) / 3)


# ── strategic guarantors (C-14) ────────────────────────────────────────────────────────────────


def guarded(*, cost, calm, ends, delta, lean=0.0, war=0.0):
    """A truce in which B can act deniably and a guarantor with a stake of its own may sanction."""
    spec = GameSpec(
        parties=("A", "B"),
        duties=(Duty("d", "d", performer=0),),
        ladders=(Ladder("sanction", (Rung(Verb.SANCTION, 0, guarantors=frozenset({0})),)),),
        deniable_ladder=(None, 0),
        overt_ladder=(None, None),
        conduct=((), (DENIABLE,)),
        standing=(0, 0),
        guarantors=(Guarantor("g", strategic=True),),
    )
    numbers = blank_parameters(spec)
    numbers.value[...] = 50.0
    numbers.gain[0, 1, DENIABLE] = 0.5
    numbers.noticed[0, 1, DENIABLE] = numbers.blamed[0, 1, DENIABLE] = 1.0
    numbers.sanction[0, 0, 1] = 2.0
    numbers.declared[0, 0, 1] = 4.0
    numbers.stake_calm[0], numbers.stake_war[0] = calm, war
    numbers.stake_discount[0], numbers.failing_ends[0] = delta, ends
    numbers.acting_cost[0], numbers.leaning[0, 0, 1] = cost, lean
    return spec, numbers


@pytest.mark.parametrize("engine", engines.ENGINES, ids=lambda engine: engine.name)
@pytest.mark.parametrize(
    ("v", "ends", "delta"), [(0.3, 0.4, 0.9), (1.0, 0.05, 0.98), (0.1, 1.0, 0.6)]
)
@pytest.mark.parametrize("share", [0.5, 1.0 - 1e-6, 1.0 + 1e-6, 2.0])
def test_C14_guarantor_sanctions_only_where_failing_costs_it_more(engine, v, ends, delta, share):
    # Calm is worth v a period, nothing after failure: it enforces iff delta phi v/(1 - delta) >= e.
    threshold = delta * ends * v / (1.0 - delta)
    case = guarded(cost=share * threshold, calm=v / (1.0 - delta), ends=ends, delta=delta)
    spec, numbers = case
    margin = compiled_enforcing(*case)
    assert margin == pytest.approx((1.0 - share) * threshold, abs=1e-9)
    assert enforcing_margins(build(spec, numbers)) == {(0, 1): pytest.approx(margin, abs=1e-9)}
    exogenous = replace(spec, guarantors=(Guarantor("g"),))
    without = replace(numbers, sanction=np.zeros_like(numbers.sanction))
    kept = engine.solve(exogenous, numbers, 0)
    gone = engine.solve(exogenous, without, 0)
    found = engine.solve(spec, numbers, 0)
    same = kept if share < 1.0 else gone
    assert _deniable(found) == pytest.approx(_deniable(same), abs=1e-9)
    assert _deniable(kept) > _deniable(gone) + 1.0  # the sanction is what holds B back


def test_C14_worth_of_war_and_a_friends_hurt_count_against_acting():
    # General: delta phi (Y - Y_war) - e - beta S, S as declared and not as expected.
    case = guarded(cost=0.7, calm=30.0, ends=0.2, delta=0.9, lean=0.25, war=-5.0)
    assert compiled_enforcing(*case) == pytest.approx(0.9 * 0.2 * 35.0 - 0.7 - 0.25 * 4.0)


def compiled_enforcing(spec, numbers):
    return engines.compiled_engine(spec).assess(numbers, bound=False).enforcing[0, 0, 1]


def _deniable(solved):
    """Least margin of B against acting deniably, over the states that both engines have."""
    found = [solved.margin(s, 1, "deniable") for s, state in enumerate(solved.states())
             if state.kind == "agreement"]  # fmt: skip
    return min(m for m in found if m is not None)
