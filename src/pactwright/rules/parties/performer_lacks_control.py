"""PAR004: a duty to disarm, move or restrain somebody who does not answer to its performer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.diagnostics import Severity
from pactwright.rules.control import masters_of
from pactwright.rules.rule import Edit, Engine, Finding, Fix, FixKind, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.diagnostics import Path
    from pactwright.rules.contents import Said
    from pactwright.rules.control import Command
    from pactwright.rules.facts import Facts


def check(facts: Facts) -> Iterator[Finding]:
    """Duties of parties on actors that none of their performers commands, as far as is written."""
    seen: set[tuple[str, str]] = set()
    for one in facts.commands:
        if _is_owed_as_such(facts, one) and (one.duty, one.actor) not in seen:
            seen.add((one.duty, one.actor))
            yield _lacks_control(facts, one.duty, one.said, one.actor)


def _is_owed_as_such(facts: Facts, one: Command) -> bool:
    """Whether a party owes the result, and the actor answers to none of the performers."""
    duty = facts.duties[one.duty]
    if duty.best_effort or not any(performer in facts.agreement.parties for performer in duty.by):
        return False
    if one.actor in duty.by or masters_of(facts, one.actor) & set(duty.by):
        return False
    under = one.entry.path
    return not (facts.wording("obtain", under=under) or facts.wording("effort", under=under))


def _lacks_control(facts: Facts, duty: str, said: Said, actor: str) -> Finding:
    performers = " or ".join(f"'{one}'" for one in facts.duties[duty].by)
    line = _line_of(facts, actor)
    above = sorted(masters_of(facts, actor))
    answers = f"; it answers to {', '.join(above)}" if above else ""
    edit = Edit(("obligations", duty), "best_effort", "yes")
    return Finding(
        said.path,
        f"nothing says that '{actor}' answers to {performers}, on whom '{duty}' is laid",
        notes=(f"the file declares '{actor}'{answers}",) if answers else (),
        help="restate it as an effort with means and milestones, or lay it on whom it answers to",
        chain=((line, f"'{actor}' is declared here"),),
        fixes=(Fix("owe it as an effort, not as a result", (edit,)),),
    )


def _line_of(facts: Facts, actor: str) -> Path:
    agreement = facts.agreement
    if actor in agreement.outsiders:
        return ("outsiders", actor)
    if actor in agreement.parties:
        return ("parties", actor)
    owner = next(name for name, party in agreement.parties.items() if actor in party.binds)
    return ("parties", owner, "binds")


RULE = Rule(
    code="PAR004",
    name="performer-lacks-control",
    severity=Severity.WARNING,
    engines=(Engine.LOOK_UP,),
    fix=FixKind.HUMAN,
    finds=(
        "A duty on a party to disarm, move or restrain an outsider, another party or a force that "
        "is not among those it binds and is not declared to answer to it. An effort, and a duty to "
        "obtain it, are left alone."
    ),
    why="An unkept promise from inability looks the same as bad faith and is punished the same.",
    mend="Restate as effort with resources and milestones, or move the duty to who can.",
    example="""
outsiders:
  highland: {name: Highland army, armed: yes}
obligations:
  clear: {by: north, duty: achieve, what: {disarm: highland}, due: 60d after signed,
          verify: {by: mission, within: 2d}, breach: step}
""",
    better="""
outsiders:
  highland: {name: Highland army, armed: yes}
obligations:
  clear: {by: north, duty: achieve, what: {disarm: highland}, due: 60d after signed,
          best_effort: yes, verify: {by: mission, within: 2d}, breach: step}
""",
    ignore_when="The performer commands it in fact, and both sides accept that it is not written.",
    history=(
        "Lebanon, resolution 1701, 2006: the state was to keep the area south of the Litani free "
        "of other armed forces, without the power to do so against Hezbollah; the clause stayed "
        "unmet until the next war."
    ),
    sources=("UN22",),
    check=check,
)
