"""Where findings stand, how they are recognised again, and what is told apart between drafts."""

from __future__ import annotations

import json

import pytest

from agreement_texts import SMALL
from pactwright.checking.baseline import read_baseline, written_baseline
from pactwright.checking.difference import difference
from pactwright.checking.one_file import Wanted, checked_file
from pactwright.checking.placing import fingerprint, placed
from pactwright.checking.results import Checked
from pactwright.diagnostics import Severity
from pactwright.errors import ReadError
from pactwright.rules.accepted import Accepted
from pactwright.rules.profiles import PROFILES
from pactwright.rules.project import Project
from pactwright.rules.registry import rule_named
from pactwright.rules.rule import Finding
from pactwright.rules.running import Found
from pactwright.text.agreement_reader import read_for_check

RULE = rule_named("no-verifier")
QUIET, HANDOVER = ("obligations", "quiet"), ("obligations", "handover")


def read(text=SMALL):
    return read_for_check(text.encode(), file="x.yaml")


def check(text=SMALL, **wanted):
    return checked_file(*read(text), Wanted(**{"select": ("VER001",), **wanted}))


def place(*findings, profile="final", text=SMALL):
    document, _ = read(text)
    return placed(document, [Found(RULE, one) for one in findings], PROFILES[profile])


def test_findings_stand_in_the_order_of_the_file():
    found = place(Finding(HANDOVER, "b", at="key"), Finding(QUIET, "a", at="key"))
    assert [one.clause for one in found] == ["obligations.quiet", "obligations.handover"]
    assert [one.diagnostic.span.line for one in found] == [
        SMALL[: SMALL.index(f"  {word}:")].count("\n") + 1 for word in ("quiet", "handover")
    ]


def test_chain_keeps_its_order_and_numbers_it_where_it_is_longer_than_one():
    chain = ((HANDOVER, "waits"), (("phases", "first"), "ends"))
    (one,) = place(Finding(QUIET, "a", at="key", chain=chain))
    assert [link.clause for link in one.chain] == ["obligations.handover", "phases.first"]
    assert [other.label for other in one.diagnostic.related] == ["(1) waits", "(2) ends"]
    (one,) = place(Finding(QUIET, "a", at="key", chain=chain[:1]))
    assert [other.label for other in one.diagnostic.related] == ["waits"]


def test_severity_is_that_of_the_finding_or_the_rule_and_profile_hides_infos():
    small = Finding(QUIET, "a", severity=Severity.INFO)
    assert [one.severity for one in place(small, Finding(HANDOVER, "b"))] == [
        Severity.INFO, RULE.severity,
    ]  # fmt: skip
    assert [one.severity for one in place(small, Finding(HANDOVER, "b"), profile="draft")] == [
        RULE.severity
    ]


def test_fingerprint_is_of_rule_clause_and_words_and_not_of_figures():
    same = fingerprint("VER001", QUIET, "a gap of 51 h  before\n2031-05-01")
    assert same == fingerprint("VER001", QUIET, "a gap of 49 h before 2031-05-02")
    assert same != fingerprint("VER002", QUIET, "a gap of 51 h before 2031-05-01")
    assert same != fingerprint("VER001", HANDOVER, "a gap of 51 h before 2031-05-01")
    assert same != fingerprint("VER001", QUIET, "no gap")


def test_two_findings_of_the_same_words_have_marks_of_their_own():
    one, other = place(Finding(QUIET, "gap of 1 h"), Finding(QUIET, "gap of 2 h"))
    assert other.fingerprint == f"{one.fingerprint}-2"


def test_moved_lines_change_no_fingerprint():
    moved = SMALL.replace("obligations:\n", "# one more\n\nobligations:\n\n")
    before, after = check(), check(moved)
    assert before.findings
    assert [p.fingerprint for p in before.findings] == [p.fingerprint for p in after.findings]
    assert before.findings[0].diagnostic.span != after.findings[0].diagnostic.span


def test_words_in_a_text_of_several_lines_are_underlined_where_they_stand():
    text = SMALL + "terms:\n  cover: >-\n    the bulk\n    of it, and the bulk of the rest\n"
    document, _ = read(text)
    whole = document.tree["terms"]["cover"]
    for start, (line, column, end) in (
        (whole.index("bulk"), (-2, 9, 7)), (whole.rindex("bulk"), (-1, 20, 27)),
    ):  # fmt: skip
        (one,) = place(Finding(("terms", "cover"), "x", offset=start, length=7), text=text)
        span = one.diagnostic.span
        last = text.count("\n")
        assert (span.line, span.column, span.end_column) == (last + 1 + line, column, end)


def test_accepted_finding_stays_marked_and_does_not_count():
    entry = Accepted("VER001", "quiet", "on purpose", "us")
    checked = check(project=Project(accepted=(entry,)))
    (one,) = [p for p in checked.findings if p.clause == "obligations.quiet"]
    assert one.accepted is entry
    assert one not in checked.open
    assert one not in Checked((checked,)).failing
    assert checked.unneeded == ()


@pytest.mark.parametrize(
    ("clause", "covers"),
    [("quiet", True), ("obligations.quiet", True), ("obligations", True), ("handover", False),
     ("quiet.verify", False), ("text", False)],
)  # fmt: skip
def test_clause_of_an_accepted_finding_covers_what_stands_under_it(clause, covers):
    entry = Accepted("VER001", clause, "r", "b")
    assert entry.covers(RULE, QUIET) is covers
    assert not entry.covers(rule_named("INC001"), QUIET)


def test_accepting_the_whole_text_covers_what_is_said_of_the_whole_only():
    assert Accepted("VER001", "text", "r", "b").covers(RULE, ())


@pytest.mark.parametrize(
    ("clause", "why"),
    [("handover", "the text no longer raises it"), ("quit", "did you mean 'quiet'?")],
)
def test_accepted_finding_that_covers_nothing_is_reported_with_the_reason(clause, why):
    checked = check(project=Project(accepted=(Accepted("VER001", clause, "r", "b"),)))
    (one,) = checked.unneeded
    assert why in one.why


def test_accepted_finding_of_a_rule_that_did_not_run_is_not_called_unneeded():
    entry = Accepted("VER001", "handover", "r", "b")
    assert check(project=Project(accepted=(entry,)), select=("INC001",)).unneeded == ()


def test_accepted_finding_of_another_agreement_is_passed_over():
    entry = Accepted("VER001", "quiet", "r", "b", agreement="elsewhere")
    checked = check(project=Project(accepted=(entry,)))
    assert (checked.accepted, checked.unneeded) == ((), ())


def test_baseline_hides_what_is_known_and_counts_it(tmp_path):
    path = tmp_path / "known.json"
    path.write_text(written_baseline([check()]), encoding="utf-8")
    checked = check(baseline=read_baseline(path))
    assert checked.known == checked.findings != ()
    assert (checked.open, Checked((checked,)).failing) == ((), ())
    other = SMALL.replace("id: two-rivers", "id: three-rivers")
    assert check(other, baseline=read_baseline(path)).known == ()


def test_baseline_is_sorted_and_leaves_out_what_is_accepted():
    entry = Accepted("VER001", "quiet", "on purpose", "us")
    document = json.loads(written_baseline([check(project=Project(accepted=(entry,)))]))
    assert document["schema_version"] == 1
    clauses = [one["clause"] for one in document["known"]["two-rivers"]]
    assert clauses == [p.clause for p in check().findings if p.clause != "obligations.quiet"]


@pytest.mark.parametrize(
    ("text", "said"),
    [("[]", "no baseline file"), ("{", "no baseline file"), ('{"schema_version": 9}', "version"),
     ('{"schema_version": 1, "known": []}', "no baseline file")],
)  # fmt: skip
def test_file_that_is_no_baseline_is_refused(tmp_path, text, said):
    path = tmp_path / "known.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ReadError, match=said):
        read_baseline(path)


def test_baseline_that_is_not_there_is_said(tmp_path):
    with pytest.raises(ReadError, match="cannot be read"):
        read_baseline(tmp_path / "none.json")


def test_drafts_differ_by_what_only_one_of_them_raises():
    mended = SMALL.replace(
        "    until: first.ended\n", "    until: first.ended\n    verify: {by: watch}\n"
    )
    old, new = check(), check(mended)
    assert [p.clause for p in difference(old, new).lost] == ["obligations.quiet"]
    assert [p.clause for p in difference(new, old).gained] == ["obligations.quiet"]
    assert difference(old, new).gained == difference(new, old).lost == ()


def test_finding_whose_words_changed_with_the_text_is_still_the_same():
    said_none = SMALL.replace(
        "    until: first.ended\n", "    until: first.ended\n    verify: none\n"
    )
    old, new = check(), check(said_none)
    assert {p.fingerprint for p in old.findings} != {p.fingerprint for p in new.findings}
    both = difference(old, new)
    assert (both.gained, both.lost) == ((), ())


def test_only_what_was_gained_fails_against_an_older_draft():
    old = check()
    assert Checked((old,)).failing
    assert Checked((old,), difference(old, old)).failing == ()


@pytest.mark.parametrize(
    ("fail_on", "fails"), [("error", True), ("warning", True), ("never", False)]
)
def test_fail_on_is_the_least_severity_that_fails(fail_on, fails):
    assert bool(Checked((check(fail_on=fail_on),)).failing) is fails
