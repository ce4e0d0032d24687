"""Mixtures of two views: whose number each input is, and what is there at all."""

from __future__ import annotations

import numpy as np
import pytest

from pactwright.elicit.input_kinds import Group
from pactwright.ensemble.mixing import GROUPS, SECTIONS, Pair
from pactwright.ensemble.view_run import ViewRun
from pactwright.errors import InputError
from pactwright.model.perspective import SECTIONS as FILE_SECTIONS
from two_views import ferry_and_mill, view_run

BESIDE = {"beside", "predictions", "cannot_say"}


def test_every_section_of_the_file_has_one_group() -> None:
    placed = [name for names in SECTIONS.values() for name in names]
    assert len(placed) == len(set(placed))
    assert set(placed) == set(FILE_SECTIONS) - BESIDE | {"perspective"}


@pytest.mark.parametrize("end", [0, 1])
def test_mixture_with_one_owner_is_that_view(end: int) -> None:
    run = ferry_and_mill()[end]
    mixed = Pair(*ferry_and_mill()).mixture(GROUPS if end else ())
    assert mixed.table.inputs == run.table.inputs
    assert mixed.table.dimensions == run.table.dimensions
    assert mixed.table.joints == run.table.joints
    assert (mixed.steps, mixed.done, mixed.period) == (run.steps, run.done, run.period)


@pytest.mark.parametrize("group", GROUPS)
def test_each_group_comes_from_its_owner_with_its_laws(group: Group) -> None:
    ferry, mill = ferry_and_mill()
    mixed = Pair(ferry, mill).mixture([group])
    for name, one in mixed.table.inputs.items():
        owner = mill if one.group is group else ferry
        if owner.table.has(name):
            assert one == owner.table.inputs[name], name
        else:
            assert ".small." in name or name.startswith("elsewhere."), name


def test_thing_seen_by_one_view_goes_with_the_group_of_the_answers_about_it() -> None:
    pair = Pair(*ferry_and_mill())
    from_mill = {g: pair.mixture([g]) for g in GROUPS}
    # A supporter: guarantors. Standing at home: patience and domestic. A front: stakes.
    assert [g for g, m in from_mill.items() if not m.view.supporters.entries] == [Group.GUARANTORS]
    falls = "leadership.west.weakened_by_doing.reopen"
    assert [g for g, m in from_mill.items() if m.table.has(falls)] == [Group.DOMESTIC]
    fronts = [g for g, m in from_mill.items() if m.table.has("elsewhere.hills.a_year_of_it")]
    assert fronts == [Group.STAKES]


def test_act_that_only_one_view_knows_keeps_what_belongs_to_it() -> None:
    ferry, mill = ferry_and_mill()
    mixed = Pair(ferry, mill).mixture([Group.STAKES])
    # The front is mill's; ferry owns monitoring but knows no such front.
    noticed = "elsewhere.hills.noticed"
    assert mixed.table.inputs[noticed] == mill.table.inputs[noticed]
    # West has no small breaches with mill's stakes: nothing about them is left.
    assert not [name for name in mixed.table.inputs if name.startswith("breaches.small.west")]


def test_same_uniform_drives_an_input_in_every_mixture() -> None:
    pair = Pair(*ferry_and_mill())
    one, other = pair.mixture([Group.STAKES]), pair.mixture([Group.STAKES, Group.POWER])
    for table in (one.table, other.table):
        assert set(table.dimensions) >= {"patience.east", "steps.hand-in.east"}
    u = dict.fromkeys({*one.table.dimensions, *other.table.dimensions}, 0.3)
    values = [m.table.values(np.array([[u[d] for d in m.table.dimensions]])) for m in (one, other)]
    assert values[0]["steps.hand-in.east"] == values[1]["steps.hand-in.east"]
    assert values[0]["war.if_neither.east"] != values[1]["war.if_neither.east"]


def test_step_that_both_weigh_stays_weighed_in_every_mixture() -> None:
    ferry, mill = ferry_and_mill()
    only_power = ferry.view.model_copy(
        update={
            "steps": ferry.view.steps.model_copy(update={"reopen": None}),
            "war": mill.view.war,  # names hand-in among the shifts of power
        }
    )
    del only_power.steps.__pydantic_extra__["reopen"]
    del only_power.steps.__pydantic_extra__["hand-in"]
    lone = ViewRun(ferry.agreement, only_power)
    assert "hand-in" in lone.steps
    mixed = Pair(lone, ferry).mixture([Group.POWER])  # stakes of the first, war of the second
    assert "hand-in" in mixed.steps


def test_views_of_different_agreements_are_not_mixed() -> None:
    ferry = view_run("ferry")
    other = view_run("mill")
    meta = other.agreement.agreement.model_copy(update={"id": "another"})
    other.agreement = other.agreement.model_copy(update={"agreement": meta})
    with pytest.raises(InputError, match="same agreement"):
        Pair(ferry, other)
