"""Which step is the weakest of a side: one rule for the screen and for what is computed from it."""

from __future__ import annotations

from dataclasses import replace

from fixtures_assessment import lake_ardan, lake_ardan_two_views
from pactwright.report.lookup import look_up
from pactwright.report.weakest import weakest_steps as shown
from pactwright.weak_steps import weakest_step, weakest_steps


def test_step_with_the_lowest_count_over_the_views_is_the_weakest() -> None:
    found = {one.party.id: one for one in weakest_steps(lake_ardan())}
    assert {p: (w.step.duty, w.lowest.count) for p, w in found.items()} == {
        "front": ("front-withdraw[3]", 58),
        "gov": ("safety-law", 31),
    }


def test_later_step_is_the_weakest_only_where_there_is_no_other() -> None:
    assessment = lake_ardan_two_views()
    front = assessment.parties[0]
    later = tuple(one for one in assessment.steps if one.later)
    assert weakest_step(assessment, front).step not in later
    assert weakest_step(replace(assessment, steps=later), front).step in later


def test_screen_and_computation_mean_the_same_step() -> None:
    assessment = lake_ardan()
    assert shown(look_up(assessment)) == weakest_steps(assessment)
