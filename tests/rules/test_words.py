"""What every finding of every case says, to the letter: users read it, so somebody reviews it.

After a change of words:  PACTWRIGHT_SNAPSHOTS=write make unit, then read the difference.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pactwright.rules.registry import FAMILIES, all_rules
from rule_cases import FOLDER, cases_of, findings_in
from snapshots import same_as_snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.rules.rule import Finding

SAID = FOLDER / "said"
RULES = [rule for rule in all_rules() if not rule.needs_view]


def lines_of(line: int, finding: Finding) -> Iterator[str]:
    """Everything that a finding says, a line each."""
    part = "" if finding.offset is None else f" +{finding.offset}:{finding.length}"
    yield f"{line} {'.'.join(map(str, finding.path))}{part} ({finding.at}): {finding.label}"
    if finding.severity is not None:
        yield f"    severity {finding.severity}"
    yield from (f"    note {note}" for note in finding.notes)
    if finding.help:
        yield f"    help {finding.help}"
    yield from (f"    {'.'.join(map(str, path))}: {says}" for path, says in finding.chain)
    for fix in finding.fixes:
        yield f"    fix {fix.title}"
        for edit in fix.edits:
            yield f"        {'.'.join(map(str, edit.path))} {edit.key} = {edit.value}"


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
            one for line, finding in findings_in(text, rule) for one in lines_of(line, finding)
        ]
    same_as_snapshot(rule.code, "\n".join(said) + "\n", folder=SAID)
