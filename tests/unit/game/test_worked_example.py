"""The worked example of the model page, section 16, to all printed digits."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import engines
from pactwright.assessment import PARTS
from pactwright.game.plain import necessary, steps
from pactwright.game.plain.evaluation import evaluate
from pactwright.game.plain.state import Normal
from pactwright.game.spec import DENIABLE, RESTRAINT, WAR
from staged_cases import worked_example

A, B = 0, 1
STATES = ("0N", "0R", "1N", "1R", "2N", "2R")
PRINTED = 5e-7  # half a unit of the sixth decimal

VALUES = {
    A: (55.632597, 54.087874, 59.613260, 59.613260, 60.0, 60.0),
    B: (48.655425, 34.810420, 48.373007, 37.809627, 54.197183, 43.633803),
}
MARGINS = {
    A: (0.840329, -1.544723, 27.613260, 27.613260, 28.0, 28.0),
    B: (0.551376, -0.490365, 0.645728, -0.787174, 0.656211, -0.776690),
}
KINDS = {
    A: ("delay", "early resumption", "war", "war", "war", "war"),
    B: ("deniable",) * 6,
}


def name_of(state):
    if state.kind != "agreement":
        return state.kind
    return f"{len(state.progress.done)}{'N' if isinstance(state.response, Normal) else 'R'}"


@pytest.fixture(params=engines.ENGINES, ids=lambda engine: engine.name)
def solved(request):
    return request.param.solve(*worked_example(), 0)


@pytest.fixture
def at(solved):
    return {name_of(state): s for s, state in enumerate(solved.states())}


@pytest.fixture(scope="module")
def plain():
    return evaluate(*worked_example())


@pytest.fixture(scope="module")
def place(plain):
    return {name_of(state): s for s, state in enumerate(plain.plain.states)}


def test_reachable_states_are_the_six_and_war(at):
    assert set(at) == {*STATES, "war"}


@pytest.mark.parametrize("party", [A, B])
def test_values_are_the_printed_ones(solved, at, party):
    found = [solved.values()[at[name], party] for name in STATES]
    assert found == pytest.approx(VALUES[party], abs=PRINTED)


def test_war_is_worth_the_lottery(solved, at):
    assert solved.values()[at["war"]] == pytest.approx([32.0, 27.5], abs=1e-12)


@pytest.mark.parametrize("party", [A, B])
def test_margins_and_kinds_are_the_printed_ones(solved, at, party):
    for name, margin, kind in zip(STATES, MARGINS[party], KINDS[party], strict=True):
        assert min(solved.margins(at[name], party).values()) == pytest.approx(margin, abs=PRINTED)
        assert solved.margin(at[name], party, kind) == pytest.approx(margin, abs=PRINTED)


@pytest.mark.parametrize(
    ("name", "party", "kind", "margin"),
    [
        ("0N", A, "war", 23.632597),
        ("0N", B, "war", 21.155425),
        ("1N", B, "delay", 0.717582),
        ("1N", B, "mixed", 1.268959),
        ("1N", B, "war", 20.873007),
    ],
)
def test_other_deviations_are_the_printed_ones(solved, at, name, party, kind, margin):
    assert solved.margin(at[name], party, kind) == pytest.approx(margin, abs=PRINTED)


@pytest.mark.parametrize(
    ("party", "kind", "name", "lasting"),
    [
        (A, "delay", "0N", 15.632597),
        (B, "delay", "1N", 7.175824),
        (B, "deniable", "0N", 0.453600),
        (B, "deniable", "1N", 0.557078),
    ],
)
def test_lasting_margins_are_the_printed_ones(plain, place, party, kind, name, lasting):
    assert plain.lasting(party, kind)[place[name]] == pytest.approx(lasting, abs=PRINTED)


@pytest.mark.parametrize(
    ("party", "level", "name", "expected"),
    [
        (A, RESTRAINT, "0N", (-3, 1.001594, 2.838735, 0, 0, 0, 0)),
        (B, DENIABLE, "0N", (-2.5, 0.388286, -0.079121, 2.607211, 0, 0, 0.135)),
        (A, WAR, "0N", (-3, 18.632597, 0, 0, 0, 0, 8)),
    ],
)
def test_parts_are_the_printed_ones_and_sum_to_the_margin(
    plain, place, party, level, name, expected
):
    deviation = next(
        d for d in plain.deviations(place[name], party)
        if d.action.level == level and not d.action.attempts
    )  # fmt: skip
    parts = plain.parts(place[name], party, deviation.action)
    assert [parts[part] for part in PARTS] == pytest.approx(expected, abs=PRINTED)
    assert sum(parts.values()) == pytest.approx(deviation.margin, abs=1e-10)


def test_ledger_is_the_printed_one(plain):
    found = [entry.points for entry in steps.ledger(plain)]
    expected = (18.632597, 24.613260, 0, 21.414286, 11.571429, 0)
    assert found == pytest.approx(expected, abs=PRINTED)


def test_no_ledger_entry_is_a_cliff_while_the_party_still_owes(plain):
    # B's entry falls from 21.4 to 11.6: by less than half.
    assert not any(entry.is_cliff for entry in steps.ledger(plain))


def test_bounds_on_values_are_the_printed_ones(plain, place):
    secure, largest = necessary.value_bounds(plain.plain)
    normal = [place[name] for name in ("0N", "1N", "2N")]
    war = np.tile([32.0, 27.5], (3, 1))
    assert secure[normal] == pytest.approx(war, abs=PRINTED)
    expected = [(55.632597, 69.107116), (59.613260, 68.721220), (60.0, 74.533898)]
    assert largest[normal] == pytest.approx(np.array(expected), abs=PRINTED)


def bound(plain, state, party, level, *, unattributed):
    found = necessary.necessary_bounds(plain.plain, unattributed=unattributed)
    menu = plain.plain.menus[state][party]
    attempts = plain.asked(state, party).attempts if level != WAR else ()
    return next(
        b for b in found
        if (b.state, b.party) == (state, party)
        and (menu[b.action].level, menu[b.action].attempts) == (level, attempts)
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "party", "level", "temptation", "by_variation", "sharper"),
    [
        ("1N", B, DENIABLE, 2.5, 12.760108, 12.602413),
        ("0N", B, DENIABLE, 2.5, 11.183152, 11.183152),
        ("0N", A, WAR, 2.6, 26.232597, 26.232597),
    ],
)
def test_necessary_bound_without_unattributed_incidents_is_the_printed_one(
    plain, place, name, party, level, temptation, by_variation, sharper
):
    found = bound(plain, place[name], party, level, unattributed=False)
    assert found.temptation == pytest.approx(temptation, abs=PRINTED)
    assert found.by_variation == pytest.approx(by_variation, abs=PRINTED)
    assert found.sharper == pytest.approx(sharper, abs=PRINTED)
    assert not found.violated


def test_total_variation_at_1N_is_the_printed_one(plain, place):
    found = bound(plain, place["1N"], B, DENIABLE, unattributed=False)
    assert found.total_variation == pytest.approx(0.30144, abs=1e-12)


def test_publishing_unattributed_incidents_makes_the_deviation_show_better(plain, place):
    # B alone can act deniably, so an incident at nobody's door gives it away: chance 0.6·0.5 = 0.3
    # that shows in no keeping path. Overlap 0.98·0.7·0.672 + 0.04 = 0.500992.
    found = bound(plain, place["1N"], B, DENIABLE, unattributed=True)
    assert found.total_variation == pytest.approx(1.0 - 0.500992, abs=1e-12)


def test_verdicts_are_the_printed_ones(plain):
    found = steps.verdicts(plain)
    assert {found[d, A].verdict for d in ("d1", "d2")} == {"holds"}
    assert {found[d, B].verdict for d in ("d1", "d2")} == {"holds_on_paper"}
    assert found["d1", B].empty_threat  # A would rather resume at 0R
    assert found["d1", B].no_way_back  # B's restraint fails at 0R
    assert found["d2", B].no_way_back
    assert not found["d2", B].empty_threat


def test_signing_beats_fighting_by_the_distance_to_war(plain):
    expected = (55.632597 - 32.0, 48.655425 - 27.5)
    assert steps.participation(plain) == pytest.approx(expected, abs=2 * PRINTED)


def threshold(margin, low, high):
    """Where an increasing margin crosses 0."""
    for _ in range(60):
        middle = 0.5 * (low + high)
        low, high = (middle, high) if margin(middle) < 0.0 else (low, middle)
    return 0.5 * (low + high)


def deniable_margin(engine, spec, numbers, name):
    found = engine.solve(spec, numbers, 0)
    state = next(s for s, state in enumerate(found.states()) if name_of(state) == name)
    return found.margin(state, B, "deniable")


@pytest.mark.parametrize("engine", engines.ENGINES, ids=lambda engine: engine.name)
@pytest.mark.parametrize(("name", "least"), [("0N", 4.731113), ("1N", 4.513981), ("2N", 4.489855)])
def test_least_penalty_is_the_printed_one(engine, name, least):
    spec, numbers = worked_example()

    def margin(penalty):
        cost = numbers.rung_cost.copy()
        cost[0, 0, B] = penalty
        return deniable_margin(engine, spec, replace(numbers, rung_cost=cost), name)

    assert threshold(margin, 0.0, 20.0) == pytest.approx(least, abs=PRINTED)


@pytest.mark.parametrize("engine", engines.ENGINES, ids=lambda engine: engine.name)
def test_least_attribution_at_0N_is_the_printed_one(engine):
    spec, numbers = worked_example()

    def margin(share):
        blamed = numbers.blamed.copy()
        blamed[0, B, DENIABLE] = share
        return deniable_margin(engine, spec, replace(numbers, blamed=blamed), "0N")

    assert threshold(margin, 0.0, 1.0) == pytest.approx(0.397257, abs=PRINTED)
