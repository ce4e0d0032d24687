"""INC007: in a view, the best breach of a step is worth more to a party than keeping it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pactwright.diagnostics import Severity
from pactwright.rules.dates import day_words, last_day
from pactwright.rules.rule import Engine, Finding, FixKind, Rule
from pactwright.rules.views import (
    count_of,
    main_results,
    margin_words,
    reading_words,
    step_of,
    turn_words,
    view_name,
    views_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.assessment import StepResult, ViewResult
    from pactwright.diagnostics import Path
    from pactwright.rules.facts import Facts

EVEN = 50
"""Below this many of 100 of a view's own combinations, breaking is worth more in the middle one."""
MOST_TURNS = 2
LASTING = "standing"


@dataclass(frozen=True, slots=True)
class _Cell:
    """One step for one party in one view, at its lowest over readings and tranches."""

    view: ViewResult
    result: StepResult
    depends_on_reading: bool = False  # another reading of the same step gives another count

    @property
    def count(self) -> int:
        """Of 100 combinations of the view's own ranges, those in which keeping pays."""
        return count_of(self.result.pays)


def check(facts: Facts) -> Iterator[Finding]:
    """One finding for each clause and party, with what every view says of it."""
    cells: dict[tuple[str, str], dict[str, _Cell]] = {}
    for view in views_of(facts):
        for result in main_results(facts, view):
            by_view = cells.setdefault((_clause(facts, result), result.party), {})
            by_view[view.id] = _lower(by_view.get(view.id), _Cell(view, result))
    for (step, party), by_view in sorted(cells.items(), key=lambda one: _place(facts, *one[0])):
        if any(cell.count < EVEN for cell in by_view.values()):
            yield _finding(facts, step, party, tuple(by_view.values()))


def _clause(facts: Facts, result: StepResult) -> str:
    """The duty that a breach would break: a party's own step, or else its lasting duties.

    While somebody else's step is due, all that a party can break is what it keeps up.
    """
    duty = facts.duties.get(step_of(result.duty))
    return step_of(result.duty) if duty is not None and result.party in duty.by else LASTING


def _lower(known: _Cell | None, cell: _Cell) -> _Cell:
    """The cell with the lower count, the earlier one on ties."""
    if known is None:
        return cell
    is_other = known.result.reading != cell.result.reading and known.count != cell.count
    lower = cell if cell.count < known.count else known
    return replace(lower, depends_on_reading=known.depends_on_reading or is_other)


def _place(facts: Facts, step: str, party: str) -> tuple[int, int]:
    """In the order of the file, then of the parties."""
    duties, parties = list(facts.duties), list(facts.agreement.parties)
    path = _path(facts, step, party)
    return (
        duties.index(str(path[1])) if len(path) > 1 else len(duties),
        parties.index(party) if party in parties else len(parties),
    )


def _path(facts: Facts, step: str, party: str) -> Path:
    """The duty of a step; for the lasting duties, which are weighed as one, the party's first."""
    if step in facts.duties:
        return ("obligations", step)
    own = (n for n, duty in facts.duties.items() if duty.is_standing and party in duty.by)
    name = next(own, None)
    return ("obligations",) if name is None else ("obligations", name)


def _finding(facts: Facts, step: str, party: str, cells: tuple[_Cell, ...]) -> Finding:
    below = [cell for cell in cells if cell.count < EVEN]
    named = facts.agreement.parties.get(party)
    name = party if named is None else named.name
    where = _whose(below, len(cells))
    what = f"'{step}'" if step in facts.duties else "its lasting duties"
    return Finding(
        _path(facts, step, party),
        f"{where}, the best way of breaking {what} is worth more to {name} than keeping",
        at="key",
        notes=tuple(_notes(facts, step, name, cells)),
        help=(
            "raise how often a breach is seen, answer it sooner, ask for a deposit, or make the "
            "step smaller"
        ),
    )


def _whose(below: list[_Cell], total: int) -> str:
    if len(below) == 1:
        return f"in the view of {view_name(below[0].view)}"
    if len(below) == 2:
        return f"in the views of {' and of '.join(view_name(one.view) for one in below)}"
    return f"in {len(below)} of {total} views"


def _notes(facts: Facts, step: str, name: str, cells: tuple[_Cell, ...]) -> Iterator[str]:
    """What each view says, then what would turn it, then how to read the numbers."""
    for cell in cells:
        yield _said(facts, step, cell, name)
    for cell in cells:
        if cell.count < EVEN:
            yield from _turns(cell)
    day = last_day(facts, step) if step in facts.duties else None
    if day is not None:
        yield f"'{step}' is due by {day_words(facts, day)}"
    yield (
        "a count is of 100 combinations of one view's own ranges, reported below "
        f"{EVEN}; it says nothing of what anybody will do"
    )


def _said(facts: Facts, step: str, cell: _Cell, name: str) -> str:
    # Imported here, for its many classes: most checks run without a view.
    from pactwright.assessment import DEVIATION_WORDS

    result = cell.result
    reading = reading_words(facts, result.reading) if cell.depends_on_reading else ""
    where = f"in the view of {view_name(cell.view)}{reading}"
    part = ""
    if step == LASTING:
        part = "" if result.duty == LASTING else f" them while '{result.duty}' is due"
    elif result.duty != step:
        part = f" '{result.duty}'"
    margin = "" if result.margin is None else f"; {margin_words(result.margin, name)}"
    count = f"keeping{part} pays in {cell.count} of 100{margin}"
    way = DEVIATION_WORDS.get(result.deviation or "", "")
    best = f"; best way of breaking: {way}" if way else ""
    defaults = "; mostly from defaults, not answers" if result.default_driven else ""
    return f"{where}: {count}{best}{defaults}"


def _turns(cell: _Cell) -> Iterator[str]:
    """The nearest single inputs that would bring the step to 80 of 100, where they were sought."""
    result = cell.result
    tried = [
        turn
        for turn in cell.view.turns
        if turn.party == result.party
        and turn.duty == result.duty
        and turn.reading == result.reading
    ]
    found = [turn for turn in tried if turn.needed is not None]
    whose = f"in the view of {view_name(cell.view)}"
    weakest = cell.view.weakest.get(result.party)
    if tried and not found:
        yield f"{whose} no single input turns it"
    elif not tried and weakest is not None:
        yield f"{whose} what would turn it was looked for at the weakest step only: '{weakest}'"
    for turn in found[:MOST_TURNS]:
        yield f"{whose} it would turn with: {turn_words(turn)}"


RULE = Rule(
    code="INC007",
    name="breach-pays",
    severity=Severity.WARNING,
    engines=(Engine.STRATEGY,),
    fix=FixKind.HUMAN,
    finds=(
        "With views: a party and a step for which the best breach is worth more than keeping, "
        "under what a view says of stakes, detection and answers; by how much, and what single "
        "input would turn it. The same question is asked of every party."
    ),
    why="An agreement that nobody enforces from outside stands as long as each prefers to go on.",
    mend=(
        "Raise how often a breach is found, answer it sooner, ask for a deposit, or make the "
        "step smaller."
    ),
    example="""
obligations:
  hand-in: {by: south, duty: achieve, what: {hand-in: 300 rifle}, due: 30d after signed,
            verify: none, breach: none}
  land: {by: north, to: south, duty: achieve, what: {transfer: 4000 plot}, due: none,
         verify: none, breach: none}
""",
    better="""
obligations:
  hand-in: {by: south, duty: achieve, what: {hand-in: 300 rifle}, due: 30d after signed,
            tranches: {count: 3, each: 100}, verify: {by: mission, within: 3d}, breach: step}
  land: {by: north, to: south, duty: achieve, what: {transfer: 4000 plot}, answers: hand-in,
         in_turn: yes, tranches: {count: 3}, due: 60d after signed,
         verify: {by: mission, within: 3d}, breach: step}
""",
    ignore_when=(
        "The view leaves out what holds the party to the step, such as an answer outside the text; "
        "better still, add it to the view."
    ),
    history=(
        "Angola, 1994 to 1998: diamonds paid for rearming under the protocol; the embargo on them "
        "came in June 1998."
    ),
    sources=("Fearon",),
    check=check,
)
