"""TIM002: dates, windows and orders that no schedule satisfies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactwright.diagnostics import Severity
from pactwright.network.wording import whole
from pactwright.rules.easing import fixes_for, notes_on
from pactwright.rules.rule import Engine, Finding, FixKind, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.diagnostics import Path
    from pactwright.network.timing import Conflict
    from pactwright.rules.facts import Facts

_MOST_TOLD: Final = 3  # conflicts of one line beside the worst


def check(facts: Facts) -> Iterator[Finding]:
    """Every line that no schedule keeps; dates of forces that come too late are THR003's."""
    if facts.timing.conflict() is None:
        return
    late = {one.duty for one in facts.readiness.late_forces()}
    by_line: dict[Path, list[Conflict]] = {}
    for conflict in facts.timing.contradictions():
        path = conflict.clauses[-1].path if conflict.clauses else ()
        if path and not (path[1:2] and path[1] in late):
            by_line.setdefault(path, []).append(conflict)
    for conflicts in by_line.values():
        yield _finding(facts, sorted(conflicts, key=_missing, reverse=True))


def _missing(conflict: Conflict) -> int:
    """By how many minutes: the greatest of the moves that would repair it; 0: none does."""
    return max((abs(one.minutes) for one in conflict.loosenings), default=0)


def _finding(facts: Facts, conflicts: list[Conflict]) -> Finding:
    """The conflict of one line that misses by most; a line can bind several parts of a duty."""
    worst, *others = conflicts
    *before, last = worst.clauses
    return Finding(
        last.path,
        f"no schedule keeps this together with the lines before it{_short(worst)}",
        notes=(*notes_on(worst), *_notes_on_others(worst, others)),
        chain=tuple((clause.path, clause.says) for clause in before),
        fixes=tuple(fixes_for(facts, worst.loosenings)),
    )


def _short(conflict: Conflict) -> str:
    missing = _missing(conflict)
    return f", by {whole(missing, conflict.clauses[-1].says)}" if missing else ""


def _notes_on_others(worst: Conflict, others: list[Conflict]) -> Iterator[str]:
    """What else the line cannot be kept with, each way once."""
    told = {_ways(worst)}
    more = []
    for one in others:
        if _ways(one) not in told:
            told.add(_ways(one))
            more.append(f"{_ways(one)}{_short(one)}")
    if more:
        rest = f"; and {len(more) - _MOST_TOLD} more" if len(more) > _MOST_TOLD else ""
        yield f"nor can it be kept with: {'; with '.join(more[:_MOST_TOLD])}{rest}"


def _ways(conflict: Conflict) -> str:
    return ", ".join(clause.says for clause in conflict.clauses[:-1])


RULE = Rule(
    code="TIM002",
    name="contradictory-deadlines",
    severity=Severity.ERROR,
    engines=(Engine.TIMING,),
    fix=FixKind.OFFERED,
    finds=(
        "Dates, windows and orders that no schedule satisfies, with the shortest chain of lines "
        "that shows it, and for each bound in it the least move that would repair it. A line is "
        "named once, with what misses by most; what else it cannot be kept with stands in a note."
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
