"""REM005: a disagreement on the meaning of the text has nowhere to go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.diagnostics import Severity
from pactwright.model.vocabulary import DecisionRule, ProvisionType, Role, RungVerb
from pactwright.rules.forums import can_be_called, is_joint
from pactwright.rules.rule import Edit, Engine, Finding, Fix, FixKind, Rule
from pactwright.rules.rungs import all_steps, flow, whom_to_ask

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.diagnostics import Path
    from pactwright.rules.facts import Facts

RULING = frozenset({RungVerb.RULE, RungVerb.REFER})
SHOWN = 3
"""Disputed clauses shown; more do not make the point clearer."""


def check(facts: Facts) -> Iterator[Finding]:
    """A text without a body, a judge or a procedure for questions of meaning."""
    if _has_forum(facts):
        return
    bodies = facts.agreement.bodies
    idle = [name for name, body in bodies.items() if is_joint(facts, body)]
    notes: tuple[str, ...] = ()
    if idle:
        notes = (f"{_listed(idle)}: no chair, no rhythm and no rule for deciding is stated",)
    disputed = _disputed(facts)
    yield Finding(
        ("bodies",) if bodies else ("agreement",),
        "no body and no procedure decides what the text means where the parties differ",
        at="key",
        notes=notes,
        chain=tuple(disputed[:SHOWN]),
        fixes=tuple(_fixes(facts, idle)),
    )


def _has_forum(facts: Facts) -> bool:
    agreement = facts.agreement
    return (
        any(duty.type is ProvisionType.DISPUTES for duty in facts.duties.values())
        or bool(agreement.third_parties_with(Role.ADJUDICATOR))
        or any(step.rung.verb in RULING for step in all_steps(facts))
        or any(
            is_joint(facts, body)
            and (can_be_called(body) or body.decides not in (None, DecisionRule.NONE))
            for body in agreement.bodies.values()
        )
    )


def _disputed(facts: Facts) -> list[tuple[Path, str]]:
    """Clauses that readings recorded in the file already take in different ways."""
    return [
        (("obligations", name, "readings"), f"'{name}' is read differently already")
        for name, duty in facts.duties.items()
        if len({str(reading.takes) for reading in duty.readings.values()}) > 1
    ]


def _listed(names: list[str]) -> str:
    return ", ".join(f"'{name}'" for name in names)


def _fixes(facts: Facts, idle: list[str]) -> Iterator[Fix]:
    _, outside = whom_to_ask(facts)
    for name in idle[:1]:
        path = ("bodies", name)
        edits = (Edit(path, "chair", outside), Edit(path, "decides", "chair-casting"))
        yield Fix(f"give '{name}' a chair and a rule for deciding", edits)
    if not facts.agreement.bodies:
        members = ", ".join(facts.agreement.parties)
        body = f"{{name: Joint commission, members: [{members}], chair: {outside}, "
        entry = f"{{joint-commission: {body}decides: chair-casting, meets_every: 2w}}}}"
        yield Fix("add a standing body", (Edit((), "bodies", entry),))
    third = facts.agreement.third_parties.get(outside)
    if third is not None:
        roles = flow([*(role.value for role in third.roles), "adjudicator"])
        edit = Edit(("third_parties", outside), "roles", roles)
        yield Fix(f"let {outside} decide what the text means", (edit,))


RULE = Rule(
    code="REM005",
    name="no-dispute-forum",
    severity=Severity.ERROR,
    engines=(Engine.LOOK_UP,),
    fix=FixKind.OFFERED,
    finds=(
        "A text in which no joint body that can be called, no adjudicator, no rung that refers or "
        "rules and no clause on disputes takes a disagreement on what the text means."
    ),
    why=(
        "Dispute resolution is the second of the three safeguards that go with higher "
        "implementation. Questions of meaning arise after signature, and without a forum they are "
        "answered in the field."
    ),
    mend="Name a standing body with a chair, times within which it meets, and the next instance.",
    example="""
third_parties:
  mission: {name: Observer mission, roles: [monitor], accepted_by: [north, south]}
bodies:
  commission: {name: Follow-up commission, members: [north, south]}
remedies:
  step: [{notify: commission, within: 1d}, {cure: violator, within: 4d}]
  fire: [{correct: violator, within: 1d}]
exit: none
amend: none
""",
    better="""
third_parties:
  mission: {name: Observer mission, roles: [monitor], accepted_by: [north, south]}
bodies:
  commission: {name: Joint commission, members: [north, south], chair: mission, meets_every: 2w}
remedies:
  step: [{notify: commission, within: 1d}, {cure: violator, within: 4d}]
  fire: [{correct: violator, within: 1d}]
exit: none
amend: none
""",
    ignore_when=(
        "The text carries out an earlier agreement whose own body decides what both mean, and says "
        "so."
    ),
    history=(
        "Karabakh, November 2020: nine points and no forum; the corridor of point 6 was closed in "
        "December 2022, and there was nowhere to take it."
    ),
    sources=("JLM17",),
    check=check,
)
