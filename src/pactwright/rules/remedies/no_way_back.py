"""REM008: a suspension that nothing ends, or suspensions that answer each other."""

from __future__ import annotations

from itertools import combinations_with_replacement
from typing import TYPE_CHECKING

from pactwright.diagnostics import Severity
from pactwright.model.moments import NONE
from pactwright.model.vocabulary import RungVerb
from pactwright.rules.graph import Graph, Happening, Link
from pactwright.rules.rule import Edit, Engine, Finding, Fix, FixKind, Rule
from pactwright.rules.rungs import Step, all_steps, suspended_by, users_of_ladders

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.diagnostics import Path
    from pactwright.rules.facts import Facts


def check(facts: Facts) -> Iterator[Finding]:
    """Suspensions without an end that can come, then those that answer each other."""
    users = users_of_ladders(facts)
    suspending = [step for step in all_steps(facts) if step.rung.verb is RungVerb.SUSPEND]
    for step in suspending:
        yield from _without_end(facts, step, users.get(step.ladder, ()))
    told: set[Path] = set()
    for one, other in combinations_with_replacement(suspending, 2):
        pair = _answer_each_other(facts, one, other, users)
        if pair is not None:
            told |= {one.path, other.path}
            yield _circle(one, other, *pair)
    rest = [step for step in suspending if step.path not in told]
    for ring in _stops(facts, rest, users).rings():
        yield _ring(facts, ring[::-1])


def _without_end(facts: Facts, step: Step, duties: tuple[str, ...]) -> Iterator[Finding]:
    rung = step.rung
    if rung.resume is None and rung.for_ is None:
        yield Finding(
            step.path,
            f"ladder '{step.ladder}' suspends, and nothing says when what is suspended resumes",
            fixes=(
                Fix("resume once the cure is verified", (Edit(step.path, "resume", "verified"),)),
                Fix("suspend for a stated time", (Edit(step.path, "for", "10d"),)),
            ),
        )
    elif rung.resume == "verified" and rung.for_ is None:
        unseen = [name for name in duties if facts.duties[name].verify in (None, NONE)]
        unseen = [name for name in unseen if suspended_by(facts, rung, name)]
        if unseen:
            yield Finding(
                (*step.path, "resume"),
                f"this resumes once '{unseen[0]}' is verified, and nobody verifies it",
                chain=tuple(
                    (("obligations", name), f"'{name}' has no verifier") for name in unseen[:3]
                ),
                fixes=(Fix("resume once it is done", (Edit(step.path, "resume", "done"),)),),
            )


def _answer_each_other(
    facts: Facts, one: Step, other: Step, users: dict[str, tuple[str, ...]]
) -> tuple[str, str] | None:
    """Two duties of different performers, each suspended where the other is broken."""
    answered = set(users.get(other.ladder, ()))
    for broken in users.get(one.ladder, ()):
        for stopped in suspended_by(facts, one.rung, broken):
            if stopped not in answered:
                continue
            performers = set(facts.duties[broken].by)
            is_other_side = performers != set(facts.duties[stopped].by)
            if is_other_side and broken in suspended_by(facts, other.rung, stopped):
                return broken, stopped
    return None


def _circle(one: Step, other: Step, broken: str, stopped: str) -> Finding:
    return Finding(
        one.path,
        f"suspensions answer each other: a breach of '{broken}' stops '{stopped}', and one of "
        f"'{stopped}' stops '{broken}'",
        notes=("no line says that what is lawfully suspended is no breach of its own",),
        chain=(
            (("obligations", broken, "breach"), f"a breach of '{broken}' comes here"),
            (("obligations", stopped, "breach"), f"'{stopped}' is suspended, and is answered by"),
            (other.path, f"ladder '{other.ladder}', which stops '{broken}'"),
        ),
    )


def _stops(facts: Facts, steps: list[Step], users: dict[str, tuple[str, ...]]) -> Graph:
    """What stops what, of duties whose own breach is answered by one of these steps."""
    answered = {name for step in steps for name in users.get(step.ladder, ())}
    return Graph.of(
        Link(Happening(broken, 0, "stopped"), Happening(stopped, 0, "stopped"), step.path)
        for step in steps
        for broken in users.get(step.ladder, ())
        for stopped in suspended_by(facts, step.rung, broken)
        if stopped in answered and set(facts.duties[broken].by) != set(facts.duties[stopped].by)
    )


def _ring(facts: Facts, ring: tuple[Link, ...]) -> Finding:
    """Suspensions of three duties or more, each of which stops the next; the last the first."""
    order = list(facts.duties)
    first = min(range(len(ring)), key=lambda k: order.index(ring[k].before.name))
    ring = (*ring[first:], *ring[:first])
    names = [link.before.name for link in ring]
    stops = " stops ".join(f"'{name}'" for name in [*names, names[0]])
    return Finding(
        ring[0].path,
        f"suspensions answer each other in a circle: a breach of {stops}",
        notes=("no line says that what is lawfully suspended is no breach of its own",),
        chain=tuple(
            (link.path, f"where '{link.before.name}' is broken, this stops '{link.after.name}'")
            for link in ring[1:]
        ),
    )


RULE = Rule(
    code="REM008",
    name="no-way-back",
    severity=Severity.WARNING,
    engines=(Engine.STATES,),
    fix=FixKind.OFFERED,
    finds=(
        "A suspension without a condition for resuming or a stated length, one that resumes on a "
        "verification that nobody makes, and suspensions that answer each other in a circle."
    ),
    why=(
        "Without a way back one breach unravels all. In treaty law a suspension is meant to be "
        "proportionate and to end."
    ),
    mend=(
        "Let cure and its verification restore what is suspended within a stated time, and say "
        "that a suspension under the ladder gives no right to another one."
    ),
    example="""
remedies:
  step: [{cure: violator, within: 4d}, {suspend: answering-tranche}, {refer: envoy, within: 7d}]
  fire: [{meet: commission, within: 6h}, {refer: envoy, within: 7d}]
""",
    better="""
remedies:
  step: [{cure: violator, within: 4d}, {suspend: answering-tranche, resume: verified},
         {refer: envoy, within: 7d}]
  fire: [{meet: commission, within: 6h}, {refer: envoy, within: 7d}]
""",
    ignore_when=(
        "The rung after the suspension has a third party decide within days when it ends."
    ),
    history=(
        "Suez, August 1970: missiles were moved into the standstill zone on the first nights; "
        "talks were suspended until the end of December, and there was no rule for either."
    ),
    sources=("VCLT",),
    check=check,
)
