"""PAR003: a party with forces that the text does not list, or a militia that nobody counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactwright.diagnostics import Severity
from pactwright.model.vocabulary import PartyKind
from pactwright.rules.control import contained
from pactwright.rules.matters import is_armed_matter
from pactwright.rules.rule import Edit, Engine, Finding, Fix, FixKind, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.rules.facts import Facts

_ALWAYS_ARMED: Final = frozenset({PartyKind.ARMED_GROUP})


def check(facts: Facts) -> Iterator[Finding]:
    """Parties that bind no forces although they have some; militias of theirs in no list."""
    for name, party in facts.agreement.parties.items():
        if not party.binds:
            yield from _binds_nothing(facts, name)
    yield from _militias(facts)
    yield from _bound_twice(facts)


def _binds_nothing(facts: Facts, name: str) -> Iterator[Finding]:
    party = facts.agreement.parties[name]
    armed = [
        duty
        for duty in facts.agreement.duties_of(name)
        if not facts.duties[duty].unreadable and is_armed_matter(facts.duties[duty])
    ]
    if party.kind not in _ALWAYS_ARMED and not armed:
        return
    says = f"'{name}' lists no forces that it answers for"
    if armed:
        says = f"{says}, but owes '{armed[0]}'"
    yield Finding(
        ("parties", name),
        says,
        at="key",
        help="list its units, commanders and allied militias under 'binds', with a duty to keep "
        "the list",
        chain=tuple((("obligations", duty), "a duty on forces") for duty in armed[:1]),
        fixes=(Fix("list its forces", (Edit(("parties", name), "binds", "[FORCE, FORCE]"),)),),
    )


def _militias(facts: Facts) -> Iterator[Finding]:
    """Armed outsiders that answer to a party, are not among its forces, and are not held back."""
    parties = facts.agreement.parties
    held_back = contained(facts)
    bound = {unit for party in parties.values() for unit in party.binds}
    for name, outsider in facts.agreement.outsiders.items():
        masters = [one for one in outsider.answers_to if one in parties]
        if not outsider.armed or not masters or name in bound or name in held_back:
            continue
        first = masters[0]
        binds = ", ".join((*parties[first].binds, name))
        yield Finding(
            ("outsiders", name, "answers_to"),
            f"'{name}' is armed and answers to '{first}', but is not among the forces it binds",
            help=f"list it under 'binds' of {first}, or let {first} undertake to hold it back",
            chain=((("parties", first), f"binds {', '.join(parties[first].binds) or 'nothing'}"),),
            fixes=(
                Fix(
                    f"let {first} answer for it", (Edit(("parties", first), "binds", f"[{binds}]"),)
                ),
            ),
        )


def _bound_twice(facts: Facts) -> Iterator[Finding]:
    """A force that two parties list: whose acts its acts are stays open."""
    first: dict[str, str] = {}
    for name, party in facts.agreement.parties.items():
        for unit in dict.fromkeys(party.binds):
            other = first.setdefault(unit, name)
            if other != name:
                yield Finding(
                    ("parties", name, "binds"),
                    f"'{unit}' is among the forces of '{name}' and of '{other}'",
                    help="list it with the one that answers for what it does",
                    chain=((("parties", other, "binds"), "listed here first"),),
                )


RULE = Rule(
    code="PAR003",
    name="forces-not-listed",
    severity=Severity.WARNING,
    engines=(Engine.LOOK_UP,),
    fix=FixKind.OFFERED,
    finds=(
        "A party with armed units whose 'binds' is empty, an armed outsider that answers to a "
        "party and is neither among its forces nor held back by a duty, and a force that two "
        "parties list. An armed group always has armed units; another party has them where it owes "
        "a duty on arms, forces or prisoners."
    ),
    why="Attribution fails when the agreement does not say whose forces count as whose.",
    mend="An annex of units, commanders and allied militias, with a duty to update it.",
    example="""
parties:
  north: {name: Northern Republic, kind: state, binds: [northern-army]}
  south: {name: Southern Front, kind: armed-group}
""",
    better="""
parties:
  north: {name: Northern Republic, kind: state, binds: [northern-army]}
  south: {name: Southern Front, kind: armed-group, binds: [front-brigades, river-company]}
""",
    ignore_when="An annex lists the forces; name them under 'binds' all the same.",
    history=(
        "Darfur, N'Djamena, 8 April 2004: the government undertook to neutralise armed militias "
        "that the text did not list, and a splinter group stayed outside; attacks by both went on."
    ),
    sources=("HH", "PILPG"),
    check=check,
)
