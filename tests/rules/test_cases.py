"""Every rule against its case file, its own example, and the form that all rules keep."""

from __future__ import annotations

import re

import pytest

from pactwright.rules.registry import FAMILIES, all_rules
from rule_cases import FOLDER, cases_of, findings_in, read_case

RULES = [rule for rule in all_rules() if not rule.needs_view]
CASES = [
    pytest.param(rule, case, id=f"{rule.code}: {case.title}")
    for rule in RULES
    for case in cases_of(FOLDER / FAMILIES[rule.family] / f"{rule.name}.md")
]


@pytest.mark.parametrize(("rule", "case"), CASES)
def test_a_case_raises_what_its_file_says_and_nothing_else(rule, case) -> None:
    found = findings_in(case.text, rule)
    assert sorted(line for line, _ in found) == sorted(line for line, _ in case.expected)
    labels = {line: [f.label for at, f in found if at == line] for line, _ in found}
    for line, words in case.expected:
        assert any(words in label for label in labels[line]), (words, labels[line])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_fires_on_its_example_and_not_on_the_better_text(rule) -> None:
    assert findings_in(rule.example.lstrip("\n"), rule)
    assert not findings_in(rule.better.lstrip("\n"), rule)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_case_file_has_texts_that_raise_the_rule_and_texts_that_do_not(rule) -> None:
    cases = cases_of(FOLDER / FAMILIES[rule.family] / f"{rule.name}.md")
    assert sum(bool(case.expected) for case in cases) >= 2
    assert sum(not case.expected for case in cases) >= 2


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_what_a_rule_says_is_complete_and_keeps_its_form(rule) -> None:
    assert re.fullmatch(r"[A-Z]{3}[0-9]{3}", rule.code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    for text in (rule.finds, rule.why, rule.mend, rule.ignore_when, rule.history):
        assert text.endswith("."), text
        assert text[0].isupper(), text
    assert rule.sources
    assert rule.example.strip()
    assert rule.better.strip()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_paths_of_findings_stand_in_the_file(rule) -> None:
    for case in cases_of(FOLDER / FAMILIES[rule.family] / f"{rule.name}.md"):
        document, _ = read_case(case.text)
        for _, finding in findings_in(case.text, rule):
            for path in (finding.path, *(path for path, _ in finding.chain)):
                assert path in document.spans.values, path
