"""REM001: a duty whose breach is answered by nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.diagnostics import Severity
from pactwright.model.moments import NONE
from pactwright.model.vocabulary import ProvisionType
from pactwright.rules.matters import is_force_refrain
from pactwright.rules.rule import Edit, Engine, Finding, Fix, FixKind, Rule
from pactwright.rules.rungs import standard_ladder, users_of_ladders

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.model.obligations import Obligation
    from pactwright.rules.facts import Facts

OFFERED = 3
"""Ladders offered for one duty; more would be a list to read, not a choice."""


def check(facts: Facts) -> Iterator[Finding]:
    """Duties without a ladder: one finding for each, or one for all where none has any."""
    owed = [name for name, duty in facts.duties.items() if _can_be_broken(duty)]
    unanswered = [name for name in owed if facts.duties[name].breach in (None, NONE)]
    if len(unanswered) == len(owed) > 1:
        yield _of_all(facts, unanswered)
        return
    for name in unanswered:
        yield _of_one(facts, name)


def _can_be_broken(duty: Obligation) -> bool:
    # An approval refused is no breach; what then holds is asked by PAR005.
    return not duty.unreadable and duty.type is not ProvisionType.RATIFICATION


def _of_all(facts: Facts, names: list[str]) -> Finding:
    stated = sum(facts.duties[name].breach is NONE for name in names)
    says = f"the text says so for {'all' if stated == len(names) else stated} of them"
    return Finding(
        ("obligations",),
        f"no breach is answered by anything: none of {len(names)} duties has a ladder",
        at="key",
        notes=(says if stated else "no line says what follows a breach",),
        fixes=(_ladder_for_all(facts, names),),
    )


def _of_one(facts: Facts, name: str) -> Finding:
    path = ("obligations", name)
    if facts.duties[name].breach is NONE:
        label = f"nothing follows a breach of '{name}': the text gives it no answer"
        return Finding((*path, "breach"), label, fixes=tuple(_ladders_for(facts, name)))
    label = f"no line says what follows a breach of '{name}'"
    return Finding(path, label, at="key", fixes=tuple(_ladders_for(facts, name)))


def _ladders_for(facts: Facts, name: str) -> Iterator[Fix]:
    """Ladders of the file, those first that already answer for duties most like this one."""
    users = users_of_ladders(facts)
    near = {
        ladder: max((_likeness(facts, name, user) for user in users.get(ladder, ())), default=0)
        for ladder in facts.agreement.remedies
    }
    for ladder in sorted(near, key=lambda one: -near[one])[:OFFERED]:
        yield Fix(f"answer it with {ladder}", (Edit(("obligations", name), "breach", ladder),))
    if not near:
        yield _ladder_for_all(facts, [name])


def _likeness(facts: Facts, one: str, other: str) -> int:
    duty, like = facts.duties[one], facts.duties[other]
    parties = facts.agreement.parties
    is_same_side = any(who in parties for who in duty.by) == any(who in parties for who in like.by)
    return (
        4 * (is_force_refrain(duty) == is_force_refrain(like))
        + 2 * is_same_side
        + (duty.duty is like.duty)
        + (duty.type is not None and duty.type is like.type)
    )


def _ladder_for_all(facts: Facts, names: list[str]) -> Fix:
    """New ladders, one for force where a duty asks for it, and a line for each duty."""
    is_on_force = {name: is_force_refrain(facts.duties[name]) for name in names}
    ladders = {
        ("on-force" if on_force else "standard"): standard_ladder(facts, is_on_force=on_force)
        for on_force in is_on_force.values()
    }
    if facts.agreement.remedies:
        added = [Edit(("remedies",), name, rungs) for name, rungs in ladders.items()]
    else:
        entries = ", ".join(f"{name}: {rungs}" for name, rungs in ladders.items())
        added = [Edit((), "remedies", f"{{{entries}}}")]
    lines = [
        Edit(("obligations", name), "breach", "on-force" if on_force else "standard")
        for name, on_force in is_on_force.items()
    ]
    return Fix("answer with a ladder to start from", (*added, *lines))


RULE = Rule(
    code="REM001",
    name="no-consequence",
    severity=Severity.ERROR,
    engines=(Engine.LOOK_UP,),
    fix=FixKind.OFFERED,
    finds=(
        "A duty without a breach ladder, whether the line is left out or the text says that there "
        "is none. Where no duty of the text has a ladder it is said once, for all of them."
    ),
    why=(
        "The study of the longest recent monitoring effort put missing consequences first among "
        "its faults: breaches are confirmed, and nothing follows."
    ),
    mend="Attach a ladder: a step at once, time to cure, then somebody outside, with times.",
    example="""
obligations:
  hand-in: {by: south, duty: achieve, what: {hand-in: 300 rifle}, due: 30d after signed,
            verify: {by: mission, within: 3d}, breach: none}
""",
    better="""
obligations:
  hand-in: {by: south, duty: achieve, what: {hand-in: 300 rifle}, due: 30d after signed,
            verify: {by: mission, within: 3d}, breach: step}
""",
    ignore_when=(
        "The clause only declares an intention, or another duty that waits for this one is the "
        "whole of the answer and the drafters want no other."
    ),
    history=(
        "South Sudan, from January 2014: breaches were confirmed for years, and nothing was "
        "attached to them."
    ),
    sources=("USIP150",),
    check=check,
)
