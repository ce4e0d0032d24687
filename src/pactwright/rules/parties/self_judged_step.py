"""PAR006: a trigger or an extent that the performer alone determines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.diagnostics import Severity
from pactwright.model.declared import each_at
from pactwright.model.moments import Condition, Moment, Window
from pactwright.model.vocabulary import DutyKind
from pactwright.rules.contents import entry_at, mentions_any, names_judge
from pactwright.rules.rule import Edit, Engine, Finding, Fix, FixKind, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.diagnostics import Path
    from pactwright.rules.facts import Facts
    from pactwright.rules.wording import Match


def check(facts: Facts) -> Iterator[Finding]:
    """Wording that leaves a step to its performer, and conditions that only it judges."""
    for name in facts.duties:
        match = _self_judged(facts, name)
        if match is not None:
            yield _by_wording(facts, name, match)
        yield from _by_condition(facts, name)


def _self_judged(facts: Facts, name: str) -> Match | None:
    if facts.duties[name].duty is DutyKind.REFRAIN:
        return None  # exceptions from a duty to refrain belong to exception-swallows-duty
    for match in facts.wording("self-judged", under=("obligations", name, "what")):
        entry = entry_at(facts, match)
        if entry is None or names_judge(facts, name, entry):
            continue
        if not mentions_any(match.text, _others(facts, name)):
            return match
    return None


def _others(facts: Facts, name: str) -> dict[str, str]:
    """Everybody but the performers: 'as the commission deems fit' is no judgement of one's own."""
    agreement = facts.agreement
    sections = (agreement.parties, agreement.third_parties, agreement.bodies)
    actors = {key: one.name for section in sections for key, one in section.items()}
    for performer in facts.duties[name].by:
        actors.pop(performer, None)
    return actors


def _by_wording(facts: Facts, name: str, match: Match) -> Finding:
    performers = ", ".join(facts.duties[name].by)
    is_value = match.at == "value"
    judges = [*facts.agreement.bodies, *facts.verifiers][:2] or ["WHO"]
    entry = entry_at(facts, match)
    fixes = [
        Fix(f"let {judge} decide it", (Edit(entry.path, "decided-by", judge),))
        for judge in judges
        if entry is not None
    ]
    return Finding(
        match.path,
        f"'{match.phrase}': when or how far '{name}' goes is left to {performers} alone",
        at=match.at,
        help="give a criterion that others can see, or let a third party determine it",
        fixes=tuple(fixes),
        offset=match.offset if is_value else None,
        length=match.length if is_value else None,
    )


def _by_condition(facts: Facts, name: str) -> Iterator[Finding]:
    """Lines that wait for a judgement which only those who owe the duty make."""
    own = _own_judgements(facts, set(facts.duties[name].by))
    if not own:
        return
    seen: set[str] = set()
    for path, moment in _moments(facts, name):
        for event in moment.events:
            if event.subject in own and event.subject not in seen:
                seen.add(event.subject)
                judge = own[event.subject]
                yield Finding(
                    path,
                    f"'{name}' turns on '{event.subject}', which {judge}, its performer, judges "
                    "alone",
                    help="name another judge, or a criterion that others can see",
                    chain=((("conditions", event.subject, "judge"), f"judged by {judge}"),),
                )


def _own_judgements(facts: Facts, performers: set[str]) -> dict[str, str]:
    """Conditions whose judges are all among these, with the first of them."""
    return {
        name: condition.judge[0]
        for name, condition in facts.agreement.conditions.items()
        if condition.judge
        and set(condition.judge) <= performers
        # Several who owe it together check one another.
        and (len(performers) == 1 or len(condition.judge) < len(performers))
    }


def _moments(facts: Facts, name: str) -> Iterator[tuple[Path, Condition | Moment | Window]]:
    duty = facts.duties[name]
    path: Path = ("obligations", name)
    for key, value in (("from", duty.from_), ("due", duty.due), ("until", duty.until)):
        if isinstance(value, Moment | Window):
            yield (*path, key), value
    yield from each_at(facts.tree, (*path, "after"), duty.after)


RULE = Rule(
    code="PAR006",
    name="self-judged-step",
    severity=Severity.WARNING,
    engines=(Engine.LOOK_UP,),
    fix=FixKind.HUMAN,
    finds=(
        "A trigger or extent that the performer alone determines: wording such as 'as it deems' or "
        "'subject to its security' in what it is to achieve or maintain, and a line that waits for "
        "a condition whose only judge is the performer."
    ),
    why="The counterpart pays in advance for something whose size the other will choose.",
    mend="An external criterion, or determination by a third party.",
    example="""
obligations:
  redeploy: {by: north, duty: achieve, what: {withdraw: forces to the extent it deems necessary,
             beyond: zone}, due: 60d after signed, verify: {by: mission, within: 2d}, breach: step}
""",
    better="""
obligations:
  redeploy: {by: north, duty: achieve, what: {withdraw: {share: 60 %, of: declared-forces},
             beyond: zone}, due: 60d after signed, verify: {by: mission, within: 2d}, breach: step}
""",
    ignore_when="The step is a favour that nothing else in the text is traded for.",
    history=(
        "Oslo II, 1995: three further redeployments whose size one side held to be its own "
        "decision; two years of dispute over 9, 11 or 13 per cent."
    ),
    sources=("HH",),
    check=check,
)
