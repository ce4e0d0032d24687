"""What rules offer in several edits is written into the text in one go, and nothing else changes.

Offers of one edit, and edits one after the other, are tested in `test_offered_fixes`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import pactwright
from pactwright.checking.patching import changes_of, editor_of
from pactwright.rules.facts import Facts
from pactwright.rules.registry import FAMILIES, all_rules
from pactwright.rules.running import run_rules
from pactwright.text.agreement_reader import read_for_check
from pactwright.text.editing import applied, with_changes
from pactwright.text.nodes import compose
from rule_cases import FOLDER, cases_of, read_case

RULES = [rule for rule in all_rules() if not rule.needs_view]
CASES = sorted((Path(pactwright.__file__).parent / "data" / "cases").glob("*/agreement.yaml"))


def write_every_offer(document, problems, rules, *, at_least=1) -> None:
    editor = editor_of(document)
    facts = Facts(document.model, document.tree, problems=problems)
    for found in run_rules(facts, rules):
        for fix in found.finding.fixes:
            if len(fix.edits) < at_least:
                continue
            text = applied(document.text, changes_of(editor, fix))
            after = compose(text)
            assert after.problems == [], (found.rule.code, fix.title)
            edits = [(edit.path, edit.key, edit.value) for edit in fix.edits]
            assert after.tree == with_changes(document.tree, edits)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_offer_of_several_edits_in_the_cases_of_a_rule_goes_in_together(rule) -> None:
    for case in cases_of(FOLDER / FAMILIES[rule.family] / f"{rule.name}.md"):
        write_every_offer(*read_case(case.text), [rule], at_least=2)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.parent.name)
def test_every_offer_in_a_shipped_case_has_a_place_in_the_text(path) -> None:
    write_every_offer(*read_for_check(path), RULES)
