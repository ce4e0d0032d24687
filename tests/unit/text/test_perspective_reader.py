"""Perspective files: the full format reads, every kind of error stands where it is, all at once."""

from __future__ import annotations

import datetime
from importlib import resources

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator, Draft202012Validator

from pactwright.errors import ReadError
from pactwright.model.perspective import SECTIONS, Perspective
from pactwright.model.perspective_values import Form
from pactwright.text import read_agreement
from pactwright.text.nodes import compose
from pactwright.text.perspective_reader import read_perspective
from pactwright.text.perspective_scaffold import core_template
from pactwright.text.schema import json_schema

CASE = resources.files("pactwright") / "data" / "cases" / "lake-ardan"
AGREEMENT = read_agreement((CASE / "agreement.yaml").read_bytes(), file="agreement.yaml").model
FULL = (CASE / "perspectives" / "lake-institute.yaml").read_text(encoding="utf-8")


def read(text):
    return read_perspective(text.encode(), AGREEMENT, file="view.yaml")


def errors(text):
    with pytest.raises(ReadError) as caught:
        read(text)
    return caught.value.diagnostics


def changed(old, new):
    """The full view with one place changed, and where that place stands (line and column)."""
    assert FULL.count(old) == 1, old
    at = FULL.index(old)
    shared = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), 0)
    before = FULL[: at + shared]
    return FULL.replace(old, new), before.count("\n") + 1


def test_every_section_of_the_format_is_read():
    view = read(FULL).model
    empty = [name for name in SECTIONS if getattr(view, name) in (None, ())]
    # Neither is an answer about the lake; both stand in the tests of the table of inputs.
    assert empty == ["reconsiders_every"]


def test_every_answer_has_a_form_and_the_path_of_its_place_in_the_file():
    document = read(FULL)
    found = list(document.model.located_answers())
    assert len(found) > 120
    for answer in found:
        assert answer.quantity.form is not Form.BLANK
        path = tuple(answer.path.split("."))
        assert document.span(path) != document.span(path[:1]), answer.path


def test_positions_of_answers_are_those_of_the_file():
    document = read(FULL)
    span = document.span(("patience", "front"))
    line = FULL.split("\n")[span.line - 1]
    assert line[span.column - 1 : span.end_column - 1] == "years"


def test_ground_of_a_step_reaches_its_answers():
    found = {one.path: one.ground for one in read(FULL).model.located_answers()}
    assert found["steps.front-withdraw.gov"].sources == ("earlier",)
    assert found["war.odds.after_a_quiet_year.gov"].because.startswith("both rest")
    assert found["patience.gov"].rendering == "ours"


def test_meta_and_predictions_are_typed():
    view = read(FULL).model
    assert view.perspective.knowledge_until == datetime.date(2031, 3, 1)
    assert view.perspective.hindsight == ("memoir",)
    prediction = view.predictions.get("guns-back")
    assert prediction.by == datetime.date(2031, 4, 30)
    assert not prediction.scored


@pytest.mark.parametrize(
    ("old", "new", "kind", "label", "help_"),
    [
        ("patience: {front: years", "patience: {frnt: years", "unresolved-reference",
         "'frnt' is no party", "'front'"),
        ("  front-withdraw: {front: -large", "  front-withdarw: {front: -large",
         "unresolved-reference", "'front-withdarw' is no duty", "'front-withdraw'"),
        ("{done: [front-withdraw], worth", "{done: [front-withdrew], worth",
         "unresolved-reference", "'front-withdrew' is no duty or tranche", "'front-withdraw'"),
        ('["front-withdraw[2]"', '["front-withdraw[4]"', "tranche-out-of-range",
         "'front-withdraw' has 3 tranches, not 4", None),
        ('["front-withdraw[2]"', '["front-withdraw[x]"', "bad-value", "is not a tranche", None),
        ("  neighbour:\n    acts", "  neighbor:\n    acts", "unresolved-reference",
         "'neighbor' is no third party", "'neighbour'"),
        ("{name: envoy,", "{name: envoi,", "unresolved-reference", "'envoi' is no third party",
         "'envoy'"),
        ("blamed_by: mission", "blamed_by: mision", "unresolved-reference", "'mision'",
         "'mission'"),
        ("warmer_to: gov", "warmer_to: guv", "unresolved-reference", "'guv' is no party", "'gov'"),
        ("tamed_by: [safety-law]", "tamed_by: [savety-law]", "unresolved-reference",
         "'savety-law'", "'safety-law'"),
        ("  lake-status:", "  lake-state:", "unresolved-reference", "is no deferred issue",
         "'lake-status'"),
        ("    stays-open:", "    stay-open:", "unresolved-reference", "is no outcome",
         "'stays-open'"),
        ("moving: [now, exchange-done]", "moving: [nou, exchange-done]", "unresolved-reference",
         "'nou' is no situation of this view", "'now'"),
    ],
)  # fmt: skip
def test_a_name_that_the_agreement_lacks_is_an_error_with_the_near_name(
    old, new, kind, label, help_
):
    text, line = changed(old, new)
    found = [one for one in errors(text) if one.name == kind and label in one.label]
    assert [one.span.line for one in found] == [line]
    assert (help_ or "") in (found[0].help or "")


@pytest.mark.parametrize(
    ("old", "new", "kind", "label"),
    [
        ("now:            {done: none, worth", "now:            {done: none, wroth",
         "unknown-key", "'wroth'"),
        ("noticed: 25..45..70", "notised: 25..45..70", "unknown-key", "'notised'"),
        ("noticed: 25..45..70", "noticed: 45..25..70", "bad-value", "must rise"),
        ("to_late_step:    {does: hold-back-next-step, after: 1w..2w..5w",
         "to_late_step:    {does: hold-back-nextstep, after: 1w..2w..5w", "unknown-word",
         "hold-back-nextstep"),
        ("{front: -large, gov: +large, shares: [30, 30, 40]",
         "{front: -large, gov: +large, shares: [30, 30]", "bad-value", "add up to 60"),
        ("{front: -large, gov: +large, shares: [30, 30, 40]",
         "{front: -large, gov: +large, shares: [60, 40]", "tranche-out-of-range", "2 shares"),
        ("today:              {front: 5..12..22, gov: 20..32..45}",
         "today:              {front: 5..12..22, gov: 80..92..95}", "contradiction",
         "104 of 100 wars"),
        ("harm: {gov: -some},\n", "harm: {front: -some},\n", "contradiction", "side that acts"),
        ("agreement: lake-ardan\n  view_of", "agreement: lake-arden\n  view_of",
         "unresolved-reference", "'lake-arden'"),
        ("not_weighed: [declare-forces", "not_weighed: [canton, declare-forces", "contradiction",
         "weighed above"),
        ("knowledge_until: 2031-03-01", "knowledge_until: 1 March", "bad-value", "not a date"),
        ("source: text}\n  all-done", "source: txt}\n  all-done", "unresolved-reference", "'txt'"),
        ("hindsight: [memoir]", "hindsight: [memoirs]", "unresolved-reference", "'memoirs'"),
    ],
)  # fmt: skip
def test_each_kind_of_fault_is_reported_on_its_line(old, new, kind, label):
    text, line = changed(old, new)
    found = [one for one in errors(text) if one.name == kind and label in one.label]
    assert [one.span.line for one in found] == [line], errors(text)


def test_a_source_dated_after_the_end_of_knowledge_is_refused_unless_it_is_hindsight():
    (one,) = errors(FULL.replace("hindsight: [memoir]", "hindsight: none"))
    assert one.name == "late-source"
    line = FULL.split("\n")[one.span.line - 1]
    assert line[one.span.column - 1 :].startswith("2032-05")
    assert "'memoir'" in (one.help or "")


def test_an_order_beside_worths_of_the_same_side_is_refused():
    text = FULL.replace("swings:\n", "  order: {front: [all-done, now]}\nswings:\n")
    found = errors(text)
    assert {one.name for one in found} == {"contradiction"}
    assert all("an order" in one.label for one in found)


def test_one_slip_in_a_key_is_one_error_not_two():
    found = errors(FULL.replace('because: "guns and', 'becuase: "guns and'))
    assert [one.label for one in found] == ["'becuase' is no party of the agreement"]
    assert "because" in (found[0].help or "")


def test_all_errors_of_a_file_come_at_once_in_order_of_position():
    text = FULL
    for old, new in (
        ("kind: institution", "kind: club"), ("patience: {front", "patience: {frnt"),
        ("noticed: 30..50..75", "noticed: 30..50..175"), ("canton:         {", "cantoon:        {"),
        ("date: 2028,", "date: soon,"), ("one_pie: no", "one_pie: perhaps"),
    ):  # fmt: skip
        assert old in text
        text = text.replace(old, new, 1)
    found = errors(text)
    assert len(found) == 6
    assert [one.span for one in found] == sorted(one.span for one in found)


def test_missing_key_does_not_hide_unknown_names():
    text = FULL.replace("  view_of: Lake", "  x-view_of: Lake").replace(
        "{front: years", "{frnt: years"
    )
    assert {one.name for one in errors(text)} == {"missing-key", "unresolved-reference"}


def test_names_are_not_checked_without_an_agreement():
    text = FULL.replace("patience: {front", "patience: {somebody")
    assert read_perspective(text.encode(), None).model.patience.get("somebody") is not None


def test_own_keys_pass_everywhere():
    text = FULL.replace("patience: {front", "x-note: mine\npatience: {x-why: mine, front")
    assert read(text).model == read(FULL).model


@settings(max_examples=60)
@given(st.data())
def test_damaged_files_give_errors_and_never_a_traceback(data):
    lines = FULL.split("\n")
    at = data.draw(st.integers(0, len(lines) - 1))
    kind = data.draw(st.sampled_from(["cut", "twice", "indent", "half", "swap"]))
    if kind == "cut":
        del lines[at]
    elif kind == "twice":
        lines.insert(at, lines[at])
    elif kind == "indent":
        lines[at] = "   " + lines[at]
    elif kind == "half":
        lines[at] = lines[at][: len(lines[at]) // 2]
    else:
        other = data.draw(st.integers(0, len(lines) - 1))
        lines[at], lines[other] = lines[other], lines[at]
    found = None
    try:
        read("\n".join(lines))
    except ReadError as error:
        found = error
    if found is not None:
        assert found.diagnostics
        assert "error" in str(found)


def test_template_of_the_core_reads_back_as_not_answered():
    text = core_template(AGREEMENT, "mine")
    view = read(text).model
    answers = list(view.located_answers())
    assert answers
    assert all(one.quantity.is_blank for one in answers)
    assert view.perspective.id == "mine"


def test_template_names_every_party_and_every_step_of_the_agreement():
    view = read(core_template(AGREEMENT)).model
    assert set(view.ends.entries) == set(AGREEMENT.parties)
    steps = {name for name, duty in AGREEMENT.obligations.items() if not duty.is_standing}
    assert set(view.steps.entries) == steps
    for step in view.steps.entries.values():
        assert set(step.entries) == set(AGREEMENT.parties)


def test_template_lists_every_later_section_as_a_comment():
    text = core_template(AGREEMENT)
    core = {"ends", "situations", "swings", "steps", "war", "reconsiders_every", "one_pie",
            "stakes_and_war_cost_move_together", "verification_works"}  # fmt: skip
    for section in set(SECTIONS) - core:
        assert f"# {section}:" in text, section


def test_template_reads_back_when_its_blanks_are_filled():
    text = core_template(AGREEMENT)
    filled = []
    for line in text.split("\n"):
        answer = "20..30..40" if "worth" in line or "if_" in line or "all_told" in line else "+some"
        if "today" in line or "even_if_won" in line:
            answer = "20..30..40"
        filled.append(
            line.replace("front: ..", f"front: {answer}").replace("gov: ..", f"gov: {answer}")
        )
    view = read("\n".join(filled)).model
    assert not any(one.quantity.is_blank for one in view.located_answers())


def test_template_of_a_draft_without_a_date_says_what_is_missing():
    draft = AGREEMENT.model_copy(
        update={"agreement": AGREEMENT.agreement.model_copy(update={"signed": None})}
    )
    with pytest.raises(ReadError) as caught:
        read_perspective(core_template(draft).encode(), draft)
    (one,) = caught.value.diagnostics
    assert "is not a date" in one.label
    until = core_template(draft, knowledge_until=datetime.date(2031, 2, 1))
    assert read_perspective(until.encode(), draft).model.perspective.knowledge_until.year == 2031


def test_schema_takes_the_full_view_and_refuses_slips():
    schema = json_schema("perspective")
    Draft7Validator.check_schema(schema)
    Draft202012Validator.check_schema(Perspective.model_json_schema())
    tree = compose(FULL).tree
    assert not list(Draft7Validator(schema).iter_errors(tree))
    for path, slip in (
        (("steps", "canton", "front"), "-slihgt"), (("war", "odds", "todya"), {}),
        (("patience", "gov"), "soon"), (("perspective", "kind"), "club"),
        (("answers", "gov", "to_late_step", "after"), "4..8"),
    ):  # fmt: skip
        broken = compose(FULL).tree
        node = broken
        for part in path[:-1]:
            node = node[part]
        node[path[-1]] = slip
        assert list(Draft7Validator(schema).iter_errors(broken)), path


def test_schema_does_not_offer_the_internal_mark_of_none():
    assert "$none" not in str(json_schema("perspective"))
