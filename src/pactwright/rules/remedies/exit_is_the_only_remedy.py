"""REM002: leaving as the only answer, or leaving at short notice with nothing before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.diagnostics import Severity
from pactwright.model.agreement import Exit
from pactwright.model.vocabulary import RungVerb
from pactwright.rules.rule import Edit, Engine, Finding, Fix, FixKind, Rule, Threshold
from pactwright.rules.rungs import Step, flow, ladder_path, steps_of, users_of_ladders, whom_to_ask

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.model.ladders import Rung
    from pactwright.rules.facts import Facts

LEAVING = frozenset({RungVerb.TERMINATE, RungVerb.EXIT})
# Telling somebody is no step between a breach and the end of everything.
TELLING = frozenset({RungVerb.NOTIFY, RungVerb.PUBLISH})
NOTICE = Threshold(
    "notice", 30, "d", "a shorter notice than this, with nothing before it, is short"
)


def check(facts: Facts) -> Iterator[Finding]:
    """Ladders that lead straight to the end, and an exit with short notice and no step before."""
    users = users_of_ladders(facts)
    for ladder in facts.agreement.remedies:
        steps = steps_of(facts, ladder)
        leaving = next((step for step in steps if step.rung.verb not in TELLING), None)
        if leaving is not None and leaving.rung.verb in LEAVING:
            yield _straight_to_the_end(facts, leaving, users.get(ladder, ()))
    if isinstance(facts.agreement.exit, Exit):
        yield from _exit(facts, facts.agreement.exit)


def _straight_to_the_end(facts: Facts, leaving: Step, duties: tuple[str, ...]) -> Finding:
    above, key = ladder_path(facts.tree, leaving.ladder)
    rungs = [step.rung for step in steps_of(facts, leaving.ladder)]
    is_last = leaving.index == len(rungs) - 1
    says = "ending the agreement is its only answer" if is_last else "ending it comes first"
    first, last = whom_to_ask(facts)
    tree = facts.tree["remedies"] if isinstance(facts.tree, dict) else None
    written = tree[leaving.ladder] if isinstance(tree, dict) else None
    kept = written.get("rungs") if isinstance(written, dict) else written
    new = f"[{{meet: {first}, within: 2d}}, {{cure: violator, within: 7d}}, "
    new += f"{{refer: {last}, within: 7d}}, {flow(kept)[1:]}"
    return Finding(
        leaving.path,
        f"after a breach, ladder '{leaving.ladder}' has nothing milder: {says}",
        chain=tuple(
            (("obligations", name, "breach"), f"a breach of '{name}' comes here")
            for name in duties[:3]
        ),
        fixes=(Fix("put a meeting, a cure and a third party before it", (Edit(above, key, new),)),),
    )


def _exit(facts: Facts, leaving: Exit) -> Iterator[Finding]:
    if any(_is_a_step(rung) for rung in leaving.first):
        return
    limit = facts.settings.threshold(RULE, NOTICE.name)
    if leaving.notice is not None and leaving.notice.days >= limit:
        return
    first, _ = whom_to_ask(facts)
    edits = [Edit(("exit",), "first", f"{{meet: {first}, within: 5d}}")]
    if leaving.notice is None:
        edits.insert(0, Edit(("exit",), "notice", "30d"))
        label = "a party may leave without notice, and nothing comes before it"
    else:
        label = f"a party may leave on {leaving.notice} notice, and nothing comes before it"
    yield Finding(
        ("exit",),
        label,
        at="key",
        notes=(f"counted as short: less than {limit:g} days (REM002.notice)",),
        fixes=(Fix("let a meeting come first", tuple(edits)),),
    )


def _is_a_step(rung: Rung) -> bool:
    return rung.verb not in TELLING | LEAVING


RULE = Rule(
    code="REM002",
    name="exit-is-the-only-remedy",
    severity=Severity.WARNING,
    engines=(Engine.LOOK_UP,),
    fix=FixKind.OFFERED,
    finds=(
        "A ladder on which the end of the agreement comes before anything milder, and an exit at "
        "short notice without a meeting, mediation or ruling before it."
    ),
    why=(
        "With one remedy each breach is either ignored or final. Even general treaty law asks for "
        "notice, reasons and a waiting time."
    ),
    mend=(
        "Put rungs before the exit, and make notice come with a meeting that must be held and "
        "somebody outside who takes part."
    ),
    example="""
remedies:
  step: [{notify: commission, within: 1d}, {terminate: the whole agreement}]
  fire: [{meet: commission, within: 6h}, {refer: envoy, within: 7d}]
""",
    better="""
remedies:
  step: [{notify: commission, within: 1d}, {cure: violator, within: 7d}, {refer: envoy, within: 7d},
         {terminate: the whole agreement}]
  fire: [{meet: commission, within: 6h}, {refer: envoy, within: 7d}]
""",
    ignore_when=(
        "The text is a pause of days between talks that go on anyway, and leaving costs no more "
        "than letting it run out."
    ),
    history=(
        "Sri Lanka, 2002: thousands of rulings on breaches and no sanction short of ending the "
        "agreement, which ended on fourteen days' notice in January 2008."
    ),
    sources=("VCLT",),
    check=check,
    thresholds=(NOTICE,),
)
