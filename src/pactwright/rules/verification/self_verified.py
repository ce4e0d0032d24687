"""VER002: those who perform a duty, or the parties among themselves, find it kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.diagnostics import Severity
from pactwright.rules.naming import listed
from pactwright.rules.rule import Engine, Finding, FixKind, Rule
from pactwright.rules.verifying import Verified, third_members, verified_duties

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.rules.facts import Facts


def check(facts: Facts) -> Iterator[Finding]:
    """Duties verified by a performer; bodies of the parties alone, once for each body."""
    closed: dict[str, list[str]] = {}
    for one in verified_duties(facts):
        if any(_stands_apart(facts, name, one) for name in one.by.by):
            continue
        bodies = [name for name in one.by.by if name in facts.agreement.bodies]
        for body in bodies:
            closed.setdefault(body, []).append(one.name)
        if not bodies:
            yield Finding(
                (*one.path, "by"),
                f"'{one.name}' is found kept by its own performer: {listed(one.by.by)}",
                help="name somebody who does not perform it, or give the other side a right to see",
            )
    for body, duties in closed.items():
        yield _of_body(facts, body, duties)


def _stands_apart(facts: Facts, name: str, one: Verified) -> bool:
    """Whether a verifier is somebody else than the performers, or has such a member.

    The other side alone is somebody else: each inspecting the other is a rule of its own.
    """
    if name in facts.agreement.bodies:
        members = facts.agreement.bodies[name].members
        is_other_side = bool(members) and not set(members) & set(one.duty.by)
        return is_other_side or bool(third_members(facts, name, one.duty))
    return name not in one.duty.by


def _of_body(facts: Facts, body: str, duties: list[str]) -> Finding:
    members = listed(facts.agreement.bodies[body].members)
    return Finding(
        ("bodies", body, "members"),
        f"'{body}' verifies {listed(duties)} and has no seat for anybody else than {members}",
        chain=tuple((("obligations", name, "verify"), f"verifies '{name}'") for name in duties[:3]),
        help="add a third chair or observer, or let the verifier report beside it",
    )


RULE = Rule(
    code="VER002",
    name="self-verified",
    severity=Severity.WARNING,
    engines=(Engine.LOOK_UP,),
    fix=FixKind.HUMAN,
    finds=(
        "A duty that its own performer finds kept, or a body whose members and chair are nobody "
        "but the parties who owe what it verifies. One side inspecting the other is not meant."
    ),
    why="Bodies of the parties reproduce the quarrel, and a performer's own word settles nothing.",
    mend=(
        "A third chair or observer in the body, a right of the counterpart to inspect, or a "
        "parallel report by somebody else."
    ),
    example="""
bodies:
  commission: {name: Joint commission, members: [north, south], decides: majority}
obligations:
  hand-in: {by: south, duty: achieve, what: {hand-in: 300 rifle}, due: 30d after signed,
            verify: {by: commission, within: 3d, access: [depots]}, breach: step}
""",
    better="""
bodies:
  commission: {name: Joint commission, members: [north, south], chair: envoy, decides: chair}
obligations:
  hand-in: {by: south, duty: achieve, what: {hand-in: 300 rifle}, due: 30d after signed,
            verify: {by: commission, within: 3d, access: [depots]}, breach: step}
""",
    ignore_when="The act shows itself to everybody, such as a published law.",
    history=(
        "Angola, Bicesse, 1991: the parties' joint commission did the verifying and the small UN "
        "mission verified that it did; neither saw the armies that went back to war in 1992."
    ),
    sources=("HH", "BCR21"),
    check=check,
)
