"""QTY005: tranches of unlike things by count alone, each of which another step waits for."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from pactwright.diagnostics import Severity
from pactwright.model.vocabulary import DutyKind
from pactwright.rules.amounts import list_of, main_figures, what_parts
from pactwright.rules.exchanges import are_opposed
from pactwright.rules.rule import Edit, Engine, Finding, Fix, FixKind, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.diagnostics import Path
    from pactwright.model.moments import Event
    from pactwright.model.obligations import Obligation
    from pactwright.model.quantities import What
    from pactwright.rules.facts import Facts

# Details that say how tranches are made up.
_COMPOSED: Final = frozenset(
    {"order", "in-order", "first", "then", "category", "categories", "by-category", "composition"}
    | {"each-tranche", "per-tranche", "kinds", "of-which", "sequence", "exchange-rate", "rank"}
)
_SEVERAL_KINDS: Final = re.compile(r"[,;/]|\b(?:or|and)\b")


def check(facts: Facts) -> Iterator[Finding]:
    """Tranches whose unlike parts may come in any order, though another step waits for each."""
    waiting = _waiting_for_single(facts)
    for name, duty in facts.duties.items():
        if duty.duty is not DutyKind.ACHIEVE or not _is_in_tranches(duty):
            continue
        lines = (
            path
            for other, path in waiting.get(name, ())
            if are_opposed(facts.agreement, duty, facts.duties[other])
        )
        line, unlike = next(lines, None), _unlike(facts, name)
        if line is not None and unlike is not None and not _is_composed(facts, name):
            yield _finding(facts, name, line, unlike)


def _is_in_tranches(duty: Obligation) -> bool:
    return duty.tranches is not None and duty.tranches.count != 1


def _waiting_for_single(facts: Facts) -> dict[str, list[tuple[str, Path]]]:
    """For each duty, who waits for single tranches of it, and the lines that say so."""
    waiting: dict[str, list[tuple[str, Path]]] = defaultdict(list)
    for other, duty in facts.duties.items():
        path: Path = ("obligations", other)
        if duty.answers is not None and _is_in_tranches(duty):
            waiting[duty.answers].append((other, (*path, "answers")))
        if duty.in_turn and duty.answers in facts.duties:
            waiting[other].append((str(duty.answers), (*path, "in_turn")))
        for key, events in _events_of(duty).items():
            subjects = {event.subject for event in events if event.tranche is not None}
            for subject in subjects - {None, other}:
                waiting[str(subject)].append((other, (*path, key)))
    return waiting


def _events_of(duty: Obligation) -> dict[str, list[Event]]:
    """Events that a duty names, by the key of their line."""
    return {
        "from": list(getattr(duty.from_, "events", ())),
        "due": list(getattr(duty.due, "events", ())),
        "after": [event for condition in duty.after for event in condition.events],
    }


def _unlike(facts: Facts, name: str) -> tuple[str, Path | None] | None:
    """What the unlike things are called, and the term that lists their kinds."""
    parts = list(what_parts(facts, name))
    for path, part in parts:
        for figure in main_figures(path, part):
            kinds = facts.agreement.terms.get(figure.unit)
            if kinds is not None and _SEVERAL_KINDS.search(kinds):
                return figure.unit, ("terms", figure.unit)
            if kinds is not None:
                return None
        found = facts.wording("unlike", under=(*path, part.verb))
        if found:
            return found[0].phrase, None
    if len(parts) > 1:
        units = [one.unit for path, part in parts for one in main_figures(path, part)]
        return " and ".join(units or [part.verb for _, part in parts]), None
    return None


def _is_composed(facts: Facts, name: str) -> bool:
    """Whether anything says what comes first or how a tranche is made up.

    A list that is annexed or agreed is taken to have its names in their order.
    """
    parts = [part for _, part in what_parts(facts, name)]
    if any(_COMPOSED & part.details.keys() for part in parts):
        return True
    if facts.wording("composition", under=("obligations", name, "what")):
        return True
    return all(_has_names_in_order(facts, part) for part in parts)


def _has_names_in_order(facts: Facts, part: What) -> bool:
    listed = facts.agreement.lists.get(list_of(part) or "")
    return listed is not None and (listed.annex is not None or listed.agreed is not None)


def _finding(facts: Facts, name: str, waiting: Path, unlike: tuple[str, Path | None]) -> Finding:
    word, term = unlike
    chain: list[tuple[Path, str]] = []
    if term is not None:
        chain.append((term, "several kinds fall under the term"))
    chain.append((waiting, "another step waits for single tranches"))
    path, _ = next(what_parts(facts, name))
    return Finding(
        ("obligations", name, "tranches"),
        f"tranches of '{name}' are counted in '{word}': nothing says which kind comes when",
        chain=tuple(chain),
        fixes=(
            Fix("say what comes first", (Edit(path, "order", "FIRST-KIND before THEN-KIND"),)),
            Fix("say what each tranche has", (Edit(path, "each-tranche", "N KIND and N KIND"),)),
        ),
    )


RULE = Rule(
    code="QTY005",
    name="composition-unspecified",
    severity=Severity.WARNING,
    engines=(Engine.LOOK_UP,),
    fix=FixKind.OFFERED,
    finds=(
        "Tranches of unlike things (weapons of several kinds, prisoners, two kinds of objects) "
        "with a count and without an order or a category, where a step of the other side waits "
        "for single tranches. A list that is annexed or agreed is taken to give the order."
    ),
    why="What is valued least can go first, while each tranche is answered at the full rate.",
    mend="Give categories for each tranche, an order, or a rate of exchange for each category.",
    example="""
obligations:
  hand-in: {by: south, duty: achieve, what: {hand-in: 840 weapon}, due: 60d after signed,
            tranches: {count: 4, each: 210}, breach: step,
            verify: {by: mission, within: 3d, access: [depots]}}
  leave: {by: north, duty: achieve, what: {withdraw: 4000 soldier}, answers: hand-in,
          tranches: {count: 4, each: 1000}, due: 5d after hand-in.verified, breach: step,
          verify: {by: mission, within: 3d, access: [zone]}}
""",
    better="""
obligations:
  hand-in: {by: south, duty: achieve, due: 60d after signed,
            what: {hand-in: 840 weapon, each-tranche: 200 rifle and 10 mortar},
            tranches: {count: 4, each: 210}, breach: step,
            verify: {by: mission, within: 3d, access: [depots]}}
  leave: {by: north, duty: achieve, what: {withdraw: 4000 soldier}, answers: hand-in,
          tranches: {count: 4, each: 1000}, due: 5d after hand-in.verified, breach: step,
          verify: {by: mission, within: 3d, access: [zone]}}
""",
    ignore_when="All kinds are worth the same to both sides, or an annex gives the make-up.",
    history=(
        "Gaza, 25 to 27 January 2025: a dispute over which captive should have come first held "
        "back the return of hundreds of thousands to the north for two days."
    ),
    sources=("HH",),
    check=check,
)
