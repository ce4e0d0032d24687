"""Exchanges: which duty of one side is given for which duty of another, and whether in turns.

Read by rules on incentives. Only the text's own links count: `answers`, or a lone `after` between
two duties that are owed by and to each other's performers. Two duties that merely stand side by
side are no exchange here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactwright.model.order import required_events
from pactwright.model.vocabulary import DutyKind, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.diagnostics import Path
    from pactwright.model.agreement import Agreement
    from pactwright.model.obligations import Obligation

FINISHED = frozenset({"done", "verified", "ended"})


@dataclass(frozen=True, slots=True)
class Exchange:
    """Two duties of opposite sides, the second given for the first, and the line that says so."""

    first: str
    answer: str
    path: Path


def exchanges_of(agreement: Agreement) -> Iterator[Exchange]:
    """Every exchange of two things done once, in the order of the file."""
    return _exchanges(agreement, lasting=False)


def lasting_answers_of(agreement: Agreement) -> Iterator[Exchange]:
    """Exchanges in which something that lasts is given for something done once."""
    return _exchanges(agreement, lasting=True)


def _exchanges(agreement: Agreement, *, lasting: bool) -> Iterator[Exchange]:
    for name, duty in agreement.obligations.items():
        if duty.is_standing != lasting:
            continue
        for first, key in _answered_by(agreement, duty):
            if are_opposed(agreement, agreement.obligations[first], duty):
                yield Exchange(first, name, ("obligations", name, key))


def _answered_by(agreement: Agreement, duty: Obligation) -> Iterator[tuple[str, str]]:
    """Duties that this one is given for, with the key of the line that says so."""
    duties = agreement.obligations
    if duty.answers is not None:
        first = duties.get(duty.answers)
        if first is not None and first.duty is DutyKind.ACHIEVE:
            yield duty.answers, "answers"
        return
    # What waits for several things is prepared by them rather than given for one of them.
    events = [event for one in duty.after for event in required_events(one)]
    for event in events if len(events) == 1 else ():
        first = duties.get(event.subject or "")
        if first is None or first.duty is not DutyKind.ACHIEVE or event.point not in FINISHED:
            continue
        is_whole = event.tranche is None
        if is_whole and set(first.to) & set(duty.by) and set(duty.to) & set(first.by):
            yield str(event.subject), "after"


def are_opposed(agreement: Agreement, one: Obligation, other: Obligation) -> bool:
    """Whether two duties are owed by different parties, no party having a part in both."""
    first, second = parties_of(agreement, one), parties_of(agreement, other)
    return bool(first) and bool(second) and not first & second


def parties_of(agreement: Agreement, duty: Obligation) -> set[str]:
    """Parties among the performers of a duty."""
    return {name for name in duty.by if name in agreement.parties}


def are_in_turns(agreement: Agreement, first: str, answer: str) -> bool:
    """Whether two duties go hand in hand: in parallel, or tranche by tranche."""
    one, other = agreement.obligations[first], agreement.obligations[answer]
    if answer in one.with_ or first in other.with_:
        return True
    if one.tranches is None or other.tranches is None:
        return False
    if one.tranches.count is None or other.tranches.count is None:
        return True  # how many parts is open: another rule's matter
    return one.count > 1 and other.count > 1


def is_in_custody(agreement: Agreement, duty: Obligation) -> bool:
    """Whether what is given goes to somebody who holds it for both: a custodian, an escrow."""
    holders = set(duty.to)
    for what in duty.what or ():
        holders |= {str(value) for key, value in what.details.items() if key in {"held_by", "to"}}
        if any("escrow" in str(value) for value in what.root.values()):
            return True
    found = (agreement.third_parties.get(name) for name in holders)
    return any(one is not None and Role.CUSTODIAN in one.roles for one in found)
