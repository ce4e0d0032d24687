"""What steps of the path are worth: they add up to the way between two situations."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from pactwright.ensemble.view_run import ViewRun
from pactwright.ensemble.worth import step_worths
from pactwright.text.agreement_reader import read_agreement
from pactwright.text.perspective_reader import read_perspective

AGREEMENT = b"""\
format: 1
agreement: {id: ford, title: Ford, signed: 2031-05-01}
parties:
  east: {name: East, kind: state}
  west: {name: West, kind: armed-group}
third_parties:
  watch: {name: Watch, roles: [monitor], accepted_by: [east, west]}
obligations:
  handover: {by: west, to: east, duty: achieve, what: {release: 60 prisoner},
             due: 20d after signed, verify: {by: watch}, breach: none}
  toll: {by: east, to: west, duty: achieve, what: {pay: 1 M USD}, after: handover.done,
         due: 40d after signed, verify: {by: watch}, breach: none}
"""
VIEW = b"""\
format: 1
perspective: {id: one-view, agreement: ford, view_of: A test, kind: composite,
              knowledge_until: 2031-05-01}
situations:
  now:      {done: none, worth: {east: 45..50..55, west: 45..50..55}}
  all-done: {done: all,  worth: {east: 60..65..70, west: 55..60..65}}
steps:
  handover: {east: 20..25..30, west: -15..-10..-5}
  toll:     {east: -15..-10..-5, west: 15..20..25}
war:
  odds: {today: {east: 25..30..35, west: 25..30..35}}
  if_neither:  {east: 30..35..40, west: 30..35..40}
  even_if_won: {east: 70..80..90, west: 70..80..90}
"""


@pytest.fixture(scope="module")
def middles() -> dict[tuple[str, str], float]:
    text = read_agreement(AGREEMENT, file="ford.yaml").model
    view = read_perspective(VIEW, agreement=text, file="view.yaml").model
    run = ViewRun(text, view)
    found = SimpleNamespace(run=run, uniforms=run.uniforms(0, 32))
    return {(one.duty, one.party): one.points.q50 for one in step_worths(found, run.games[0])}


def test_every_step_of_the_path_has_a_worth_for_every_party(middles) -> None:
    assert list(middles) == [
        ("handover", "east"),
        ("handover", "west"),
        ("toll", "east"),
        ("toll", "west"),
    ]


def test_what_is_given_costs_and_what_is_received_gains(middles) -> None:
    assert middles["handover", "east"] > 0 > middles["handover", "west"]
    assert middles["toll", "west"] > 0 > middles["toll", "east"]


@pytest.mark.parametrize(("party", "way"), [("east", 15.0), ("west", 10.0)])
def test_worths_add_up_to_the_way_between_the_situations(middles, party, way) -> None:
    total = sum(points for (_, whose), points in middles.items() if whose == party)
    assert total == pytest.approx(way, abs=3.0)  # medians of ranges, not of one draw


def test_without_a_draw_nothing_is_said() -> None:
    text = read_agreement(AGREEMENT, file="ford.yaml").model
    view = read_perspective(VIEW, agreement=text, file="view.yaml").model
    run = ViewRun(text, view)
    assert step_worths(SimpleNamespace(run=run, uniforms=run.uniforms(0, 0)), run.games[0]) == []
