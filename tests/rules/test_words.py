"""What every finding of every case says, to the letter: users read it, so somebody reviews it.

After a change of words:  PACTWRIGHT_SNAPSHOTS=write make unit, then read the difference.
"""

from __future__ import annotations

import pytest

from pactwright.rules.registry import FAMILIES, all_rules
from rule_cases import FOLDER, cases_of, findings_in, said_lines
from snapshots import same_as_snapshot

SAID = FOLDER / "said"
RULES = [rule for rule in all_rules() if not rule.needs_view]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_findings_say_what_was_reviewed(rule) -> None:
    blocks = {"example": rule.example.lstrip("\n")}
    for case in cases_of(FOLDER / FAMILIES[rule.family] / f"{rule.name}.md"):
        if case.expected:
            blocks[case.title] = case.text
    said = [f"{rule.code} {rule.name}"]
    for title, text in blocks.items():
        said += ["", title]
        said += [
            one for line, finding in findings_in(text, rule) for one in said_lines(line, finding)
        ]
    same_as_snapshot(rule.code, "\n".join(said) + "\n", folder=SAID)
