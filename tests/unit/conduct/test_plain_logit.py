"""Logit conduct of plain games: numbers from books and by hand, limits, branches, errors."""

from __future__ import annotations

import numpy as np
import pytest

from pactwright.conduct import both_branches, compliance_branch, logit, opportunities
from pactwright.conduct.plain import damped, path
from pactwright.conduct.plain.branches import _problem
from pactwright.errors import ConvergenceError, InputError
from pactwright.game.arrays import Game
from strategies_arrays import random_tables

PEERS = 1e-6  # what the solutions of other programs must agree to


def one_state(payoffs, sizes=(2, 2), profile=(0, 0)):
    """A game of one state, played once."""
    return Game.from_arrays(
        payoffs=[payoffs], transitions=[[{0: 1.0}] * len(payoffs)], actions=[list(sizes)],
        discount=0.0, profile=[list(profile)],
    )  # fmt: skip


@pytest.fixture
def hunt():
    """Stag hunt: (10, 10), or 8 for hunting hares alone, or 5 together. Compliance: the stag."""
    return one_state([[10, 10], [8, 1], [1, 8], [5, 5]])


@pytest.fixture
def chicken():
    """Yielding to each other 1, alone 0 against 2, nobody -1; the first is meant to insist."""
    return one_state([[-1, -1], [0, 2], [2, 0], [1, 1]], profile=(0, 1))


# ── numbers from elsewhere ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("responsiveness", "top", "left"),
    [
        (1.0, 0.642979359, 0.588319024),
        (2.0, 0.772676607, 0.611743479),
        (3.0, 0.859536710, 0.603815786),
    ],
)
def test_2x2_game_of_check_A10_has_the_printed_chances(responsiveness, top, left):
    game = one_state([[1, 1], [0, 2], [1, 1], [1, 1]])
    found = logit(game, responsiveness)
    assert found.chances(0, 0)[0] == pytest.approx(top, abs=1e-9)
    assert found.chances(0, 1)[0] == pytest.approx(left, abs=1e-9)


# Chances of the first action of either player, and the value of each state as a discounted sum.
DILEMMA = {  # two states, discount 2/3; the first action breaks
    0.5: ((0.6284769464, 0.6169486192), (3.233802576, 5.033315023)),
    1.0: ((0.7502106662, 0.7139634743), (2.916929024, 4.710668342)),
    2.0: ((0.9105121897, 0.8491457738), (2.511066644, 4.264451736)),
    5.0: ((0.9973041434, 0.9838780204), (2.209023151, 3.861946854)),
}
HUNT = {
    0.1: (0.470628066, 5.858316593),
    0.2: (0.4292540898, 5.676300352),
    0.5: (0.1958460469, 5.034287998),
    1.0: (0.0202644786, 4.982199416),
    2.0: (0.0003367074, 4.999663973),
}


@pytest.mark.parametrize("responsiveness", DILEMMA)
def test_two_state_dilemma_is_as_two_other_programs_have_it(responsiveness):
    once = np.array([[0.0, 0.0], [-1.0, 2.0], [2.0, -1.0], [1.0, 1.0]])
    stay, even = [1 / 3, 2 / 3], [0.5, 0.5]
    game = Game.from_arrays(
        payoffs=[once, once + 2.0],
        transitions=[[stay, even, even, stay], [stay[::-1], even, even, stay[::-1]]],
        actions=[[2, 2]] * 2, discount=2 / 3, profile=[[1, 1]] * 2,
    )  # fmt: skip
    found = logit(game, responsiveness)
    chances, values = DILEMMA[responsiveness]
    for party in (0, 1):
        first = [found.chances(s, party)[0] for s in (0, 1)]
        assert first == pytest.approx(chances, abs=PEERS)
        assert found.values[:, party] == pytest.approx(values, abs=PEERS)


@pytest.mark.parametrize("responsiveness", HUNT)
def test_stag_hunt_is_as_three_other_programs_have_it(hunt, responsiveness):
    found = logit(hunt, responsiveness)
    stag, value = HUNT[responsiveness]
    assert [found.chances(0, i)[0] for i in (0, 1)] == pytest.approx([stag, stag], abs=PEERS)
    assert found.values[0] == pytest.approx([value, value], abs=PEERS)


# ── by hand ─────────────────────────────────────────────────────────────────────────────────────


def test_one_party_without_a_future_answers_by_the_closed_form():
    payoffs, weights = np.array([1.0, 3.0, -2.0]), np.array([1.0, 0.2, 0.5])
    game = one_state(payoffs[:, None], sizes=(3,), profile=(0,))
    expected = weights * np.exp(0.7 * payoffs)
    found = logit(game, 0.7, [[weights]])
    assert found.chances(0, 0) == pytest.approx(expected / expected.sum(), abs=1e-12)
    assert found.values[0, 0] == pytest.approx(payoffs @ expected / expected.sum(), abs=1e-12)


def test_stopping_for_good_is_the_root_of_its_own_equation():
    # Waiting pays 1 and goes on, stopping pays 3 once: V = (1 + 0.8 V) p + 3 (1 - p), and the odds
    # of waiting are exp(1 + 0.8 V - 3). Found here by bisection.
    game = Game.from_arrays(
        payoffs=[[[1], [3]], [[0]]], transitions=[[{0: 1}, {1: 1}], [{1: 1}]],
        actions=[[2], [1]], discount=0.8, profile=[[0], [0]], capital={1: [0]},
    )  # fmt: skip

    def wait(value):
        return 1.0 / (1.0 + np.exp(2.0 - 0.8 * value))

    def excess(value):
        p = wait(value)
        return p * (1 + 0.8 * value) + 3 * (1 - p) - value

    low, high = 0.0, 5.0
    for _ in range(100):
        middle = 0.5 * (low + high)
        low, high = (middle, high) if excess(middle) > 0.0 else (low, middle)
    found = logit(game, 1.0)
    assert found.values[0, 0] == pytest.approx(low, abs=1e-9)
    assert found.chances(0, 0)[0] == pytest.approx(wait(low), abs=1e-9)


def test_average_payoffs_ask_for_a_responsiveness_per_point_of_the_average():
    once = [[0, 0], [-1, 3], [3, -1], [2, 2]]
    kinds = {}
    for kind in ("sum", "average"):
        kinds[kind] = Game.from_arrays(
            payoffs=[once], transitions=[[{0: 1.0}] * 4], actions=[[2, 2]], discount=0.7,
            profile=[[1, 1]], payoffs_are=kind,
        )  # fmt: skip
    by_sum, by_average = logit(kinds["sum"], 0.6), logit(kinds["average"], 2.0)
    assert by_average.policy[0] == pytest.approx(by_sum.policy[0], abs=1e-10)
    assert by_average.values == pytest.approx(0.3 * by_sum.values, abs=1e-10)


# ── limits: R-4 ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("seed", range(10))
def test_R4_without_responsiveness_conduct_is_proportional_to_the_weights(seed):
    tables = random_tables(seed)
    found = logit(tables.game(), 0.0, tables.weights)
    for s, row in enumerate(tables.weights):
        for i, weights in enumerate(row):
            assert found.chances(s, i) == pytest.approx(weights / weights.sum(), abs=1e-12)


@pytest.mark.parametrize("seed", range(10))
def test_R4_without_responsiveness_and_weights_conduct_is_uniform(seed):
    tables = random_tables(seed)
    found = logit(tables.game(), 0.0)
    for s, row in enumerate(tables.sizes):
        for i, size in enumerate(row):
            assert found.chances(s, i) == pytest.approx(np.full(size, 1 / size), abs=1e-12)


@pytest.mark.parametrize("seed", range(10))
def test_R4_chance_of_a_strictly_dominated_act_falls_to_nothing(seed):
    # Whatever the others do, action 1 pays at least 1 less than action 0 and leads to the same.
    rng = np.random.default_rng([5, seed])
    best = rng.uniform(-1, 1, (2, 2))  # by the other's action
    worse = best - 1.0 - rng.uniform(0, 1, (2, 2))
    payoffs = [[[best[a1, 0] if a0 == 0 else worse[a1, 0], rng.uniform(-1, 1)]
                for a1 in (0, 1) for a0 in (0, 1)]]  # fmt: skip
    law = rng.dirichlet(np.ones(1), size=2)
    game = Game.from_arrays(
        payoffs=payoffs, transitions=[[law[a1] for a1 in (0, 1) for _ in (0, 1)]],
        actions=[[2, 2]], discount=0.9, profile=[[0, 0]],
    )  # fmt: skip
    chances = [logit(game, sharp).chances(0, 0)[1] for sharp in (0.0, 2.0, 8.0, 40.0)]
    bounds = 1.0 / (1.0 + np.exp(np.array([0.0, 2.0, 8.0, 40.0])))
    assert (np.array(chances) <= bounds + 1e-12).all()
    assert chances[-1] < 1e-17


# ── several solutions ───────────────────────────────────────────────────────────────────────────


def test_branches_of_the_stag_hunt_part_and_say_so(hunt):
    found = both_branches(hunt, 3.0)
    assert found.differ
    assert found.principal.branch == "principal"
    assert found.compliance.branch == "compliance"
    assert found.principal.chances(0, 0)[0] < 1e-3
    assert found.compliance.chances(0, 0)[0] > 0.99
    assert found.gap > 0.99
    assert found.principal.settled
    assert found.compliance.settled


def test_branches_of_the_stag_hunt_agree_while_responses_are_blunt(hunt):
    found = both_branches(hunt, 0.2)
    assert not found.differ
    assert found.gap < 1e-9


def test_principal_branch_of_chicken_goes_straight_on_where_another_crosses(chicken):
    # By symmetry both insist with the same chance for ever; above some responsiveness the
    # two unequal solutions branch off.
    blunt, sharp = both_branches(chicken, 1.0), both_branches(chicken, 3.0)
    assert not blunt.differ
    assert blunt.principal.crossings == 0
    assert sharp.differ
    assert sharp.principal.crossings == 1
    assert sharp.principal.policy[0] == pytest.approx(sharp.principal.policy[1], abs=1e-9)
    assert sharp.compliance.chances(0, 0)[0] > 0.9
    assert sharp.compliance.chances(0, 1)[0] < 0.1


def test_principal_branch_is_followed_round_its_turns_as_small_steps_follow_it():
    # Between two responsivenesses there are three solutions on this branch; found by drawing.
    game = one_state(
        [[5, 5], [2, 1], [-1, 1], [-1, 0], [5, 2], [4, -3], [-1, 5], [-2, 0], [1, 3]], (3, 3)
    )
    coarse = logit(game, [4.0, 6.0])
    fine = logit(game, [4.0, 6.0], longest_change=0.02)
    assert coarse.turns == fine.turns == 2  # down, and up again
    for one, other in zip(coarse.policy, fine.policy, strict=True):
        assert one == pytest.approx(other, abs=1e-9)


def test_step_that_lands_beyond_the_full_responsiveness_is_brought_back_to_it():
    # On this game a step that was to end short of it ended 0.8 % above.
    game = one_state([[1, 1], [3, 5], [-3, -2], [4, 5]])
    for sharp in np.linspace(4.0, 12.0, 9):
        found = logit(game, [1.0, sharp])
        assert found.settled
        assert found.responsiveness.tolist() == [1.0, sharp]


@pytest.mark.parametrize("seed", range(8))
def test_principal_branch_without_turns_is_where_small_damped_steps_upwards_lead(seed):
    tables = random_tables(seed, sharpest=2.0)
    game = tables.game()
    found = logit(game, tables.responsiveness, tables.weights)
    assert found.turns == 0
    policy = logit(game, 0.0, tables.weights).policy

    for share in np.linspace(0.0, 1.0, 21)[1:]:
        problem = _problem(game, share * tables.responsiveness, tables.weights)
        policy = damped.settle(problem, policy).policy
    for one, other in zip(found.policy, policy, strict=True):
        assert one == pytest.approx(other, abs=1e-8)


# ── weights ─────────────────────────────────────────────────────────────────────────────────────


def test_opportunities_are_1_for_what_is_prescribed_and_the_share_for_all_else(hunt):
    found = opportunities(hunt, [0.2, 0.5])
    assert [list(w) for w in found[0]] == [[1.0, 0.2], [1.0, 0.5]]


# ── errors ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("responsiveness", "weights", "words"),
    [
        (-1.0, None, "at least 0"),
        ([1.0, 2.0, 3.0], None, "shape"),
        (float("inf"), None, "not finite"),
        (1e9, None, r"1e\+09 of party '0' times its largest value is 1e\+10"),
        (1e308, None, "is inf; above"),
        (1.0, [], "0 states"),
        (1.0, [[[1, 1]]], "1 parties, not 2"),
        (1.0, [[[1, 1], [1]]], r"party '1' in state '0' have shape \(1,\)"),
        (1.0, [[[1, 0], [1, 1]]], "party '0' in state '0' hold 0; weights must be above 0"),
        (1.0, [[[1, "x"], [1, 1]]], "not an array of numbers"),
    ],
)
def test_bad_input_is_refused_with_its_place(hunt, responsiveness, weights, words):
    for solver in (logit, compliance_branch):
        with pytest.raises(InputError, match=words):
            solver(hunt, responsiveness, weights)


@pytest.mark.parametrize("share", [0.0, 1.5, [0.1, 0.2, 0.3], -1.0])
def test_share_of_opportunities_outside_its_bounds_is_refused(hunt, share):
    with pytest.raises(InputError, match="share"):
        opportunities(hunt, share)


def test_step_without_length_is_refused(hunt):
    with pytest.raises(InputError, match="longest_change"):
        logit(hunt, 1.0, longest_change=0.0)


def test_branch_that_cannot_be_followed_is_an_error_that_says_how_far(hunt, monkeypatch):
    monkeypatch.setattr(path, "MOST_STEPS", 3)
    with pytest.raises(ConvergenceError, match=r"1 states and 4 actions .* beyond 0\.0.*smaller"):
        logit(hunt, 2.0)


def test_response_that_goes_round_is_an_error_that_says_so(monkeypatch):
    # Matching pennies: with whole steps the sharp response chases itself for ever.
    pennies = one_state([[1, -1], [-1, 1], [-1, 1], [1, -1]])
    monkeypatch.setattr(damped, "DAMPINGS", (1.0,))
    monkeypatch.setattr(damped, "MOST_ROUNDS", 50)
    with pytest.raises(ConvergenceError, match="50 rounds"):
        compliance_branch(pennies, 5.0)


def test_smaller_steps_settle_what_goes_round():
    pennies = one_state([[1, -1], [-1, 1], [-1, 1], [1, -1]])
    found = compliance_branch(pennies, 5.0)
    assert found.chances(0, 0) == pytest.approx([0.5, 0.5], abs=1e-9)
    assert found.iterations > damped.PATIENCE  # half steps did not


def test_newton_may_finish_close_by_only(hunt):
    problem = _problem(hunt, 0.2, None)
    solution = logit(hunt, 0.2).policy
    far = tuple(np.full(2, 0.5) for _ in range(2))
    assert damped._finish(problem, far, gap=1e-4)[0] is None
    found, _ = damped._finish(problem, far, gap=1e-2)
    for one, other in zip(found, solution, strict=True):
        assert one == pytest.approx(other, abs=1e-10)
