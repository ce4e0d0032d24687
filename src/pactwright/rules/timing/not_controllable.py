"""TIM003: dates that can be kept with luck, and not for sure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.diagnostics import Severity
from pactwright.rules.easing import fixes_for, notes_on
from pactwright.rules.rule import Engine, Finding, FixKind, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.network.timing import Conflict
    from pactwright.rules.facts import Facts

TOGETHER = "this date can be kept with luck only: lengths that nobody decides can use up the time"


def check(facts: Facts) -> Iterator[Finding]:
    """All together first; where they can be sure of their dates, each party alone."""
    timing = facts.timing
    if timing.conflict() is not None:
        return  # no date to be sure of: TIM002
    together = timing.uncontrollable()
    if together is not None:
        yield _finding(facts, together, TOGETHER)
        return
    for party in facts.agreement.parties:
        alone = timing.uncontrollable(party)
        if alone is not None:
            label = (
                f"'{party}' alone cannot be sure of this date: what others may do within their own "
                "dates can use up the time"
            )
            yield _finding(facts, alone, label)


def _finding(facts: Facts, conflict: Conflict, label: str) -> Finding:
    *before, last = conflict.clauses
    return Finding(
        last.path,
        label,
        notes=notes_on(conflict),
        chain=tuple((clause.path, clause.says) for clause in before),
        fixes=tuple(fixes_for(facts, conflict.loosenings)),
    )


RULE = Rule(
    code="TIM003",
    name="not-controllable",
    severity=Severity.WARNING,
    engines=(Engine.TIMING,),
    fix=FixKind.OFFERED,
    finds=(
        "Dates that cannot be guaranteed, once lengths that nobody decides (deployment, "
        "verification, getting ready) take any value in their range: by all together, or by a "
        "party alone while the others act anywhere in their own windows."
    ),
    why=(
        "Whether there is a way of acting that keeps every date, whatever the uncertain lengths "
        "turn out to be, has an exact test. A party that cannot be sure of its date is in breach "
        "without having done anything wrong."
    ),
    mend="Extend one of the dates named, or tie it to the event that it waits for.",
    example="""
obligations:
  monitors: {by: mission, duty: achieve, what: {deploy: 60 monitor}, from: effective,
             takes: 4d..11d, due: 10d after effective, breach: step}
""",
    better="""
obligations:
  monitors: {by: mission, duty: achieve, what: {deploy: 60 monitor}, from: effective,
             takes: 4d..11d, due: 15d after effective, breach: step}
""",
    ignore_when="A ladder moves the dates of all that waits when a step comes late.",
    history=(
        "South Sudan, 2018: cantonment, screening, training and merging of forces were due within "
        "eight months; extended by six months, then by a hundred days, then by years."
    ),
    sources=("Morris14", "HP22", "Eder23"),
    check=check,
)
