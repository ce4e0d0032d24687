"""What each side still has to lose by breaking, after each step, with the cliffs marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.cli.output.columns import fit, isolate, pad, wrap
from pactwright.report.ledger import ledger_tables
from pactwright.report.points import plain
from pactwright.report.wording import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pactwright.assessment import LedgerEntry
    from pactwright.report.ledger import LedgerRow, LedgerTable
    from pactwright.report.lookup import Lookup

INDENT = " " * 9
TITLE = 22
BAR_CELL_FROM = 14
CLIFF = "<"
NUMBER = 5
GAP_BETWEEN_PARTIES = 3

HEAD = "WHAT EACH SIDE STILL HAS TO LOSE BY BREAKING"
EXPLAINED = (
    "benefits to come, points of the side's own scale in that view, middle of the range: read "
    "down, not across; < falls by half or more with duties still owed"
)


def ledger_lines(lookup: Lookup, width: int) -> list[str]:
    """The section, one table per reading where the readings differ."""
    tables = ledger_tables(lookup)
    if not tables:
        return []
    lines = [HEAD, *wrap(EXPLAINED, width, first=INDENT)]
    for table in tables:
        if table.reading is not None:
            lines += wrap(
                f"as {isolate(lookup.reader(table.reading))} reads the text", width, first="  "
            )
        for keys in _blocks(lookup, width):
            lines += _table_lines(lookup, table, keys, width)
        lines += _cliff_lines(lookup, table, width)
    return lines


def _keys(lookup: Lookup) -> list[tuple[str, str]]:
    return [(party.id, view.id) for party in lookup.parties for view in lookup.views]


def _blocks(lookup: Lookup, width: int) -> list[list[tuple[str, str]]]:
    """Columns that fit beside each other."""
    keys = _keys(lookup)
    room = width - len(INDENT) - TITLE
    most = max(1, (room - GAP_BETWEEN_PARTIES * len(lookup.parties)) // NUMBER)
    if len(keys) <= most:
        return [keys]
    per_party = [[key for key in keys if key[0] == party.id] for party in lookup.parties]
    return [one[start : start + most] for one in per_party for start in range(0, len(one), most)]


def _table_lines(
    lookup: Lookup, table: LedgerTable, keys: Sequence[tuple[str, str]], width: int
) -> list[str]:
    room = width - len(INDENT) - TITLE
    cell = room // len(keys)
    has_bars = cell >= BAR_CELL_FROM
    cell = min(cell, 32) if has_bars else NUMBER
    lines = _head(lookup, keys, cell)
    top = {key: max((_middle(row, key) for row in table.rows), default=0.0) for key in keys}
    for row in table.rows:
        line = INDENT + pad(isolate(fit(row.title, TITLE - 1)), TITLE)
        for position, key in enumerate(keys):
            entry = row.entries.get(key)
            bar = cell - NUMBER - 2 if has_bars else 0
            line += _gap(keys, position, has_bars=has_bars)
            line += pad(_cell(entry, bar=bar, top=top[key]), cell)
        lines.append(line.rstrip())
    return lines


def _gap(keys: Sequence[tuple[str, str]], position: int, *, has_bars: bool) -> str:
    if has_bars or position == 0 or keys[position][0] == keys[position - 1][0]:
        return ""
    return " " * GAP_BETWEEN_PARTIES


def _head(lookup: Lookup, keys: Sequence[tuple[str, str]], cell: int) -> list[str]:
    sides, letters, seen = "", "", ""
    for position, (party, view) in enumerate(keys):
        gap = _gap(keys, position, has_bars=cell >= BAR_CELL_FROM)
        side = "" if party == seen else lookup.short(party)
        letter = next(one.letter for one in lookup.views if one.id == view)
        sides, letters, seen = (
            sides + gap + pad(side, cell),
            letters + gap + pad(letter, cell),
            party,
        )
    lead = INDENT + pad("after", TITLE)
    if len(lookup.views) == 1:
        return [(lead + sides).rstrip()]
    return [(lead + sides).rstrip(), (" " * (len(INDENT) + TITLE) + letters).rstrip()]


def _middle(row: LedgerRow, key: tuple[str, str]) -> float:
    entry = row.entries.get(key)
    return entry.points.q50 if entry else 0.0


def _cell(entry: LedgerEntry | None, *, bar: int, top: float) -> str:
    if entry is None:
        return "-"
    number = plain(entry.points.q50) + (CLIFF if entry.is_cliff else "")
    if not bar:
        return number
    share = max(0.0, entry.points.q50) / top if top > 0 else 0.0
    return f"{'#' * round(share * bar)} {number}".strip()


def _cliff_lines(lookup: Lookup, table: LedgerTable, width: int) -> list[str]:
    lines: list[str] = []
    for row in table.rows:
        for party in lookup.parties:
            at = [view for view in lookup.views if _is_cliff(row, (party.id, view.id))]
            if at:
                owed = max(row.entries[party.id, view.id].open_duties for view in at)
                which = f" in {listed([one.letter for one in at])}" if len(lookup.views) > 1 else ""
                noun = "duty" if owed == 1 else "duties"
                text = (
                    f"< CLIFF for {party.short}{which} after {row.title}: {owed} {noun} still owed."
                )
                lines += wrap(text, width, first=INDENT)
    return lines


def _is_cliff(row: LedgerRow, key: tuple[str, str]) -> bool:
    entry = row.entries.get(key)
    return entry is not None and entry.is_cliff
