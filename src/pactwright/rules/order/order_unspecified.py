"""SEQ003: two steps of opposite sides that belong together, and nothing says which comes first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactwright.diagnostics import Severity
from pactwright.model.moments import Moment
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


@dataclass(frozen=True, slots=True)
class Side:
    """Who owes a step, and what it is about."""

    parties: frozenset[str]
    matter: str

    def faces(self, other: Side) -> bool:
        """Whether steps of the two are commonly given for each other."""
        given = frozenset({self.matter, other.matter}) in EXCHANGED
        return given and bool(self.parties and other.parties) and not self.parties & other.parties


def check(facts: Facts) -> Iterator[Finding]:
    """Steps of either side that nothing ties to the other's: the first such pair of each."""
    sides: dict[str, Side] = {}
    for name, duty in facts.duties.items():
        matter = _matter(duty)
        if duty.duty is DutyKind.ACHIEVE and matter is not None:
            sides[name] = Side(frozenset(parties_of(facts.agreement, duty)), matter)
    kinds = list(dict.fromkeys(sides.values()))
    facing = {kind: [one for one in kinds if kind.faces(one)] for kind in kinds}
    tied = _tied_by_lines(facts, sides) | _tied_by_order(facts, sides, facing)
    tied |= _tied_by_dates(facts, sides, facing)
    free: dict[Side, list[str]] = {}
    for name, side in sides.items():
        if name in tied:
            continue
        partner = next((free[one].pop(0) for one in facing[side] if free.get(one)), None)
        if partner is None:
            free.setdefault(side, []).append(name)
        else:
            yield _finding(facts, partner, name)


def _matter(duty: Obligation) -> str | None:
    if duty.type is not None:
        return TYPES.get(duty.type)
    return next((VERBS[what.verb] for what in duty.what or () if what.verb in VERBS), None)


def _tied_by_lines(facts: Facts, sides: dict[str, Side]) -> set[str]:
    """Steps that go together with one of the other side, or are due at its hour."""
    tied: set[str] = set()
    hours: dict[object, list[str]] = {}
    for name, side in sides.items():
        duty = facts.duties[name]
        for other in duty.with_:
            if other in sides and side.faces(sides[other]):
                tied |= {name, other}
        if isinstance(duty.due, Moment) and duty.due.time is not None:
            hours.setdefault(duty.due, []).append(name)
    for names in hours.values():
        kinds = {sides[name] for name in names}
        tied |= {name for name in names if any(sides[name].faces(one) for one in kinds)}
    return tied


def _tied_by_order(
    facts: Facts, sides: dict[str, Side], facing: dict[Side, list[Side]]
) -> set[str]:
    """Steps that cannot be over before one of the other side has begun, and these."""
    starts = {Happening(name, 1, "started"): name for name in sides}
    tied: set[str] = set()
    for places, masks in facts.waiting.blocking.chunks(list(starts)):
        of_side: dict[Side, int] = {}
        for start, place in places.items():
            side = sides[starts[start]]
            of_side[side] = of_side.get(side, 0) | 1 << place
        waited_for = 0
        for name, side in sides.items():
            done = Happening(name, facts.duties[name].count, "done")
            before = facts.waiting.blocking.bits(masks, done)
            for other in facing[side]:
                met = before & of_side.get(other, 0)
                if met:
                    tied.add(name)
                    waited_for |= met
        tied |= {starts[start] for start, place in places.items() if waited_for >> place & 1}
    return tied


def _tied_by_dates(
    facts: Facts, sides: dict[str, Side], facing: dict[Side, list[Side]]
) -> set[str]:
    """Steps whose last day differs from one of the other side: the calendar orders them."""
    days = {name: last_day(facts, name) for name in sides}
    of_side: dict[Side, set[float]] = {}
    for name, side in sides.items():
        day = days[name]
        if day is not None:
            of_side.setdefault(side, set()).add(day)
    tied: set[str] = set()
    for name, side in sides.items():
        day = days[name]
        others = (of_side.get(other, set()) for other in facing[side])
        if day is not None and any(len(one) > 1 or (one and day not in one) for one in others):
            tied.add(name)
    return tied


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
