"""VER006: breaches are reported, and nobody is to say who committed them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.diagnostics import Severity
from pactwright.model.vocabulary import Role
from pactwright.rules.matters import is_armed_matter
from pactwright.rules.naming import listed
from pactwright.rules.rule import Engine, Finding, FixKind, Rule
from pactwright.rules.rungs import steps_of
from pactwright.rules.verifying import Verified, verified_duties

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.diagnostics import Path
    from pactwright.rules.facts import Facts


def check(facts: Facts) -> Iterator[Finding]:
    """Lasting duties of several on arms or force, whose breach has no author in any stage."""
    open_duties = [one for one in verified_duties(facts) if _author_is_open(facts, one)]
    if not open_duties or _investigates(facts):
        return
    for one in open_duties:
        if not one.by.attributes and not _is_ruled_on(facts, one):
            yield _finding(facts, one)


def _author_is_open(facts: Facts, one: Verified) -> bool:
    """Whether a breach may be the act of more than one.

    A step that one party owes has one possible author, unless armed outsiders are about.
    """
    if not one.duty.is_standing or not is_armed_matter(one.duty):
        return False
    has_outsiders = any(outsider.armed for outsider in facts.agreement.outsiders.values())
    return len(one.duty.by) > 1 or has_outsiders


def _investigates(facts: Facts) -> bool:
    """Whether somebody attributes incidents for the whole text."""
    thirds = facts.agreement.third_parties.values()
    if any(Role.INVESTIGATOR in third.roles for third in thirds):
        return True
    found = facts.wording("attribution")
    return any(one.path[0] in {"obligations", "third_parties"} for one in found)


def _is_ruled_on(facts: Facts, one: Verified) -> bool:
    """Whether a rung has somebody rule, which needs an author."""
    breach = one.duty.breach
    if not isinstance(breach, str):
        return False
    steps = steps_of(facts, breach)
    return any(step.rung.rule is not None and step.rung.rule not in one.duty.by for step in steps)


def _finding(facts: Facts, one: Verified) -> Finding:
    says_no = "attributes" in one.by.model_fields_set
    says = "and the text leaves it at that" if says_no else "and no later stage does"
    path: Path = (*one.path, "attributes") if says_no else one.path
    chain: tuple[tuple[Path, str], ...] = ()
    if isinstance(one.duty.breach, str) and one.duty.breach in facts.agreement.remedies:
        chain = ((("remedies", one.duty.breach), "the answer to a breach needs its author"),)
    return Finding(
        path,
        f"nobody says who broke '{one.name}': facts come from {listed(one.by.by)}, {says}",
        chain=chain,
        help="two stages: facts within hours, then the author, by an investigating body in days",
    )


RULE = Rule(
    code="VER006",
    name="no-attribution",
    severity=Severity.WARNING,
    engines=(Engine.LOOK_UP,),
    fix=FixKind.HUMAN,
    finds=(
        "A lasting duty on force or arms that more than one could break (several performers, or "
        "armed outsiders about), verified without a duty to say who did, and with no later stage "
        "that does: no investigator, no ruling, no inquiry."
    ),
    why=(
        "A breach without an author cannot meet a consequence. Attribution can cost a monitor its "
        "access, so only the drafters can weigh it."
    ),
    mend="Two stages: facts within hours, attribution by an investigating body within days.",
    example="""
obligations:
  hold-fire: {by: [north, south], duty: refrain, what: {acts: [fire, advance], area: zone},
              from: effective, until: 400d after signed, breach: fire,
              verify: {by: mission, within: 1d, access: [all-areas]}}
""",
    better="""
obligations:
  hold-fire: {by: [north, south], duty: refrain, what: {acts: [fire, advance], area: zone},
              from: effective, until: 400d after signed, breach: fire,
              verify: {by: mission, within: 1d, access: [all-areas], attributes: yes}}
""",
    ignore_when=(
        "Monitors would lose their access if they attributed, and the sides settle incidents in "
        "another forum."
    ),
    history=(
        "Nagorno-Karabakh, 1994 to 2020: six observers with announced visits; a mechanism to "
        "investigate incidents, agreed in 2016, was never set up."
    ),
    sources=("BCR21", "IP24"),
    check=check,
)
