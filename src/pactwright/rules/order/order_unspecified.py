"""SEQ003: two steps of opposite sides that belong together, and nothing says which comes first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.diagnostics import Severity
from pactwright.model.moments import Moment, Window
from pactwright.model.vocabulary import DutyKind, ProvisionType
from pactwright.rules.dates import last_day
from pactwright.rules.exchanges import parties_of
from pactwright.rules.graph import Happening
from pactwright.rules.rule import Edit, Engine, Finding, Fix, FixKind, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.model.obligations import Obligation
    from pactwright.rules.facts import Facts

PERSONS, FORCES, ARMS, POWER = "persons", "forces", "arms", "power"
TYPES: dict[ProvisionType, str] = {
    ProvisionType.RELEASE: PERSONS,
    ProvisionType.WITHDRAW_OWN: FORCES,
    ProvisionType.SEPARATION: FORCES,
    ProvisionType.DISARM: ARMS,
    ProvisionType.INTERIM_GOVERNMENT: POWER,
    ProvisionType.POWER_SHARING: POWER,
}
VERBS: dict[str, str] = {
    "release": PERSONS,
    "free": PERSONS,
    "withdraw": FORCES,
    "redeploy": FORCES,
    "pull-back": FORCES,
    "disarm": ARMS,
    "decommission": ARMS,
    "hand-in": ARMS,
}
EXCHANGED = frozenset(
    {
        frozenset({PERSONS}),
        frozenset({FORCES}),
        frozenset({ARMS}),
        frozenset({FORCES, ARMS}),
        frozenset({ARMS, POWER}),
    }
)
"""What is commonly given for what: persons for persons, arms for troops, arms for seats."""


def check(facts: Facts) -> Iterator[Finding]:
    """Pairs of one step of each side that nothing orders, pairs or makes simultaneous."""
    matters = {
        name: matter
        for name, duty in facts.duties.items()
        if duty.duty is DutyKind.ACHIEVE and (matter := _matter(duty)) is not None
    }
    names = list(matters)
    sides = {name: frozenset(parties_of(facts.agreement, facts.duties[name])) for name in names}
    # Sides and matters are few, pairs of duties many: each kind of pair is looked at once.
    kinds = {name: (matters[name], sides[name]) for name in names}
    wanted = {
        (one, other)
        for one in set(kinds.values())
        for other in set(kinds.values())
        if frozenset({one[0], other[0]}) in EXCHANGED
        and one[1]
        and other[1]
        and not one[1] & other[1]
    }
    pairs = [
        (one, other)
        for place, one in enumerate(names)
        for other in names[place + 1 :]
        if (kinds[one], kinds[other]) in wanted
    ]
    yield from _unordered(facts, pairs)


def _matter(duty: Obligation) -> str | None:
    if duty.type is not None:
        return TYPES.get(duty.type)
    return next((VERBS[what.verb] for what in duty.what or () if what.verb in VERBS), None)


def _unordered(facts: Facts, pairs: list[tuple[str, str]]) -> Iterator[Finding]:
    """Pairs neither of which is tied to anything of the other side that it could be given for."""
    tied: set[str] = set()
    for pair in pairs:  # dates first: they settle most pairs, and cost little
        if not tied.issuperset(pair) and _is_tied(facts, *pair):
            tied.update(pair)
    left = [pair for pair in pairs if not tied.issuperset(pair)]
    tied.update(name for pair in _ordered(facts, left) for name in pair)
    shown: set[str] = set()
    for one, other in pairs:
        if one in tied or other in tied or one in shown or other in shown:
            continue
        shown |= {one, other}
        yield _finding(facts, one, other)


def _ordered(facts: Facts, pairs: list[tuple[str, str]]) -> set[tuple[str, str]]:
    """Pairs of which one cannot be over before the other has begun."""
    asked = {}
    for one, other in pairs:
        for first, second in ((one, other), (other, one)):
            start = Happening(first, 1, "started")
            asked[start, Happening(second, facts.duties[second].count, "done")] = (one, other)
    return {asked[pair] for pair in facts.waiting.preceding(asked)}


def _is_tied(facts: Facts, one: str, other: str) -> bool:
    """Whether they go together, at one hour, or on days of the calendar that differ."""
    first, second = facts.duties[one], facts.duties[other]
    if other in first.with_ or one in second.with_:
        return True
    if first.due == second.due and isinstance(first.due, Moment) and first.due.time is not None:
        return True
    if isinstance(first.due, Window) or isinstance(second.due, Window):
        return first.due != second.due
    days = last_day(facts, one), last_day(facts, other)
    return None not in days and days[0] != days[1]


def _finding(facts: Facts, one: str, other: str) -> Finding:
    same = last_day(facts, one) is not None and last_day(facts, one) == last_day(facts, other)
    when = "due on the same day" if same else "with no two dates"
    first, second = ("obligations", one), ("obligations", other)
    return Finding(
        second,
        f"'{one}' and '{other}' are owed by opposite sides, {when}, and nothing says which comes "
        "first",
        at="key",
        help="put one first, do both at one hour under a third party, or pair them in tranches",
        chain=((first, f"by {', '.join(facts.duties[one].by)}"),),
        fixes=(
            Fix(f"first '{one}', then '{other}'", (Edit(second, "answers", one),)),
            Fix(f"first '{other}', then '{one}'", (Edit(first, "answers", other),)),
            Fix("both together", (Edit(second, "with", one),)),
        ),
    )


RULE = Rule(
    code="SEQ003",
    name="order-unspecified",
    severity=Severity.WARNING,
    engines=(Engine.GRAPH,),
    fix=FixKind.OFFERED,
    finds=(
        "Two steps of opposite sides that are commonly given for each other (captives for "
        "captives, troops for troops, arms for troops or for seats in government), with no order, "
        "no pairing, no common hour and no different dates."
    ),
    why="Each side will read the order that suits it.",
    mend="Put one first, do both at one hour under a third party, or pair them in tranches.",
    example="""
obligations:
  captives: {by: north, to: south, duty: achieve, what: {release: 45 captive}, breach: step,
             due: 30d after signed}
  detainees: {by: south, to: north, duty: achieve, what: {release: 300 detainee}, breach: step,
              due: 30d after signed}
""",
    better="""
obligations:
  captives: {by: north, to: south, duty: achieve, what: {release: 45 captive}, breach: step,
             due: 30d after signed, tranches: {count: 3, each: 15}}
  detainees: {by: south, to: north, duty: achieve, what: {release: 300 detainee}, breach: step,
              answers: captives, due: 2d after captives.done, tranches: {count: 3, each: 100}}
""",
    ignore_when="The two steps are independent, and each is owed whatever becomes of the other.",
    history=(
        "Northern Ireland, 1998: the executive and the disarmament of paramilitaries were both due "
        "and neither was put first; the executive was formed after eighteen months and suspended "
        "after ten weeks."
    ),
    sources=("HH",),
    check=check,
)
