"""SEQ002: what no course of events can trigger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.diagnostics import Severity
from pactwright.model.moments import Moment
from pactwright.model.vocabulary import RungVerb
from pactwright.rules.graph import Happening
from pactwright.rules.naming import listed
from pactwright.rules.rule import Engine, Finding, FixKind, Rule
from pactwright.rules.rungs import all_steps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.diagnostics import Path
    from pactwright.rules.facts import Facts
    from pactwright.rules.waiting import Need

WITH_DEPENDANTS = 20
"""Findings for which what else then never begins is worked out."""
A_RULING, THE_END = "a final ruling", "the end of the agreement"
JUDGING = (RungVerb.REFER, RungVerb.RULE, RungVerb.MEET)
STARTING = frozenset({"started", "ended", "met", "constituted", "in place"})


def check(facts: Facts) -> Iterator[Finding]:
    """Conditions that nothing brings about, dates that never run, rungs after the last word."""
    shown: set[Path] = set()
    for after, need in _dead_needs(facts):
        if need.path not in shown:
            shown.add(need.path)
            follow = facts.waiting.dependants(after.name) if len(shown) <= WITH_DEPENDANTS else ()
            yield _dead(facts, after, need, follow)
    yield from _dead_dates(facts)
    yield from _over_before_it_begins(facts)
    yield from _after_its_phase(facts)
    yield from _beyond_the_last_word(facts)


def _dead_needs(facts: Facts) -> Iterator[tuple[Happening, Need]]:
    """Lines of which every option asks for something that nothing in the file brings about."""
    for after, needs in facts.waiting.needs.items():
        if after.point not in STARTING:
            continue
        for need in needs:
            if not need.options:
                # Of itself it matters only for phases; a lasting duty may well never end.
                if after.name in facts.agreement.phases and len(need.path) > 2:
                    yield after, need
            elif len(need.path) > 2 and all(_lack_in(facts, o) for o in need.options):
                yield after, need


def _lack_in(facts: Facts, option: tuple[Happening, ...]) -> Need | None:
    """The first need without options of anything that an option asks for."""
    needs = facts.waiting.needs
    return next((n for one in option for n in needs.get(one, ()) if not n.options), None)


def _dead(facts: Facts, after: Happening, need: Need, follow: tuple[str, ...]) -> Finding:
    lacks = [lack for option in need.options if (lack := _lack_in(facts, option))] or [need]
    verb = "end" if after.point == "ended" else "begin"
    verb = {"met": "be met", "constituted": "exist"}.get(after.point, verb)
    is_there = _is_written(facts, need.path)
    return Finding(
        need.path if is_there else need.path[:2],
        f"'{after.name}' can never {verb}: {lacks[0].lacks}",
        at="value" if is_there else "key",
        notes=(f"without it, neither can {listed(follow)}",) if follow else (),
        help="say what brings it about, or take the condition out",
        chain=tuple((lack.path, lack.lacks) for lack in lacks if lack is not need),
    )


def _is_written(facts: Facts, path: Path) -> bool:
    entry = getattr(facts.agreement, str(path[0])).get(path[1])
    return getattr(entry, str(path[2]), None) is not None or path[0] == "obligations"


def _dead_dates(facts: Facts) -> Iterator[Finding]:
    """Deadlines that count from something that never happens."""
    for link in facts.waiting.may_wait:
        lack = _lack_in(facts, (link.before,))
        if lack is not None and link.after.tranche == facts.duties[link.after.name].count:
            yield Finding(
                link.path,
                f"this date never begins to run: {lack.lacks}",
                help="count from an event that can happen, or from a day",
                chain=((lack.path, lack.lacks),),
            )


def _over_before_it_begins(facts: Facts) -> Iterator[Finding]:
    """Lasting duties that end with something that must come before they can begin."""
    asked = {
        name: Happening(name, duty.count, "done")
        for name, duty in facts.duties.items()
        if duty.is_standing and isinstance(duty.until, Moment) and not duty.until.is_before
    }
    ends = {
        name: link.before
        for name, done in asked.items()
        for link in facts.waiting.graph.links_of(done)
        if link.path[2:] == ("until",)
    }
    for name, start, end in _pairs(facts, ends):
        if start in facts.waiting.possible:
            chain = facts.waiting.graph.chain(start, end)
            yield Finding(
                ("obligations", name, "until"),
                f"'{name}' is over before it begins: '{end}' comes first",
                help="end it with something that comes later",
                chain=tuple((k.path, f"'{k.after}' waits for this") for k in chain if k.clauses),
            )


def _pairs(facts: Facts, ends: dict[str, Happening]) -> Iterator[tuple[str, Happening, Happening]]:
    """Duties with their start and an end that must come before it."""
    starts = {name: Happening(name, 1, "started") for name in ends}
    found = facts.waiting.preceding((end, starts[name]) for name, end in ends.items())
    for name, end in ends.items():
        if (end, starts[name]) in found:
            yield name, starts[name], end


def _after_its_phase(facts: Facts) -> Iterator[Finding]:
    """Duties of a phase that can begin only once the phase has ended."""
    ends = {
        name: Happening(str(duty.phase), 0, "ended")
        for name, duty in facts.duties.items()
        if duty.phase in facts.agreement.phases
    }
    for name, start, end in _pairs(facts, ends):
        if start in facts.waiting.possible:
            chain = facts.waiting.graph.chain(start, end)
            yield Finding(
                ("obligations", name, "phase"),
                f"'{name}' belongs to '{end.name}' and can begin only once that has ended",
                help="put it in a later phase, or change what it waits for",
                chain=tuple((k.path, f"'{k.after}' waits for this") for k in chain if k.clauses),
            )


def _beyond_the_last_word(facts: Facts) -> Iterator[Finding]:
    """Rungs that stand after a final ruling, or after the end of the agreement."""
    last: dict[str, tuple[Path, str]] = {}
    for step in all_steps(facts):
        path, words = last.get(step.ladder, ((), ""))
        # What follows a final ruling may well carry it out; judging again it cannot.
        if path and (words == THE_END or step.rung.verb in JUDGING):
            yield Finding(
                step.path,
                f"this rung is never reached: {words} stands before it",
                severity=Severity.WARNING,
                help="put it before, or say when the one before is not the last word",
                chain=((path, words),),
            )
        elif step.rung.final:
            last[step.ladder] = (step.path, A_RULING)
        elif step.rung.terminate is not None:
            last[step.ladder] = (step.path, THE_END)


RULE = Rule(
    code="SEQ002",
    name="unreachable-duty",
    severity=Severity.ERROR,
    engines=(Engine.GRAPH, Engine.STATES),
    fix=FixKind.HUMAN,
    finds=(
        "A duty, phase, date or rung that no course of events can trigger: its condition needs "
        "something that no duty, party or body of the text brings about, such as the verification "
        "of a duty that nobody verifies or the end of a duty that has none; or its conditions "
        "exclude each other."
    ),
    why="What can never begin was only put there to be signed.",
    mend="Add what brings it about, or take it out.",
    example="""
obligations:
  hand-in: {by: south, duty: achieve, what: {hand-in: 300 rifle}, due: 30d after signed,
            breach: step, verify: none}
  law: {by: north, duty: achieve, what: {enact: amnesty law}, after: [hand-in.verified],
        due: 90d after signed, breach: step}
""",
    better="""
obligations:
  hand-in: {by: south, duty: achieve, what: {hand-in: 300 rifle}, due: 30d after signed,
            breach: step, verify: {by: mission, within: 3d}}
  law: {by: north, duty: achieve, what: {enact: amnesty law}, after: [hand-in.verified],
        due: 90d after signed, breach: step}
""",
    ignore_when="Another text in force between the same parties brings the event about.",
    history=(
        "Abyei, 2011: the vote waited for a commission that was to say who may vote; the sides did "
        "not agree on its members, no other clause could produce it, and the vote was not held."
    ),
    sources=("Aalst",),
    check=check,
)
