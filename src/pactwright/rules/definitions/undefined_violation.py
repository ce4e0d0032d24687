"""DEF008: a duty to leave force undone without a list of acts, or without an area."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactwright.diagnostics import Severity
from pactwright.rules.contents import entries_of
from pactwright.rules.force import has_area, has_definition, is_on_force, lists_acts
from pactwright.rules.rule import Edit, Engine, Finding, Fix, FixKind, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.rules.contents import Entry
    from pactwright.rules.facts import Facts

_STANDARD: Final = (
    "[fire, advance, reinforce, resupply, overflight, lay-mines, recruit, fortify, seize]"
)


def check(facts: Facts) -> Iterator[Finding]:
    """Duties on force that list no acts, and those that list acts and have no area."""
    for name in facts.duties:
        if not is_on_force(facts, name) or has_definition(facts, name):
            continue
        acts, area = lists_acts(facts, name), has_area(facts, name)
        if not (acts and area):
            yield _undefined(facts, name, has_acts=acts, has_area=area)


def _undefined(facts: Facts, name: str, *, has_acts: bool, has_area: bool) -> Finding:
    lacks = [
        words
        for words, is_there in (("which acts break it", has_acts), ("in which area", has_area))
        if not is_there
    ]
    entry = next(iter(entries_of(facts, name)), None)
    fixes = () if entry is None else tuple(_fixes(facts, entry, name, has_acts, has_area))
    return Finding(
        ("obligations", name, "what"),
        f"'{name}' does not say {' or '.join(lacks)}",
        severity=Severity.INFO if has_acts else None,
        help="list the acts that break it, and those that do not, for land, air and sea, with an "
        "area",
        fixes=fixes,
    )


def _fixes(
    facts: Facts,
    entry: Entry,
    name: str,
    has_acts: bool,  # noqa: FBT001 - passed on from the finding
    has_area: bool,  # noqa: FBT001
) -> Iterator[Fix]:
    if has_acts:
        areas = list(facts.agreement.places)[:2] or ["AREA"]
        for area in areas:
            yield Fix(f"in {area}", (Edit(entry.path, "area", area),))
        return
    acts = Edit(entry.path, "acts", _STANDARD)
    area = next(iter(facts.agreement.places), "AREA")
    edits = (acts,) if has_area else (acts, Edit(entry.path, "area", area))
    yield Fix(f"a standard list of acts for '{name}', to be edited", edits)


RULE = Rule(
    code="DEF008",
    name="undefined-violation",
    severity=Severity.ERROR,
    engines=(Engine.LOOK_UP,),
    fix=FixKind.OFFERED,
    finds=(
        "A duty to refrain from force that lists no acts (fire, advance, reinforcement, resupply, "
        "overflight, laying mines, recruitment), with or without an area; force in general, such "
        "as hostilities, is no list. A note where there is a list and no area. A definition of the "
        "violation under terms or in an annex will do."
    ),
    why="Monitors can only report against a list; the guides on ceasefires all begin with it.",
    mend="State the acts that are forbidden and allowed, and the area, for land, air and sea.",
    example="""
obligations:
  calm: {by: [north, south], duty: refrain, what: {resume: hostilities}, from: effective,
         until: 400d after signed, verify: {by: mission, within: 1d}, breach: fire}
""",
    better="""
obligations:
  calm: {by: [north, south], duty: refrain, what: {acts: [fire, advance, reinforce, overflight,
         lay-mines], area: zone}, from: effective, until: 400d after signed,
         verify: {by: mission, within: 1d}, breach: fire}
""",
    ignore_when="Standing rules of an earlier ceasefire list the acts; cite them in the duty.",
    history=(
        "Hodeidah, December 2018: the text gave no scope, nature or duration of the cessation, no "
        "definition of breaches and no means of stopping fights quickly."
    ),
    sources=("PILPG", "Forster", "UN22"),
    check=check,
)
