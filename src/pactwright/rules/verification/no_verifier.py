"""VER001: a duty that nobody verifies."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from pactwright.diagnostics import Severity
from pactwright.model.moments import NONE
from pactwright.rules.matters import is_armed_matter
from pactwright.rules.rule import Edit, Engine, Finding, Fix, FixKind, Rule
from pactwright.rules.self_evident import shows_itself
from pactwright.rules.verifying import proposals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.rules.facts import Facts

OFFERED: Final = 3
"""Verifiers offered for one duty; more would be a list to read, not a choice."""


def check(facts: Facts) -> Iterator[Finding]:
    """Duties without `verify`, or with none in the text, that do not show themselves."""
    for name, duty in facts.duties.items():
        if duty.verify not in (None, NONE) or duty.unreadable or shows_itself(facts, name):
            continue
        says = "the text gives it none" if duty.verify is NONE else "no line says who finds it kept"
        yield Finding(
            ("obligations", name),
            f"nobody verifies '{name}': {says}",
            at="key",
            severity=Severity.ERROR if is_armed_matter(duty) else Severity.WARNING,
            fixes=tuple(_fixes(facts, name)),
        )


def _fixes(facts: Facts, name: str) -> Iterator[Fix]:
    for verifier, line in islice(proposals(facts, name), OFFERED):
        edit = Edit(("obligations", name), "verify", line)
        yield Fix(f"let {verifier} verify it", (edit,))


RULE = Rule(
    code="VER001",
    name="no-verifier",
    severity=Severity.ERROR,
    engines=(Engine.LOOK_UP,),
    fix=FixKind.OFFERED,
    finds=(
        "A duty that nobody is named to verify. An error where arms, forces or prisoners are "
        "concerned, a warning elsewhere. What shows itself to all sides is left out: that those "
        "who verify come, watch and report; that a body, talks or a working group of all parties "
        "comes together; and that this text is approved."
    ),
    why=(
        "Verification is one of three safeguards that go with higher implementation of whole "
        "accords, and a ceasefire with a compliance mechanism is a class of its own."
    ),
    mend="Name a verifier whose role and access fit, and the time in which it reports.",
    example="""
obligations:
  hand-in: {by: south, duty: achieve, what: {hand-in: 300 rifle}, due: 30d after signed,
            breach: step}
""",
    better="""
obligations:
  hand-in: {by: south, duty: achieve, what: {hand-in: 300 rifle}, due: 30d after signed,
            breach: step, verify: {by: mission, within: 3d, access: [depots]}}
""",
    ignore_when="The act shows itself to everybody, such as a public speech or a published law.",
    history=(
        "Doha, 2020: the undertakings on al-Qaeda had no agreed means of checking; observers could "
        "not confirm the break."
    ),
    sources=("JLM17", "CS21"),
    check=check,
)
