"""TIM002: dates, windows and orders that no schedule satisfies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.diagnostics import Severity
from pactwright.network.wording import whole
from pactwright.rules.easing import fixes_for, notes_on
from pactwright.rules.rule import Engine, Finding, FixKind, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.network.timing import Conflict
    from pactwright.rules.facts import Facts


def check(facts: Facts) -> Iterator[Finding]:
    """Every conflict of dates; those of forces that come too late are THR003's."""
    if facts.timing.conflict() is None:
        return
    late = {one.duty for one in facts.readiness.late_forces()}
    for conflict in facts.timing.contradictions():
        if not conflict.clauses:
            continue
        if conflict.clauses[-1].path[1:2] and conflict.clauses[-1].path[1] in late:
            continue
        yield _finding(facts, conflict)


def _finding(facts: Facts, conflict: Conflict) -> Finding:
    *before, last = conflict.clauses
    missing = max((abs(one.minutes) for one in conflict.loosenings), default=0)
    short = f", by {whole(missing, last.says)}" if missing else ""
    return Finding(
        last.path,
        f"no schedule keeps this together with the lines before it{short}",
        notes=notes_on(conflict),
        chain=tuple((clause.path, clause.says) for clause in before),
        fixes=tuple(fixes_for(facts, conflict.loosenings)),
    )


RULE = Rule(
    code="TIM002",
    name="contradictory-deadlines",
    severity=Severity.ERROR,
    engines=(Engine.TIMING,),
    fix=FixKind.OFFERED,
    finds=(
        "Dates, windows and orders that no schedule satisfies, with the shortest chain of lines "
        "that shows it, and for each bound in it the least move that would repair it."
    ),
    why="A timetable that nobody can meet teaches all sides that dates do not bind.",
    mend="Loosen the bound with the least effect on others.",
    example="""
obligations:
  camps: {by: envoy, duty: achieve, what: {build: camp-east}, takes: 40d..60d,
          due: 90d after signed, breach: step}
  gather: {by: south, duty: achieve, what: {canton: 300 fighter}, after: [camps.done],
           due: 30d after signed, breach: step}
""",
    better="""
obligations:
  camps: {by: envoy, duty: achieve, what: {build: camp-east}, takes: 40d..60d,
          due: 90d after signed, breach: step}
  gather: {by: south, duty: achieve, what: {canton: 300 fighter}, after: [camps.done],
           due: 100d after signed, breach: step}
""",
    ignore_when="A line outside the file moves one of the dates.",
    history=(
        "Libya, 2020: elections were fixed for 24 December 2021 behind a constitutional basis due "
        "by 1 July that was never agreed, and the text did not say which gave way; the vote was "
        "called off days before."
    ),
    sources=("DMP91",),
    check=check,
)
