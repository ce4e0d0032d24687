"""REM004: a rung that the accused can keep from being reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.diagnostics import Severity
from pactwright.model.declared import part_at
from pactwright.model.ladders import VIOLATOR
from pactwright.model.vocabulary import RungVerb
from pactwright.rules.forums import needs_vote_of
from pactwright.rules.rule import Edit, Engine, Finding, Fix, FixKind, Rule
from pactwright.rules.rungs import (
    Step,
    flow,
    ladder_path,
    steps_of,
    users_of_ladders,
    whom_to_ask,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.diagnostics import Path
    from pactwright.rules.facts import Facts

# Who acts on a rung: its target for these verbs, whoever stands under `by` for the others.
ACTING = frozenset(
    {RungVerb.MEET, RungVerb.RULE, RungVerb.REFER, RungVerb.PUBLISH, RungVerb.SUBSTITUTE}
)
# What the accused is asked to do itself is no decision about it.
OWN_ACTS = frozenset({RungVerb.CURE, RungVerb.CORRECT, RungVerb.UNDO, RungVerb.EXTEND})


def check(facts: Facts) -> Iterator[Finding]:
    """Rungs that only the accused's vote, presence or act opens, with no default after them."""
    for ladder, duties in users_of_ladders(facts).items():
        steps = steps_of(facts, ladder)
        for step in steps:
            shown = _first_held(facts, step, duties)
            if shown is not None and not _has_default(facts, steps, step, duties):
                yield _finding(facts, step, shown, duties)


def _first_held(facts: Facts, step: Step, duties: tuple[str, ...]) -> tuple[str, str] | None:
    """The first duty whose performer holds this rung, and by whom or what it does."""
    for name in duties:
        for actor in _acting(step):
            if _is_held(facts, actor, step, facts.duties[name].by):
                return name, actor
    return None


def _acting(step: Step) -> tuple[str, ...]:
    if step.rung.verb in ACTING:
        return step.rung.target
    if step.rung.verb in OWN_ACTS or step.rung.by is None:
        return ()
    return (step.rung.by,)


def _is_held(facts: Facts, actor: str, step: Step, performers: tuple[str, ...]) -> bool:
    """Whether `actor` cannot act here without one of the performers who may be accused."""
    accused = [who for who in performers if who in facts.agreement.parties]
    body = facts.agreement.bodies.get(actor)
    if body is not None:
        return any(needs_vote_of(body, [who]) for who in accused)
    if actor == "all":
        return step.rung.verb is RungVerb.MEET and bool(accused)
    if step.rung.verb in ACTING:
        return actor in accused or actor == VIOLATOR
    # `by` of a rung that both sides can use is then the side that is not accused.
    return actor == VIOLATOR or [actor] == accused


def _has_default(
    facts: Facts, steps: tuple[Step, ...], step: Step, duties: tuple[str, ...]
) -> bool:
    """Whether a rung that nobody holds comes after a stated time, if this one fails."""
    later = steps[step.index + 1 :]
    return step.rung.within is not None and any(
        _first_held(facts, one, duties) is None for one in later
    )


def _finding(facts: Facts, step: Step, shown: tuple[str, str], duties: tuple[str, ...]) -> Finding:
    duty, actor = shown
    body = facts.agreement.bodies.get(actor)
    chain: list[tuple[Path, str]] = [
        (("obligations", duty, "breach"), f"a breach of '{duty}' comes here")
    ]
    if body is not None:
        chain.append((("bodies", actor), _why(actor, body.decides)))
    who = "the accused" if actor in (VIOLATOR, "all") or body is not None else f"'{actor}'"
    needs = "only with the accused" if body is not None or actor == "all" else f"only by {who}"
    verb = step.rung.verb.value
    rest = len(steps_of(facts, step.ladder)) - 1 - step.index
    without = "no time leads on to the next rung" if rest else "nothing follows without it"
    return Finding(
        step.path,
        f"'{verb}' on ladder '{step.ladder}' can be done {needs}, and {without}",
        chain=tuple(chain),
        fixes=tuple(_fixes(facts, step, actor, duties)),
    )


def _why(name: str, decides: str | None) -> str:
    rule = (
        "no rule for deciding is stated"
        if decides in (None, "none")
        else f"it decides by {decides}"
    )
    return f"'{name}' cannot act without the side accused: {rule}"


def _fixes(facts: Facts, step: Step, actor: str, duties: tuple[str, ...]) -> Iterator[Fix]:
    above, key = ladder_path(facts.tree, step.ladder)
    _, outside = whom_to_ask(facts)
    later = steps_of(facts, step.ladder)[step.index + 1 :]
    if any(_first_held(facts, one, duties) is None for one in later):
        yield Fix("go on to the next rung after a time", (Edit(step.path, "within", "7d"),))
    elif outside != actor:
        rungs = _with_default(facts, step, outside)
        yield Fix("let somebody outside follow after a time", (Edit(above, key, rungs),))
    body = facts.agreement.bodies.get(actor)
    if body is not None and body.chair is None:
        edits = (
            Edit(("bodies", actor), "chair", outside),
            Edit(("bodies", actor), "decides", "chair-casting"),
        )
        yield Fix("give it a third chair with a casting vote", edits)


def _with_default(facts: Facts, step: Step, outside: str) -> str:
    """The ladder with a time on this rung, and a last rung that nobody accused holds."""
    above, key = ladder_path(facts.tree, step.ladder)
    rungs = list(part_at(facts.tree, (*above, key)))
    rungs[step.index] = rungs[step.index] | {"within": str(step.rung.within or "7d")}
    return flow([*rungs, {"refer": outside, "within": "7d"}])


RULE = Rule(
    code="REM004",
    name="remedy-needs-violator",
    severity=Severity.ERROR,
    engines=(Engine.LOOK_UP, Engine.GRAPH),
    fix=FixKind.OFFERED,
    finds=(
        "A rung that is reached only with the vote, the presence or the act of whoever is accused, "
        "where no time and no later rung make up for it."
    ),
    why=(
        "A rung that the accused can hold shut answers no breach: the rule gives the vote on a "
        "breach to the side that is said to have committed it."
    ),
    mend=(
        "Say what follows where the accused is absent or objects: a time, and then somebody else "
        "who acts."
    ),
    example="""
bodies:
  commission: {name: Joint commission, members: [north, south], decides: consensus}
remedies:
  step: [{cure: violator, within: 4d}, {refer: envoy, within: 7d}]
  fire: [{correct: violator, within: 1d}, {rule: commission}]
""",
    better="""
bodies:
  commission: {name: Joint commission, members: [north, south], decides: consensus}
remedies:
  step: [{cure: violator, within: 4d}, {refer: envoy, within: 7d}]
  fire: [{correct: violator, within: 1d}, {rule: commission, within: 3d},
         {refer: envoy, within: 7d}]
""",
    ignore_when=(
        "The rung is only there to reconcile, the answer to the breach stands before it on the "
        "ladder, and the drafters want nothing after it."
    ),
    history=(
        "Donbas: the joint centre for control was staffed by officers of both sides; one side left "
        "in December 2017, and the rung was gone."
    ),
    sources=("HH", "BCR21"),
    check=check,
)
