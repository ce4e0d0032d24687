"""SEQ004: a condition that only somebody outside the agreement can fulfil."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pactwright.diagnostics import Severity
from pactwright.rules.gates import gates_of
from pactwright.rules.graph import Happening
from pactwright.rules.rule import Engine, Finding, FixKind, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.diagnostics import Path
    from pactwright.rules.facts import Facts


def check(facts: Facts) -> Iterator[Finding]:
    """Lines that wait for what an outsider does, judges or is."""
    held = {**_duties_of_outsiders(facts), **_conditions_of_outsiders(facts)}
    if not held:
        return
    for gate in gates_of(facts):
        for one in gate.held_by(held):
            if gate.after.name == one.name:
                continue
            outsider, path = held[one]
            waits = "counts its date from" if gate.is_date else "waits for"
            yield Finding(
                gate.path,
                f"'{gate.after.name}' {waits} what only '{outsider}' can bring about, which the "
                "text does not bind",
                severity=Severity.WARNING if gate.is_date else None,
                notes=_patrons(facts, outsider),
                help="drop the condition, bind it first, or add a date after which it falls away",
                chain=((path, f"held by '{outsider}'"),),
            )
            break


def _patrons(facts: Facts, outsider: str) -> tuple[str, ...]:
    answers = facts.agreement.outsiders[outsider].answers_to
    return (f"the text says that it answers to {', '.join(answers)}",) if answers else ()


def _duties_of_outsiders(facts: Facts) -> dict[Happening, tuple[str, Path]]:
    """Points of duties that nobody but outsiders is to perform."""
    outsiders = facts.agreement.outsiders
    found: dict[Happening, tuple[str, Path]] = {}
    for name, duty in facts.duties.items():
        if duty.by and all(one in outsiders for one in duty.by):
            for k in range(1, duty.count + 1):
                for point in ("started", "done", "verified"):
                    place = (duty.by[0], ("obligations", name, "by"))
                    found[Happening(name, k, point)] = place
    return found


def _conditions_of_outsiders(facts: Facts) -> dict[Happening, tuple[str, Path]]:
    """Conditions that outsiders judge alone, or that are about what one of them does."""
    outsiders = facts.agreement.outsiders
    found: dict[Happening, tuple[str, Path]] = {}
    for name, condition in facts.agreement.conditions.items():
        judges = condition.judge or ()
        if judges and all(one in outsiders for one in judges):
            found[Happening(name, 0, "met")] = (judges[0], ("conditions", name, "judge"))
            continue
        named = _named_in(facts, condition.says)
        if named is not None:
            found[Happening(name, 0, "met")] = (named, ("conditions", name, "says"))
    return found


def _named_in(facts: Facts, words: str) -> str | None:
    """The outsider that a condition speaks of, where it speaks of no party."""
    text = words.casefold()
    agreement = facts.agreement
    bound = {name: one.name for name, one in agreement.parties.items()}
    bound |= {name: one.name for name, one in agreement.third_parties.items()}
    if any(_says(text, *names) for names in bound.items()):
        return None
    outsiders = facts.agreement.outsiders.items()
    return next((name for name, one in outsiders if _says(text, name, one.name)), None)


def _says(text: str, *names: str) -> bool:
    forms = {
        form for name in names for form in (name.casefold(), name.casefold().replace("-", " "))
    }
    return any(re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text) for form in forms)


RULE = Rule(
    code="SEQ004",
    name="trigger-held-by-outsider",
    severity=Severity.ERROR,
    engines=(Engine.GRAPH,),
    fix=FixKind.HUMAN,
    finds=(
        "A duty, phase or date whose condition only an outsider can fulfil: a duty of nobody but "
        "outsiders, a condition that they alone judge, or one that speaks of what they do. A "
        "warning where only a date counts from it."
    ),
    why=(
        "Such a condition is a veto, given to somebody who owes nothing under the text. A veto in "
        "the hands of whoever gains from failure is used."
    ),
    mend="Drop the condition, bind the outsider first, or add a date after which it falls away.",
    example="""
outsiders:
  neighbour: {name: Eastern Neighbour, armed: yes}
conditions:
  neighbour-gone: {says: the troops of the Eastern Neighbour have left the zone, judge: mission}
obligations:
  leave: {by: north, duty: achieve, what: {withdraw: all forces}, after: [neighbour-gone.met],
          due: 60d after signed, breach: step}
""",
    better="""
outsiders:
  neighbour: {name: Eastern Neighbour, armed: yes}
conditions:
  neighbour-gone: {says: the troops of the Eastern Neighbour have left the zone, judge: mission}
obligations:
  leave: {by: north, duty: achieve, what: {withdraw: all forces}, due: 60d after signed,
          after: [{any: [neighbour-gone.met, 2031-04-15]}], breach: step}
""",
    ignore_when="A separate undertaking binds the outsider to the step, with a date.",
    history=(
        "Israel and Lebanon, 17 May 1983: a side letter made Israeli withdrawal conditional on "
        "that of Syria, which was no party and refused; the agreement was abrogated in March 1984."
    ),
    sources=("Stedman",),
    check=check,
)
