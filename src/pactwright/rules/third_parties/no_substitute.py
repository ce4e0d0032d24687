"""THR008: much hangs on one third party, and nobody stands in for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.diagnostics import Severity
from pactwright.model.obligations import Verification
from pactwright.model.vocabulary import Role, RungVerb
from pactwright.rules.rule import Edit, Engine, Finding, Fix, FixKind, Rule
from pactwright.rules.tasks import clauses_naming

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.diagnostics import Path
    from pactwright.rules.facts import Facts

_WEIGHTY = frozenset(
    {
        Role.GUARANTOR,
        Role.MONITOR,
        Role.VERIFIER,
        Role.INVESTIGATOR,
        Role.INTERPOSITION,
        Role.PROTECTOR,
        Role.CUSTODIAN,
        Role.ADJUDICATOR,
        Role.CHAIR,
        Role.ADMINISTRATOR,
        Role.HUMANITARIAN,
    }
)
# Roles of finding facts go together: to watch and to report is one task.
_FINDING = frozenset({Role.MONITOR, Role.VERIFIER, Role.INVESTIGATOR})
_LEAST_CLAUSES = 2
_LEAST_VERIFIED = 3


def check(facts: Facts) -> Iterator[Finding]:
    """Third parties with several roles, or the only ones to verify, without anybody behind them."""
    clauses = clauses_naming(facts)
    verified = _verified_alone(facts)
    for name, third in facts.agreement.third_parties.items():
        if third.substitute is not None or _has_a_rung(facts, name):
            continue
        roles = _distinct(role for role in third.roles if role in _WEIGHTY)
        alone = verified.get(name, [])
        if len(roles) > 1 and len(clauses[name]) >= _LEAST_CLAUSES:
            held = [role.value for role in third.roles if role in _WEIGHTY]
            what = f"is {', '.join(held[:-1])} and {held[-1]}"
            yield _finding(facts, name, what, clauses[name])
        elif len(alone) >= _LEAST_VERIFIED and 2 * len(alone) > _count_verified(facts):
            yield _finding(facts, name, f"alone verifies {len(alone)} duties", alone)


def _distinct(roles: Iterator[Role]) -> set[Role]:
    return {Role.VERIFIER if role in _FINDING else role for role in roles}


def _has_a_rung(facts: Facts, name: str) -> bool:
    """Whether a ladder of some duty of its own lets another stand in."""
    ladders = (facts.agreement.ladder_of(duty) for duty in facts.agreement.duties_of(name))
    return any(
        rung.verb is RungVerb.SUBSTITUTE
        for ladder in ladders
        if ladder is not None
        for rung in ladder.rungs
    )


def _verified_alone(facts: Facts) -> dict[str, list[Path]]:
    found: dict[str, list[Path]] = {}
    for duty, terms in facts.duties.items():
        if isinstance(terms.verify, Verification) and len(terms.verify.by) == 1:
            path: Path = ("obligations", duty, "verify")
            found.setdefault(terms.verify.by[0], []).append(path)
    return found


def _count_verified(facts: Facts) -> int:
    return sum(isinstance(terms.verify, Verification) for terms in facts.duties.values())


def _finding(facts: Facts, name: str, what: str, clauses: list[Path]) -> Finding:
    own: Path = ("third_parties", name)
    others = [one for one in facts.agreement.third_parties if one != name]
    shown = clauses[:2]
    return Finding(
        own,
        f"'{name}' {what}, and nobody stands in for it if consent is withdrawn",
        at="key",
        chain=tuple((path, "it is needed here") for path in shown),
        fixes=tuple(
            Fix(f"let {other} stand in", (Edit(own, "substitute", other),))
            for other in others
            if set(facts.agreement.third_parties[other].roles)
            & set(facts.agreement.third_parties[name].roles)
        ),
        help="name a deputy (substitute), and how long before it leaves consent must be withdrawn",
    )


RULE = Rule(
    code="THR008",
    name="no-substitute",
    severity=Severity.INFO,
    engines=(Engine.LOOK_UP,),
    fix=FixKind.OFFERED,
    finds=(
        "One third party with several roles, or the only one that verifies most duties, without a "
        "deputy: neither a substitute nor a rung that lets somebody stand in."
    ),
    why="Consent can be withdrawn in a day.",
    mend="Name a deputy, and a period of notice for the withdrawal of consent.",
    example="""
third_parties:
  mission: {name: Observer mission, roles: [monitor, verifier], accepted_by: [north, south]}
  envoy: {name: Regional envoy, roles: [guarantor, chair], accepted_by: [north, south]}
""",
    better="""
third_parties:
  mission: {name: Observer mission, roles: [monitor, verifier], accepted_by: [north, south]}
  envoy: {name: Regional envoy, roles: [guarantor, chair], accepted_by: [north, south],
          substitute: mission}
""",
    ignore_when="Who would stand in is agreed outside the text, and both sides know it.",
    history=(
        "Sri Lanka, 2006: after the listing by the European Union one side asked the members from "
        "its states to leave; 37 of 57 monitors had to go by 1 September."
    ),
    sources=("BCR21",),
    check=check,
)
