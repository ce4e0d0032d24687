"""SEQ007: others wait for it, and nothing says what holds when it is late, partial or refused.

Who is late stays so until a rung says otherwise, and rungs follow each other whatever is done; so
the states that lateness leads to are those that the verbs of the ladder name, and none else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.diagnostics import Severity
from pactwright.model.moments import NONE, Moment
from pactwright.model.vocabulary import DutyKind, ProvisionType, RungVerb
from pactwright.rules.gates import gates_of
from pactwright.rules.naming import listed
from pactwright.rules.rule import Edit, Engine, Finding, Fix, FixKind, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.diagnostics import Path
    from pactwright.model.obligations import Obligation
    from pactwright.rules.facts import Facts

GOES_ON = frozenset(
    {
        RungVerb.CURE,
        RungVerb.CORRECT,
        RungVerb.EXTEND,
        RungVerb.SUBSTITUTE,
        RungVerb.REFER,
        RungVerb.RULE,
        RungVerb.SUSPEND,
        RungVerb.UNDO,
        RungVerb.TERMINATE,
        RungVerb.EXIT,
    }
)
"""Rungs that say what holds next: done later, by somebody else, decided, or over."""


def check(facts: Facts) -> Iterator[Finding]:
    """Duties that others cannot do without, and whose breach leads to no defined state."""
    waiting = _direct_dependants(facts)
    covered = _covered_by_phases(facts)
    for name, duty in facts.duties.items():
        if name in waiting and name not in covered and _is_open(facts, duty):
            yield _finding(facts, name, duty, waiting[name])


def _direct_dependants(facts: Facts) -> dict[str, list[tuple[str, Path]]]:
    """What waits for each duty without another way, with the lines that say so."""
    found: dict[str, list[tuple[str, Path]]] = {}
    for name, duty in facts.duties.items():
        if duty.answers in facts.duties:
            found.setdefault(str(duty.answers), []).append((name, ("obligations", name, "answers")))
    for gate in gates_of(facts):
        if gate.is_date or gate.is_choice or gate.path[2] in ("until", "ends"):
            continue
        for one in gate.asked:
            if one.point in ("done", "verified") and one.name != gate.after.name:
                known = found.setdefault(one.name, [])
                if all(waits != gate.after.name for waits, _ in known):
                    known.append((gate.after.name, gate.path))
    return found


def _covered_by_phases(facts: Facts) -> set[str]:
    """Duties of a phase, or that end one, for which `if_late` says what follows."""
    covered: set[str] = set()
    for name, phase in facts.agreement.phases.items():
        if not phase.if_late:
            continue
        covered |= {duty for duty, one in facts.duties.items() if one.phase == name}
        if isinstance(phase.ends, Moment):
            covered |= {str(event.subject) for event in phase.ends.events}
    return covered


def _is_open(facts: Facts, duty: Obligation) -> bool:
    if duty.duty is not DutyKind.ACHIEVE or duty.unreadable:
        return False
    if duty.type is ProvisionType.RATIFICATION:
        return False  # what follows a refusal of the whole text is another rule's matter
    if duty.breach in (None, NONE):
        return True
    ladder = facts.agreement.remedies.get(str(duty.breach))
    return ladder is not None and not any(rung.verb in GOES_ON for rung in ladder.rungs)


def _finding(facts: Facts, name: str, duty: Obligation, waiting: list[tuple[str, Path]]) -> Finding:
    is_written = duty.breach is not None
    names = [one for one, _ in waiting]
    verb = "waits" if len(set(names)) == 1 else "wait"
    return Finding(
        ("obligations", name, "breach") if is_written else ("obligations", name),
        f"{listed(names)} {verb} for '{name}', and nothing says what holds if it is late, partial "
        "or refused",
        at="value" if is_written else "key",
        help="add a time to cure, an extension, a substitute, release in part, or a referral",
        chain=tuple((path, f"'{one}' waits here") for one, path in waiting[:5]),
        fixes=tuple(_fixes(facts, name)),
    )


def _fixes(facts: Facts, name: str) -> Iterator[Fix]:
    """Ladders of the file that say what holds next."""
    path = ("obligations", name)
    for ladder, one in facts.agreement.remedies.items():
        if any(rung.verb in GOES_ON for rung in one.rungs):
            yield Fix(f"answer it by '{ladder}'", (Edit(path, "breach", ladder),))


RULE = Rule(
    code="SEQ007",
    name="no-failure-path",
    severity=Severity.WARNING,
    engines=(Engine.STATES,),
    fix=FixKind.OFFERED,
    finds=(
        "Something to be done once that others wait for, with no line on what holds when it is "
        "late, partly done or refused: nothing extends, substitutes, compensates, releases or "
        "refers it to anybody."
    ),
    why=(
        "Partial performance is the commonest outcome: comparisons of peace agreements need four "
        "levels to record it."
    ),
    mend="A time to cure, an extension, a substitute, release in proportion, or a referral.",
    example="""
remedies:
  note: [{notify: commission, within: 1d}, {publish: mission}]
obligations:
  leave: {by: north, duty: achieve, what: {withdraw: 300 fighter}, due: 90d after signed,
          breach: note}
  vote: {by: south, duty: achieve, what: {hold: elections}, after: [leave.done],
         due: 180d after signed, breach: note}
""",
    better="""
remedies:
  note: [{notify: commission, within: 1d}, {cure: violator, within: 14d}, {refer: envoy}]
obligations:
  leave: {by: north, duty: achieve, what: {withdraw: 300 fighter}, due: 90d after signed,
          breach: note}
  vote: {by: south, duty: achieve, what: {hold: elections}, after: [leave.done],
         due: 180d after signed, breach: note}
""",
    ignore_when="A general clause outside the file says what follows any delay.",
    history=(
        "Libya, 23 October 2020: foreign fighters were to leave within three months; the ninetieth "
        "day passed without departures, and the text said nothing further."
    ),
    sources=("PAM",),
    check=check,
)
