"""TIM007: a truce that lapses unless each extension is agreed, or paid for, anew."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pactwright.diagnostics import Severity
from pactwright.model.declared import each_at
from pactwright.model.moments import NONE, Moment
from pactwright.model.quantities import Amount
from pactwright.model.vocabulary import DutyKind, RungVerb
from pactwright.rules.calendar_of_phases import minute_of
from pactwright.rules.matters import is_force_refrain
from pactwright.rules.rule import Edit, Engine, Finding, Fix, FixKind, Rule
from pactwright.rules.rungs import all_steps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.diagnostics import Path
    from pactwright.model.ladders import Rung
    from pactwright.model.obligations import Obligation
    from pactwright.rules.facts import Facts

ANEW = re.compile(r"\b(?:agree\w*|consen\w+|both|mutual\w*|unanim\w+|joint\w*|decision)\b")


def check(facts: Facts) -> Iterator[Finding]:
    """Extensions by agreement or for a price; truces on supply; truces that simply run out."""
    yield from _extensions(facts)
    truces = {name: duty for name, duty in facts.duties.items() if is_force_refrain(duty)}
    yield from _on_supply(facts, truces)
    yield from _run_out(facts, truces)


# ── extensions ───────────────────────────────────────────────────────────────────────────────


def _extensions(facts: Facts) -> Iterator[Finding]:
    for path, rung in _extending(facts):
        terms = rung.by or ""
        words = terms.casefold().replace("-", " ")
        is_anew = bool(ANEW.search(words)) or terms in facts.agreement.parties
        has_price = bool(re.search(r"\d", words))
        if is_anew or has_price:
            says = "has to be agreed anew" if is_anew else f"costs '{terms}'"
            yield Finding(
                path,
                f"each extension {says}: without that, what it extends lapses",
                help="extend by default unless notice is given, with a meeting before the notice",
                chain=(((*path, "by"), f"by: {terms}"),),
                fixes=(Fix("extend by default", (Edit(path, "by", None),)),),
            )


def _extending(facts: Facts) -> Iterator[tuple[Path, Rung]]:
    for name, phase in facts.agreement.phases.items():
        for path, rung in each_at(facts.tree, ("phases", name, "if_late"), phase.if_late):
            if rung.verb is RungVerb.EXTEND:
                yield path, rung
    for step in all_steps(facts):
        if step.rung.verb is RungVerb.EXTEND:
            yield step.path, step.rung


# ── truces that last as long as something is delivered ───────────────────────────────────────


def _on_supply(facts: Facts, truces: dict[str, Obligation]) -> Iterator[Finding]:
    for name, duty in truces.items():
        lines: list[tuple[str, str | None]] = [("answers", duty.answers)]
        if isinstance(duty.until, Moment):
            lines += [("until", event.subject) for event in duty.until.events]
        for line, other in lines:
            item = facts.duties.get(other or "")
            why = _not_secured(facts, item) if item is not None else None
            if why is not None:
                yield Finding(
                    ("obligations", name, line),
                    f"'{name}' lasts as long as '{other}' is delivered, {why}",
                    help="let it go on by default, and answer a missing delivery by a ladder",
                    chain=((("obligations", str(other)), why),),
                )
                break


def _not_secured(facts: Facts, item: Obligation) -> str | None:
    """Why a delivery may run dry, where the text leaves its number open."""
    if item.duty is not DutyKind.ACHIEVE:
        return None
    if item.tranches is not None and item.tranches.count is None:
        return "and how many parts there are is open"
    for what in item.what or ():
        listed = facts.agreement.lists.get(str(what.details.get("list", "")))
        if listed is not None and listed.count is None:
            return "and how many are on its list is open"
        if isinstance(what.value, Amount) and what.value.is_unknown:
            return "and how much there is to deliver is open"
    return "which is owed as an effort only" if item.best_effort else None


# ── truces that run out ──────────────────────────────────────────────────────────────────────


def _run_out(facts: Facts, truces: dict[str, Obligation]) -> Iterator[Finding]:
    """The truce that lasts longest, where all end on a day and nothing extends them."""
    ends = {name: _fixed_end(facts, name, duty) for name, duty in truces.items()}
    known = {name: end for name, end in ends.items() if end is not None}
    if not truces or len(known) < len(truces):
        return
    name = max(known, key=lambda one: known[one][0])
    _, path = known[name]
    others = [one for one in known if one != name and known[one][1] != path]
    edit = Edit(("obligations", name), "until", "none")
    yield Finding(
        path,
        f"'{name}' runs out on a day, and nothing extends it unless a further term is agreed",
        help=(
            "let it go on unless notice is given; or make it a phase with a longstop and "
            "if_late: [{extend: 30d}]"
        ),
        chain=tuple((known[one][1], f"'{one}' has ended by then") for one in others[:3]),
        fixes=(Fix("no end but by notice under 'exit'", (edit,)),) if path[1] == name else (),
    )


def _fixed_end(facts: Facts, name: str, duty: Obligation) -> tuple[int, Path] | None:
    """Minute of the day on which a truce ends whatever happens, and the line that says so."""
    agreement = facts.agreement
    phase = duty.phase if duty.until is None else None
    if isinstance(duty.until, Moment):
        minute = minute_of(facts, duty.until)
        if minute is not None:
            return minute, ("obligations", name, "until")
        event = duty.until.event
        if event is not None and event.point == "ended" and duty.until.offset is None:
            phase = event.subject
    if phase in agreement.phases:
        return _fixed_end_of_phase(facts, str(phase))
    if duty.until in (None, NONE):
        minute = minute_of(facts, agreement.agreement.until)
        return None if minute is None else (minute, ("agreement", "until"))
    return None


def _fixed_end_of_phase(facts: Facts, name: str) -> tuple[int, Path] | None:
    """End of the last phase, where it has a day and is not extended; gaps are TIM006's."""
    phase = facts.agreement.phases[name]
    is_last = name == list(facts.agreement.phases)[-1]
    is_extended = any(rung.verb is RungVerb.EXTEND for rung in phase.if_late)
    minute = minute_of(facts, phase.ends)
    if minute is None or is_extended or not is_last:
        return None
    return minute, ("phases", name, "ends")


RULE = Rule(
    code="TIM007",
    name="renewal-by-fresh-bargain",
    severity=Severity.WARNING,
    engines=(Engine.STATES,),
    fix=FixKind.OFFERED,
    finds=(
        "A truce that ends on a day and goes on only if a further term is agreed; an extension "
        "that has to be agreed, or paid for, each time; a truce that lasts as long as something is "
        "delivered of which nobody knows how much there is."
    ),
    why="Every renewal is a new veto, and a new occasion to ask for more.",
    mend="Renew by default unless notice is given, with a time of notice and a meeting before it.",
    example="""
agreement: {id: pause, title: Pause (fictional), kind: humanitarian-pause, signed: 2031-11-22}
obligations:
  pause: {by: [north, south], duty: refrain, what: {acts: [fire]}, from: signed,
          until: 4d after signed, breach: fire}
""",
    better="""
agreement: {id: pause, title: Pause (fictional), kind: humanitarian-pause, signed: 2031-11-22}
obligations:
  pause: {by: [north, south], duty: refrain, what: {acts: [fire]}, from: signed,
          until: none, breach: fire}
""",
    ignore_when="It is a pause for one purpose with its own end, such as a single convoy.",
    history=(
        "Gaza, November 2023: one more day for ten more hostages; on 1 December no list for the "
        "eighth day was agreed, and the truce ended that morning."
    ),
    sources=("UN22",),
    check=check,
)
