"""What all rules say of whole agreements, to the letter: texts in which many lines come together.

After a change of a rule:  PACTWRIGHT_SNAPSHOTS=write make unit, then read the difference.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import pactwright
from pactwright.rules.facts import Facts
from pactwright.rules.registry import all_rules
from pactwright.rules.running import run_rules
from pactwright.text.agreement_reader import read_for_check
from rule_cases import FOLDER, said_lines
from snapshots import same_as_snapshot

CASES = Path(pactwright.__file__).parent / "data" / "cases"
TEXTS = {
    **{path.stem: path for path in sorted((FOLDER / "careless").glob("*.yaml"))},
    **{path.stem: path for path in sorted((FOLDER / "agreements").rglob("*.yaml"))},
    **{path.parent.name: path for path in sorted(CASES.glob("*/agreement.yaml"))},
}


@pytest.mark.parametrize("name", TEXTS)
def test_findings_on_whole_agreements_say_what_was_reviewed(name: str) -> None:
    document, problems = read_for_check(TEXTS[name])
    facts = Facts(document.model, document.tree, problems=problems)
    lines = []
    for found in run_rules(facts, [rule for rule in all_rules() if not rule.needs_view]):
        lines.append(f"{found.rule.code} {found.rule.name}")
        lines += said_lines(
            document.span(found.finding.path, at=found.finding.at).line, found.finding
        )
    same_as_snapshot(f"of-{name}", "\n".join(lines) + "\n", folder=FOLDER / "said")
