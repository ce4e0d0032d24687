"""Run rules over one agreement, in a fixed order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactwright.rules.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pactwright.rules.facts import Facts


@dataclass(frozen=True, slots=True)
class Found:
    """One finding with the rule that made it."""

    rule: Rule
    finding: Finding


def run_rules(facts: Facts, rules: Iterable[Rule]) -> tuple[Found, ...]:
    """Findings of all rules: rules in the order given, findings in the order each yields them.

    Rules of the strategic model are passed over where there is no assessment.
    """
    return tuple(
        Found(rule, finding)
        for rule in rules
        if facts.assessment is not None or not rule.needs_view
        for finding in rule.check(facts)
    )
