"""TIM001: something to be done once, and no date by which; something lasting that never begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.diagnostics import Severity
from pactwright.model.moments import NONE, Moment
from pactwright.model.order import required_events
from pactwright.model.vocabulary import DutyKind
from pactwright.rules.rule import Edit, Engine, Finding, Fix, FixKind, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.model.actors import Phase
    from pactwright.model.obligations import Obligation
    from pactwright.rules.facts import Facts


def check(facts: Facts) -> Iterator[Finding]:
    """Achieve duties without `due`, and without anything around them that has a last date.

    And lasting duties of which the text says that it names no beginning.
    """
    bounded = _bounded_elsewhere(facts)
    for name, duty in facts.duties.items():
        if duty.duty is not DutyKind.ACHIEVE or duty.unreadable or name in bounded:
            continue
        if duty.due in (None, NONE) and not any(one.event is None for one in duty.before):
            yield _finding(facts, name, duty)
    for name, duty in facts.duties.items():
        if duty.is_standing and duty.from_ is NONE and not _begins_with(duty):
            yield _never_begins(name)


def _begins_with(duty: Obligation) -> bool:
    """Whether something else says when it begins: a wait, what it answers, a phase."""
    return bool(duty.after or duty.answers or duty.phase or duty.unreadable)


def _never_begins(name: str) -> Finding:
    path = ("obligations", name)
    return Finding(
        (*path, "from"),
        f"'{name}' never begins: the text says from no day on",
        severity=Severity.WARNING,
        help="say from when it is owed; until then nobody can be in breach of it",
        fixes=(
            Fix("from entry into force", (Edit(path, "from", "effective"),)),
            Fix("from a day of the calendar", (Edit(path, "from", "DATE"),)),
        ),
    )


def _bounded_elsewhere(facts: Facts) -> set[str]:
    """Duties of a phase with a last date, those that end one, and forums with a date."""
    agreement = facts.agreement
    bounded = {phase for phase, one in agreement.phases.items() if _is_bounded(one)}
    found = {name for name, duty in facts.duties.items() if duty.phase in bounded}
    for phase in bounded:
        ends = agreement.phases[phase].ends
        if isinstance(ends, Moment):
            found |= {event.subject for event in ends.events if event.subject is not None}
    for issue in agreement.deferred.values():
        if issue.due not in (None, NONE) and issue.forum is not None:
            found.add(issue.forum)
    return found


def _is_bounded(phase: Phase) -> bool:
    """Whether it ends by some date whatever happens."""
    if phase.longstop not in (None, NONE):
        return True
    ends = phase.ends
    return isinstance(ends, Moment) and (ends.event is None or ends.event.subject is None)


def _finding(facts: Facts, name: str, duty: Obligation) -> Finding:
    is_stated = duty.due is NONE
    effort = ("it is owed as an effort; a date would say when to judge the effort",)
    return Finding(
        ("obligations", name, "due") if is_stated else ("obligations", name),
        f"'{name}' is never late: the text gives it no date"
        if is_stated
        else f"'{name}' is never late: no line says by when it is to be done",
        at="value" if is_stated else "key",
        severity=Severity.WARNING if duty.best_effort else None,
        notes=effort if duty.best_effort else (),
        help="give it a date, or put it in a phase with a longstop that says what follows",
        fixes=tuple(_fixes(facts, name, duty)),
    )


def _fixes(facts: Facts, name: str, duty: Obligation) -> Iterator[Fix]:
    path = ("obligations", name)
    events = [event for one in duty.after for event in required_events(one)]
    if isinstance(duty.from_, Moment):
        events = [*duty.from_.events, *events]
    start = f"{duty.answers}.done" if duty.answers else "signed"
    start = str(events[-1]) if events else start
    yield Fix(f"a number of days after {start}", (Edit(path, "due", f"Nd after {start}"),))
    yield Fix("a day of the calendar", (Edit(path, "due", "DATE"),))
    if duty.phase is None:
        for phase, one in facts.agreement.phases.items():
            if _is_bounded(one):
                edits = [Edit(path, "phase", phase)]
                if duty.due is NONE:
                    edits.append(Edit(path, "due", None))
                yield Fix(f"within the phase '{phase}', which has a last date", tuple(edits))
                return


RULE = Rule(
    code="TIM001",
    name="no-deadline",
    severity=Severity.ERROR,
    engines=(Engine.LOOK_UP,),
    fix=FixKind.OFFERED,
    finds=(
        "Something to be done once for which the text gives neither a date nor a phase with a last "
        "date around it. A warning where it is owed as an effort, and where the text gives a "
        "lasting duty no beginning."
    ),
    why=(
        "A duty without a date can never be in breach. A detailed timetable is a provision of its "
        "own in comparisons of peace agreements."
    ),
    mend="Give a date, or a last date with what happens once it has passed.",
    example="""
obligations:
  vote: {by: [north, south], duty: achieve, what: {hold: plebiscite}, after: [hold-fire.started],
         breach: step}
""",
    better="""
obligations:
  vote: {by: [north, south], duty: achieve, what: {hold: plebiscite}, after: [hold-fire.started],
         due: 180d after signed, breach: step}
""",
    ignore_when="The date stands in a timetable that the text refers to and that is in force.",
    history=(
        "Kashmir, resolution of 5 January 1949: a plebiscite was to be held when the terms of the "
        "truce had been met; no date was set for either."
    ),
    sources=("PAM",),
    check=check,
)
