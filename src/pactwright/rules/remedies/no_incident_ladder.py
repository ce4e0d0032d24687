"""REM003: force is forbidden, and no step is due within hours of an incident."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.diagnostics import Severity
from pactwright.model.declared import part_at
from pactwright.model.obligations import Verification
from pactwright.model.vocabulary import DutyKind, RungVerb
from pactwright.rules.matters import is_force_refrain
from pactwright.rules.rule import Edit, Engine, Finding, Fix, FixKind, Rule, Threshold
from pactwright.rules.rungs import flow, ladder_path, steps_of, users_of_ladders, whom_to_ask

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.rules.facts import Facts
    from pactwright.rules.rungs import Step

# What contains an incident; a suspension or an answer in kind within hours widens it.
CONTAINING = frozenset(
    {
        RungVerb.NOTIFY,
        RungVerb.MEET,
        RungVerb.CORRECT,
        RungVerb.CURE,
        RungVerb.REFER,
        RungVerb.RULE,
    }
)
FIRST_STEP = Threshold("first-step", 24, "h", "the first rung on force is due within this time")


def check(facts: Facts) -> Iterator[Finding]:
    """Ladders for duties on force whose first steps have no time in hours."""
    if any(_is_a_standing_line(facts, name) for name in facts.duties):
        return
    limit = facts.settings.threshold(RULE, FIRST_STEP.name)
    for ladder, duties in users_of_ladders(facts).items():
        on_force = [name for name in duties if is_force_refrain(facts.duties[name])]
        steps = steps_of(facts, ladder)
        if on_force and steps and not _starts_within(steps, limit):
            yield _finding(facts, steps, on_force, limit)


def _is_a_standing_line(facts: Facts, name: str) -> bool:
    """A duty to keep a hotline or liaison open does what the first rung would do."""
    duty = facts.duties[name]
    if duty.duty is not DutyKind.MAINTAIN:
        return False
    return bool(facts.wording("standing-line", under=("obligations", name, "what")))


def _starts_within(steps: tuple[Step, ...], limit: float) -> bool:
    """Whether a containing step with a time in hours comes before anything slower or harder."""
    for step in steps:
        if step.rung.verb not in CONTAINING | {RungVerb.PUBLISH}:
            return False
        within = step.rung.within
        if within is not None:
            return within.days * 24 <= limit and step.rung.verb in CONTAINING
    return False


def _finding(facts: Facts, steps: tuple[Step, ...], duties: list[str], limit: float) -> Finding:
    first = steps[0]
    within = first.rung.within
    says = "has no time" if within is None else f"has {within}"
    above, key = ladder_path(facts.tree, first.ladder)
    whom, _ = whom_to_ask(facts)
    rungs = flow(part_at(facts.tree, (*above, key)))
    new = f"[{{meet: {whom}, within: 6h}}, {rungs[1:]}"
    if first.rung.verb in CONTAINING:
        sooner = Fix("give the first rung hours", (Edit(first.path, "within", "6h"),))
    else:
        sooner = Fix("begin with a meeting within hours", (Edit(above, key, new),))
    return Finding(
        first.path,
        f"the first rung of '{first.ladder}' {says}: after an incident none is due in hours",
        notes=(*_known(facts, duties), f"counted as hours: {limit:g} or fewer (REM003.first-step)"),
        chain=tuple(
            (("obligations", name, "breach"), f"'{name}' forbids force and is answered here")
            for name in duties[:3]
        ),
        fixes=(sooner,),
    )


def _known(facts: Facts, duties: list[str]) -> Iterator[str]:
    """When the clock of the ladder can start: a breach has consequences once it is verified."""
    for name in duties:
        verify = facts.duties[name].verify
        if isinstance(verify, Verification) and verify.within is not None:
            yield f"'{name}' is found broken within {verify.within}; the ladder starts after that"
            return


RULE = Rule(
    code="REM003",
    name="no-incident-ladder",
    severity=Severity.WARNING,
    engines=(Engine.LOOK_UP, Engine.TIMING),
    fix=FixKind.OFFERED,
    finds=(
        "A duty not to use force whose ladder has no containing step due within hours, such as a "
        "call, a joint visit or a stand-off, where the text keeps no hotline open either."
    ),
    why="Small clashes become campaigns while commissions convene.",
    mend="Let a step within hours come first: a hotline, a joint visit, a stand-off by both.",
    example="""
remedies:
  step: [{notify: commission, within: 1d}, {refer: envoy, within: 7d}]
  fire: [{meet: commission, within: 7d}, {refer: envoy, within: 14d}]
""",
    better="""
remedies:
  step: [{notify: commission, within: 1d}, {refer: envoy, within: 7d}]
  fire: [{meet: commission, within: 6h}, {refer: envoy, within: 14d}]
""",
    ignore_when=(
        "A standing arrangement outside this text already connects the commanders, and both have "
        "said that it goes on."
    ),
    history=(
        "Juba, 7 to 11 July 2016: a shooting at a checkpoint, then the palace, then the collapse "
        "of the agreement of 2015 within five days."
    ),
    sources=("HH", "UN22"),
    check=check,
    thresholds=(FIRST_STEP,),
)
