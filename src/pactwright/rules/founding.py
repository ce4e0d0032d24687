"""Duties that bring somebody into being: set up a body, deploy a mission."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pactwright.model.vocabulary import DutyKind
from pactwright.values import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pactwright.model.agreement import Agreement
    from pactwright.model.obligations import Obligation
    from pactwright.model.quantities import What

FOUNDING = frozenset(
    ["set-up", "constitute", "establish", "form", "create", "appoint", "convene", "found", "name"]
)
COMING = frozenset(["deploy", "arrive", "station"])
"""What somebody does to be in its own place."""
DEPLOYING = COMING | {"set-up", "establish", "install", "send", "send-in"}


def founding_duties(agreement: Agreement) -> dict[str, list[tuple[str, int]]]:
    """Duties that set up each body, with their number of tranches."""
    names = {name: body.name for name, body in agreement.bodies.items()}
    found: dict[str, list[tuple[str, int]]] = {}
    for duty, entry in _achieved(agreement):
        for what in entry.what or ():
            if what.verb in FOUNDING:
                for body in _mentioned(what, names):
                    found.setdefault(body, []).append((duty, entry.count))
    return found


def deploying_duties(
    agreement: Agreement, *, also_ready: bool = False
) -> dict[str, list[tuple[str, int]]]:
    """Duties that deploy each third party, with their number of tranches.

    A third party that says by itself when it is ready needs no such duty and is left out, unless
    `also_ready`.
    """
    names = {
        name: third.name
        for name, third in agreement.third_parties.items()
        if also_ready or third.ready is None
    }
    found: dict[str, list[tuple[str, int]]] = {}
    for duty, entry in _achieved(agreement):
        for what in entry.what or ():
            if what.verb not in DEPLOYING:
                continue
            own = [one for one in entry.by if one in names and what.verb in COMING]
            for third in dict.fromkeys([*own, *_mentioned(what, names)]):
                found.setdefault(third, []).append((duty, entry.count))
    return found


def duties_creating(agreement: Agreement, name: str) -> tuple[str, ...]:
    """Duties that bring one third party into being, by setting it up or by deploying it."""
    names = {name: agreement.third_parties[name].name}
    return tuple(
        duty
        for duty, entry in _achieved(agreement)
        for what in entry.what or ()
        if what.verb in FOUNDING | DEPLOYING and _mentioned(what, names)
    )


def _achieved(agreement: Agreement) -> Iterator[tuple[str, Obligation]]:
    for name, duty in agreement.obligations.items():
        if duty.duty is DutyKind.ACHIEVE:
            yield name, duty


def _mentioned(what: What, names: Mapping[str, str]) -> list[str]:
    """Ids that the object of an action is, by id or by name; not those inside a longer text."""
    values = what.value if isinstance(what.value, tuple) else (what.value,)
    said = {_plain(one.unit if isinstance(one, Quantity) else str(one)) for one in values}
    return [name for name, title in names.items() if said & {_plain(name), _plain(title)}]


def _plain(words: object) -> str:
    """Words without case, hyphens, articles and what stands in brackets."""
    text = re.sub(r"\(.*?\)", "", str(words)).casefold().replace("-", " ")
    return re.sub(r"^(?:the|a|an) ", "", " ".join(text.split()))
