"""THR005: whoever guarantees, judges or watches is also on one side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.diagnostics import Severity
from pactwright.model.declared import each_at
from pactwright.model.vocabulary import DecisionRule, ProvisionType, Role
from pactwright.rules.rule import Engine, Finding, FixKind, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.diagnostics import Path
    from pactwright.model.actors import ThirdParty
    from pactwright.rules.facts import Facts

_ABOVE = frozenset(
    {
        Role.GUARANTOR,
        Role.CHAIR,
        Role.MONITOR,
        Role.VERIFIER,
        Role.INVESTIGATOR,
        Role.ADJUDICATOR,
        Role.INTERPOSITION,
        Role.PROTECTOR,
    }
)
# These may have a side of their own, as mediators often do, and may not be a party in the field.
_BETWEEN = frozenset({Role.MEDIATOR, Role.ADMINISTRATOR, Role.LOCAL_MONITOR})
_OF_FORCES = frozenset(
    {ProvisionType.HOLD_FIRE, ProvisionType.WITHDRAW_OWN, ProvisionType.WITHDRAW_FOREIGN}
)
_BY_CHAIR = frozenset({DecisionRule.CHAIR, DecisionRule.CHAIR_CASTING})


def check(facts: Facts) -> Iterator[Finding]:
    """Third parties above the sides that stand on one, and parties that chair what decides."""
    for name, third in facts.agreement.third_parties.items():
        above = [role.value for role in third.roles if role in _ABOVE]
        roles = above or [role.value for role in third.roles if role in _BETWEEN]
        fights = list(_own_forces(facts, name, third)) if roles else []
        ties = [*(_sides(facts, name, third) if above else ()), *fights]
        if ties:
            yield _tied(name, " and ".join(roles), ties)
    yield from _chairs(facts)


def _tied(name: str, roles: str, ties: list[tuple[Path, str]]) -> Finding:
    path, why = ties[0]
    return Finding(
        path,
        f"'{name}' is {roles}, and {why}",
        chain=(
            (("third_parties", name, "roles"), f"named as {roles} here"),
            *((more, f"'{name}' {also}") for more, also in ties[1:]),
        ),
        help="name a second one, bind it as a party, or take the role away",
    )


def _sides(facts: Facts, name: str, third: ThirdParty) -> Iterator[tuple[Path, str]]:
    """Parties that a third party supports."""
    for path, party in each_at(facts.tree, ("third_parties", name, "patron_of"), third.patron_of):
        found = facts.agreement.parties.get(party)
        yield path, f"supports {party if found is None else found.name}"


def _own_forces(facts: Facts, name: str, third: ThirdParty) -> Iterator[tuple[Path, str]]:
    """What makes a third party one in the field, by the text's own lines."""
    for party, terms in facts.agreement.parties.items():
        if terms.name.casefold() == third.name.casefold() or name in terms.binds:
            yield ("parties", party), f"is a party, or a force of one: '{party}'"
    for outsider, one in facts.agreement.outsiders.items():
        if one.armed and name in one.answers_to:
            yield (
                ("outsiders", outsider, "answers_to"),
                f"'{outsider}', which is armed, answers to it",
            )
    for duty, owed in facts.duties.items():
        if name in owed.by and owed.type in _OF_FORCES:
            yield ("obligations", duty), f"owes '{duty}', a step of its own forces"


def _chairs(facts: Facts) -> Iterator[Finding]:
    """Parties that chair a body whose chair decides."""
    for name, body in facts.agreement.bodies.items():
        party = facts.agreement.parties.get(body.chair or "")
        if party is not None and body.decides in _BY_CHAIR:
            yield Finding(
                ("bodies", name, "chair"),
                f"{party.name} is a party, and its vote as chair decides in '{name}'",
                chain=((("bodies", name, "decides"), "the chair decides here"),),
                help="name a chair from outside, or let the chair change with each meeting",
            )


RULE = Rule(
    code="THR005",
    name="guarantor-is-belligerent",
    severity=Severity.WARNING,
    engines=(Engine.LOOK_UP,),
    fix=FixKind.HUMAN,
    finds=(
        "One actor as guarantor, chair, monitor or judge and also as a party, as the patron of "
        "one, or with forces of its own in the text; a mediator or administrator that is a party "
        "or has such forces; a party whose vote as chair decides. That a mediator supports a side "
        "is not meant."
    ),
    why="Its guarantee then covers acts that it directs.",
    mend="Name a second guarantor, bind it as a party, or take the role away from it.",
    example="""
third_parties:
  mission: {name: Observer mission, roles: [monitor, verifier], accepted_by: [north, south]}
  envoy: {name: Regional envoy, roles: [mediator], accepted_by: [north, south]}
  neighbour: {name: Neighbour state, roles: [guarantor, chair], accepted_by: [north, south],
              patron_of: [south]}
""",
    better="""
third_parties:
  mission: {name: Observer mission, roles: [monitor, verifier], accepted_by: [north, south]}
  envoy: {name: Regional envoy, roles: [mediator, chair], accepted_by: [north, south]}
  neighbour: {name: Neighbour state, roles: [witness], accepted_by: [north, south],
              patron_of: [south]}
""",
    ignore_when="Each side has its own patron among the guarantors, and they act only together.",
    history=(
        "Minsk: a state with troops in the conflict signed as mediator and took on no duty of its "
        "own."
    ),
    sources=("Walter",),
    check=check,
)
