"""OPN002: something is left for later, and no date says until when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.diagnostics import Severity
from pactwright.model.ladders import Rung
from pactwright.model.moments import NONE
from pactwright.rules.forums import forum_talks
from pactwright.rules.rule import Edit, Engine, Finding, Fix, FixKind, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.rules.facts import Facts


def check(facts: Facts) -> Iterator[Finding]:
    """Issues for which neither they themselves nor the talks on them have a longstop."""
    for name in facts.agreement.deferred:
        if not has_longstop(facts, name):
            yield _finding(facts, name)


def has_longstop(facts: Facts, name: str) -> bool:
    """Whether a date stands on the issue, on the talks about it, or on what follows them."""
    issue = facts.agreement.deferred[name]
    dates = [issue.due, *(facts.duties[talks].due for talks in forum_talks(facts, name))]
    follows = isinstance(issue.otherwise, Rung) and issue.otherwise.within is not None
    return follows or any(one not in (None, NONE) for one in dates)


def _finding(facts: Facts, name: str) -> Finding:
    issue, path = facts.agreement.deferred[name], ("deferred", name)
    is_stated = issue.due is NONE
    starts = bool(issue.after) or any(
        facts.duties[talks].from_ not in (None, NONE) for talks in forum_talks(facts, name)
    )
    lacks = "no date until which" if starts else "no date from which or until which"
    says = "the text gives it none" if is_stated else f"there is {lacks} it is to be settled"
    return Finding(
        (*path, "due") if is_stated else path,
        f"'{name}' is left for later without end: {says}",
        at="value" if is_stated else "key",
        fixes=(Fix("give it a date", (Edit(path, "due", "180d after signed"),)),),
    )


RULE = Rule(
    code="OPN002",
    name="deferred-no-date",
    severity=Severity.WARNING,
    engines=(Engine.LOOK_UP,),
    fix=FixKind.OFFERED,
    finds=(
        "An issue left for later without a longstop: no date on the issue, on the talks about it, "
        "or on what follows them."
    ),
    why=(
        "A detailed timeline is a provision in its own right, and an issue without a date can "
        "never be overdue."
    ),
    mend="Give the date on which work on it starts, and the one by which it is settled.",
    example="""
deferred:
  lake-status: {forum: commission, otherwise: {refer: envoy}, freeze: [census]}
""",
    better="""
deferred:
  lake-status: {forum: commission, due: 120d after signed, otherwise: {refer: envoy},
                freeze: [census]}
""",
    ignore_when=(
        "A constitution or a law that both sides accept sets the date, and the text refers to it."
    ),
    history=(
        "Pretoria, 2022: contested areas were to be dealt with in accordance with the "
        "constitution, without a date."
    ),
    sources=("PAM",),
    check=check,
)
