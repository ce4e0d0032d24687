"""Named changes of a view's inputs, by the same rule for every party, on the same draws."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from pactwright.ensemble.interest import StepNumber
from pactwright.ensemble.scenario_files import read_scenarios
from pactwright.ensemble.scenarios import (
    Change,
    Scenario,
    Verb,
    changed_values,
    play,
    scenario_named,
    scenarios_of,
)
from pactwright.errors import InputError
from two_views import ferry_and_mill

FERRY, MILL = ferry_and_mill()
WHERE = {"reading": "as-written", "mode": "text+unwritten"}
NUMBER = StepNumber("hand-in", "east", "margin")


def values_of(run, draws=16):
    return run.table.values(run.uniforms(0, draws))


def test_scenarios_of_a_view_are_its_supporters_every_leadership_and_a_war_next_door() -> None:
    assert [one.name for one in scenarios_of(FERRY)] == [
        "supporter-leaves:uplands", "leader-falls:east", "leader-falls:west", "war-next-door",
    ]  # fmt: skip
    assert "supporter-leaves:uplands" not in [one.name for one in scenarios_of(MILL)]


def test_rule_of_a_falling_leadership_is_the_same_for_both_sides() -> None:
    rules = [
        [
            (c.input.replace(party, "P"), c.verb, str(c.by).replace(party, "P"))
            for c in scenario_named(FERRY, f"leader-falls:{party}").changes
        ]
        for party in FERRY.parties
    ]
    assert rules[0] == rules[1]


def test_successor_rules_where_the_view_names_one() -> None:
    after = changed_values(MILL.table, values_of(MILL), scenario_named(MILL, "leader-falls:west"))
    heir = "leadership.west.if_it_fell.successor.patience"
    assert (after["patience.west"] == values_of(MILL)[heir]).all()
    assert (after["leadership.west.if_it_fell.cost"] == 0.0).all()


def test_change_is_paired_and_its_error_is_that_of_the_pairs() -> None:
    values, scenario = values_of(MILL), scenario_named(MILL, "leader-falls:west")
    number = StepNumber("reopen", "west", "margin")
    found = play(number, MILL, values, scenario, **WHERE)
    game = next(g for g in MILL.games if g.mode == "text+unwritten")
    gap = number.per_draw(game, changed_values(MILL.table, values, scenario))
    gap = gap - number.per_draw(game, values)
    assert found.change.value == pytest.approx(gap.mean(), abs=1e-9)
    assert found.change.value == pytest.approx(found.after - found.before, abs=1e-12)
    assert found.change.error == pytest.approx(gap.std(ddof=1) / 4, abs=1e-9)
    assert found.change.value != 0.0
    assert {one.input for one in found.inputs} == {one.input for one in scenario.changes}


def test_supporter_that_has_left_cannot_be_lost() -> None:
    scenario = scenario_named(FERRY, "supporter-leaves:uplands")
    before = values_of(FERRY)
    after = changed_values(FERRY.table, before, scenario)
    filler, east = FERRY.games[0].filler, FERRY.parties.index("east")
    assert (filler.parameters(before).blame_cost[:, east] > 0.0).all()
    assert (filler.parameters(after).blame_cost == 0.0).all()


def test_scenario_that_changes_nothing_changes_no_number() -> None:
    same = Scenario("same", "nothing happens", (Change("patience.east", Verb.TIMES, 1.0),))
    found = play(NUMBER, FERRY, values_of(FERRY), same, **WHERE)
    assert (found.change.value, found.change.error) == (0.0, 0.0)


def test_effect_that_the_view_does_not_have_is_shown_all_the_same() -> None:
    # The view leaves war by accident out; the game must have room for it after the scenario.
    name = "war.by_accident_within_a_year"
    assert (values_of(FERRY)[name] == 0.0).all()
    risky = Scenario("risky", "accidents", (Change(name, Verb.PLUS, 0.4),))
    found = play(NUMBER, FERRY, values_of(FERRY), risky, **WHERE)
    fixed = FERRY.table.with_fixed(name, 0.4)
    assert (fixed.values(FERRY.uniforms(0, 4))[name] == 0.4).all()
    assert found.change.value != 0.0


def test_shares_stay_shares() -> None:
    one = Change("able_in_time.hand-in", Verb.TIMES, 9.0)
    after = changed_values(FERRY.table, values_of(FERRY), Scenario("s", "s", (one,)))
    assert after["able_in_time.hand-in"].max() == 1.0


def test_unknown_scenario_and_unknown_input_are_refused_by_name() -> None:
    with pytest.raises(InputError, match="war-next-dor"):
        scenario_named(FERRY, "war-next-dor")
    lost = Scenario("lost", "lost", (Change("patience.north", Verb.TO, 1.0),))
    with pytest.raises(InputError, match=r"patience\.north"):
        changed_values(FERRY.table, values_of(FERRY), lost)


FILE = """\
format: 1
scenarios:
  long-winter:
    words: the pass is closed
    change:
      patience.east: {times: 2}
      patience.west: {as: patience.east}
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "scenarios.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_scenarios_of_a_file_are_found_by_name(tmp_path: Path) -> None:
    further = read_scenarios(written(tmp_path, FILE))
    found = scenario_named(FERRY, "long-winter", further)
    after = changed_values(FERRY.table, values_of(FERRY), found)
    before = values_of(FERRY)
    assert np.allclose(after["patience.east"], 2 * before["patience.east"])
    assert (after["patience.west"] == before["patience.east"]).all()
    assert found.words == "the pass is closed"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("format: 2\nscenarios: {}\n", "format is 1"),
        ("[]\n", "expected names"),
        ("format: 1\nscenarios: {a: {change: {patience.east: {add: 2}}}}\n", "to, times, plus, as"),
        ("format: 1\nscenarios: {a: {change: {patience.east: {to: .nan}}}}\n", "takes a number"),
        ("format: 1\nscenarios: {a: {change: {patience.east: {to: yes}}}}\n", "takes a number"),
        ("format: 1\nscenarios: {a: {chance: {}}}\n", "'chance' is not known"),
        ("format: 1\nscenarios: {a: {change: none}}\n", "a: change: expected"),
        ("a: [\n", "scenarios.yaml"),
    ],
)
def test_file_of_another_form_is_refused_with_the_place(
    tmp_path: Path, text: str, said: str
) -> None:
    with pytest.raises(InputError, match=said):
        read_scenarios(written(tmp_path, text))


def test_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"scenarios\.yaml"):
        read_scenarios(tmp_path / "scenarios.yaml")
