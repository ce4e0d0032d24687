"""SEQ001: duties that wait for each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.diagnostics import Severity, SourceSpan
from pactwright.model.vocabulary import DutyKind
from pactwright.rules.graph import Graph
from pactwright.rules.naming import waits
from pactwright.rules.readings import readers_of, waits_as_read_by, waits_each_by_its_own
from pactwright.rules.rule import Edit, Engine, Finding, Fix, FixKind, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.diagnostics import Path, Problem
    from pactwright.rules.facts import Facts
    from pactwright.rules.graph import Link


def check(facts: Facts) -> Iterator[Finding]:
    """Rings of waiting: those that can never begin, those that nobody must begin."""
    shown: set[Path] = set()
    for ring in facts.waiting.ring_graph.rings():
        shown |= {link.path for link in ring}
        yield _never(facts, ring)
    for problem in facts.problems:
        paths = {
            problem.path,
            *(path for path, _ in problem.related if not isinstance(path, SourceSpan)),
        }
        if problem.name == "order-cycle" and not any(_meet(one, shown) for one in paths):
            shown |= paths
            yield _until_a_longstop(problem)
    for ring in _rings_of_dates(facts):
        yield _nobody_first(ring)
    if readers := readers_of(facts):
        yield from _as_read(facts, readers)


def _as_read(facts: Facts, readers: tuple[str, ...]) -> Iterator[Finding]:
    """Rings that only a reading closes: one reader's of the whole, or each performer's own."""
    shown = {_members(ring) for ring in facts.waiting.ring_graph.rings()}
    as_read = {one: waits_as_read_by(facts, one) for one in readers}
    ways = [(f"as {_title(facts, one)} reads the text, ", as_read[one]) for one in readers]
    each = ("where each side acts on its own reading, ", waits_each_by_its_own(facts, as_read))
    for words, waiting in (*ways, each):
        for ring in waiting.ring_graph.rings():
            if _members(ring) not in shown:
                shown.add(_members(ring))
                yield _never_as_read(facts, ring, words)


def _members(ring: tuple[Link, ...]) -> frozenset[str]:
    return frozenset(link.after.name for link in ring)


def _never_as_read(facts: Facts, ring: tuple[Link, ...], words: str) -> Finding:
    """A ring that the text as written leaves open, and a reading closes."""
    clauses = [link for link in ring if link.clauses] or list(ring)
    readings = [k for k, link in enumerate(clauses) if "readings" in link.path]
    first = readings[0] if readings else 0
    turned = [*clauses[first:], *clauses[:first]]
    names = _names(tuple(turned))
    never = (
        f"'{names[0]}' waits for itself"
        if len(names) == 1
        else f"none of these can ever begin: {waits([*names, names[0]])}"
    )
    return Finding(
        turned[0].path,
        f"{words}{never}",
        severity=Severity.WARNING,
        help="let the text say which of them comes first",
        chain=tuple((link.path, _waits_here(facts, link)) for link in turned[1:]),
    )


def _waits_here(facts: Facts, link: Link) -> str:
    is_read = len(link.path) > 3 and link.path[2] == "readings"
    reads = f", as {_title(facts, str(link.path[3]))} reads it" if is_read else ""
    return f"'{link.after.name}' waits here{reads}"


def _title(facts: Facts, reader: str) -> str:
    known = facts.agreement.parties.get(reader) or facts.agreement.third_parties.get(reader)
    return reader if known is None else known.name


def _never(facts: Facts, ring: tuple[Link, ...]) -> Finding:
    """A ring of conditions: none of it can ever begin."""
    clauses = [link for link in ring if link.clauses] or list(ring)
    names = _names(ring)
    if len(names) == 1:
        label = f"'{names[0]}' waits for itself: it can never begin"
    else:
        label = f"none of these can ever begin: {waits([*names, names[0]])}"
    return Finding(
        clauses[0].path,
        label,
        notes=_notes_on_choices(facts, clauses),
        help="cut it into paired parts, exchange at one hour under a third party, or drop a wait",
        chain=tuple((link.path, f"'{link.after.name}' waits here") for link in clauses[1:]),
        fixes=tuple(_fixes(facts, clauses)),
    )


def _notes_on_choices(facts: Facts, clauses: list[Link]) -> tuple[str, ...]:
    for link in clauses:
        if any(n.path == link.path and n.is_choice for n in facts.waiting.needs[link.after]):
            return (f"every other way that '{link.after.name}' is given leads back here too",)
    return ()


def _fixes(facts: Facts, clauses: list[Link]) -> Iterator[Fix]:
    """Let one begin without waiting; for two that are done once, let them go together."""
    for link in clauses:
        duty = facts.duties.get(link.after.name)
        if duty is None or link.path[2] != "after" or len(duty.after) != 1:
            continue
        edit = Edit(("obligations", link.after.name), "after", None)
        yield Fix(f"let '{link.after.name}' begin without waiting", (edit,))
        other = facts.duties.get(link.before.name)
        once = DutyKind.ACHIEVE
        if len(clauses) == 2 and other is not None and duty.duty is once and other.duty is once:
            pair = Edit(("obligations", link.after.name), "with", link.before.name)
            yield Fix(f"do '{link.after.name}' and '{link.before.name}' together", (edit, pair))
            return


def _until_a_longstop(problem: Problem) -> Finding:
    """A ring that only the last date of a phase, or another way out, cuts."""
    return Finding(
        problem.path,
        problem.label.replace("this can never begin", "each waits for the next"),
        severity=Severity.WARNING,
        notes=("only the last date of a phase ends this wait; until then nobody can begin",),
        help="take one of these waits away, or say what begins first",
        chain=tuple(
            (path, words) for path, words in problem.related if not isinstance(path, SourceSpan)
        ),
    )


def _rings_of_dates(facts: Facts) -> Iterator[tuple[Link, ...]]:
    """Rings in which a date counts from what others do: whoever has it may wait for them."""
    waiting = facts.waiting
    if not waiting.may_wait:
        return
    obliged = [link for links in waiting.graph.waits.values() for link in links]
    linked = Graph.of(
        link
        for link in (*obliged, *waiting.may_wait)
        if link.before in waiting.possible and link.after in waiting.possible
    )
    yield from linked.rings()


def _nobody_first(ring: tuple[Link, ...]) -> Finding:
    dated = [link for link in ring if not link.is_obliged]
    first = dated[0]
    place = ring.index(first)
    turned = [*ring[place:], *ring[:place]]
    names = _names(tuple(turned))
    label = f"nothing obliges anybody to begin: the date of '{first.after.name}' counts from what"
    return Finding(
        first.path,
        f"{label} waits for it: {waits([*names, names[0]])}",
        severity=Severity.WARNING,
        help="give one of them a date of its own",
        chain=tuple(
            (link.path, f"'{link.after.name}' {'waits' if link.is_obliged else 'may wait'} here")
            for link in turned[1:]
            if link.clauses
        ),
    )


def _names(ring: tuple[Link, ...]) -> list[str]:
    """What waits, in order, each once for each stay."""
    names = [link.after.name for link in ring]
    found = [one for place, one in enumerate(names) if not place or one != names[place - 1]]
    return found[:-1] if len(found) > 1 and found[0] == found[-1] else found


def _meet(path: Path, shown: set[Path]) -> bool:
    """Whether a path, or an entry of the list that it is, has been shown."""
    return any(path == one[: len(path)] or one == path[: len(one)] for one in shown if len(one) > 2)


RULE = Rule(
    code="SEQ001",
    name="mutual-wait",
    severity=Severity.ERROR,
    engines=(Engine.GRAPH,),
    fix=FixKind.OFFERED,
    finds=(
        "A ring of duties each of which waits for the next, directly or through phases, bodies and "
        "verification; a duty that waits for itself; a choice all of whose ways lead back. A "
        "warning where only the last date of a phase cuts the ring, where no one is bound to begin "
        "because each one's date counts from what the other does, and where a declared reading "
        "closes the ring: one reader's of the whole text, or that of each performer for its own "
        "steps."
    ),
    why=(
        "Where trust is lacking each side waits for the other, and the ring holds. In the theory "
        "of workflows such a text is unsound: a task in the ring can never be enabled."
    ),
    mend=(
        "Cut the exchange into paired tranches, let both act at one hour under a third party, or "
        "put one item in escrow."
    ),
    example="""
obligations:
  border: {by: north, duty: achieve, what: {hand-over: border posts}, after: [vote.done],
           due: 60d after signed, breach: step}
  vote: {by: south, duty: achieve, what: {hold: local elections}, after: [border.verified],
         due: 60d after signed, breach: step}
""",
    better="""
obligations:
  border: {by: north, duty: achieve, what: {hand-over: 8 border-post}, breach: step,
           tranches: {count: 2, each: 4}, due: 60d after signed, verify: {by: mission, within: 3d}}
  vote: {by: south, duty: achieve, what: {hold: local elections}, after: [border.verified],
         due: 90d after signed, breach: step}
""",
    ignore_when="An annex that is not part of the file says which of them begins.",
    history=(
        "Minsk II, 2015: control of the border was to return after local elections and in full "
        "after a settlement, while free elections were held to need the border first; neither "
        "began in seven years."
    ),
    sources=("Walter", "Aalst"),
    check=check,
)
