"""VER003: a body finds breaches by unanimity, and one who may be in breach has a vote in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.diagnostics import Severity
from pactwright.rules.forums import EVERYBODY
from pactwright.rules.rule import Edit, Engine, Finding, Fix, FixKind, Rule
from pactwright.rules.verifying import Verified, verified_duties

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.diagnostics import Path
    from pactwright.model.actors import Body
    from pactwright.rules.facts import Facts


def check(facts: Facts) -> Iterator[Finding]:
    """Verifying bodies that decide by consensus with a possible violator, once for each."""
    seen: set[str] = set()
    for one in verified_duties(facts):
        for name in one.by.by:
            body = facts.agreement.bodies.get(name)
            if body is None or name in seen or body.decides not in EVERYBODY:
                continue
            # Somebody else who verifies beside it can find the breach without its vote.
            if len(one.by.by) > 1:
                continue
            vote = _vote(facts, body, one)
            if vote is not None:
                seen.add(name)
                yield _finding(facts, name, body, one, vote)


def _vote(facts: Facts, body: Body, one: Verified) -> tuple[Path, str] | None:
    """Whose vote in the body protects a performer of the duty: its own, or one on its side."""
    name = one.by.by[0]
    agreement = facts.agreement
    for member in dict.fromkeys((*body.members, *([body.chair] if body.chair else []))):
        seat: Path = ("bodies", name, "members" if member in body.members else "chair")
        if member in one.duty.by:
            return seat, f"'{member}' owes '{one.name}' and has a vote"
        third, outsider = agreement.third_parties.get(member), agreement.outsiders.get(member)
        if third is not None and set(third.patron_of) & set(one.duty.by):
            return seat, f"'{member}' supports a performer of '{one.name}' and has a vote"
        if outsider is not None and set(outsider.answers_to) & set(one.duty.by):
            return seat, f"'{member}' answers to a performer of '{one.name}' and has a vote"
    return None


def _finding(facts: Facts, name: str, body: Body, one: Verified, vote: tuple[Path, str]) -> Finding:
    found: Path = (*one.path, "by")
    return Finding(
        ("bodies", name, "decides"),
        f"'{name}' finds breaches by {body.decides}: the one concerned can keep it from finding",
        chain=((found, f"'{name}' finds '{one.name}' kept or broken"), vote),
        help="let the chair report where there is no agreement, and members add their own reports",
        fixes=tuple(_fixes(facts, name, body)),
    )


def _fixes(facts: Facts, name: str, body: Body) -> Iterator[Fix]:
    path: Path = ("bodies", name)
    casting = Edit(path, "decides", "chair-casting")
    if body.chair is not None and body.chair not in facts.agreement.parties:
        yield Fix(f"give the chair, {body.chair}, the casting vote", (casting,))
    else:
        chairs = [one for one in facts.agreement.third_parties if one not in body.members]
        chair = next(iter(chairs), "WHO")
        yield Fix("add a third chair with a casting vote", (Edit(path, "chair", chair), casting))
    if len(body.members) > 2:
        yield Fix("decide by majority", (Edit(path, "decides", "majority"),))


RULE = Rule(
    code="VER003",
    name="verdict-by-consensus",
    severity=Severity.ERROR,
    engines=(Engine.LOOK_UP,),
    fix=FixKind.OFFERED,
    finds=(
        "A body that alone finds a duty kept or broken, decides by consensus or unanimity, and has "
        "among its members one who owes the duty, or one who supports or answers to it."
    ),
    why="The rule gives the one concerned the vote on its own breach.",
    mend=(
        "Majority with a third chair, the chair's report in default of agreement, and minority "
        "reports."
    ),
    example="""
bodies:
  commission: {name: Joint commission, members: [north, south], chair: envoy, decides: unanimity}
obligations:
  hand-in: {by: south, duty: achieve, what: {hand-in: 300 rifle}, due: 30d after signed,
            verify: {by: commission, within: 3d, access: [depots]}, breach: step}
""",
    better="""
bodies:
  commission: {name: Joint commission, members: [north, south], chair: envoy,
               decides: chair-casting}
obligations:
  hand-in: {by: south, duty: achieve, what: {hand-in: 300 rifle}, due: 30d after signed,
            verify: {by: commission, within: 3d, access: [depots]}, breach: step}
""",
    ignore_when=(
        "The body only receives the findings of somebody else, who reports without its vote; then "
        "name that one as verifier."
    ),
    history=(
        "Vietnam, 1973: a commission of two Western-leaning and two Eastern members could find "
        "only by unanimity; Canada left in July."
    ),
    sources=("HH", "BCR21"),
    check=check,
)
