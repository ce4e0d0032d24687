"""Agreements drafted with care raise no error that a note does not justify."""

from __future__ import annotations

import tomllib

import pytest

from pactwright.diagnostics import Severity
from pactwright.library import find_agreement
from pactwright.rules.facts import Facts
from pactwright.rules.registry import all_rules
from pactwright.rules.running import run_rules
from pactwright.text.agreement_reader import read_for_check
from rule_cases import FOLDER

CAREFUL = FOLDER / "agreements"
JUSTIFIED = tomllib.loads((CAREFUL / "justified.toml").read_text(encoding="utf-8"))
FILES = {path.stem: path for path in sorted(CAREFUL.glob("*.yaml"))} | {
    "aceh-2005": find_agreement("aceh-2005")
}


def errors_of(path) -> set[tuple[str, str]]:
    """Rule names and clauses of all findings of error severity."""
    document, problems = read_for_check(path)
    found = run_rules(Facts(document.model, document.tree, problems=problems), all_rules())
    return {
        (one.rule.name, ".".join(map(str, one.finding.path[1:2])))
        for one in found
        if (one.finding.severity or one.rule.severity) is Severity.ERROR
    }


@pytest.mark.parametrize("name", FILES)
def test_a_careful_agreement_raises_no_error_without_a_note(name) -> None:
    notes = {(one["rule"], one.get("clause", "")) for one in JUSTIFIED.get(name, [])}
    assert errors_of(FILES[name]) <= notes


@pytest.mark.parametrize("name", JUSTIFIED)
def test_every_note_is_about_an_error_that_is_raised(name) -> None:
    notes = {(one["rule"], one.get("clause", "")) for one in JUSTIFIED[name]}
    assert notes <= errors_of(FILES[name])
    assert all(len(one["because"]) > 20 for one in JUSTIFIED[name])
