"""SEQ005: what one side is to receive, and the other can put off for ever."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from pactwright.diagnostics import Severity
from pactwright.model.moments import NONE
from pactwright.model.vocabulary import DutyKind, ProvisionType
from pactwright.rules.dates import last_day
from pactwright.rules.forums import needs_vote_of
from pactwright.rules.gates import gates_of
from pactwright.rules.rule import Edit, Engine, Finding, Fix, FixKind, Rule
from pactwright.values import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.diagnostics import Path
    from pactwright.rules.facts import Facts
    from pactwright.rules.gates import Gate
    from pactwright.rules.graph import Happening

Holder: TypeAlias = "tuple[str, str, Path]"  # the party, what it holds in words, and where
OBJECTIONS = re.compile(r"\b(?:appeals?|objections?|objects?|challenges?|vetos?|vetoes)\b")


def check(facts: Facts) -> Iterator[Finding]:
    """Gates that an opponent of who benefits holds without limit; objections without limit."""
    found: dict[Happening, tuple[Holder, list[Gate]]] = {}
    for gate in gates_of(facts):
        duty = facts.duties.get(gate.after.name)
        if duty is None or gate.is_date or gate.path[2] not in ("from", "after"):
            continue
        for one in gate.asked:
            holder = _holder(facts, one)
            if holder is None or gate.held_by({one}) != [one]:
                continue
            if holder[0] not in duty.by and _benefits(facts, gate, holder[0]):
                found.setdefault(one, (holder, []))[1].append(gate)
    for one, (holder, gates) in found.items():
        yield _held(facts, gates, one, holder)
    yield from _objections(facts)


def _benefits(facts: Facts, gate: Gate, holder: str) -> list[str]:
    """Parties other than the holder to whom the duty that waits is owed."""
    duty = facts.duties[gate.after.name]
    return [one for one in duty.to if one in facts.agreement.parties and one != holder]


def _holder(facts: Facts, one: Happening) -> Holder | None:
    """The party that alone decides when this happens, with no time limit on it; why, and where."""
    parties, condition = facts.agreement.parties, facts.agreement.conditions.get(one.name)
    if condition is not None:
        if condition.within is not None or condition.due not in (None, NONE):
            return None
        return _judge(facts, one.name, condition.judge or ())
    duty = facts.duties.get(one.name)
    if duty is None or duty.duty is not DutyKind.ACHIEVE or duty.unreadable:
        return None
    if duty.type is ProvisionType.RATIFICATION:
        return None  # approval of the text is a rule's matter of its own
    if len(duty.by) == 1 and duty.by[0] in parties and last_day(facts, one.name) is None:
        return duty.by[0], f"'{one.name}', which has no date", ("obligations", one.name)
    return None


def _judge(facts: Facts, name: str, judges: tuple[str, ...]) -> Holder | None:
    says, path = f"'{name}', to be judged without a time limit", ("conditions", name)
    for judge in judges:
        if len(judges) == 1 and judge in facts.agreement.parties:
            return judge, says, path
        body = facts.agreement.bodies.get(judge)
        if body is None:
            continue
        for member in body.members:
            if member in facts.agreement.parties and needs_vote_of(body, (member,)):
                words = f"{says} by '{judge}', which decides nothing against a member"
                return member, words, path
    return None


def _held(facts: Facts, gates: list[Gate], one: Happening, holder: Holder) -> Finding:
    """One finding for each thing held, at the first line that waits for it."""
    (who, says, path), gate = holder, gates[0]
    whom = " and ".join(f"'{name}'" for name in _benefits(facts, gate, who))
    is_condition = path[0] == "conditions"
    edit = Edit(path, "within", "Nd") if is_condition else Edit(path, "due", "DATE")
    title = "a time in which it must be judged" if is_condition else f"a date for '{one.name}'"
    others = tuple((other.path, f"'{other.after.name}' waits for it too") for other in gates[1:5])
    return Finding(
        gate.path,
        f"'{who}' can put off for ever what {whom} is to have by '{gate.after.name}': it waits for "
        f"{says}",
        help="cap it, set a closing date, or let somebody neutral decide",
        chain=((path, f"in the hands of '{who}'"), *others),
        fixes=(Fix(title, (edit,)),),
    )


def _objections(facts: Facts) -> Iterator[Finding]:
    """Steps to which objections may be made, with neither a number nor a closing date."""
    for name, duty in facts.duties.items():
        if duty.duty is not DutyKind.ACHIEVE or last_day(facts, name) is not None:
            continue
        for what in duty.what or ():
            for key, value in what.details.items():
                text = f"{key} {value}".replace("-", " ").casefold()
                if OBJECTIONS.search(text) and not _has_limit(value):
                    yield Finding(
                        ("obligations", name),
                        f"'{name}' stays open to objections ({key}: {value}), with neither a "
                        "number nor a closing date",
                        at="key",
                        help="cap them, set a closing date, or let somebody neutral decide",
                        fixes=(
                            Fix("a closing date", (Edit(("obligations", name), "due", "DATE"),)),
                        ),
                    )


def _has_limit(value: object) -> bool:
    return isinstance(value, Quantity) or bool(re.search(r"\d", str(value)))


RULE = Rule(
    code="SEQ005",
    name="trigger-held-by-opponent",
    severity=Severity.WARNING,
    engines=(Engine.GRAPH,),
    fix=FixKind.OFFERED,
    finds=(
        "What one party is to have waits for something that another party alone does, judges or "
        "can block, with no time limit on it; or stays open to objections without number or date."
    ),
    why="Whoever gains from delay will use every objection that the text allows.",
    mend="A cap, a closing date, or a neutral decision.",
    example="""
obligations:
  roll: {by: north, duty: achieve, what: {agree: list of voters}, due: none, breach: step}
  vote: {by: mission, to: south, duty: achieve, what: {hold: referendum}, after: [roll.done],
         due: 90d after roll.done, breach: step}
""",
    better="""
obligations:
  roll: {by: north, duty: achieve, what: {agree: list of voters}, due: 120d after signed,
         breach: step}
  vote: {by: mission, to: south, duty: achieve, what: {hold: referendum}, after: [roll.done],
         due: 90d after roll.done, breach: step}
""",
    ignore_when="Who holds the step loses by delay at least as much as the other.",
    history=(
        "Western Sahara: the referendum due in January 1992 waited for a roll of voters that "
        "either side could contest; over a hundred thousand appeals later it had not been held."
    ),
    sources=("Stedman",),
    check=check,
)
