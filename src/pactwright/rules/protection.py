"""Who guards a party that has disarmed, gathered or come into the open, and from which day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactwright.model.moments import Moment
from pactwright.model.vocabulary import DutyKind, ProvisionType, Role
from pactwright.rules.dates import day_words, last_day, last_day_of
from pactwright.rules.founding import DEPLOYING, deploying_duties
from pactwright.rules.graph import Happening

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.rules.facts import Facts

_GUARDING = frozenset({Role.PROTECTOR, Role.INTERPOSITION})


@dataclass(frozen=True, slots=True)
class Protector:
    """A third party that could guard a party; `lacks` says in words what is missing, or ''."""

    name: str
    lacks: str


def protectors_for(facts: Facts, party: str, duty: str) -> Iterator[Protector]:
    """Everybody whose role it is to guard, as seen by a party from one duty that exposes it."""
    for name, third in facts.agreement.third_parties.items():
        if not _GUARDING & set(third.roles) and not _guarantees_security(facts, name):
            continue
        if third.accepts is False:
            yield Protector(name, "has not taken the role")
        elif party not in third.accepted_by:
            whom = facts.agreement.parties[party].name
            yield Protector(name, f"is not accepted by {whom} on record")
        else:
            yield Protector(name, _missing_in_time(facts, name, duty))


def _guarantees_security(facts: Facts, name: str) -> bool:
    return any(
        duty.type is ProvisionType.SECURITY_GUARANTEE and name in duty.by
        for duty in facts.duties.values()
    )


def _missing_in_time(facts: Facts, name: str, duty: str) -> str:
    """In words, that a protector may come after a duty must be done; '' where nothing says so.

    A duty without a date can wait for it, and so can one that names its deployment.
    """
    deploying = deployments_of(facts, name)
    there = Happening(name, 0, "in place")
    if any(one.name in deploying or one == there for one in facts.before(duty)):
        return ""
    due, day = last_day(facts, duty), _in_place(facts, name, deploying)
    if due is None or day is None or day <= due:
        return ""
    return (
        f"may come only on {day_words(facts, day)}, and '{duty}' is due by {day_words(facts, due)}"
    )


def deployments_of(facts: Facts, name: str) -> list[str]:
    """Duties that put a third party in its place."""
    own = [
        duty
        for duty, terms in facts.duties.items()
        if name in terms.by
        and terms.duty is DutyKind.ACHIEVE
        and any(what.verb in DEPLOYING for what in terms.what or ())
    ]
    others = [duty for duty, _ in deploying_duties(facts.agreement).get(name, ())]
    return list(dict.fromkeys([*own, *others]))


def _in_place(facts: Facts, name: str, deploying: list[str]) -> float | None:
    """Last day on which it may take up its place; None where the text gives none."""
    days = [day for day in (last_day(facts, duty) for duty in deploying) if day is not None]
    if days:
        return min(days)
    third = facts.agreement.third_parties[name]
    starts = third.mandate.starts if third.mandate is not None else None
    start = last_day_of(facts, starts) if isinstance(starts, Moment) else 0.0
    if start is None:
        return None
    return start + (0.0 if third.ready is None else third.ready.high.days)
