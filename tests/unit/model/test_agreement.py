"""What can be said in an agreement: quantities, ladders, readings, explicit none."""

from __future__ import annotations

from datetime import date

import pytest

from agreement_texts import SMALL, changed, findings
from pactwright.model.moments import NONE, Stated
from pactwright.model.obligations import Verification
from pactwright.model.quantities import Amount
from pactwright.model.vocabulary import DutyKind, Role, RungVerb
from pactwright.text import read_agreement
from pactwright.values import Bound, Duration, Quantity, Unit


def read(text=SMALL):
    return read_agreement(text.encode()).model


def duty_with(line, name="pull-back"):
    """The duty `pull-back` with `line` in the place of its `what`."""
    return read(changed("what: {withdraw: 24 gun}", line)).obligations[name]


def test_duties_stand_in_the_order_of_the_file():
    model = read()
    assert list(model.obligations) == ["quiet", "handover", "pull-back"]
    assert model.duties_of("east") == ("quiet", "pull-back")
    assert model.actor_names == ("east", "west", "watch")
    assert model.third_parties_with(Role.MONITOR) == ("watch",)
    assert model.agreement.signed_on == date(2031, 5, 1)


def test_single_name_and_list_of_names_read_alike():
    quiet, handover = read().obligations["quiet"], read().obligations["handover"]
    assert quiet.by == ("east", "west")
    assert handover.by == ("west",)
    assert quiet.is_standing
    assert handover.duty is DutyKind.ACHIEVE


def test_explicit_none_differs_from_a_line_left_out():
    said, left_out = read().obligations["pull-back"], read().obligations["quiet"]
    assert said.verify is NONE
    assert said.breach is NONE
    assert left_out.verify is None
    assert left_out.due is None
    assert duty_with("what: {a: b}\n    from: none\n    until: none").until is Stated.NONE
    assert read(changed("due: 20d after signed", "due: none")).obligations["handover"].due is NONE
    assert isinstance(read().obligations["handover"].verify, Verification)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("{release: 20 hostage}", Quantity(20, "hostage")),
        ("{release: about 1700 detainee}", Quantity(1700, "detainee", Bound.ABOUT)),
        ("{pay: 12 M USD, into: escrow}", Quantity(12e6, "USD")),
        ("{declare: forces and stocks}", "forces and stocks"),
    ],
)
def test_object_of_an_action_is_a_quantity_or_a_text(written, expected):
    (what,) = duty_with(f"what: {written}").what
    assert what.value == expected


def test_minimum_rate_with_another_start():
    line = "what: {admit: {at_least: 600, unit: truck, per: day, first: {for: 5d, at_least: 400}}}"
    (what,) = duty_with(line).what
    amount = what.value
    assert isinstance(amount, Amount)
    assert (amount.at_least, amount.unit, amount.per) == (600, "truck", "day")
    assert amount.first.for_ == Duration(5, Unit.DAY)
    assert amount.first.at_least == 400


def test_ratio_share_ceiling_and_unknown_count():
    ratio = duty_with("what: {hand-over: {ratio: 15 body, for_each: remains}}").what[0].value
    share = duty_with("what: {withdraw: {share: 25 %, of: declared-stock}}").what[0].value
    unknown = duty_with("what: {return: {count: unknown, unit: captive}}").what[0].value
    ceiling = duty_with("what: {keep: {at_most: 14700, unit: soldier}}").what[0].value
    assert (ratio.ratio, ratio.for_each) == (Quantity(15, "body"), "remains")
    assert (share.share, share.of) == (Quantity(25, "%"), "declared-stock")
    assert unknown.is_unknown
    assert not ceiling.is_unknown
    assert ceiling.at_most == 14700


@pytest.mark.parametrize(
    "written",
    ["{unit: truck}", "{ratio: 15 body}", "{share: 25 %}", "{share: 3 gun, of: all}", "{ratio: x}"],
)
def test_amount_that_says_too_little_is_refused(written):
    found = findings(changed("{withdraw: 24 gun}", f"{{withdraw: {written}}}"))
    assert [one[0] for one in found] == ["bad-value"]


def test_several_actions_and_their_details():
    first, second = duty_with("what: [{release: 2 person, for: 5d}, {pay: 1 M USD}]").what
    assert (first.verb, second.verb) == ("release", "pay")
    assert first.details == {"for": Quantity(5, "d")}
    assert second.quantity == Quantity(1e6, "USD")


def test_tranches_of_unknown_number_and_size():
    sizes = read(changed("{count: 2, each: 30}", "{count: 2, sizes: unknown}"))
    count = read(changed("{count: 2, each: 30}", "{count: unknown}"))
    each = read().obligations["handover"].tranches
    assert sizes.obligations["handover"].tranches.are_sizes_unknown
    assert not each.are_sizes_unknown
    assert each.each == 30
    assert count.obligations["handover"].tranches.count is None
    assert count.obligations["handover"].count == 1


@pytest.mark.parametrize(
    ("written", "expected"),
    [("easy", "easy"), ("costly", "costly"), ("never", "never"), ("5d", Duration(5, Unit.DAY))],
)
def test_reversibility_is_a_word_or_the_time_it_takes(written, expected):
    assert duty_with(f"what: {{a: b}}\n    reversible: {written}").reversible == expected


def test_flags_of_a_duty_are_read():
    duty = duty_with(
        "what: {a: b}\n    best_effort: yes\n    reported: true\n    unconditional: no\n"
        "    conf: C\n    with: handover\n    takes: 4d..8d\n    type: disarm"
    )
    assert (duty.best_effort, duty.reported, duty.unconditional) == (True, True, False)
    assert (duty.conf, duty.with_, duty.type) == ("C", ("handover",), "disarm")
    assert str(duty.takes) == "4d..8d"


def test_clause_that_nobody_can_read_needs_no_content():
    text = changed("    what: {withdraw: 24 gun}\n", "    unreadable: true\n")
    assert read(text).obligations["pull-back"].what is None
    assert findings(changed("    what: {withdraw: 24 gun}\n", ""))[0][0] == "missing-key"


def test_every_verb_of_a_ladder_is_read():
    rungs = (
        "[{notify: watch, within: 1d}, {meet: all}, {publish: watch}, {refer: watch},"
        " {rule: watch, within: 14d, final: true}, {cure: violator}, {correct: violator},"
        " {suspend: answering-tranche, resume: verified}, {suspend: 'handover[2]'},"
        " {answer: in-kind, for: 1w..3w}, {sanction: watch, for: 2mo}, {undo: last-step},"
        " {extend: 30d, once: true}, {extend: dependants, by: same-delay, at_most: 14d},"
        " {substitute: watch}, {terminate: agreement, notice: 21d}, {exit: any}]"
    )
    text = changed("[{notify: watch, within: 1d}, {cure: violator, within: 4d}]", rungs)
    ladder = read(text).remedies["ladder"]
    assert {rung.verb for rung in ladder.rungs} == set(RungVerb)
    ruling = next(rung for rung in ladder.rungs if rung.verb is RungVerb.RULE)
    assert (ruling.target, ruling.final, ruling.within) == (
        ("watch",),
        True,
        Duration(14, Unit.DAY),
    )
    extensions = [rung.extension for rung in ladder.rungs if rung.verb is RungVerb.EXTEND]
    assert extensions == [Duration(30, Unit.DAY), Duration(14, Unit.DAY)]


def test_ladder_may_say_how_many_incidents_start_it():
    text = changed("ladder: [{notify", "ladder:\n    needs: 2 in 4w\n    rungs: [{notify")
    needs = read(text).remedies["ladder"].needs
    assert (needs.incidents, needs.window) == (2, Duration(4, Unit.WEEK))


def test_ladder_of_a_duty_is_found_or_absent():
    model = read()
    assert model.ladder_of("quiet") is model.remedies["ladder"]
    assert model.ladder_of("pull-back") is None


def test_drafts_are_not_signed():
    assert read(changed("signed: 2031-05-01", "signed: none")).agreement.signed is NONE
    assert read(changed("  signed: 2031-05-01\n", "")).agreement.signed_on is None


def test_judged_condition_deferred_issue_exit_and_amendment():
    extra = (
        "conditions:\n  calm: {says: no attack, judge: watch, within: 14d}\n"
        "deferred:\n  status: {forum: watch, after: [calm.met], due: none, otherwise: none,"
        " freeze: [census], outcomes: [stays-open]}\n"
        "exit: none\namend: {by: [east, west], form: written}\n"
    )
    model = read(SMALL + extra)
    assert model.conditions["calm"].judge == ("watch",)
    issue = model.deferred["status"]
    assert (issue.due, issue.otherwise, issue.outcomes) == (NONE, NONE, ("stays-open",))
    assert model.exit is NONE
    assert model.amend.form == "written"


READINGS = """\
    readings:
      west: {says: not agreed, source: text, takes: none}
      watch: {says: at once, takes: {due: 1d after signed, best_effort: yes}}
"""


def with_readings():
    return read(changed("    source: text\n", f"    source: text\n{READINGS}"))


def test_readings_are_named_in_alphabetical_order():
    assert with_readings().readings() == ("watch", "west")
    assert read().readings() == ("as-written",)


def test_reading_that_has_no_such_duty_leaves_it_out_and_mends_the_order():
    resolved = with_readings().as_read_by("west")
    assert list(resolved.obligations) == ["quiet", "pull-back"]
    pull_back = resolved.obligations["pull-back"]
    assert (pull_back.answers, pull_back.due) == (None, NONE)
    assert resolved.phases["first"].ends is NONE
    assert resolved.readings() == ("as-written",)


def test_reading_with_other_terms_changes_those_and_keeps_the_rest():
    duty = with_readings().as_read_by("watch").obligations["handover"]
    assert str(duty.due) == "1d after signed"
    assert duty.best_effort
    assert duty.tranches.count == 2
    assert duty.readings == {}


def test_party_without_a_reading_reads_as_written():
    resolved = with_readings().as_read_by("east")
    assert resolved.obligations["handover"] == read().obligations["handover"]


def test_what_waited_for_an_absent_duty_waits_for_what_that_one_waited_for():
    text = changed("    answers: handover\n", "    after: [middle.done]\n")
    text = changed("due: 5d after handover.verified", "due: none", text)
    text = changed(
        "remedies:",
        "  middle:\n    by: west\n    duty: achieve\n    what: {a: b}\n"
        "    after: [handover.verified, {any: [quiet.started, middle-two.done]}]\n"
        "    readings: {east: {says: no, takes: none}}\n"
        "  middle-two:\n    by: west\n    duty: achieve\n    what: {a: b}\n"
        "    readings: {east: {says: no, takes: none}}\nremedies:",
        text,
    )
    after = read(text).as_read_by("east").obligations["pull-back"].after
    assert [[str(event) for event in one.events] for one in after] == [
        ["handover.verified"],
        ["quiet.started"],
    ]


def test_readings_of_the_whole_text_and_of_an_issue():
    text = changed(
        "  signed: 2031-05-01\n",
        "  signed: 2031-05-01\n  effective: signed\n  readings:\n"
        "    east: {says: later, takes: {effective: 3d after signed}}\n",
    )
    text += (
        "deferred:\n  status:\n    forum: watch\n    due: 30d after signed\n"
        "    readings: {west: {says: settled, takes: none}}\n"
    )
    model = read(text)
    assert model.readings() == ("east", "west")
    assert str(model.as_read_by("east").agreement.effective) == "3d after signed"
    assert model.as_read_by("west").deferred == {}
    assert list(model.as_read_by("east").deferred) == ["status"]


def test_reading_of_somebody_who_is_not_declared_is_an_error():
    text = changed("    source: text\n", f"    source: text\n{READINGS.replace('west', 'wst')}")
    assert [(one[0], one[3]) for one in findings(text)] == [
        (
            "unresolved-reference",
            "'wst' is not declared; it must be a party or a third party or a body",
        )
    ]


def test_names_inside_a_reading_are_resolved():
    text = changed(
        "    source: text\n", f"    source: text\n{READINGS.replace('1d after signed', 'x.done')}"
    )
    assert [one[0] for one in findings(text)] == ["unresolved-reference"]


def test_models_cannot_be_changed():
    with pytest.raises(ValueError, match="frozen"):
        read().agreement.title = "other"
