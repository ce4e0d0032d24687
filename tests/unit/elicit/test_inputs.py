"""The table of inputs: which names exist, what fills a gap, values, medians, groups, symmetry."""

from __future__ import annotations

import numpy as np
import pytest

from pactwright.elicit import defaults
from pactwright.elicit.catalogue import CATALOGUE, kind_of, words_of
from pactwright.elicit.input_kinds import Group, Unit
from pactwright.elicit.inputs import collect_inputs
from pactwright.elicit.laws import Fixed, Uniform
from pactwright.elicit.table import Origin
from pactwright.errors import InputError
from pactwright.model.perspective import Perspective

META = {
    "id": "v",
    "agreement": "a",
    "view_of": "somebody",
    "kind": "own",
    "knowledge_until": "2031-03-01",
}
DUTIES = {"arms": 2, "troops": 2, "law": 1}
PARTIES = ("east", "west")


def view(**sections):
    meta = {**META, **sections.pop("perspective", {})}
    return Perspective.model_validate({"format": "1", "perspective": meta, **sections})


def table(parties=PARTIES, guarantors=(), **sections):
    return collect_inputs(view(**sections), parties=parties, duties=DUTIES, guarantors=guarantors)


def swapped(tree, one="east", other="west"):
    """The same tree with two names exchanged everywhere."""
    if isinstance(tree, dict):
        return {swapped(k, one, other): swapped(v, one, other) for k, v in tree.items()}
    if isinstance(tree, list):
        return [swapped(item, one, other) for item in tree]
    return {one: other, other: one}.get(tree, tree)


def swapped_name(name):
    return ".".join(swapped(part) for part in name.split("."))


FULL = {
    "situations": {
        "now": {"done": "none", "worth": {"east": "30..40..55", "west": "20..30..42"}},
        "end": {"done": "all", "worth": {"east": "60..72..80", "west": "55..70..82"}},
    },
    "steps": {"arms": {"east": "-large", "west": "+large"}, "law": {"east": "+5"}},
    "war": {
        "odds": {
            "today": {"east": "10..20..30", "west": "20..35..50"},
            "after": {"arms": {"east": "2..6..12", "west": "30..45..60"}},
        },
        "if_neither": {"east": "20..30..40"},
        "even_if_won": {"west": "60..75..88"},
        "believed_by": {"west": {"today": {"east": "5..10..20"}}},
    },
    "breaches": {
        "small": {
            "east": {"a_year_of_it": "+some", "harm": {"west": "-some"}, "noticed": "likely"}
        },
        "nobody_ordered": {"per_month": "1..4..10", "blamed_on": {"east": "unlikely"}},
    },
    "patience": {"east": "term"},
}


def test_an_empty_view_is_all_defaults_and_the_same_for_every_party():
    found = table()
    assert found.default_driven
    for name, one in found.inputs.items():
        twin = found.inputs[swapped_name(name)]
        assert (one.law, one.origin, one.unit) == (twin.law, twin.origin, twin.unit), name


def test_neutral_defaults_are_those_of_the_model_page():
    found = table(guarantors=("mission",))
    laws = {name: one.law for name, one in found.inputs.items()}
    assert laws["situations.now.worth.east"] == Uniform(0, 100)
    assert laws["situations.all-done.worth.west"] == Uniform(0, 100)
    assert laws["war.if_neither.east"] == Uniform(0, 100)
    assert laws["war.lost_by_fighting.east"] == Uniform(0, 50)
    assert laws["breaches.small.east.a_year_of_it"] == Uniform(0, 25)
    assert laws["breaches.open.east.harm.west"] == Uniform(0, 50)
    assert laws["breaches.small.west.noticed"] == Uniform(0, 1)
    assert laws["breaches.small.west.leads_to_war"] == Uniform(0, 0.05)
    assert laws["breaches.open.west.leads_to_war"] == Uniform(0, 0.3)
    assert laws["breaches.nobody_ordered.blamed_per_month.east"] == Uniform(0, 0.1)
    assert laws["able_in_time.law"] == Uniform(0.5, 1)
    assert laws["guarantors.mission.hurts.east"] == Uniform(0, 10)
    assert laws["guarantors.mission.acts_on_proven_breach_by.west"] == Uniform(0, 1)
    assert laws["one_off.arms.east"] == Fixed(0)
    assert laws["leadership.east.gone_within_a_year"] == Fixed(0)
    half_life = laws["patience.east"].support
    assert half_life == pytest.approx((3 * 30.4375, 60 * 30.4375))
    assert laws["nine_to_one_at.west"].quantile([0.1, 0.9]) == pytest.approx([3, 30])
    shares = found.joints[0]
    assert shares.weights == (1.0, 1.0, 1.0)


def test_plain_zeros_are_left_out_not_default_driven():
    found = table()
    assert found.inputs["one_off.law.west"].origin is Origin.LEFT_OUT
    assert "one_off.law.west" not in found.default_driven
    assert "patience.west" in found.default_driven


def test_what_nobody_looked_at_is_listed_and_what_is_said_to_be_none_is_not():
    none = dict.fromkeys(("spoilers", "elsewhere", "supporters", "inside"), "none")
    silent, said = table(), table(**none, answers={"east": "none", "west": "none"})
    for name in ("spoilers", "elsewhere.east", "supporters.west", "inside.east", "answers.west"):
        assert name in silent.default_driven
        assert name not in said.default_driven
    assert said.says_none("spoilers")


def test_a_default_and_an_answer_of_none_differ_only_in_their_flag():
    asked = table(breaches={"nobody_ordered": "none"})
    one = asked.inputs["breaches.nobody_ordered.blamed_per_month.east"]
    assert one.law == Fixed(0)
    assert one.origin is Origin.ANSWER


def test_a_breach_that_is_said_not_to_exist_has_no_inputs():
    found = table(breaches={"small": {"east": "none"}})
    assert not found.has("breaches.small.east.noticed")
    assert found.has("breaches.small.west.noticed")
    assert found.says_none("breaches.small.east.noticed")


def test_three_parties_get_no_breaches_unless_the_view_speaks_of_them():
    three = ("east", "north", "west")
    found = table(parties=three, breaches={"small": {"north": {"noticed": "likely"}}})
    assert found.has("breaches.small.north.harm.east")
    assert not found.has("breaches.small.east.a_year_of_it")
    assert sum(one.dimension is None for one in found.inputs.values()) > 0
    odds = found.values(np.full((1, len(found.dimensions)), 0.5))
    assert sum(float(odds[f"war.odds.today.{p}"][0]) for p in three) < 1


def test_a_blank_counts_as_not_asked():
    blank = table(patience={"east": "..", "west": "term"})
    assert blank.inputs["patience.east"].is_default
    assert not blank.inputs["patience.west"].is_default


def test_a_bare_number_is_listed_and_read_ten_points_either_way():
    found = table(situations={"now": {"done": "none", "worth": {"east": "35", "west": "30..40"}}})
    assert found.no_range_given == ("situations.now.worth.east",)
    assert found.inputs["situations.now.worth.east"].range == pytest.approx((25, 45))


def test_the_ground_of_a_section_reaches_its_answers():
    found = table(patience={"because": "a generation of war", "source": "talks", "east": "years",
                            "west": {"is": "term", "because": "an election is near"}})  # fmt: skip
    east, west = (found.inputs[f"patience.{party}"].ground for party in PARTIES)
    assert (east.because, east.sources) == ("a generation of war", ("talks",))
    assert (west.because, west.rendering) == ("an election is near", "talks")


def test_an_answer_without_a_source_is_ours():
    found = table(patience={"east": "years"})
    assert found.inputs["patience.east"].ground.rendering == "ours"


def test_outer_ranges_are_pert_and_one_in_ten_ranges_are_not():
    answer = {"now": {"done": "none", "worth": {"east": "10..30..80"}}}
    outer = table(perspective={"ranges": "outer"}, situations=answer)
    tenth = table(situations=answer)
    name = "situations.now.worth.east"
    assert outer.inputs[name].law.support == (10, 80)
    assert outer.inputs[name].law.mean == pytest.approx(35)
    assert tenth.inputs[name].law.quantile([0.1, 0.5, 0.9]) == pytest.approx([10, 30, 80])


def test_all_steps_and_one_anchor_need_no_default_anchor():
    steps = {duty: {"east": "+slight"} for duty in DUTIES}
    found = table(situations={"now": {"done": "none", "worth": {"east": "40..50"}}}, steps=steps)
    assert not found.has("situations.all-done.worth.east")
    assert found.inputs["situations.all-done.worth.west"].is_default


def test_an_order_gives_ranks_between_the_ends():
    found = table(situations={
        "now": {"done": "none"}, "end": {"done": "all"}, "half": {"done": ["arms[1]"]},
        "order": {"east": ["end", ["half", "now"]]},
    })  # fmt: skip
    drawn = found.values(np.random.default_rng(3).random((50, len(found.dimensions))))
    assert np.all(drawn["situations.end.worth.east"] >= drawn["situations.now.worth.east"])
    assert np.array_equal(drawn["situations.half.worth.east"], drawn["situations.now.worth.east"])
    assert not found.inputs["situations.now.worth.east"].is_default


def test_all_told_is_an_input_only_where_nothing_else_prices_war():
    alone = table(war={"all_told": {"east": "20..30..40"}})
    beside = table(war={"all_told": {"east": "20..30..40"}, "if_neither": {"east": "20..30"}})
    assert alone.has("war.all_told.east")
    assert not alone.has("war.if_neither.east")
    assert not beside.has("war.all_told.east")


def test_attention_always_leaves_no_half_life():
    section = {"mission": {"keeps_caring": "always", "hurts": {"east": "slight"}}}
    found = collect_inputs(view(guarantors=section), parties=PARTIES, duties=DUTIES)
    assert not found.has("guarantors.mission.keeps_caring")
    assert found.inputs["guarantors.mission.hurts.west"].is_default


def test_odds_of_a_later_row_take_todays_answer_where_they_are_silent():
    odds = {"today": {"east": "20..30..40", "west": "30..40..50"},
            "after": {"law": {"east": "20..30..40"}}}  # fmt: skip
    found = table(war={"odds": odds})
    drawn = found.values(np.random.default_rng(4).random((20, len(found.dimensions))))
    # The same ranges from the same uniforms: such a step shifts nothing.
    for party in PARTIES:
        now, later = drawn[f"war.odds.today.{party}"], drawn[f"war.odds.after.law.{party}"]
        assert now == pytest.approx(later, abs=1e-12)


def test_stakes_and_cost_of_war_move_together_only_when_switched_on():
    for switch, moves in (("yes", True), ("no", False)):
        found = table(stakes_and_war_cost_move_together=switch)
        u = np.random.default_rng(5).random((500, len(found.dimensions)))
        drawn = found.values(u)
        ranks = [
            np.argsort(np.argsort(drawn[name]))
            for name in ("situations.all-done.worth.east", "war.lost_by_fighting.east")
        ]
        assert bool(np.corrcoef(*ranks)[0, 1] > 0.99) is moves


def test_values_follow_the_uniforms_of_their_own_dimension_only():
    found = table(**FULL)
    u = np.random.default_rng(6).random((8, len(found.dimensions)))
    before = found.values(u)
    changed = u.copy()
    changed[:, found.dimensions.index("patience.east")] = 0.25
    after = found.values(changed)
    moved = [name for name in before if not np.array_equal(before[name], after[name])]
    assert moved == ["patience.east"]


def test_a_draw_does_not_depend_on_the_others():
    found = table(**FULL)
    u = np.random.default_rng(7).random((8, len(found.dimensions)))
    whole, alone = found.values(u), found.values(u[3:4])
    assert all(whole[name][3] == alone[name][0] for name in whole)


def test_order_of_lines_and_of_parties_changes_nothing():
    backwards = {key: FULL[key] for key in reversed(FULL)}
    one, other = table(**FULL), table(parties=PARTIES[::-1], **backwards)
    assert one.dimensions == other.dimensions
    u = np.random.default_rng(8).random((5, len(one.dimensions)))
    first, second = one.values(u), other.values(u)
    assert list(first) == list(second) == sorted(first)
    assert all(np.array_equal(first[name], second[name]) for name in first)


def test_swapping_the_parties_of_a_view_swaps_its_laws_and_medians():
    one, other = table(**FULL), table(**swapped(FULL))
    here, there = one.medians(), other.medians()
    assert {swapped_name(name) for name in here} == set(there)
    for name, value in here.items():
        assert there[swapped_name(name)] == pytest.approx(value, rel=1e-4, abs=1e-9), name
        assert other.inputs[swapped_name(name)].origin is one.inputs[name].origin


def test_medians_hold_a_group_and_leave_the_others_as_they_were():
    found = table(**FULL)
    u = np.random.default_rng(9).random((6, len(found.dimensions)))
    before, after = found.values(u), found.with_medians(Group.POWER).values(u)
    middles = found.medians()
    for name, one in found.inputs.items():
        if one.group is Group.POWER:
            assert after[name] == pytest.approx(middles[name]), name
        else:
            assert np.array_equal(before[name], after[name]), name


def test_holding_one_share_leaves_the_others_in_proportion_and_within_the_whole():
    found = table(**FULL)
    u = np.random.default_rng(10).random((200, len(found.dimensions)))
    drawn = found.with_fixed("war.odds.today.east", 0.9).values(u)
    assert np.all(drawn["war.odds.today.east"] == 0.9)
    assert np.all(drawn["war.odds.today.west"] <= 0.1 + 1e-12)


def test_holding_an_unknown_input_is_refused():
    with pytest.raises(InputError, match=r"no input 'patience\.north'"):
        table().with_fixed("patience.north", 3.0)


def test_uniforms_of_the_wrong_width_are_refused():
    with pytest.raises(InputError, match="dimensions"):
        table().values(np.zeros((3, 2)))


def test_a_judgement_about_a_stranger_is_refused():
    with pytest.raises(InputError, match=r"patience\.north: 'north' is not a party"):
        table(patience={"north": "term"})


def test_an_answer_without_a_law_is_refused_by_name():
    with pytest.raises(InputError, match=r"answers\.east\.to_late_step\.after: '0d"):
        table(answers={"east": {"to_late_step": {"does": "protest", "after": "0d..0d..2w"}}})


def test_answers_on_duties_that_do_not_count_are_left_aside():
    found = table(able_in_time={"census": "likely"}, steps={"census": {"east": "+large"}})
    assert not found.has("able_in_time.census")
    assert not found.has("steps.census.east")


def test_war_without_another_ceasefire_is_noted_as_final():
    assert any("war is taken as final" in note for note in table().notes)
    assert not table(war={"another_ceasefire_within_two_years": "likely"}).notes


def test_every_expected_name_is_in_the_catalogue_with_words_and_a_group():
    found = table(guarantors=("mission",), **FULL)
    for one in found.inputs.values():
        assert kind_of(one.name) is one.kind
        assert "{" not in one.words({"east": "East"})


def test_every_row_of_the_catalogue_has_a_unit_a_group_and_fills_its_words():
    for kind in CATALOGUE:
        name = ".".join(
            part.strip("{}") if "{" in part else part for part in kind.pattern.split(".")
        )
        assert kind_of(name) is not None
        assert isinstance(kind.unit, Unit)
        assert "{" not in words_of(name)


def test_words_show_names_instead_of_ids():
    said = words_of("guarantors.usa.acts_on_proven_breach_by.isr", {"usa": "US", "isr": "Israel"})
    assert said == "chance that US acts on a proven breach by Israel"


def test_defaults_are_wide_laws_or_plain_numbers():
    laws = [one for name, one in vars(defaults).items() if name.isupper()]
    assert laws
    for law in (one for one in laws if hasattr(one, "quantile")):
        assert law.quantile([0.1])[0] <= law.quantile([0.9])[0]
