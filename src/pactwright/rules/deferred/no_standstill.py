"""OPN004: an issue is open, and nothing bars anybody from deciding it by what they do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.diagnostics import Severity
from pactwright.model.moments import Moment
from pactwright.model.vocabulary import DutyKind
from pactwright.rules.forums import forum_talks
from pactwright.rules.matters import is_force_refrain
from pactwright.rules.rule import Edit, Engine, Finding, Fix, FixKind, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.rules.facts import Facts


def check(facts: Facts) -> Iterator[Finding]:
    """Issues without a list of acts that are barred meanwhile."""
    barred_until = _barred_until(facts)
    for name, issue in facts.agreement.deferred.items():
        subjects = {name, *forum_talks(facts, name)}
        is_listed = bool(issue.freeze) and issue.freeze != ("none",)
        if is_listed or subjects & barred_until:
            continue
        path = ("deferred", name)
        says = "the text bars nothing" if issue.freeze else "no act is barred"
        yield Finding(
            (*path, "freeze") if issue.freeze else path,
            f"'{name}' is open, and {says} that would decide it meanwhile",
            at="value" if issue.freeze else "key",
            fixes=(Fix("list what is barred", (Edit(path, "freeze", "[ACT, ACT]"),)),),
        )


def _barred_until(facts: Facts) -> set[str]:
    """Issues and talks until whose end some duty forbids something of its own."""
    return {
        event.subject
        for duty in facts.duties.values()
        # To hold fire meanwhile leaves every act open that needs no force.
        if duty.duty is DutyKind.REFRAIN and not is_force_refrain(duty)
        if isinstance(duty.until, Moment)
        for event in duty.until.events
        if event.subject is not None
    }


RULE = Rule(
    code="OPN004",
    name="no-standstill",
    severity=Severity.WARNING,
    engines=(Engine.LOOK_UP,),
    fix=FixKind.OFFERED,
    finds=(
        "An issue left for later without a list of acts barred until it is settled, on the issue "
        "itself or in a duty to refrain that lasts as long."
    ),
    why="Facts made meanwhile decide the issue and sour the talks.",
    mend="List the acts, and give the list a verifier and a ladder.",
    example="""
deferred:
  lake-status: {forum: commission, due: 120d after signed, otherwise: {refer: envoy}}
""",
    better="""
deferred:
  lake-status: {forum: commission, due: 120d after signed, otherwise: {refer: envoy},
                freeze: [census, land-sales, new-checkpoints]}
""",
    ignore_when="Nothing that one side could do alone would change the answer.",
    history=(
        "Oslo: settlements were an issue of the final status; their population grew by well over "
        "half in the interim."
    ),
    sources=("Bell",),
    check=check,
)
