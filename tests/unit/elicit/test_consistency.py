"""Where the answers of a view do not agree: each check finds its case, and agreement is silent."""

from __future__ import annotations

import pytest

from pactwright.elicit.consistency import find_disagreements
from pactwright.elicit.inputs import collect_inputs
from pactwright.model.perspective import Perspective

DUTIES = {"arms": 4, "troops": 4, "amnesty": 1}
PARTIES = ("east", "west")
META = {"id": "v", "agreement": "a", "view_of": "x", "kind": "own", "knowledge_until": "2031-03-01"}


def disagreements(**sections):
    view = Perspective.model_validate({"format": "1", "perspective": META, **sections})
    table = collect_inputs(view, parties=PARTIES, duties=DUTIES)
    return find_disagreements(view, table, parties=PARTIES, duties=DUTIES)


def situations(swap):
    return {
        "now": {"done": "none", "worth": {"east": "35..45..55"}},
        "swap": {"done": ["amnesty", "arms", "troops"], "worth": {"east": swap}},
    }


STEPS = {
    "amnesty": {"east": "-slight"},
    "arms": {"east": "+decisive"},
    "troops": {"east": "-large"},
}


def test_situation_that_agrees_with_its_steps_is_silent():
    # 45 - 3 + 37.5 - 18.5 makes 61, inside 58..85.
    assert disagreements(situations=situations("58..70..85"), steps=STEPS) == []


def test_situation_that_disagrees_with_its_steps_shows_the_sum():
    (one,) = disagreements(situations=situations("68..75..85"), steps=STEPS)
    assert one.party == "east"
    assert one.says == "68..75..85"
    assert one.implies.endswith("= 61")
    assert "situation is used" in one.action


def test_half_of_the_tranches_counts_for_half_of_the_step():
    half = {
        "now": {"done": "none", "worth": {"east": "35..45..55"}},
        "half": {"done": ["arms[2]"], "worth": {"east": "80..85..90"}},
    }
    (one,) = disagreements(situations=half, steps=STEPS)
    assert one.implies == "45 +19 = 64"


def test_shares_of_tranches_weigh_unequally():
    half = {
        "now": {"done": "none", "worth": {"east": "35..45..55"}},
        "half": {"done": ["arms[2]"], "worth": {"east": "80..85..90"}},
    }
    steps = {"arms": {"east": "+decisive", "shares": ["10", "10", "40", "40"]}}
    (one,) = disagreements(situations=half, steps=steps)
    assert one.implies.endswith("= 52")


WAR = {
    "odds": {"today": {"east": "25..40..55", "west": "1..5..12"}},
    "if_neither": {"east": "20..35..50"},
    "even_if_won": {"east": "60..75..88"},
}


@pytest.mark.parametrize(("told", "count"), [("40..49..58", 0), ("20..34..44", 1)])
def test_all_told_is_held_against_the_lottery(told, count):
    found = disagreements(war={**WAR, "all_told": {"east": told}})
    assert len(found) == count
    if count:
        # 0.39 x 75 + 0.57 x 35, with the medians of the shares as drawn.
        assert found[0].implies == "49"


def test_victory_worth_less_than_a_draw_is_reported():
    (one,) = disagreements(
        war={"if_neither": {"west": "60..70..80"}, "even_if_won": {"west": "20..30..40"}}
    )
    assert "sure victory" in one.says


def test_kinds_of_leadership_that_do_not_add_up_are_reported():
    kinds = {"weighs_gains_and_losses": "40..50..60", "wants_the_fight": "5..10..15",
             "means_it_but_cannot": "5..10..15"}  # fmt: skip
    found = disagreements(kind_of_leadership={"east": kinds})
    assert any(one.says == "70 of 100 leaderships" for one in found)


def test_a_best_far_from_the_middle_of_its_law_is_reported_as_unused():
    (one,) = disagreements(patience={"east": "6mo..54mo..60mo"})
    assert one.party == "east"
    assert "best is not" in one.action
    assert "months" in one.implies


def test_odds_that_no_joint_law_meets_are_reported():
    odds = {"today": {"east": "10..50..90", "west": "44..45..46"}}
    found = disagreements(war={"odds": odds})
    assert {one.says for one in found} & {"10..50..90", "44..45..46"}


@pytest.mark.parametrize(("answer", "count"), [("no", 0), ("yes", 1)])
def test_a_swing_is_held_against_the_situations(answer, count):
    places = {
        "now": {"done": "none", "worth": {"east": "30..40..50"}},
        "half": {"done": ["arms"], "worth": {"east": "35..45..55"}},
        "end": {"done": "all", "worth": {"east": "60..70..80"}},
    }
    swing = {"of": "east", "moving": ["now", "half"], "than": ["half", "end"]}
    found = disagreements(situations=places, swings={"first-half": {**swing, "worth_more": answer}})
    assert len(found) == count
