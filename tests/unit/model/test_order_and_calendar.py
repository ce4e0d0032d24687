"""What comes before what, and when: rings are named, dates counted by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

import pactwright
from agreement_texts import SMALL, changed, findings, large_agreement
from pactwright.model.calendar import PlannedDate, planned_dates
from pactwright.model.order import find_rings, order_of
from pactwright.text import read_agreement

LAKE_ARDAN = Path(pactwright.__file__).parent / "data" / "cases" / "lake-ardan" / "agreement.yaml"


def read(text=SMALL):
    return read_agreement(text.encode()).model


def plan(text=SMALL):
    return planned_dates(read(text))


def test_ring_is_named_in_full_with_its_lines():
    text = changed("  handover:\n", "  handover:\n    after: [third.done]\n")
    text = changed(
        "remedies:",
        "  third:\n    by: west\n    duty: achieve\n    what: {a: b}\n    after: pull-back.done\n"
        "remedies:",
        text,
    )
    (found,) = findings(text)
    assert found[0] == "order-cycle"
    assert set(found[3].removeprefix("this can never begin: ").split(" waits for ")) == {
        "handover",
        "third",
        "pull-back",
    }


def test_duty_that_waits_for_itself_is_a_ring():
    assert findings(changed("answers: handover", "answers: pull-back"))[0][0] == "order-cycle"


def test_two_separate_rings_are_both_named():
    duty = "  {0}:\n    by: west\n    duty: achieve\n    what: {{a: b}}\n    after: {1}.done\n"
    pairs = [("a-1", "a-2"), ("a-2", "a-1"), ("b-1", "b-2"), ("b-2", "b-1")]
    extra = "".join(duty.format(*pair) for pair in pairs)
    found = findings(changed("remedies:", f"{extra}remedies:"))
    assert [one[0] for one in found] == ["order-cycle", "order-cycle"]


@pytest.mark.parametrize(
    "line",
    [
        "after: [{any: [pull-back.done, quiet.started]}]",  # another way is left
        "due: 3d after pull-back.done",  # a deadline is no precondition
        "after: [2d before pull-back.done]",
        "after: [pull-back.breached]",
    ],
)
def test_what_is_no_precondition_makes_no_ring(line):
    text = changed("    due: 20d after signed\n", f"    {line}\n")
    assert findings(text) == []


def test_tranches_wait_for_each_other_and_for_those_they_answer():
    model = read()
    order = order_of(model)
    waits = {
        (edge.after.name, edge.after.tranche, edge.before.name, edge.before.tranche)
        for edges in order.waits_for.values()
        for edge in edges
        if edge.before.is_end and not edge.after.is_end
    }
    assert ("pull-back", 2, "handover", 2) in waits
    assert ("handover", 2, "handover", 1) in waits
    assert ("handover", 2, "pull-back", 1) not in waits
    assert find_rings(order) == []


def test_turns_make_the_next_tranche_wait_for_the_answer():
    model = read(changed("answers: handover", "answers: handover\n    in_turn: yes"))
    waits = {
        (edge.after.name, edge.after.tranche, edge.before.name, edge.before.tranche)
        for edges in order_of(model).waits_for.values()
        for edge in edges
    }
    assert ("handover", 2, "pull-back", 1) in waits


def test_before_lets_the_other_duty_wait():
    text = changed("    source: text\n", "    source: text\n    before: quiet.started\n")
    dates = plan(changed("{count: 2, each: 30}", "{count: 2, each: 30, gap: 7d}", text))
    assert dates["quiet"].start == 7.0
    ring = changed("answers: handover", "answers: handover\n    before: handover.started")
    assert findings(ring)[0][0] == "order-cycle"


def test_sorted_nodes_stand_after_what_they_wait_for():
    order = order_of(read_agreement(LAKE_ARDAN).model)
    place = {node: index for index, node in enumerate(order.sorted_nodes())}
    for edges in order.waits_for.values():
        assert all(place[edge.before] < place[edge.after] for edge in edges)


def test_dates_of_the_small_text_are_those_counted_by_hand():
    dates = plan()
    assert dates["handover"] == PlannedDate(0.0, 0.0, 20.0)
    assert dates["handover[1]"] == PlannedDate(0.0, 0.0, 20.0)
    assert dates["pull-back[2]"] == PlannedDate(0.0, 0.0, 5.0)
    assert dates["quiet"].done == 0.0  # the phase ends with the handover, on day 0 at the earliest
    assert list(dates) == [
        "quiet",
        "handover",
        "handover[1]",
        "handover[2]",
        "pull-back",
        "pull-back[1]",
        "pull-back[2]",
    ]


def test_gap_moves_later_tranches_and_the_deadlines_of_earlier_ones():
    dates = plan(changed("each: 30}", "each: 30, gap: 7d..9d}"))
    assert dates["handover[2]"] == PlannedDate(7.0, 7.0, 20.0)
    assert dates["handover[1]"].deadline == 13.0
    assert dates["pull-back[1]"] == PlannedDate(0.0, 0.0, 5.0)
    assert dates["pull-back[2]"] == PlannedDate(7.0, 7.0, 12.0)


def test_lake_ardan_is_planned_as_its_text_says():
    dates = planned_dates(read_agreement(LAKE_ARDAN).model)
    # Effective two days and six hours after the day of signature; monitors need four days.
    assert dates["deploy-monitors"] == PlannedDate(2.25, 6.25, 12.25)
    assert dates["front-withdraw[3]"] == PlannedDate(16.25, 16.25, 34.25)
    assert dates["front-withdraw[1]"].deadline == 24.25
    assert dates["return-captives[2]"].leeway == 2.0
    assert dates["canton"] == PlannedDate(16.25, 26.25, 102.25)
    assert dates["talks"].leeway == 90.0


@pytest.mark.parametrize(
    ("due", "deadline"),
    [
        ("2031-05-11", 10.0),
        ("1mo after signed", 31.0),
        ("36h after signed", 1.5),
        ("none", None),
        ("3d before handover.done", -3.0),
        ("10d..20d after signed", 20.0),
    ],
)
def test_deadline_is_counted_in_days_from_signature(due, deadline):
    dates = plan(changed("due: 5d after handover.verified", f"due: {due}"))
    assert dates["pull-back"].deadline == deadline
    if deadline is None:
        assert dates["pull-back"].leeway is None


def test_window_keeps_a_duty_from_beginning_early():
    dates = plan(changed("due: 20d after signed", "due: 10d..20d after signed"))
    assert dates["handover"] == PlannedDate(10.0, 10.0, 20.0)


def test_duty_that_hangs_on_a_judgement_has_no_date():
    text = changed("due: 20d after signed", "after: [calm.met]\n    due: 20d after signed")
    dates = plan(text + "conditions:\n  calm: {says: calm, judge: watch}\n")
    assert dates["handover"].start is None
    assert dates["pull-back"].start is None
    assert dates["handover"].deadline == 20.0


def test_choice_is_met_by_its_earliest_option():
    text = changed(
        "due: 20d after signed", "after: [{any: [9d after signed, 2031-05-04]}]\n    due: none"
    )
    assert plan(text)["handover"].start == 3.0


def test_draft_without_a_date_counts_from_signature_and_knows_no_calendar():
    text = changed("  signed: 2031-05-01\n", "")
    text = changed("due: 5d after handover.verified", "due: 2031-05-11", text)
    dates = plan(text)
    assert dates["handover"].deadline == 20.0
    assert dates["pull-back"].deadline is None


def test_long_chain_of_duties_is_planned():
    dates = planned_dates(read_agreement(large_agreement(300).encode()).model)
    # Each duty waits for the one before and takes two gaps of five days.
    assert dates["duty-299[3]"].start == 3000.0
