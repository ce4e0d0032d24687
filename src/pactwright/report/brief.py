"""`IN SHORT`: a few sentences made from the counts by fixed templates.

Each template looks at the data by one rule and says one thing in the same words for every side and
view; a template with nothing to say stays silent. No number is averaged over views.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.report.lookup import EVEN, PAYS_FROM, count_of
from pactwright.report.rows import step_table
from pactwright.report.weakest import weakest_steps
from pactwright.report.wording import listed, number_runs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pactwright.report.lookup import Lookup
    from pactwright.report.rows import Row, StepTable


def in_short(lookup: Lookup, table: StepTable | None = None) -> list[str]:
    """The sentences of `IN SHORT`, in order."""
    table = table or step_table(lookup)
    said = [_signing(lookup), *_steps(lookup, table.shared, "")]
    for reading, rows in table.by_reading:
        said += _steps(lookup, rows, f"As {lookup.reader(reading)} reads the text: ")
    said += [*_cliffs(lookup), _weakest(lookup)]
    return [one for one in said if one]


def _signing(lookup: Lookup) -> str:
    low = [
        f"{party.short} in view {view.letter}"
        for party in lookup.parties
        for view in lookup.views
        if count_of(view.signing_beats_fighting.get(party.id, 1.0)) < EVEN
    ]
    if not low:
        return ""
    return f"Signing beats fighting in fewer than {EVEN} of 100 for {listed(low)}."


def _steps(lookup: Lookup, rows: Sequence[Row], lead: str) -> list[str]:
    rows = [row for row in rows if any(cell for cell in row.cells.values())]
    if not rows:
        return []
    said = [_paying(lookup, rows)]
    parted = [row for row in rows if "parted" in row.spread]
    if parted:
        said.append(f"the views part at {_named(parted)}")
    for party in lookup.parties:
        low = [row for row in rows if f"{party.short} low" in row.spread]
        if low:
            said.append(f"under {EVEN} in every view for {party.short}: {_named(low)}")
    text = "; ".join(said)
    return [f"{lead}{text}." if lead else f"{text[0].upper()}{text[1:]}."]


def _paying(lookup: Lookup, rows: Sequence[Row]) -> str:
    views = "in every view" if len(lookup.views) > 1 else "in this view"
    paying = [row for row in rows if _pays_for_all(row)]
    if not paying:
        return f"no step pays for every side in {PAYS_FROM} of 100 {views}"
    if len(paying) == len(rows):
        return f"every step pays for every side in {PAYS_FROM} of 100 {views}"
    return f"keeping pays for every side in {PAYS_FROM} of 100, {views}, at {_named(paying)}"


def _pays_for_all(row: Row) -> bool:
    return all(cell.count >= PAYS_FROM for cell in row.cells.values() if cell is not None)


def _named(rows: Sequence[Row]) -> str:
    """'steps 1 to 4 and 6, and the standing duties'."""
    numbers = [row.step.number for row in rows if row.step.number > 0]
    steps = f"step{'s' if len(set(numbers)) > 1 else ''} {number_runs(numbers)}" if numbers else ""
    if len(numbers) == len(rows):
        return steps
    if not steps:
        return "the standing duties"
    return f"{steps}{',' if len(set(numbers)) > 1 else ''} and the standing duties"


def _cliffs(lookup: Lookup) -> list[str]:
    """Where what a side still has to lose falls by half or more with duties of its own open."""
    said: list[str] = []
    for party in lookup.parties:
        seen: dict[str, tuple[list[str], int]] = {}
        for view in lookup.views:
            for entry in view.ledger:
                if entry.party == party.id and entry.is_cliff and entry.open_duties > 0:
                    letters, owed = seen.get(entry.after, ([], 0))
                    letters += [] if view.letter in letters else [view.letter]
                    seen[entry.after] = (letters, max(owed, entry.open_duties))
        for duty, (letters, owed) in list(seen.items())[:1]:
            said.append(_cliff(lookup, party.short, duty, letters, owed))
    return said


def _cliff(lookup: Lookup, short: str, duty: str, letters: Sequence[str], owed: int) -> str:
    duties = "one of its duties" if owed == 1 else f"{owed} of its duties"
    noun = "view" if len(letters) == 1 else "views"
    which = f" ({noun} {listed(letters)})" if len(lookup.views) > 1 else ""
    return (
        f"After {lookup.title(duty)}, what {short} has to lose by breaking falls by half or more "
        f"with {duties} still owed{which}."
    )


def _weakest(lookup: Lookup) -> str:
    found = weakest_steps(lookup)
    return (
        "Weakest for "
        + "; for ".join(f"{one.party.short}: {one.step.title}" for one in found)
        + "."
        if found
        else ""
    )
