"""Where two views part: parts that add up, whoever is named first."""

from __future__ import annotations

import numpy as np
import pytest

from pactwright.elicit.input_kinds import Group
from pactwright.ensemble.interest import StepNumber
from pactwright.ensemble.mixing import Pair
from pactwright.ensemble.mixtures import Mixtures
from pactwright.ensemble.parting import part
from pactwright.ensemble.shapley import shapley_values
from pactwright.errors import InputError
from pactwright.reasons import GROUP_NAMES
from two_views import ferry_and_mill, view_run

MODE = "text+unwritten"
MARGIN = StepNumber("reopen", "west", "margin")


def parted(number=MARGIN, one=None, other=None, **options):
    ferry, mill = ferry_and_mill()
    given = {"reading": "as-written", "mode": MODE, "draws": 8, **options}
    return part(number, one or ferry, other or mill, **given)


@pytest.mark.parametrize("number", [MARGIN, StepNumber("hand-in", "east")])
def test_parts_of_the_six_groups_add_up_to_the_difference(number: StepNumber) -> None:
    found = parted(number)
    assert tuple(one.group for one in found.groups) == GROUP_NAMES
    total = sum(one.amount.value for one in found.groups)
    assert abs(total - found.difference) <= 1e-12
    assert abs(sum(found.percent(one) for one in found.groups) - 100.0) <= 1e-9


def test_parts_add_up_in_every_single_draw() -> None:
    mixtures = Mixtures.of(
        Pair(*ferry_and_mill()), MARGIN.groups, reading="as-written", mode=MODE, draws=4, seed=3
    )
    worth = mixtures.between(MARGIN, *mixtures.ends(MARGIN, workers=1), workers=1)
    assert np.abs(shapley_values(worth).sum(axis=0) - (worth[-1] - worth[0])).max() <= 1e-12
    assert len({tuple(row) for row in worth}) > 8  # the mixtures do differ


def test_naming_the_views_the_other_way_round_turns_every_sign() -> None:
    ferry, mill = ferry_and_mill()
    there, back = parted(), parted(one=mill, other=ferry)
    assert (there.low, there.high) == (back.high, back.low)
    assert (there.low_value, there.high_value) == (back.high_value, back.low_value)
    for one, other in zip(there.groups, back.groups, strict=True):
        assert one.amount.value == pytest.approx(-other.amount.value, abs=1e-12)
    ways = [{part.inputs: part.amount.value for part in one.inputs} for one in (there, back)]
    assert ways[0] == pytest.approx({name: -value for name, value in ways[1].items()}, abs=1e-12)


def test_views_that_differ_in_stakes_alone_part_over_stakes_alone() -> None:
    ferry, other = view_run("ferry"), view_run("ferry", stakes="mill")
    found = parted(one=ferry, other=other)
    parts = {one.group: one.amount.value for one in found.groups}
    assert parts["stakes"] == pytest.approx(found.difference, abs=1e-12)
    assert parts["stakes"] != 0.0
    assert {g: v for g, v in parts.items() if g != "stakes" and abs(v) > 1e-12} == {}
    assert all(
        table.startswith(("situations.", "steps.")) for p in found.inputs for table in p.inputs
    )


def test_view_against_itself_does_not_part() -> None:
    ferry, _ = ferry_and_mill()
    found = parted(one=ferry, other=ferry)
    assert found.difference == 0.0
    assert {one.amount.value for one in found.groups} == {0.0}
    assert found.inputs == ()
    assert found.percent(found.groups[0]) is None


def test_behaviour_adds_nothing_to_a_margin() -> None:
    behaviour = parted().groups[list(Group).index(Group.BEHAVIOUR)]
    assert (behaviour.amount.value, behaviour.amount.error) == (0.0, 0.0)


def test_workers_change_no_bit() -> None:
    assert parted(workers=1) == parted(workers=2)


def test_draws_beyond_those_asked_for_change_nothing() -> None:
    few, many = (
        Mixtures.of(
            Pair(*ferry_and_mill()),
            (Group.STAKES,),
            reading="as-written",
            mode=MODE,
            draws=n,
            seed=0,
        )
        for n in (3, 40)
    )
    name = "patience.east"
    assert (few.values[0][name] == many.values[0][name][:3]).all()


def test_step_that_nobody_weighs_is_refused_by_name() -> None:
    with pytest.raises(InputError, match="bridge-toll"):
        parted(StepNumber("bridge-toll", "west"))
