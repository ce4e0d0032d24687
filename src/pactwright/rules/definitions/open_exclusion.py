"""DEF005: actors or areas left out of a duty to refrain, without list, map or judge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.diagnostics import Severity
from pactwright.model.vocabulary import DutyKind
from pactwright.rules.contents import Said, entries_of, mentioned, names_judge, texts_in
from pactwright.rules.rule import Engine, Finding, FixKind, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.rules.facts import Facts


def check(facts: Facts) -> Iterator[Finding]:
    """Exclusions of actors or areas in duties to refrain that nothing closes."""
    for name, duty in facts.duties.items():
        if duty.duty is not DutyKind.REFRAIN:
            continue
        for entry in entries_of(facts, name):
            if "list" in entry.parts or names_judge(facts, name, entry):
                continue
            open_ones = [found for said in texts_in(entry) if (found := _open(facts, said))]
            yield from open_ones[:1]


def _open(facts: Facts, said: Said) -> Finding | None:
    """The finding on one text that excludes somebody or some area, if it is open."""
    start = _exclusion_starts(facts, said)
    if start is None:
        return None
    text = said.text[start:]
    groups, areas = facts.phrases("excluded-group", text), facts.phrases("excluded-area", text)
    named = _named(facts, text)
    unmapped = [place for place in named["places"] if not _is_mapped(facts, place)]
    if unmapped:
        label = f"'{unmapped[0]}' is excluded, and no map shows where it ends"
    elif groups and not named["actors"]:
        label = f"who falls under the excluded '{groups[0].phrase}' is in no closed list"
    elif areas and not named["places"]:
        label = f"the excluded '{areas[0].phrase}' are on no map"
    else:
        return None
    if facts.phrases("annex", text):
        return None
    return Finding(
        said.path,
        label,
        help="list the groups, map the areas, and give a body the power to change the list",
        offset=start or None,
        length=len(text) if start else None,
    )


def _exclusion_starts(facts: Facts, said: Said) -> int | None:
    """From which character on a text is an exclusion; None where it is none."""
    if facts.phrases("exception", said.key):
        return 0
    matches = facts.wording("exception", under=said.path)
    own = [one for one in matches if one.path == said.path and one.at == "value"]
    return own[0].offset if own else None


def _named(facts: Facts, text: str) -> dict[str, list[str]]:
    """Declared actors and places that an exclusion names."""
    agreement = facts.agreement
    places = {name: place.name or "" for name, place in agreement.places.items()}
    actors = {name: one.name for name, one in agreement.outsiders.items()}
    actors |= {name: one.name for name, one in agreement.parties.items()}
    actors |= {unit: "" for party in agreement.parties.values() for unit in party.binds}
    return {"places": list(mentioned(text, places)), "actors": list(mentioned(text, actors))}


def _is_mapped(facts: Facts, place: str) -> bool:
    found = facts.agreement.places[place]
    return found.marked is True or any(
        given not in (None, "none") for given in (found.map, found.coordinates)
    )


RULE = Rule(
    code="DEF005",
    name="open-exclusion",
    severity=Severity.WARNING,
    engines=(Engine.LOOK_UP,),
    fix=FixKind.HUMAN,
    finds=(
        "Actors or areas excluded from a duty to refrain without a closed list, a map, or a body "
        "that decides who falls under the exclusion. Declared actors, mapped places, a list or "
        "annex, and a named judge close it; words such as 'designated by' an outside authority "
        "do not, since they draw no line on the ground."
    ),
    why="An open exclusion lets each side choose its targets.",
    mend=(
        "List the excluded groups and map the excluded areas; give a body the power to change the "
        "list."
    ),
    example="""
obligations:
  calm: {by: [north, south], duty: refrain, what: {acts: [fire, air-strikes], area: zone,
         except: against terrorist groups}, from: effective, until: 400d after signed,
         verify: {by: mission, within: 1d}, breach: fire}
""",
    better="""
lists:
  excluded-groups: {count: 2, annex: annex-2}
obligations:
  calm: {by: [north, south], duty: refrain, what: {acts: [fire, air-strikes], area: zone,
         except: against terrorist groups, list: excluded-groups, decided-by: commission},
         from: effective, until: 400d after signed, verify: {by: mission, within: 1d}, breach: fire}
""",
    ignore_when="An earlier text that both sides have signed closes the list; cite it there.",
    history=(
        "Syria, cessation of hostilities of 27 February 2016: designated groups were excluded, "
        "intermixed with included ones, and no map separated them; strikes went on under the "
        "exclusion."
    ),
    sources=("Forster", "UN22"),
    check=check,
)
