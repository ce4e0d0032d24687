"""TIM005: force is to stop sooner than orders can reach all units."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pactwright.diagnostics import Severity
from pactwright.model.moments import Moment
from pactwright.model.vocabulary import DutyKind
from pactwright.rules.beginnings import beginnings_of_calm, in_words
from pactwright.rules.naming import listed
from pactwright.rules.rule import Engine, Finding, FixKind, Rule, Threshold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.rules.beginnings import Beginning
    from pactwright.rules.facts import Facts

ORDERS = re.compile(r"\b(?:orders?|instructions?|instructs?|disseminat\w+|briefings?|briefs?)\b")


def check(facts: Facts) -> Iterator[Finding]:
    """The first duty to leave force undone: time for orders before it, or a duty to issue them."""
    calm = list(beginnings_of_calm(facts))
    if not calm:
        return
    first = min(calm, key=lambda one: one.first)
    bound = facts.settings.threshold(RULE, "orders")
    late = [name for name in _orders(facts) if not _is_in_time(facts, name, first)]
    if len(late) < len(_orders(facts)):
        return
    if first.soonest_hours < bound:
        yield _too_soon(facts, first, calm, late, bound)
    elif not late:
        yield _no_orders(facts, first)


def _orders(facts: Facts) -> list[str]:
    """Duties to issue, pass on or acknowledge orders."""
    return [
        name
        for name, duty in facts.duties.items()
        if duty.duty is DutyKind.ACHIEVE
        and any(ORDERS.search(str(what.root).casefold()) for what in duty.what or ())
    ]


def _is_in_time(facts: Facts, name: str, first: Beginning) -> bool:
    """Whether orders are due before force is to stop, or it waits for them."""
    point = facts.timing.point(name, "done")
    latest = None if point is None else facts.timing.latest(point)
    if latest is not None and latest <= first.first:
        return True
    moment = facts.duties[first.name].from_
    effective = facts.agreement.agreement.effective
    events = [e for one in (moment, effective) if isinstance(one, Moment) for e in one.events]
    return any(event.subject == name for event in events)


def _too_soon(
    facts: Facts, first: Beginning, calm: list[Beginning], late: list[str], bound: float
) -> Finding:
    duty = facts.duties[first.name]
    is_written = isinstance(duty.from_, Moment)
    hours = first.soonest_hours
    when = "with signature" if hours == 0 else f"within {in_words(hours)} of signature"
    if is_written and duty.from_ is not None and isinstance(duty.from_, Moment):
        event = duty.from_.event
        if event is not None and event.subject is not None:
            when = f"with {event}, however soon that is"
    others = [one.name for one in calm if one != first and one.soonest_hours < bound]
    notes = [f"shown below {bound:g} h (TIM005.orders); the number is this program's own"]
    if others:
        notes.append(f"the same goes for {listed(others)}")
    return Finding(
        ("obligations", first.name, "from") if is_written else ("obligations", first.name),
        f"'{first.name}' begins {when}, and no orders are issued and acknowledged before",
        at="value" if is_written else "key",
        notes=tuple(notes),
        help="add a duty: orders issued to all units and acknowledged, due before the hour",
        chain=tuple((("obligations", name), "these orders come later") for name in late),
    )


def _no_orders(facts: Facts, first: Beginning) -> Finding:
    """There is time; but nothing asks that orders be issued in it."""
    effective = facts.agreement.agreement.effective
    on_a_day = isinstance(effective, Moment) and effective.day is not None
    hour = ("the day on which it begins has no hour and time zone",)
    return Finding(
        ("obligations", first.name),
        f"no duty asks that orders be issued and acknowledged before '{first.name}' begins",
        at="key",
        severity=Severity.INFO,
        notes=hour if on_a_day else (),
        help="add a duty: orders issued to all units and acknowledged, due before the hour",
    )


RULE = Rule(
    code="TIM005",
    name="no-time-for-orders",
    severity=Severity.WARNING,
    engines=(Engine.TIMING, Engine.LOOK_UP),
    fix=FixKind.OFFERED,
    finds=(
        "A duty to leave force undone that begins sooner after signature than orders can reach "
        "units, with no duty to issue and confirm orders before it. An info where there is time, "
        "but nothing asks for the orders."
    ),
    why=(
        "Units that have not heard of it fight on, and the first incidents are laid at the door of "
        "those who signed. Guides ask for a step in which orders are passed down."
    ),
    mend="Add a duty to issue orders and have them acknowledged before the hour, with time zone.",
    example="""
obligations:
  hold-fire: {by: [north, south], duty: refrain, what: {acts: [fire, advance]}, from: signed,
              until: none, breach: fire}
""",
    better="""
obligations:
  orders: {by: [north, south], duty: achieve, what: {issue: orders to all units, and: acknowledge},
           due: 24h after signed, breach: step}
  hold-fire: {by: [north, south], duty: refrain, what: {acts: [fire, advance]},
              from: orders.done, until: none, breach: fire}
""",
    ignore_when="Fire has stopped already, or command reaches all units within hours.",
    history=(
        "Manila, 1898: stormed the day after the protocol of peace was signed in Washington, the "
        "cable being cut. New Orleans, 1815: fought a fortnight after the Treaty of Ghent was "
        "signed."
    ),
    sources=("HH", "UN22"),
    check=check,
    thresholds=(
        Threshold("orders", 48, "h", "time in which orders are taken to reach every unit"),
    ),
)
