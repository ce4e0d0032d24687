"""What a rule offers mends what it found: the changed text can be read, and raises it no more."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from pactwright.rules.facts import Facts
from pactwright.rules.registry import FAMILIES, all_rules
from pactwright.rules.running import run_rules
from pactwright.text.agreement_reader import read_for_check
from pactwright.text.editing import edited
from rule_cases import FOLDER, cases_of, completed

if TYPE_CHECKING:
    from pactwright.rules.rule import Finding, Fix, Rule

# Those on quantities and verification, with their placeholders filled in: test_fixes.py.
RULES = [one for one in all_rules() if not one.needs_view and one.family not in {"QTY", "VER"}]
# To be filled in before the text can be read, or means what it should; for WHO somebody is at hand.
WHO = re.compile(r"\bWHO\b")
BLANK = re.compile(r"\b(?!WHO\b)(?:[A-Z]{2,}|N(?:h|d|w|mo)?)\b")


def found_in(text: str, rule: Rule) -> list[Finding]:
    document, problems = read_for_check(text.encode(), file="case.yaml")
    facts = Facts(document.model, document.tree, problems=problems)
    return [one.finding for one in run_rules(facts, [rule])]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_what_a_rule_offers_mends_what_it_found(rule) -> None:
    for case in cases_of(FOLDER / FAMILIES[rule.family] / f"{rule.name}.md"):
        text = completed(case.text)
        found = found_in(text, rule)
        labels = Counter(one.label for one in found)
        for finding in found:
            for fix in finding.fixes:
                after = labels_after(text, fix, rule)
                if after is not None:
                    shown = f"{case.title}: {fix.title}"
                    assert after[finding.label] < labels[finding.label], shown
                    assert after.total() <= labels.total(), shown


def labels_after(text: str, fix: Fix, rule: Rule) -> Counter[str] | None:
    """What is found once a fix is made; None where something is to be filled in first."""
    for edit in fix.edits:
        value = edit.value and WHO.sub("envoy", edit.value)
        text = edited(text, edit.path, edit.key, value)
    if any(BLANK.search(edit.value or "") for edit in fix.edits):
        return None
    return Counter(one.label for one in found_in(text, rule))
