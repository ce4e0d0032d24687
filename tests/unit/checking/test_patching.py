"""Offered changes as patches: together, apart, and only figures without being asked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from agreement_texts import SMALL
from pactwright.checking.one_file import Wanted, checked_file
from pactwright.checking.patching import changes_of, editor_of, mended, patch_of, unified, with_sums
from pactwright.checking.placing import placed
from pactwright.cli.main import exit_code_of
from pactwright.rules.profiles import PROFILES
from pactwright.rules.registry import rule_named
from pactwright.rules.rule import Edit, Finding, Fix, FixKind
from pactwright.rules.running import Found
from pactwright.text.agreement_reader import read_for_check
from pactwright.text.editing import CannotEditError
from pactwright.text.nodes import compose

RULE = rule_named("no-verifier")
QUIET, HANDOVER = ("obligations", "quiet"), ("obligations", "handover")
DOCUMENT, PROBLEMS = read_for_check(SMALL.encode(), file="small.yaml")


def found(*fixes, rule=RULE):
    """One finding for each fix, at the head of a duty."""
    findings = [Finding(QUIET, f"finding {name}", fixes=(fix,)) for name, fix in fixes]
    return placed(DOCUMENT, [Found(rule, one) for one in findings], PROFILES["final"])


def fix(path, key, value):
    return Fix(f"set {key}", (Edit(path, key, value),))


def test_changes_of_several_findings_go_in_together():
    result = mended(
        DOCUMENT,
        found(
            ("a", fix(QUIET, "verify", "{by: watch}")),
            ("b", fix(HANDOVER, "reversible", "never")),
            ("c", fix(QUIET, "reversible", "easy")),
        ),
    )
    tree = compose(result.text).tree["obligations"]
    assert tree["quiet"]["verify"] == {"by": "watch"}
    assert (tree["quiet"]["reversible"], tree["handover"]["reversible"]) == ("easy", "never")
    assert result.left_out == ()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (fix(QUIET, "verify", "{by: watch}"), fix(QUIET, "verify", "none")),
        (fix(("deferred",), "one", "{forum: none}"), fix(("deferred",), "two", "{forum: none}")),
        (fix(HANDOVER, "what", "{release: all}"), fix((*HANDOVER, "what"), "note", "x")),
    ],
    ids=["the same key", "the same new section", "a part of what is replaced"],
)
def test_changes_that_meet_are_left_for_the_next_time(first, second):
    result = mended(DOCUMENT, found(("a", first), ("b", second)))
    assert [one.title for _, one in result.applied] == [first.title]
    assert [one.title for _, one in result.left_out] == [second.title]


def test_fix_of_two_edits_that_do_not_go_together_is_refused():
    both = Fix("x", (Edit(QUIET, "verify", "none"), Edit(QUIET, "verify", "{by: watch}")))
    with pytest.raises(CannotEditError):
        changes_of(editor_of(DOCUMENT), both)


def test_patch_names_alternatives_and_says_that_capitals_are_to_be_filled_in():
    checked = checked_file(DOCUMENT, PROBLEMS, Wanted(select=("VER001",)))
    ways = (fix(QUIET, "verify", "{by: WHO}"), fix(QUIET, "verify", "{by: watch}"))
    finding = Finding(QUIET, "x", fixes=ways)
    (one,) = placed(DOCUMENT, [Found(RULE, finding)], PROFILES["final"])
    lines = patch_of(replace(checked, findings=(one,))).splitlines()
    assert lines[:3] == [
        "# no-verifier (VER001) at obligations.quiet: set verify",
        "#   or: set verify",
        "# words in capitals are to be filled in",
    ]
    assert "+    verify: {by: WHO}" in lines


def test_patch_of_a_text_without_a_last_line_end_says_so():
    assert unified("a: 1", "a: 2", "f").splitlines()[-1] == "\\ No newline at end of file"


def test_only_fixes_that_complete_a_sum_are_made_without_being_asked():
    checked = checked_file(DOCUMENT, PROBLEMS, Wanted(select=("VER001",)))
    other = fix(HANDOVER, "reversible", "never")
    completing = replace(fix((*HANDOVER, "tranches"), "each", "20"), kind=FixKind.MECHANICAL)
    finding = Finding(HANDOVER, "x", fixes=(other, completing))
    shown = placed(DOCUMENT, [Found(RULE, finding)], PROFILES["final"])
    result = with_sums(replace(checked, findings=(*shown, *found(("a", other)))))
    assert [one.title for _, one in result.applied] == ["set each"]
    assert result.text == SMALL.replace("each: 30", "each: 20", 1)


def test_wrong_sum_is_completed_by_fix(tmp_path, capsys):
    path = tmp_path / "agreement.yaml"
    path.write_text(SMALL.replace("each: 30}", "each: 20}"), encoding="utf-8")
    arguments = ["check", str(path), "--select", "QTY001", "--fail-on", "never"]
    assert exit_code_of(arguments) == 0
    assert "(--fix does it)" in capsys.readouterr().out
    assert exit_code_of([*arguments, "--fix"]) == 0
    captured = capsys.readouterr()
    assert "missing-quantity at obligations.handover" in captured.err
    assert path.read_text(encoding="utf-8") == SMALL
