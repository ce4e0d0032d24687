"""PAR001: a duty whose performer has undertaken nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.diagnostics import Severity
from pactwright.model.declared import each_at
from pactwright.rules.contents import entries_of
from pactwright.rules.rule import Engine, Finding, FixKind, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.diagnostics import Path
    from pactwright.rules.facts import Facts


def check(facts: Facts) -> Iterator[Finding]:
    """Outsiders, refusing third parties and bodies without a bound member that owe something."""
    for name, duty in facts.duties.items():
        path: Path = ("obligations", name, "by")
        for where, performer in each_at(facts.tree, path, duty.by):
            why = _why_unbound(facts, performer)
            if why is not None:
                yield _unbound(where, name, *why)
        if all(_why_unbound(facts, one) is None for one in duty.by):
            yield from _done_by_outsider(facts, name)


def _why_unbound(facts: Facts, performer: str) -> tuple[str, Path] | None:
    """In words why somebody owes nothing, and the line that shows it."""
    agreement = facts.agreement
    if performer in agreement.parties:
        return None
    if performer in agreement.third_parties:
        if agreement.third_parties[performer].accepts is False:
            says = f"'{performer}' has not accepted any part in it"
            return says, ("third_parties", performer, "accepts")
        return None  # where nothing says whether it accepts, role-not-accepted speaks
    if performer in agreement.bodies:
        members = agreement.bodies[performer].members
        if all(member in agreement.outsiders for member in members):
            says = f"no member of '{performer}' is bound by this text"
            return says, ("bodies", performer, "members")
        return None
    if performer in agreement.outsiders:
        return f"'{performer}' is an outsider, bound by nothing here", ("outsiders", performer)
    return None  # nothing declares it: unresolved-reference speaks


def _unbound(path: Path, duty: str, says: str, line: Path) -> Finding:
    return Finding(
        path,
        f"{says}, but '{duty}' is laid upon it",
        help="bring it in by signature or accession, or let a party undertake to obtain it",
        chain=((line, "declared here"),),
    )


def _done_by_outsider(facts: Facts, name: str) -> Iterator[Finding]:
    """A duty that its performer can only obtain, since a detail says who is to do it."""
    for entry in entries_of(facts, name):
        doer = entry.parts.get("by")
        if doer not in facts.agreement.outsiders or facts.wording("obtain", under=entry.path):
            continue
        yield Finding(
            (*entry.path, "by"),
            f"'{name}' is to be done by '{doer}', an outsider, bound by nothing here",
            help="bring it in by signature or accession, or write what the performer does to "
            "obtain it",
            chain=((("outsiders", doer), "declared here"),),
        )


RULE = Rule(
    code="PAR001",
    name="performer-not-bound",
    severity=Severity.ERROR,
    engines=(Engine.LOOK_UP,),
    fix=FixKind.HUMAN,
    finds=(
        "A duty whose performer is neither a party nor a third party that can have accepted it: "
        "an outsider, a third party that does not accept, a body all of whose members are "
        "outsiders; and a duty that an outsider is to carry out for its performer."
    ),
    why="Nobody owes what they have not undertaken.",
    mend=(
        "Bring the performer in by signature or accession, or rewrite the duty as one to obtain "
        "it, by a party that can."
    ),
    example="""
outsiders:
  capital: {name: Government in the capital, armed: yes}
obligations:
  release: {by: capital, duty: achieve, what: {release: 5000 prisoner}, due: 10d after signed,
            verify: {by: mission, within: 2d}, breach: step}
""",
    better="""
outsiders:
  capital: {name: Government in the capital, armed: yes}
obligations:
  release: {by: north, duty: achieve, what: {obtain: release of 5000 prisoners, by: capital},
            due: 10d after signed, verify: {by: mission, within: 2d}, breach: step}
""",
    ignore_when="It has undertaken the same in a text of its own; cite that text at the duty.",
    history=(
        "Doha, 29 February 2020: up to 5,000 prisoners were to be freed by 10 March by a "
        "government that was not a party; talks slipped from March to September."
    ),
    sources=("HH",),
    check=check,
)
