"""THR002: a force whose mandate is left open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.diagnostics import Severity
from pactwright.model.moments import NONE
from pactwright.model.vocabulary import Role
from pactwright.rules.rule import Edit, Engine, Finding, Fix, FixKind, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.diagnostics import Path
    from pactwright.model.actors import ThirdParty
    from pactwright.rules.facts import Facts

_FORCES = frozenset({Role.INTERPOSITION, Role.PROTECTOR})
_GOVERNING = frozenset({Role.ADMINISTRATOR})
_MISSIONS = frozenset({Role.MONITOR, Role.VERIFIER, Role.INVESTIGATOR})
_WORDS = {
    "tasks": ("tasks", "[TASKS]"),
    "force": ("when it may use force", "RULES"),
    "area": ("its area", "AREA"),
    "ends": ("how long it stays", "DATE"),
    "renewal": ("who renews it", "HOW"),
}


def check(facts: Facts) -> Iterator[Finding]:
    """Forces, administrations, and missions with a mandate begun, where lines of it are open."""
    for name, third in facts.agreement.third_parties.items():
        missing = [key for key in _asked(third) if _is_open(third, key)]
        if missing:
            yield _finding(name, third, missing)


def _asked(third: ThirdParty) -> tuple[str, ...]:
    """Lines that its roles call for; of a mission without any mandate nothing is asked here."""
    roles = set(third.roles)
    if roles & _FORCES:
        return tuple(_WORDS)
    if roles & _GOVERNING:
        return ("tasks", "area", "ends", "renewal")
    if roles & _MISSIONS and third.mandate is not None:
        return ("tasks", "area", "ends")
    return ()


def _is_open(third: ThirdParty, key: str) -> bool:
    if third.mandate is None:
        return True
    if key == "renewal" and third.mandate.ends is not None and not third.mandate.renewal:
        # 'ends: none' is a mandate without an end: nothing is there to renew.
        return third.mandate.ends is not NONE
    return getattr(third.mandate, key) in (None, ())


def _finding(name: str, third: ThirdParty, missing: list[str]) -> Finding:
    own: Path = ("third_parties", name)
    path = own if third.mandate is None else (*own, "mandate")
    words = [_WORDS[key][0] for key in missing]
    listed = " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
    if third.mandate is None:
        value = ", ".join(f"{key}: {_WORDS[key][1]}" for key in missing)
        edits: tuple[Edit, ...] = (Edit(own, "mandate", f"{{{value}}}"),)
    else:
        edits = tuple(Edit(path, key, _WORDS[key][1]) for key in missing)
    return Finding(
        path,
        f"the mandate of '{name}' leaves open: {listed}",
        at="key" if third.mandate is None else "value",
        severity=None if set(third.roles) & _FORCES else Severity.WARNING,
        fixes=(Fix("write these lines of the mandate", edits),),
    )


RULE = Rule(
    code="THR002",
    name="no-mandate",
    severity=Severity.ERROR,
    engines=(Engine.LOOK_UP,),
    fix=FixKind.OFFERED,
    finds=(
        "A force or an administration whose tasks, use of force, area, duration or renewal no line "
        "states; a mission whose mandate leaves out its tasks, area or end. An error for forces, a "
        "warning elsewhere."
    ),
    why="A force without instructions watches.",
    mend="Write tasks, rules on force, area, start, end and renewal, or cite the text that does.",
    example="""
third_parties:
  mission: {name: Observer mission, roles: [monitor, verifier], accepted_by: [north, south]}
  envoy: {name: Regional envoy, roles: [guarantor, mediator, chair], accepted_by: [north, south]}
  force: {name: Peacekeepers, roles: [interposition], accepted_by: [north, south], accepts: yes}
""",
    better="""
third_parties:
  mission: {name: Observer mission, roles: [monitor, verifier], accepted_by: [north, south]}
  envoy: {name: Regional envoy, roles: [guarantor, mediator, chair], accepted_by: [north, south]}
  force: {name: Peacekeepers, roles: [interposition], accepted_by: [north, south], accepts: yes,
          mandate: {tasks: [stand between, keep the road open], force: self-defence and the road,
                    area: zone, starts: signed, ends: 400d after signed, renewal: by both sides}}
""",
    ignore_when="The mandate stands in another text already adopted, which the entry cites.",
    history=(
        "Karabakh 2020: peacekeepers for five years, no agreed mandate; they did not reopen the "
        "road when it was blocked in December 2022."
    ),
    sources=("Brahimi",),
    check=check,
)
