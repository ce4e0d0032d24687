"""Fixes that rules on quantities and verification offer: each mends the finding it stands at."""

from __future__ import annotations

import re

import pytest

from pactwright.diagnostics import Severity
from pactwright.rules.facts import Facts
from pactwright.rules.registry import FAMILIES, all_rules
from pactwright.rules.rule import Finding, FixKind
from pactwright.text.agreement_reader import read_for_check
from pactwright.text.editing import edited
from rule_cases import FOLDER, cases_of, completed

# What a drafter would write for each placeholder.
FILLED = {
    "ALL-AREAS": "all-areas",
    "ANNEX": "annex-9",
    "DATE": "2031-03-03",
    "DECLARED-STOCK": "declared-stock",
    "FIRST-KIND": "mortars",
    "HOURS": "night",
    "KIND": "mortars",
    "LADDER": "step",
    "LIST": "held-persons",
    "MOMENT": "2032-01-01",
    "N": "5",
    "PERSONS": "commanders",
    "PLACES": "depots",
    "RECORDS": "registers",
    "RULE": "taken off the list",
    "STOCK": "stocks",
    "THEN-KIND": "rifles",
    "UNIT": "rifle",
    "WHO": "mission",
}
PLACEHOLDER = re.compile("|".join(rf"\b{word}\b" for word in sorted(FILLED, key=len)[::-1]))


def texts_of(rule) -> list[str]:
    cases = cases_of(FOLDER / FAMILIES[rule.family] / f"{rule.name}.md")
    return [completed(rule.example.lstrip("\n")), *(completed(c.text) for c in cases if c.expected)]


def found_in(rule, text: str) -> set[Finding]:
    document, problems = read_for_check(text.encode(), file="case.yaml")
    facts = Facts(document.model, document.tree, problems=problems)
    return set(rule.check(facts))


def mended(text: str, fix) -> str:
    for edit in fix.edits:
        value = None if edit.value is None else PLACEHOLDER.sub(lambda m: FILLED[m[0]], edit.value)
        text = edited(text, edit.path, edit.key, value)
    return text


OFFERED = [
    pytest.param(rule, text, finding, fix, id=f"{rule.code} {number}: {fix.title}")
    for rule in all_rules()
    if rule.family in {"QTY", "VER"}
    for number, text in enumerate(texts_of(rule))
    for finding in found_in(rule, text)
    for fix in finding.fixes
]


@pytest.mark.parametrize(("rule", "text", "finding", "fix"), OFFERED)
def test_a_fix_takes_its_finding_away_and_brings_no_new_one(rule, text, finding, fix) -> None:
    before, after = found_in(rule, text), found_in(rule, mended(text, fix))
    assert finding not in after
    # What stood behind it (a second object without a number, a remark) may become visible.
    still = [one for one in after if one.path == finding.path and one.severity == finding.severity]
    assert not still
    assert count(after, finding.severity) <= count(before, finding.severity)


def count(found: set[Finding], severity: Severity | None) -> int:
    return sum(one.severity == severity for one in found)


def test_sums_alone_may_be_applied_on_request() -> None:
    kinds = {
        (param.values[0].code, param.values[3].title.split(" come to ")[0])
        for param in OFFERED
        if param.values[3].kind is FixKind.MECHANICAL
    }
    assert kinds == {("QTY001", "make the tranches")}


def test_rules_that_offer_fixes_have_some() -> None:
    with_fixes = {param.values[0].code for param in OFFERED}
    offered = {
        rule.code
        for rule in all_rules()
        if rule.family in {"QTY", "VER"} and rule.fix is not FixKind.HUMAN
    }
    assert offered - {"VER005"} <= with_fixes
    assert {rule.code for rule in all_rules() if rule.fix is FixKind.HUMAN}.isdisjoint(with_fixes)
