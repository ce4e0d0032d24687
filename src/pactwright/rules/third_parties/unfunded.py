"""THR004: a costly duty for which no line says who pays, how much, or by when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.diagnostics import Severity
from pactwright.model.vocabulary import DutyKind, PartyKind, ProvisionType, Role
from pactwright.rules.dates import day_words, last_day
from pactwright.rules.disarming import PREPARING
from pactwright.rules.rule import Edit, Engine, Finding, Fix, FixKind, Rule
from pactwright.rules.tasks import tasks_in_duties

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.model.obligations import Obligation
    from pactwright.rules.facts import Facts

_COSTLY = frozenset(
    {
        ProvisionType.CANTON,
        ProvisionType.DEMOBILISE,
        ProvisionType.REINTEGRATE,
        ProvisionType.RETURN,
    }
)
_COSTLY_VERBS = frozenset(
    {"canton", "demobilise", "demobilize", "reintegrate", "resettle", "repatriate"}
)
_PAYING = frozenset({"pay", "fund", "finance", "deposit", "transfer-funds", "compensate"})
_PLEDGING = frozenset({"pledge", "promise"})


def check(facts: Facts) -> Iterator[Finding]:
    """Third parties said to be unfunded, and costly duties that nobody pays for in time."""
    yield from _third_parties(facts)
    costly = [name for name, duty in facts.duties.items() if _is_costly(facts, duty)]
    paying = [name for name, duty in facts.duties.items() if _pays(duty)]
    if not costly:
        return
    if not paying:
        unpaid = [name for name in costly if not _is_provided_for(facts, name)]
        if unpaid:
            yield _nobody_pays(facts, unpaid)
        return
    for name in costly:
        finding = _too_late(facts, name, paying)
        if finding is not None:
            yield finding


def _third_parties(facts: Facts) -> Iterator[Finding]:
    """Those with a task whose entry says that they have no money for it."""
    seen: set[str] = set()
    for task in tasks_in_duties(facts):
        third = facts.agreement.third_parties[task.name]
        if third.funded is False and task.name not in seen:
            seen.add(task.name)
            own = ("third_parties", task.name)
            yield Finding(
                (*own, "funded"),
                f"'{task.name}' is not funded, and '{task.duty}' rests on it",
                chain=((task.path, f"'{task.name}' {task.words} this"),),
            )


def _is_costly(facts: Facts, duty: Obligation) -> bool:
    """Camps, demobilisation and returns, unless a state or a funded third party sees to them."""
    if duty.duty is not DutyKind.ACHIEVE or duty.unreadable:
        return False
    verbs = {what.verb for what in duty.what or ()}
    is_costly = duty.type in _COSTLY if duty.type is not None else bool(verbs & _COSTLY_VERBS)
    if not is_costly or verbs <= PREPARING | _PAYING:
        return False
    return not any(_has_means(facts, one) for one in duty.by)


def _has_means(facts: Facts, performer: str) -> bool:
    party = facts.agreement.parties.get(performer)
    third = facts.agreement.third_parties.get(performer)
    return (party is not None and party.kind is PartyKind.STATE) or (
        third is not None and third.funded is True
    )


def _pays(duty: Obligation) -> bool:
    if duty.type is not None:
        return duty.type is ProvisionType.FUNDING
    return any(what.verb in _PAYING | _PLEDGING for what in duty.what or ())


def _is_provided_for(facts: Facts, name: str) -> bool:
    """Whether somebody else sees to it in kind: builds the camps, takes in who is discharged."""
    before = {one.name for one in facts.before(name)}
    for other, duty in facts.duties.items():
        if set(duty.by) & set(facts.duties[name].by):
            continue
        verbs = {what.verb for what in duty.what or ()}
        if other in before and verbs & PREPARING:
            return True
        if duty.type is ProvisionType.REINTEGRATE and _has_means(facts, duty.by[0]):
            return True
    return False


def _nobody_pays(facts: Facts, unpaid: list[str]) -> Finding:
    first, *others = unpaid
    funders = facts.agreement.third_parties_with(Role.FUNDER)
    who = f": how much {funders[0]} pays, and when, is open" if funders else ""
    fund = f"{{by: {funders[0] if funders else 'WHO'}, duty: achieve, type: funding, "
    fund += "what: {pay: N UNIT, into: escrow, held_by: WHO}, due: DATE}"
    edits = [Edit(("obligations",), f"fund-{first}", fund)]
    if not facts.duties[first].after:
        edits.append(Edit(("obligations", first), "after", f"fund-{first}.done"))
    return Finding(
        ("obligations", first),
        f"no line says who pays for '{first}', how much and by when{who}",
        at="key",
        chain=tuple((("obligations", other), f"nor for '{other}'") for other in others),
        fixes=(Fix("add a deposit that it waits for", tuple(edits)),),
    )


def _too_late(facts: Facts, name: str, paying: list[str]) -> Finding | None:
    """A duty that may come before all money for it, or that waits for a pledge alone."""
    before = {one.name for one in facts.before(name)}
    awaited = [one for one in paying if one in before]
    if not awaited and _is_provided_for(facts, name):
        return None
    pledged = [one for one in awaited if _is_pledge(facts.duties[one])]
    if pledged and len(pledged) == len(awaited):
        return Finding(
            ("obligations", name),
            f"'{name}' waits for a pledge, '{pledged[0]}', not for money deposited",
            at="key",
            chain=((("obligations", pledged[0]), "a pledge, by its own words"),),
        )
    if awaited:
        return None
    due, days = last_day(facts, name), [(last_day(facts, one), one) for one in paying]
    known = [(day, one) for day, one in days if day is not None]
    if due is None or len(known) < len(days) or min(known)[0] <= due:
        return None
    day, first = min(known)
    return Finding(
        ("obligations", name),
        f"'{name}' is due by {day_words(facts, due)}, before any money for it",
        at="key",
        chain=((("obligations", first), f"'{first}' is due by {day_words(facts, day)}"),),
    )


def _is_pledge(duty: Obligation) -> bool:
    return any(what.verb in _PLEDGING for what in duty.what or ())


RULE = Rule(
    code="THR004",
    name="unfunded",
    severity=Severity.WARNING,
    engines=(Engine.LOOK_UP,),
    fix=FixKind.OFFERED,
    finds=(
        "A duty with cost (camps, demobilisation, reintegration, returns) that no state or funded "
        "third party sees to and no line pays for; one due before any money for it, or waiting "
        "for a pledge instead of a deposit; a third party with a task that has no money."
    ),
    why="The want of money stops all that waits for what it pays.",
    mend="Add a funding duty ahead, and let what needs it wait for the deposit, not the pledge.",
    example="""
obligations:
  camp: {by: south, duty: achieve, type: canton, what: {canton: 900 fighter, at: zone},
         due: 30d after signed, verify: {by: mission, within: 3d}, breach: step}
""",
    better="""
obligations:
  fund: {by: envoy, duty: achieve, type: funding,
         what: {pay: 3 M USD, into: escrow, held_by: envoy},
         due: 20d after signed, verify: {by: mission, within: 3d}, breach: step}
  camp: {by: south, duty: achieve, type: canton, what: {canton: 900 fighter, at: zone},
         after: fund.done, due: 50d after signed, verify: {by: mission, within: 3d}, breach: step}
""",
    ignore_when="Another text, already in force, pays for it.",
    history=(
        "South Sudan, 2019: 285 million dollars asked, 100 pledged, 40 paid by November; soldiers "
        "left the camps for want of food, water and medicine."
    ),
    sources=("PAM",),
    check=check,
)
