"""REM007: relief to civilians stands on a ladder, or waits for what another side performs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.diagnostics import Severity
from pactwright.model.declared import each_at, part_at
from pactwright.model.ladders import SUSPENDED_ALL
from pactwright.model.vocabulary import RungVerb
from pactwright.rules.graph import Happening
from pactwright.rules.relief import is_price_for, is_relief
from pactwright.rules.rule import Edit, Engine, Finding, Fix, FixKind, Rule
from pactwright.rules.rungs import (
    Step,
    all_steps,
    duty_of_target,
    flow,
    ladder_path,
    users_of_ladders,
    whom_to_ask,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.diagnostics import Path
    from pactwright.rules.facts import Facts
    from pactwright.rules.graph import Link
    from pactwright.rules.wording import Match

# 'unless' says what it says; other single words, such as 'provided', have harmless uses.
PLAIN = "unless"


def check(facts: Facts) -> Iterator[Finding]:
    """Rungs that stop relief, and relief that waits for a performance or hangs on conduct."""
    relief = [name for name in facts.duties if is_relief(facts, name)]
    if not relief:
        return
    users = users_of_ladders(facts)
    for step in all_steps(facts):
        stopped = _stopped(facts, step, relief, users.get(step.ladder, ()))
        if stopped:
            yield _on_a_ladder(facts, step, stopped)
    for name in relief:
        waits = _waits_for_a_price(facts, name)
        if waits:
            yield _waiting(facts, name, waits)
        yield from _judged(facts, name)
        yield from _worded(facts, name)


def _stopped(facts: Facts, step: Step, relief: list[str], broken: tuple[str, ...]) -> list[str]:
    """Relief that this rung suspends, undoes, or answers in kind."""
    rung = step.rung
    if rung.verb in (RungVerb.SUSPEND, RungVerb.UNDO):
        named = {duty_of_target(one) for one in rung.target}
        takes_all = SUSPENDED_ALL in named
        return [
            one
            for one in relief
            if one in named or (takes_all and not facts.duties[one].unconditional)
        ]
    if rung.verb is RungVerb.ANSWER:
        # To answer in kind a breach of relief that both sides owe is to stop relief.
        own = [one for one in relief if one in broken and len(facts.duties[one].by) > 1]
        return [one for one in own if not facts.duties[one].unconditional]
    return []


def _on_a_ladder(facts: Facts, step: Step, stopped: list[str]) -> Finding:
    verb = {RungVerb.SUSPEND: "suspends", RungVerb.UNDO: "undoes"}.get(step.rung.verb, "answers")
    names = ", ".join(f"'{name}'" for name in stopped)
    how = " in kind" if step.rung.verb is RungVerb.ANSWER else ""
    edits = [Edit(("obligations", name), "unconditional", "yes") for name in stopped]
    named = {duty_of_target(one) for one in step.rung.target} & set(stopped)
    if named:
        edits.append(_without(facts, step, named))
    title = "mark it unconditional" + (" and take it off the ladder" if named else "")
    return Finding(
        (*step.path, step.rung.verb.value),
        f"ladder '{step.ladder}' {verb} relief to civilians{how}: {names}",
        chain=tuple((("obligations", name), f"'{name}' brings relief") for name in stopped),
        fixes=(Fix(title, tuple(edits)),),
    )


def _without(facts: Facts, step: Step, named: set[str]) -> Edit:
    """The rung without these duties, or the ladder without the rung where nothing is left."""
    verb = step.rung.verb.value
    kept = [one for one in step.rung.target if duty_of_target(one) not in named]
    if kept:
        return Edit(step.path, verb, flow([*kept]))
    above, key = ladder_path(facts.tree, step.ladder)
    rungs = part_at(facts.tree, (*above, key))
    left = [one for k, one in enumerate(rungs) if k != step.index]
    return Edit(above, key, flow(left or [{"refer": whom_to_ask(facts)[1]}]))


def _waits_for_a_price(facts: Facts, name: str) -> tuple[Link, ...]:
    """The shortest chain by which this relief waits for another side's performance."""
    graph, start = facts.waiting.graph, Happening(name, 1, "started")
    asked = [
        one
        for one in graph.all_before(start)
        if one.point in ("done", "verified") and one.name != name
    ]
    prices = sorted(one for one in asked if is_price_for(facts, one.name, name))
    chains = [graph.chain(start, one) for one in prices]
    return min(chains, key=lambda chain: (sum(k.clauses for k in chain), len(chain)), default=())


def _waiting(facts: Facts, name: str, waits: tuple[Link, ...]) -> Finding:
    clauses = [link for link in waits if link.clauses]
    first, asked = clauses[0], waits[-1].before.name
    by = " and ".join(facts.duties[asked].by)
    is_direct = first.before.name == asked
    return Finding(
        first.path,
        f"relief waits for what {by} performs: '{name}' begins only after '{asked}'",
        chain=(
            *((link.path, f"'{link.after}' waits for '{link.before}'") for link in clauses[1:]),
            (("obligations", asked), f"'{asked}' is performed by {by}"),
        ),
        fixes=(_released(facts, name, first),) if is_direct else (),
    )


def _released(facts: Facts, name: str, link: Link) -> Fix:
    """Take the line away by which relief waits, and mark it unconditional."""
    path: Path = ("obligations", name)
    key = str(link.path[2])
    left = None
    if key == "from":
        left = "effective"
    elif key == "after":
        written = part_at(facts.tree, (*path, "after"))
        kept = [
            one
            for where, one in each_at(facts.tree, (*path, "after"), _listed(written))
            if where != link.path
        ]
        left = flow(kept) if kept else None
    edits = [Edit(path, key, left), Edit(path, "unconditional", "yes")]
    if key == "answers" and facts.duties[name].in_turn:
        edits.append(Edit(path, "in_turn", None))
    return Fix("let relief wait for nothing, and mark it unconditional", tuple(edits))


def _listed(written: object) -> tuple[object, ...]:
    return tuple(written) if isinstance(written, list) else (written,)


def _judged(facts: Facts, name: str) -> Iterator[Finding]:
    """Relief behind a condition that a party judges, or nobody."""
    duty = facts.duties[name]
    for where, condition in each_at(facts.tree, ("obligations", name, "after"), duty.after):
        for event in condition.events:
            judged = facts.agreement.conditions.get(event.subject or "")
            if judged is None or condition.is_choice:
                continue
            judges = [who for who in judged.judge or () if who in facts.agreement.parties]
            if judges or not judged.judge:
                who = " and ".join(judges) or "nobody named"
                yield Finding(
                    where,
                    f"relief waits for a judgement: '{event.subject}' is found met by {who}",
                    chain=((("conditions", str(event.subject)), "the condition"),),
                )


def _worded(facts: Facts, name: str) -> Iterator[Finding]:
    """Relief whose own words tie it to somebody's conduct."""
    for match in facts.wording("tied-to-conduct", under=("obligations", name, "what")):
        if match.at == "key" or " " in match.entry or match.entry == PLAIN:
            yield Finding(
                match.path,
                f"relief hangs on conduct: '{name}' is owed '{match.phrase}' ...",
                at=match.at,
                offset=match.offset,
                length=match.length,
                fixes=tuple(_unworded(name, match)),
            )


def _unworded(name: str, match: Match) -> Iterator[Fix]:
    if match.at == "key":
        unconditional = Edit(("obligations", name), "unconditional", "yes")
        edits = (Edit(match.path[:-1], str(match.path[-1]), None), unconditional)
        yield Fix("take the condition away, and mark it unconditional", edits)


RULE = Rule(
    code="REM007",
    name="relief-as-leverage",
    severity=Severity.ERROR,
    engines=(Engine.LOOK_UP,),
    fix=FixKind.MECHANICAL,
    finds=(
        "A rung that suspends or undoes relief, medical evacuation, water or the protection of "
        "civilians, and such relief that waits for another side's performance, for a party's "
        "judgement, or for somebody's conduct."
    ),
    why=(
        "Relief to civilians in need is owed under the law of armed conflict whatever the other "
        "side does, subject to a consent that may not be withheld arbitrarily. It is no "
        "counter-performance."
    ),
    mend="Mark such duties unconditional, take them off ladders, and let them wait for nothing.",
    example="""
obligations:
  hold-fire: {by: [north, south], duty: refrain, what: {acts: [fire]}, from: effective, until: none,
              breach: fire}
  aid: {by: north, duty: maintain, type: relief-access, what: {admit: 60 truck per day},
        from: effective, until: none, breach: fire}
remedies:
  fire: [{meet: commission, within: 6h}, {suspend: aid, resume: verified}, {refer: envoy}]
  step: [{refer: envoy, within: 7d}]
""",
    better="""
obligations:
  hold-fire: {by: [north, south], duty: refrain, what: {acts: [fire]}, from: effective, until: none,
              breach: fire}
  aid: {by: north, duty: maintain, type: relief-access, what: {admit: 60 truck per day},
        from: effective, until: none, breach: fire, unconditional: yes}
remedies:
  fire: [{meet: commission, within: 6h}, {refer: envoy}]
  step: [{refer: envoy, within: 7d}]
""",
    ignore_when=(
        "What comes first opens the way for relief itself, such as clearing mines, and the word "
        "that describes it is not one that the rule knows."
    ),
    history=("Gaza, 2 March 2025: the entry of all goods was stopped on the expiry of phase one."),
    sources=("UN22", "IHL"),
    check=check,
)
