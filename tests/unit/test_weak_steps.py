"""Which step is the weakest of a side: one rule for the screen and for what is computed from it."""

from __future__ import annotations

from dataclasses import replace

from fixtures_assessment import lake_ardan, lake_ardan_two_views
from pactwright.documents import assessment_document
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


def test_view_without_unwritten_answers_is_counted_on_the_text_alone() -> None:
    assessment = lake_ardan()
    plain, *others = assessment.views
    silent = replace(plain, steps=tuple(one for one in plain.steps if one.answers == "text"))
    found = replace(assessment, views=(silent, *others))
    assert found.main_mode == "text+unwritten"
    lookup = look_up(found)
    for step in weakest_steps(found):
        assert [one.view.id for one in step.by_view] == [view.id for view in found.views]
        cell = lookup.result(silent.id, step.step.duty, step.reading, step.party.id)
        assert cell == step.by_view[0].result
        assert cell.answers == "text"
    views = assessment_document(found)["perspectives"]
    document = next(one for one in views if one["id"] == silent.id)
    assert len(document["steps"]) > 0
