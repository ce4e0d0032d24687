"""THR003: a duty that rests on a force which can be there only after the duty's date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.diagnostics import Severity
from pactwright.rules.dates import day_words
from pactwright.rules.rule import Engine, Finding, FixKind, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.rules.facts import Facts

DAY = 24 * 60


def check(facts: Facts) -> Iterator[Finding]:
    """Dates of duties that a third party does, that name it, or that wait for its deployment."""
    for one in facts.readiness.late_forces():
        force = one.force
        yield Finding(
            ("obligations", one.duty, "due"),
            f"due by {day_words(facts, one.latest // DAY)}; '{force.name}', on whom it rests, can "
            f"be in place on {day_words(facts, force.minute // DAY)} at the earliest",
            help=f"count the date from when '{force.name}' is in place, or name who stands in",
            chain=((force.path, force.says),),
        )


RULE = Rule(
    code="THR003",
    name="force-later-than-need",
    severity=Severity.ERROR,
    engines=(Engine.TIMING,),
    fix=FixKind.OFFERED,
    finds=(
        "A duty that a third party performs, that names one, or that waits for its deployment, and "
        "that is due before this third party can be in place."
    ),
    why="What happens in the first days sets the tone, and cannot be made up for later.",
    mend="Tie the date to the readiness of the force, or name a force that bridges the time.",
    example="""
third_parties:
  mission: {name: Observer mission, roles: [monitor, verifier], accepted_by: [north, south]}
  envoy: {name: Regional envoy, roles: [guarantor, mediator, chair], accepted_by: [north, south]}
  force: {name: Neutral force, roles: [interposition], accepted_by: [north, south],
          ready: 60d..120d}
obligations:
  escort: {by: south, duty: achieve, what: {move: 300 fighter, escorted_by: force},
           due: 37d after signed, breach: step}
""",
    better="""
third_parties:
  mission: {name: Observer mission, roles: [monitor, verifier], accepted_by: [north, south]}
  envoy: {name: Regional envoy, roles: [guarantor, mediator, chair], accepted_by: [north, south]}
  force: {name: Neutral force, roles: [interposition], accepted_by: [north, south],
          ready: 60d..120d}
obligations:
  escort: {by: south, duty: achieve, what: {move: 300 fighter, escorted_by: force},
           due: 130d after signed, breach: step}
""",
    ignore_when="Another force, which the text does not name, stands in meanwhile.",
    history=(
        "Rwanda, Arusha, 4 August 1993: a transitional government was due within 37 days behind a "
        "neutral force; the force was created on 5 October and came slowly, and the government was "
        "never formed."
    ),
    sources=("BCR21",),
    check=check,
)
