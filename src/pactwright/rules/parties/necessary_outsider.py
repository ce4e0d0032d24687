"""PAR002: an armed outsider that some duty needs, and that nothing contains."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from pactwright.diagnostics import Severity
from pactwright.rules.contents import mentioned
from pactwright.rules.control import answers_to_party, contained
from pactwright.rules.rule import Edit, Engine, Finding, Fix, FixKind, Rule
from pactwright.rules.rungs import all_steps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.diagnostics import Path
    from pactwright.model.actors import Outsider
    from pactwright.rules.facts import Facts

Use: TypeAlias = "tuple[str, Path, str]"  # duty, the text that uses it, what it is in words
_IN_HANDS = frozenset({"held_by", "through"})


def check(facts: Facts) -> Iterator[Finding]:
    """Armed outsiders that hold what a duty uses, or that no clause of the text names."""
    provided = _provided_for(facts)
    in_hands = _in_hands(facts)
    for name, outsider in facts.agreement.outsiders.items():
        if not outsider.armed or name in provided:
            continue
        used = [*_uses(facts, outsider), *in_hands.get(name, ())]
        if used:
            yield _needed(facts, name, used)
        elif not answers_to_party(facts, name) and not outsider.holds:
            yield Finding(
                ("outsiders", name),
                f"'{name}' is armed, and no clause says what it holds or who holds it back",
                at="key",
                severity=Severity.INFO,
                help="say under 'holds' which places or lists are in its hands",
            )


def _provided_for(facts: Facts) -> set[str]:
    """Outsiders whom a party holds back, and whom a rung or an issue left for later concerns."""
    found = set(contained(facts))
    found.update(target for step in all_steps(facts) for target in step.rung.target)
    names = {name: one.name for name, one in facts.agreement.outsiders.items()}
    for key, issue in facts.agreement.deferred.items():
        found.update(mentioned(f"{key} {issue.title or ''}", names))
    return found


def _needed(facts: Facts, name: str, used: list[Use]) -> Finding:
    duty, _, what = used[0]
    return Finding(
        ("outsiders", name),
        f"'{duty}' needs {what} in the hands of '{name}', and no party undertakes to hold it back",
        at="key",
        help="accession, a duty on its patron to hold it back, or an arrangement of its own with "
        "a date",
        chain=tuple((path, f"'{one}' uses {it}") for one, path, it in used[:3]),
        fixes=tuple(_fixes(facts, name, facts.agreement.outsiders[name])),
    )


def _uses(facts: Facts, outsider: Outsider) -> Iterator[Use]:
    """Duties that need a place or a list in its hands: each with the text, and what it is."""
    places = facts.agreement.places
    held = {one: (places[one].name or "") if one in places else "" for one in outsider.holds}
    if not held:
        return
    for duty, texts in facts.said.items():
        found = ((said, thing) for said in texts for thing in mentioned(said.text, held))
        first = next(found, None)
        if first is not None:
            yield duty, first[0].path, f"'{first[1]}'"


def _in_hands(facts: Facts) -> dict[str, list[Use]]:
    """Outsider -> duties that say themselves in whose hands their object is."""
    found: dict[str, list[Use]] = {}
    for duty, texts in facts.said.items():
        for said in texts:
            if said.key in _IN_HANDS:
                found.setdefault(said.text, []).append((duty, said.path, "what is"))
    return found


def _fixes(facts: Facts, name: str, outsider: Outsider) -> Iterator[Fix]:
    parties = facts.agreement.parties
    patrons = [one for one in outsider.answers_to if one in parties] or list(parties)
    for party in patrons[:2]:
        duty = (
            f"{{by: {party}, duty: maintain, what: {{restrain: {name}}}, from: signed, "
            "until: DATE, verify: {by: WHO, within: Nd}, breach: LADDER}"
        )
        edit = Edit(("obligations",), f"contain-{name}", duty)
        yield Fix(f"let {party} hold it back", (edit,))


RULE = Rule(
    code="PAR002",
    name="necessary-outsider",
    severity=Severity.WARNING,
    engines=(Engine.LOOK_UP, Engine.GRAPH),
    fix=FixKind.HUMAN,
    finds=(
        "An armed outsider that holds ground, captives or a crossing which some duty uses, with no "
        "duty on any party to hold it back and no rung or issue that concerns it. What it holds "
        "stands under 'holds'. An armed outsider of nobody's that no clause concerns, and of which "
        "the file does not say what it holds, is noted as information."
    ),
    why="Non-signatories with forces on the ground can undo a deal at low cost.",
    mend=(
        "An accession clause, a containment duty on its patron, or a separate arrangement with a "
        "date."
    ),
    example="""
outsiders:
  highland: {name: Highland army, armed: yes, holds: [zone]}
obligations:
  return: {by: north, duty: achieve, what: {return: 4000 person, to: zone}, due: 60d after signed,
           verify: {by: mission, within: 2d}, breach: step}
""",
    better="""
outsiders:
  highland: {name: Highland army, armed: yes, holds: [zone], answers_to: north}
obligations:
  contain: {by: north, duty: maintain, what: {restrain: highland}, from: signed,
            until: 400d after signed, verify: {by: mission, within: 2d}, breach: step}
  return: {by: north, duty: achieve, what: {return: 4000 person, to: zone}, due: 60d after signed,
           verify: {by: mission, within: 2d}, breach: step}
""",
    ignore_when="It has agreed to the same in a text of its own that is in force.",
    history=(
        "Pretoria, 2 November 2022: Eritrean troops and Amhara forces were in Tigray, and neither "
        "signed; ten days later the commanders in Nairobi had to tie the disarmament of heavy "
        "weapons to the departure of foreign and non-federal forces."
    ),
    sources=("Stedman", "UN22"),
    check=check,
)
