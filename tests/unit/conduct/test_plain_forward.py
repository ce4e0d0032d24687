"""The exact law over time: closed forms, powers, simulation, the worked example, errors."""

from __future__ import annotations

import numpy as np
import pytest

from pactwright.conduct import both_branches, chance_reached, law_after, opportunities
from pactwright.conduct.plain.layout import layout_of
from pactwright.conduct.plain.response import state_law
from pactwright.errors import InputError
from pactwright.game.arrays import Game
from pactwright.game.plain.as_arrays import as_arrays
from pactwright.game.plain.state import Case
from staged_cases import worked_example
from strategies_arrays import random_tables

PRINTED = 5e-7  # half a unit of the sixth decimal
A, B = 0, 1


@pytest.fixture
def truce():
    """Holds with chance 0.9 if both keep, 0.5 if one violates, not at all if both do."""
    return Game.from_arrays(
        payoffs=[[[0, 0]] * 4, [[0, 0]]],
        transitions=[[[0.9, 0.1], [0.5, 0.5], [0.5, 0.5], [0, 1]], [[0, 1]]],
        actions=[[2, 2], [1, 1]], discount=0.9, profile=[[0, 0], [0, 0]],
    )  # fmt: skip


MIXED = [[0.8, 0.2, 1.0], [0.7, 0.3, 1.0]]
HOLDS = 0.8 * 0.7 * 0.9 + (0.2 * 0.7 + 0.8 * 0.3) * 0.5  # each party draws by itself


def test_chance_that_a_truce_holds_is_a_power(truce):
    found = law_after(truce, MIXED, 0, [3, 0, 1])
    assert found[:, 0] == pytest.approx([HOLDS**3, 1.0, HOLDS], abs=1e-15)
    assert chance_reached(truce, MIXED, 0, [1], [3])[0] == pytest.approx(1 - HOLDS**3, abs=1e-15)


def test_first_state_may_be_a_law(truce):
    found = law_after(truce, MIXED, [0.25, 0.75], [2])
    assert found[0, 0] == pytest.approx(0.25 * HOLDS**2, abs=1e-15)


def test_state_in_which_one_starts_counts_as_reached_and_leaving_it_does_not_undo_that(truce):
    assert chance_reached(truce, MIXED, 0, [0], [0, 5]) == pytest.approx([1.0, 1.0])
    assert chance_reached(truce, MIXED, 0, [], [5]).tolist() == [0.0]


@pytest.mark.parametrize("seed", range(6))
def test_law_is_the_power_of_the_matrix_and_stays_a_law(seed):
    tables = random_tables(seed, states=4)
    game, layout = tables.game(), layout_of(tables.game())
    rng = np.random.default_rng(seed)
    policy = tuple(
        np.concatenate([rng.dirichlet(np.ones(k)) for k in tables.sizes[:, i]])
        for i in range(layout.n)
    )
    matrix = state_law(game, layout, policy).toarray()
    found = law_after(game, policy, 0, [0, 1, 7])
    for t, law in zip((0, 1, 7), found, strict=True):
        assert law == pytest.approx(np.linalg.matrix_power(matrix, t)[0], abs=1e-13)
    assert found.sum(axis=1) == pytest.approx(1.0, abs=1e-12)


# ── the worked example of model page 16 ─────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def example():
    return as_arrays(*worked_example())


def named(state):
    if state.kind != "agreement":
        return state.kind
    return f"{len(state.progress.done)}{'R' if isinstance(state.response, Case) else 'N'}"


def solved(example, share):
    names = [named(state) for state in example.plain.states]
    found = both_branches(example.game, np.log(9) / 5, opportunities(example.game, share))
    return found, names


EXAMPLE = {  # (perform or restraint, ...) as printed
    ("0N", A): (0.882599, 0.117246, 0.000155),
    ("0N", B): (0.859712, 0.140264, 0.000023),
    ("0R", A): (0.259182, 0.740534, 0.000284),
    ("1N", B): (0.709200, 0.112970, 0.096785, 0.081027, 0.000018),
}


def test_conduct_of_the_worked_example_is_the_printed_one(example):
    found, names = solved(example, 0.2)
    for (name, party), chances in EXAMPLE.items():
        own = found.principal.chances(names.index(name), party)
        assert own == pytest.approx(chances, abs=PRINTED)
    assert found.principal.values[names.index("0N")] == pytest.approx(
        [47.901823, 47.688513], abs=PRINTED
    )


def test_branches_of_the_worked_example_agree(example):
    assert not solved(example, 0.2)[0].differ


def test_chance_of_war_in_the_worked_example_is_the_printed_one(example):
    found, _ = solved(example, 0.2)
    policy, war = found.principal.policy, example.of_kind("war")
    by = chance_reached(example.game, policy, example.start, war, [1, 4, 12])
    assert by == pytest.approx([0.002983, 0.013758, 0.037575], abs=PRINTED)


def test_worked_example_without_opportunity_weights_is_the_printed_one(example):
    found, names = solved(example, 1.0)
    own = found.principal.chances(names.index("0N"), A)
    assert own == pytest.approx((0.132200, 0.320733, 0.547067), abs=PRINTED)
    war = example.of_kind("war")
    by = chance_reached(example.game, found.principal.policy, example.start, war, [12])
    assert by == pytest.approx([0.999986], abs=PRINTED)


def test_each_party_alone_errs_towards_war_as_the_page_says_at_one_point(example):
    # Page 6: all weights 1, nine-to-one for one point: A starts war at once with chance 0.865.
    found = both_branches(example.game, np.log(9) / 1.0)
    names = [named(state) for state in example.plain.states]
    assert found.principal.chances(names.index("0N"), A)[2] == pytest.approx(0.865, abs=5e-4)


def test_exact_law_is_within_the_error_of_a_simulation(example):
    found, _ = solved(example, 0.2)
    game, layout = example.game, layout_of(example.game)
    matrix = state_law(game, layout, found.principal.policy).toarray()
    rng, runs = np.random.default_rng(2), 20_000
    state = np.full(runs, int(np.argmax(example.start)))
    ladders = np.cumsum(matrix, axis=1)
    for _ in range(12):
        state = (rng.random(runs)[:, None] > ladders[state]).sum(axis=1)
    exact = law_after(game, found.principal.policy, example.start, [12])[0]
    shares = np.bincount(state, minlength=len(exact)) / runs
    error = np.sqrt(exact * (1 - exact) / runs)
    # Seven states; 4.5 standard errors are exceeded by accident in one seed of 20,000.
    assert (np.abs(shares - exact) <= 4.5 * error + 1e-12).all()


@pytest.mark.parametrize(
    ("policy", "start", "periods", "words"),
    [
        (MIXED[:1], 0, [1], "1 parties, the game 2"),
        ([[1, 0], [1, 0, 1]], 0, [1], "shape"),
        ([[0.8, 0.3, 1], MIXED[1]], 0, [1], "party 0 holds no chances"),
        ([[1.2, -0.2, 1], MIXED[1]], 0, [1], "party 0 holds no chances"),
        (MIXED, 2, [1], "start is state 2"),
        (MIXED, [0.5, 0.6], [1], "sum to 1"),
        (MIXED, [1.0], [1], "2 chances"),
        (MIXED, 0, [-1], "whole numbers"),
        (MIXED, 0, [1.5], "whole numbers"),
    ],
)
def test_bad_input_is_refused(truce, policy, start, periods, words):
    with pytest.raises(InputError, match=words):
        law_after(truce, policy, start, periods)


def test_target_that_is_no_state_is_refused(truce):
    with pytest.raises(InputError, match="targets name state 2"):
        chance_reached(truce, MIXED, 0, [2], [1])
