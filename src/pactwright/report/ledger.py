"""The leverage ledger as a table: what each side still has to lose, after each step.

Entries are points of one side in one view: read down a column, never across.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pactwright.assessment import LedgerEntry
    from pactwright.report.lookup import Lookup

SAME_WITHIN_POINTS = 0.5
SIGNATURE = "signature"


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One step of the path with the entries of all sides and views."""

    after: str
    title: str
    entries: dict[tuple[str, str], LedgerEntry]  # (party, view)

    @property
    def has_cliff(self) -> bool:
        """True if any entry falls by half or more here while duties remain."""
        return any(one.is_cliff for one in self.entries.values())


@dataclass(frozen=True, slots=True)
class LedgerTable:
    """The ledger in one reading, or in all of them where they agree."""

    reading: str | None
    rows: tuple[LedgerRow, ...]


def ledger_tables(lookup: Lookup) -> tuple[LedgerTable, ...]:
    """One table, or one per reading where the readings differ by more than half a point."""
    tables = [_table(lookup, reading) for reading in lookup.readings]
    tables = [one for one in tables if one.rows]
    if tables and all(_same(one, tables[0]) for one in tables):
        return (LedgerTable(None, tables[0].rows),)
    return tuple(tables)


def _table(lookup: Lookup, reading: str) -> LedgerTable:
    by_after: dict[str, dict[tuple[str, str], LedgerEntry]] = {}
    for view in lookup.views:
        for entry in view.ledger:
            if entry.reading == reading:
                by_after.setdefault(entry.after, {})[entry.party, view.id] = entry
    rows = [LedgerRow(after, _title(lookup, after), found) for after, found in by_after.items()]
    return LedgerTable(reading, tuple(sorted(rows, key=lambda row: _order(lookup, row.after))))


def _order(lookup: Lookup, after: str) -> int:
    found = lookup.step(after)
    return found.number if found else -1


def _title(lookup: Lookup, after: str) -> str:
    return after if after == SIGNATURE else lookup.title(after)


def _same(one: LedgerTable, other: LedgerTable) -> bool:
    if [row.after for row in one.rows] != [row.after for row in other.rows]:
        return False
    return all(
        row.entries.keys() == second.entries.keys()
        and all(_same_entry(row.entries[key], second.entries[key]) for key in row.entries)
        for row, second in zip(one.rows, other.rows, strict=True)
    )


def _same_entry(one: LedgerEntry, other: LedgerEntry) -> bool:
    is_near = abs(one.points.q50 - other.points.q50) <= SAME_WITHIN_POINTS
    return is_near and one.is_cliff == other.is_cliff and one.open_duties == other.open_duties
